package activationlab.function;

import activationlab.numeric.Differences;
import java.util.function.DoubleUnaryOperator;

/** A function whose derivative is numeric; see {@link Activation#of(String, DoubleUnaryOperator, double...)}. */
final class DifferencedActivation extends FormulaActivation {

    private final DoubleUnaryOperator f;

    DifferencedActivation(String name, DoubleUnaryOperator f, double... kinks) {
        super(name, f, Differences.derivative(given("f", name, f), ascending(name, kinks)), kinks);
        this.f = f;
    }

    @Override
    public Activation slope() {
        // A difference of differences would lose half of the digits that are left, so f″ comes from f itself.
        double[] kinks = kinks();
        return new FormulaActivation(name() + "′", this::derivative, Differences.secondDerivative(f, kinks), kinks);
    }
}
