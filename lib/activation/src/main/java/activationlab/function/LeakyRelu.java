package activationlab.function;

/** leaky ReLU. 
 *
 * @param alpha slope
 */
public record LeakyRelu(double alpha) implements Activation {
    @Override
    public double value(double x) {
        return x > 0 ? x : alpha * x;
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? 1 : alpha;
    }

    @Override
    public String name() {
        return "leaky ReLU";
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }
}
