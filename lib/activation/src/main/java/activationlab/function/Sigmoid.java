package activationlab.function;

/** sigmoid. 
 */
public record Sigmoid() implements Activation {
    @Override
    public double value(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    public double derivative(double x) {
        return value(x) * (1 - value(x));
    }

    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public double[] kinks() {
        return new double[] {};
    }
}
