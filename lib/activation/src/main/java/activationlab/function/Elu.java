package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import java.util.Optional;

/**
 * ELU, the exponential linear unit: x on the right, an exponential that levels off at −α on the left.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = α(e<sup>x</sup> − 1) for x ≤ 0, x for x &gt; 0
 *   <li><b>Derivative:</b> f′(x) = αe<sup>x</sup> for x &lt; 0, 1 for x &gt; 0; none at the kink 0, unless α = 1
 *   <li><b>Range:</b> (−α, ∞), increasing; f(−∞) = −α, f(∞) = ∞
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; f′(±0.0) = α, the slope from
 *       the left, which PyTorch chooses too; f′(−∞) = 0, f′(∞) = 1. For α = 1 and rounded to a double, f(x) is −1 up to
 *       x = −37.4299
 *   <li><b>Numeric note:</b> e<sup>x</sup> − 1 is computed in one step, without the cancellation that leaves no digit
 *       of it when x is small; exact for x &gt; 0. Measured against references with 25 digits, f is off by at most
 *       1.2 ulp and f′ by at most 1.0 ulp
 * </ul>
 *
 * <p>For α = 1 the two sides meet with the same slope. {@link Celu} does so for every α.
 *
 * @param alpha α, minus the limit at −∞; a finite number above 0, usually 1. (With 0 it would be {@link Relu}.)
 * @see "Djork-Arné Clevert, Thomas Unterthiner, Sepp Hochreiter, 2015, Fast and accurate deep network learning by
 *     exponential linear units (ELUs), arXiv:1511.07289"
 */
public record Elu(double alpha) implements Activation {

    /**
     * An ELU that levels off at −α.
     *
     * @param alpha minus the limit at −∞; a finite number above 0
     * @throws IllegalArgumentException if alpha is 0, negative, infinite or NaN
     */
    public Elu {
        if (!(alpha > 0 && alpha <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("alpha must be a finite number > 0, not " + alpha);
        }
    }

    @Override
    public double value(double x) {
        return EluKernel.value(x, alpha);
    }

    @Override
    public double derivative(double x) {
        return EluKernel.slope(x, alpha);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, Elu::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, Elu::values, Elu::slopes);
    }

    @Override
    public void applyForTraining(double[] x, double[] y, double[] slopes) {
        Loops.applyForTraining(this, x, y, slopes, Elu::training);
    }

    private void values(double[] x, double[] y, int from, int to) {
        EluKernel.values(x, y, from, to, alpha);
    }

    private void training(double[] x, double[] y, double[] d, int from, int to) {
        EluKernel.training(x, y, d, from, to, 1, alpha);
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        EluKernel.slopes(x, y, from, to, alpha);
    }

    /**
     * The name; it tells α unless that is 1, so that two of them in one figure can be told apart.
     *
     * @return for example {@code ELU} or {@code ELU (α = 2.0)}
     */
    @Override
    public String name() {
        return alpha == 1 ? "ELU" : "ELU (α = " + alpha + ")";
    }

    /**
     * The kink.
     *
     * @return 0; nothing if α = 1
     */
    @Override
    public double[] kinks() {
        return alpha == 1 ? new double[0] : new double[] {0};
    }

    @Override
    public Optional<Facts> facts() {
        FactsBuilder facts = new FactsBuilder(
                        "f(x) = \\begin{cases} \\alpha (e^x - 1) & x \\le 0 \\\\ x & x > 0 \\end{cases}",
                        "f'(x) = \\begin{cases} \\alpha e^x & x \\le 0 \\\\ 1 & x > 0 \\end{cases}")
                .aliases("exponential linear unit")
                .parameter("alpha", "α", alpha, Interval.above(0))
                .range(Interval.above(-alpha))
                .left(End.constant(-alpha, levelFrom(alpha)))
                .right(End.identity(Double.POSITIVE_INFINITY, 0))
                .lipschitz(alpha > 1 ? Lipschitz.at(alpha, 0) : Lipschitz.right(1));
        if (alpha != 1) {
            facts.kink(Kink.of(0, alpha, 1, alpha));
        }
        if (alpha == Selu.ALPHA) {
            facts.zeroCentred();
        }
        return Optional.of(facts.paper(
                2015,
                "Djork-Arné Clevert, Thomas Unterthiner, Sepp Hochreiter, Fast and accurate deep network learning by"
                        + " exponential linear units (ELUs), arXiv:1511.07289"));
    }

    /** Where αe^x is half the distance from −α to its neighbour. */
    static double levelFrom(double alpha) {
        double distance = (alpha - Math.nextDown(alpha)) / alpha;
        return StrictMath.log(distance / 2);
    }
}
