package activationlab.function;

import java.util.List;

/** The functions that the library knows. */
public final class Activations {
    /** f(x) = x. */
    public static final Activation IDENTITY = new Identity();

    /** 0 for x ≤ 0, else 1. */
    public static final Activation STEP = new Step();

    /** 1/(1+e^−x). */
    public static final Activation SIGMOID = new Sigmoid();

    /** tanh x. */
    public static final Activation TANH = new Tanh();

    /** max(0, x). */
    public static final Activation RELU = new Relu();

    /** Leaky ReLU with α = 0.01. */
    public static final Activation LEAKY_RELU = new LeakyRelu(0.01);

    private Activations() {}

    /**
     * All functions, in the order of the lessons.
     *
     * @return an unmodifiable list
     */
    public static List<Activation> all() {
        return List.of(IDENTITY, STEP, SIGMOID, TANH, RELU, LEAKY_RELU);
    }
}
