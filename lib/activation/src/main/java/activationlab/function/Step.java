package activationlab.function;

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
        if (Double.isNaN(x)) {
            return x;
        }
        return x > 0 ? 1 : 0;
    }

    @Override
    public double derivative(double x) {
        return Double.isNaN(x) ? x : 0;
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
}
