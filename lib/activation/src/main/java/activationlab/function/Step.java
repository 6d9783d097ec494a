package activationlab.function;

/** step. 
 */
public record Step() implements Activation {
    @Override
    public double value(double x) {
        return x > 0 ? 1 : 0;
    }

    @Override
    public double derivative(double x) {
        return 0;
    }

    @Override
    public String name() {
        return "step";
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }
}
