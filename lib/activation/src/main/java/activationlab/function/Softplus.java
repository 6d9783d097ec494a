package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import activationlab.numeric.Thresholds;
import java.util.Optional;

/**
 * Softplus, a smooth {@linkplain Relu ReLU}.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = log(1 + e<sup>βx</sup>) / β = max(x, 0) + log(1 + e<sup>−β|x|</sup>) / β
 *   <li><b>Derivative:</b> f′(x) = σ(βx), the {@linkplain Sigmoid sigmoid}
 *   <li><b>Range:</b> (0, ∞), increasing; f(−∞) = 0, f(0) = log 2 / β, f(∞) = ∞; the slope rises from 0 to 1
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−∞) = 0.0; f′(−∞) = 0, f′(∞) = 1. For
 *       β = 1 and rounded to a double, f(x) is 0 up to x = −745.133 and x from x = 33.2711 on
 *   <li><b>Numeric note:</b> the logarithm is computed of a number between 1 and 2 that is known by how much it
 *       exceeds 1; nothing cancels, nothing overflows, and there is no threshold from which x is returned: PyTorch's
 *       is βx = 20, where 10 digits of what is above x are lost. Measured against references with 25 digits, f is off
 *       by at most 1.8 ulp and f′ by at most 1.7 ulp
 * </ul>
 *
 * <p>The greater β, the sharper the bend: f is above ReLU by at most log 2 / β, at 0. It scales: f<sub>β</sub>(x) =
 * f<sub>1</sub>(βx) / β.
 *
 * @param beta β, the sharpness, usually 1; a finite number from {@link Double#MIN_NORMAL} (2.2·10<sup>−308</sup>) up: for
 *     smaller ones the value at 0, log 2 / β, would be too great for a double
 * @see LogSigmoid
 * @see "Charles Dugas, Yoshua Bengio, François Bélisle, Claude Nadeau, René Garcia, 2000, Incorporating second-order
 *     functional knowledge for better option pricing, NIPS 13, 472–478"
 */
public record Softplus(double beta) implements Activation {

    /** The logarithm of 2⁻¹⁰⁷⁵, half of the least double: smaller numbers round to 0. */
    static final double LOG_HALF_LEAST = -745.1332191019412;

    /**
     * A softplus of the sharpness β.
     *
     * @param beta the sharpness; a finite number from 2.2·10<sup>−308</sup> up
     * @throws IllegalArgumentException if beta is smaller, infinite or NaN
     */
    public Softplus {
        if (!(beta >= Double.MIN_NORMAL && beta <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "beta must be a finite number >= " + Double.MIN_NORMAL + ", not " + beta);
        }
    }

    @Override
    public double value(double x) {
        return SoftplusKernel.value(x, beta);
    }

    @Override
    public double derivative(double x) {
        return SoftplusKernel.slope(x, beta);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, Softplus::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, Softplus::values, Softplus::slopes);
    }

    private void values(double[] x, double[] y, int from, int to) {
        SoftplusKernel.values(x, y, from, to, beta);
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        SoftplusKernel.slopes(x, y, from, to, beta);
    }

    /**
     * The name; it tells β unless that is 1, so that two of them in one figure can be told apart.
     *
     * @return for example {@code softplus} or {@code softplus (β = 2.0)}
     */
    @Override
    public String name() {
        return beta == 1 ? "softplus" : "softplus (β = " + beta + ")";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(
                new FactsBuilder("f(x) = \\frac{1}{\\beta} \\log(1 + e^{\\beta x})", "f'(x) = \\sigma(\\beta x)")
                        .aliases("smooth ReLU")
                        .parameter("beta", "β", beta, Interval.atLeast(Double.MIN_NORMAL))
                        .range(Interval.above(0))
                        .left(End.constant(0, (StrictMath.log(beta) + LOG_HALF_LEAST) / beta))
                        .right(End.identity(Double.POSITIVE_INFINITY, identityFrom(beta)))
                        .lipschitz(Lipschitz.at(1, Double.POSITIVE_INFINITY))
                        .paper(
                                2000,
                                "Charles Dugas, Yoshua Bengio, François Bélisle, Claude Nadeau, René Garcia, Incorporating"
                                        + " second-order functional knowledge for better option pricing, NIPS 13, 472–478"));
    }

    /** Where f(x) − x = log(1 + e^−βx) / β is half the distance from x to its upper neighbour. */
    private static double identityFrom(double beta) {
        return Thresholds.smallest(
                x -> 2 * StrictMath.log1p(StrictMath.exp(-beta * x)) <= beta * Math.ulp(x),
                0,
                Double.POSITIVE_INFINITY);
    }
}
