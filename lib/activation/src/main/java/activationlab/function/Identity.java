package activationlab.function;

/** identity. 
 */
public record Identity() implements Activation {
    @Override
    public double value(double x) {
        return x;
    }

    @Override
    public double derivative(double x) {
        return 1;
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public double[] kinks() {
        return new double[] {};
    }
}
