package activationlab.function;

/** ReLU. 
 */
public record Relu() implements Activation {
    @Override
    public double value(double x) {
        return x > 0 ? x : 0;
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? 1 : 0;
    }

    @Override
    public String name() {
        return "ReLU";
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }
}
