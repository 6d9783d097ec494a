package activationlab.function;

import java.util.List;

/** The catalogue: the functions that the library knows. */
public final class Activations {

    /** The identity, f(x) = x. */
    public static final Activation IDENTITY = new Identity();

    /** The step function: 0 for x ≤ 0, else 1. */
    public static final Activation STEP = new Step();

    /** The sigmoid, σ(x) = 1 / (1 + e<sup>−x</sup>). */
    public static final Activation SIGMOID = new Sigmoid();

    /** The hyperbolic tangent, tanh x. */
    public static final Activation TANH = new Tanh();

    /** The rectified linear unit, max(0, x). */
    public static final Activation RELU = new Relu();

    /** Leaky ReLU with the usual α = 0.01; {@code new LeakyRelu(0.2)} makes another one. */
    public static final Activation LEAKY_RELU = new LeakyRelu(0.01);

    private static final List<Activation> ALL = List.of(IDENTITY, STEP, SIGMOID, TANH, RELU, LEAKY_RELU);

    private Activations() {}

    /**
     * All functions of the catalogue, in the order in which the lessons meet them.
     *
     * @return an unmodifiable list
     */
    public static List<Activation> all() {
        return ALL;
    }
}
