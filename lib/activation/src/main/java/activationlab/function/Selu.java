package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import java.util.Optional;

/**
 * SELU, the scaled exponential linear unit: an {@linkplain Elu ELU} with two constants for which activations of mean 0 and
 * variance 1 keep that mean and variance.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = λα(e<sup>x</sup> − 1) for x ≤ 0, λx for x &gt; 0, with λ = 1.0507009873554805 and α =
 *       1.6732632423543772
 *   <li><b>Derivative:</b> f′(x) = λαe<sup>x</sup> for x &lt; 0, λ for x &gt; 0; none at the kink 0
 *   <li><b>Range:</b> (−λα, ∞) = (−1.7581, ∞), increasing; f(−∞) = −λα, f(∞) = ∞
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; f′(±0.0) = λα, the slope from
 *       the left, which PyTorch chooses too; f′(−∞) = 0, f′(∞) = λ. The result is too
 *       great for a double, and therefore ∞, from x = 1.7109·10<sup>308</sup> on. Rounded to a double, f(x) is −1.7580993408473768 up to
 *       x = −37.1810
 *   <li><b>Numeric note:</b> λα is the double nearest to the product of the exact constants; the product of the two
 *       doubles is 1 ulp off. e<sup>x</sup> − 1 is computed in one step. Measured against references with 25 digits,
 *       f is off by at most 1.9 ulp and f′ by at most 1.7 ulp
 * </ul>
 *
 * <p>λ and α are the solution of two equations: for x from N(0, 1) the mean of f(x) is 0 and that of f(x)² is 1. The paper
 * prints 1.0507 and 1.6733; its code has 31 digits.
 *
 * @see "Günter Klambauer, Thomas Unterthiner, Andreas Mayr, Sepp Hochreiter, 2017, Self-normalizing neural networks,
 *     arXiv:1706.02515"
 */
public record Selu() implements Activation {

    /** λ, the slope on the right: the double nearest to 1.0507009873554804934193349852946. */
    public static final double LAMBDA = 1.0507009873554805;

    /** α: the double nearest to 1.6732632423543772848170429916717. */
    public static final double ALPHA = 1.6732632423543772;

    /** λα, rounded once. */
    private static final double SLOPE_LEFT = 1.7580993408473768;

    private static final String CONSTANTS = ", \\quad \\lambda = " + LAMBDA + ", \\quad \\alpha = " + ALPHA;

    @Override
    public double value(double x) {
        return SeluKernel.value(x);
    }

    @Override
    public double derivative(double x) {
        return SeluKernel.slope(x);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(x, y, SeluKernel::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(x, y, slopes, SeluKernel::values, SeluKernel::slopes);
    }

    @Override
    public String name() {
        return "SELU";
    }

    /**
     * The kink.
     *
     * @return 0
     */
    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder(
                        "f(x) = \\begin{cases} \\lambda \\alpha (e^x - 1) & x \\le 0 \\\\ \\lambda x & x > 0 \\end{cases}"
                                + CONSTANTS,
                        "f'(x) = \\begin{cases} \\lambda \\alpha e^x & x \\le 0 \\\\ \\lambda & x > 0 \\end{cases}"
                                + CONSTANTS)
                .aliases("scaled ELU", "scaled exponential linear unit")
                .range(Interval.above(-SLOPE_LEFT))
                .left(End.constant(-SLOPE_LEFT, -37.18104565569259))
                .zeroCentred()
                .lipschitz(Lipschitz.at(SLOPE_LEFT, 0))
                .kink(Kink.of(0, SLOPE_LEFT, LAMBDA, SLOPE_LEFT))
                .paper(
                        2017,
                        "Günter Klambauer, Thomas Unterthiner, Andreas Mayr, Sepp Hochreiter, Self-normalizing neural"
                                + " networks, arXiv:1706.02515"));
    }
}
