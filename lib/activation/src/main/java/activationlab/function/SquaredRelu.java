package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import java.util.Optional;

/**
 * Squared ReLU: a parabola on the right, 0 on the left.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = max(0, x)²
 *   <li><b>Derivative:</b> f′(x) = 2·max(0, x); no kink
 *   <li><b>Range:</b> [0, ∞); f(−∞) = 0, f(∞) = ∞
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = 0.0; f′(∞) = ∞. The result is too
 *       great for a double, and therefore ∞, from x = 1.3408·10<sup>154</sup> on (the derivative from
 *       8.9885·10<sup>307</sup> on), and 0 up to x = 1.5717·10<sup>−162</sup>
 *   <li><b>Numeric note:</b> one correctly rounded multiplication: at most 0.5 ulp; the derivative is exact
 * </ul>
 *
 * <p>Its slope has no bound: the greater the sum, the harder it is amplified.
 *
 * @see Relu
 * @see "David So, Wojciech Mańke, Hanxiao Liu, Zihang Dai, Noam Shazeer, Quoc Le, 2021, Primer: searching for efficient
 *     transformers for language modeling, arXiv:2109.08668"
 */
public record SquaredRelu() implements Activation {

    /** The square of it, and of all that is less, rounds to 0: the double below the square root of 2⁻¹⁰⁷⁵. */
    private static final double UNDERFLOW = 1.5717277847026285e-162;

    @Override
    public double value(double x) {
        double positive = Math.max(0.0, x);
        return positive * positive;
    }

    @Override
    public double derivative(double x) {
        return 2 * Math.max(0.0, x);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, SquaredRelu::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, SquaredRelu::values, SquaredRelu::slopes);
    }

    private void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = value(x[i]);
        }
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = derivative(x[i]);
        }
    }

    @Override
    public String name() {
        return "squared ReLU";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder("f(x) = \\max(0, x)^2", "f'(x) = 2 \\max(0, x)")
                .aliases("ReLU²", "ReLU2", "ReLU^2")
                .range(Interval.atLeast(0))
                .left(End.constant(0, UNDERFLOW))
                .monotonicity(Monotonicity.NON_DECREASING)
                .lipschitz(Lipschitz.at(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .paper(
                        2021,
                        "David So, Wojciech Mańke, Hanxiao Liu, Zihang Dai, Noam Shazeer, Quoc Le, Primer: searching for"
                                + " efficient transformers for language modeling, arXiv:2109.08668"));
    }
}
