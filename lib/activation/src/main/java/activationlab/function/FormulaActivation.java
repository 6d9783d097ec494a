package activationlab.function;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A function made from lambdas; see {@link Activation#of(String, DoubleUnaryOperator, DoubleUnaryOperator, double...)}. */
class FormulaActivation implements Activation {

    private final String name;
    private final DoubleUnaryOperator f;
    private final DoubleUnaryOperator derivative;
    private final double[] kinks;

    FormulaActivation(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double... kinks) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name is " + (name == null ? "null" : "blank") + "; give it a name");
        }
        this.name = name;
        this.f = given("f", name, f);
        this.derivative = given("derivative", name, derivative);
        this.kinks = ascending(name, kinks);
    }

    @Override
    public final double value(double x) {
        return f.applyAsDouble(x);
    }

    @Override
    public final double derivative(double x) {
        return derivative.applyAsDouble(x);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final double[] kinks() {
        return kinks.clone();
    }

    @Override
    public final String toString() {
        return name;
    }

    static DoubleUnaryOperator given(String parameter, String name, DoubleUnaryOperator function) {
        if (function == null) {
            throw new IllegalArgumentException(
                    parameter + " of \"" + name + "\" is null; give it a function such as x -> x * x");
        }
        return function;
    }

    static double[] ascending(String name, double... kinks) {
        if (kinks == null) {
            throw new IllegalArgumentException("kinks of \"" + name + "\" is null; leave it out if there are none");
        }
        for (double kink : kinks) {
            if (!Double.isFinite(kink)) {
                throw new IllegalArgumentException("kinks of \"" + name + "\" must be finite numbers, not " + kink);
            }
        }
        // + 0.0 turns -0.0 into 0.0, so that the two count as one point.
        return Arrays.stream(kinks).map(kink -> kink + 0.0).sorted().distinct().toArray();
    }
}
