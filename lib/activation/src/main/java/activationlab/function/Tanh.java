package activationlab.function;

/** tanh. 
 */
public record Tanh() implements Activation {
    @Override
    public double value(double x) {
        return StrictMath.tanh(x);
    }

    @Override
    public double derivative(double x) {
        return 1 - value(x) * value(x);
    }

    @Override
    public String name() {
        return "tanh";
    }

    @Override
    public double[] kinks() {
        return new double[] {};
    }
}
