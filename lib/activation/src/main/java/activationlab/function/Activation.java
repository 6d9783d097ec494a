package activationlab.function;

import java.util.function.DoubleUnaryOperator;

/** An activation function of one real variable, with its derivative in terms of its input. */
public interface Activation {

    /**
     * The function.
     *
     * @param x any double
     * @return f(x)
     */
    double value(double x);

    /**
     * The derivative at x.
     *
     * @param x any double
     * @return f′(x)
     */
    double derivative(double x);

    /**
     * The name.
     *
     * @return a short name
     */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Points where the function or its derivative jumps, ascending.
     *
     * @return a new array
     */
    default double[] kinks() {
        return new double[0];
    }

    /**
     * The derivative as a function.
     *
     * @return f′
     */
    default Activation slope() {
        return of(name() + "′", this::derivative);
    }

    /**
     * The function of every element.
     *
     * @param x inputs
     * @return a new array
     */
    default double[] apply(double[] x) {
        double[] y = x.clone();
        applyInPlace(y);
        return y;
    }

    /**
     * Overwrites every element by its function.
     *
     * @param x inputs, then outputs
     */
    default void applyInPlace(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = value(x[i]);
        }
    }

    /**
     * A function with a derivative by central differences.
     *
     * @param name a name
     * @param f the function
     * @return an activation
     */
    static Activation of(String name, DoubleUnaryOperator f) {
        return new Activation() {
            @Override
            public double value(double x) {
                return f.applyAsDouble(x);
            }

            @Override
            public double derivative(double x) {
                double h = 1e-5;
                return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
