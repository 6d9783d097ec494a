package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import java.util.Optional;

/**
 * CELU, the continuously differentiable exponential linear unit: an {@linkplain Elu ELU} whose left side is stretched, so
 * that both sides meet with the slope 1 for every α.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = α(e<sup>x/α</sup> − 1) for x ≤ 0, x for x &gt; 0
 *   <li><b>Derivative:</b> f′(x) = e<sup>x/α</sup> for x ≤ 0, 1 for x &gt; 0; no kink
 *   <li><b>Range:</b> (−α, ∞), increasing; f(−∞) = −α, f(∞) = ∞
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; f′(±0.0) = 1; f′(−∞) = 0,
 *       f′(∞) = 1. For α = 1 and rounded to a double, f(x) is −1 up to x = −37.4299
 *   <li><b>Numeric note:</b> what the rounding of x/α loses is known and put back; e<sup>x/α</sup> − 1 is computed in
 *       one step; exact for x &gt; 0. Measured against references with 25 digits, f is off by at most 2.0 ulp and f′
 *       by at most 1.3 ulp
 * </ul>
 *
 * <p>CELU with α = 1 is ELU with α = 1. It scales: f<sub>α</sub>(x) = α·f<sub>1</sub>(x/α), and goes from ReLU (α → 0) to
 * the identity (α → ∞).
 *
 * @param alpha α, minus the limit at −∞; a finite number above 0, usually 1
 * @see "Jonathan Barron, 2017, Continuously differentiable exponential linear units, arXiv:1704.07483"
 */
public record Celu(double alpha) implements Activation {

    /**
     * A CELU that levels off at −α.
     *
     * @param alpha minus the limit at −∞; a finite number above 0
     * @throws IllegalArgumentException if alpha is 0, negative, infinite or NaN
     */
    public Celu {
        if (!(alpha > 0 && alpha <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("alpha must be a finite number > 0, not " + alpha);
        }
    }

    @Override
    public double value(double x) {
        return CeluKernel.value(x, alpha);
    }

    @Override
    public double derivative(double x) {
        return CeluKernel.slope(x, alpha);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, Celu::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, Celu::values, Celu::slopes);
    }

    private void values(double[] x, double[] y, int from, int to) {
        CeluKernel.values(x, y, from, to, alpha);
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        CeluKernel.slopes(x, y, from, to, alpha);
    }

    /**
     * The name; it tells α unless that is 1, so that two of them in one figure can be told apart.
     *
     * @return for example {@code CELU} or {@code CELU (α = 2.0)}
     */
    @Override
    public String name() {
        return alpha == 1 ? "CELU" : "CELU (α = " + alpha + ")";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder(
                        "f(x) = \\begin{cases} \\alpha (e^{x / \\alpha} - 1) & x \\le 0 \\\\ x & x > 0 \\end{cases}",
                        "f'(x) = \\begin{cases} e^{x / \\alpha} & x \\le 0 \\\\ 1 & x > 0 \\end{cases}")
                .aliases("continuously differentiable ELU")
                .parameter("alpha", "α", alpha, Interval.above(0))
                .range(Interval.above(-alpha))
                .left(End.constant(-alpha, alpha * Elu.levelFrom(alpha)))
                .right(End.identity(Double.POSITIVE_INFINITY, 0))
                .lipschitz(Lipschitz.right(1))
                .paper(
                        2017,
                        "Jonathan Barron, Continuously differentiable exponential linear units, arXiv:1704.07483"));
    }
}
