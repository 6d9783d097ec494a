package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import java.util.Optional;

/**
 * The step function (Heaviside function), an on/off switch.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = 0 for x ≤ 0, 1 for x &gt; 0
 *   <li><b>Derivative:</b> f′(x) = 0 for x ≠ 0; none at 0, where f jumps
 *   <li><b>Range:</b> the two values 0 and 1; f(−∞) = 0, f(∞) = 1
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(0.0) = f(−0.0) = 0, f′(0) = 0
 *   <li><b>Numeric note:</b> exact, 0 ulp
 * </ul>
 *
 * <p>H(0) is a matter of convention: 0, ½ and 1 are all in use. Here it is 0, "the neuron fires when the sum exceeds the
 * threshold", and so the step function is the derivative of {@link Relu} bit for bit, also at 0.
 *
 * <p>A slope of 0 almost everywhere tells gradient descent nothing: this function cannot be trained through.
 *
 * @see "Warren McCulloch, Walter Pitts, 1943, A logical calculus of the ideas immanent in nervous activity,
 *     doi:10.1007/BF02478259"
 * @see "Frank Rosenblatt, 1958, The perceptron: a probabilistic model for information storage and organization in the
 *     brain, doi:10.1037/h0042519"
 */
public record Step() implements Activation {

    @Override
    public double value(double x) {
        return Loops.isPositive(x);
    }

    @Override
    public double derivative(double x) {
        // 0, or NaN if x is
        return Math.min(Math.abs(x), 0);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, Step::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, Step::values, Step::slopes);
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
        return "step";
    }

    /**
     * The jump.
     *
     * @return 0
     */
    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(
                new FactsBuilder("f(x) = \\begin{cases} 0 & x \\le 0 \\\\ 1 & x > 0 \\end{cases}", "f'(x) = 0")
                        .aliases("Heaviside", "binary step", "threshold")
                        .range(Interval.closed(0, 1))
                        .left(End.constant(0, 0))
                        .right(End.constant(1, Double.MIN_VALUE))
                        .monotonicity(Monotonicity.NON_DECREASING)
                        .lipschitz(Lipschitz.at(Double.POSITIVE_INFINITY, 0))
                        .kink(new Kink(0, 0, 0, 0, 1))
                        .paper(
                                1943,
                                "Warren McCulloch, Walter Pitts, A logical calculus of the ideas immanent in nervous activity,"
                                        + " doi:10.1007/BF02478259"));
    }
}
