package activationlab.function;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The log-sigmoid, log σ(x). */
    public static final Activation LOG_SIGMOID = new LogSigmoid();

    /** PReLU with α = 0.25, where the paper starts to learn it; {@code new PRelu(0.1)} makes another one. */
    public static final Activation PRELU = new PRelu(0.25);

    /** ELU with the usual α = 1; {@code new Elu(0.5)} makes another one. */
    public static final Activation ELU = new Elu(1);

    /** SELU, the ELU that keeps mean 0 and variance 1. */
    public static final Activation SELU = new Selu();

    /** CELU with the usual α = 1; {@code new Celu(2)} makes another one. */
    public static final Activation CELU = new Celu(1);

    /** Softplus with the usual β = 1, log(1 + e<sup>x</sup>); {@code new Softplus(2)} makes another one. */
    public static final Activation SOFTPLUS = new Softplus(1);

    /** SiLU, x·σ(x); {@code new Swish(2)} makes Swish with another β. */
    public static final Activation SILU = new Swish(1);

    /** GELU, x·Φ(x). */
    public static final Activation GELU = new Gelu();

    /** The tanh form of GELU, ½x(1 + tanh(√(2/π)·(x + 0.044715x³))). */
    public static final Activation GELU_TANH = new GeluTanh();

    /** The sigmoid form of GELU, x·σ(1.702x). */
    public static final Activation GELU_SIGMOID = new GeluSigmoid();

    /** Mish, x·tanh(log(1 + e<sup>x</sup>)). */
    public static final Activation MISH = new Mish();

    /** The hard sigmoid, min(max(x + 3, 0), 6) / 6. */
    public static final Activation HARD_SIGMOID = new HardSigmoid();

    /** The hard hyperbolic tangent, min(max(x, −1), 1). */
    public static final Activation HARD_TANH = new HardTanh();

    /** Hard Swish, x·min(max(x + 3, 0), 6) / 6. */
    public static final Activation HARD_SWISH = new HardSwish();

    /** Squared ReLU, max(0, x)². */
    public static final Activation SQUARED_RELU = new SquaredRelu();

    private static final List<Activation> BASIC = List.of(IDENTITY, STEP, SIGMOID, TANH, RELU, LEAKY_RELU);

    private static final List<Activation> ALL = Stream.concat(
                    BASIC.stream(),
                    Stream.of(
                            LOG_SIGMOID,
                            PRELU,
                            ELU,
                            SELU,
                            CELU,
                            SOFTPLUS,
                            SILU,
                            GELU,
                            GELU_TANH,
                            GELU_SIGMOID,
                            MISH,
                            HARD_SIGMOID,
                            HARD_TANH,
                            HARD_SWISH,
                            SQUARED_RELU))
            .toList();

    private Activations() {}

    /**
     * All functions of the catalogue: the {@linkplain #basic() basic} ones first.
     *
     * @return an unmodifiable list
     */
    public static List<Activation> all() {
        return ALL;
    }

    /**
     * The six functions with which everything began, in the order in which the lessons meet them: identity, step, sigmoid,
     * tanh, ReLU, leaky ReLU.
     *
     * @return an unmodifiable list
     */
    public static List<Activation> basic() {
        return BASIC;
    }

    /**
     * A function of the catalogue by its name or one of its {@linkplain Facts#aliases() aliases}.
     *
     * @param name for example {@code "SiLU"}, {@code "swish"} or {@code "leaky_relu"}; upper and lower case, spaces,
     *     hyphens, underscores and parentheses do not matter
     * @return the function, with its usual parameter
     * @throws IllegalArgumentException if name is null or no function has it; the message lists the names
     */
    public static Activation named(String name) {
        if (name == null) {
            throw new IllegalArgumentException("name is null; the names are " + names());
        }
        String wanted = essence(name);
        return ALL.stream()
                .filter(f -> essence(f.name()).equals(wanted)
                        || f.facts().stream()
                                .flatMap(facts -> facts.aliases().stream())
                                .anyMatch(alias -> essence(alias).equals(wanted)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no function is named \"" + name + "\"; the names are " + names()));
    }

    /** What is left of a name for a comparison. */
    static String essence(String name) {
        return name.replaceAll("[\\s()_-]", "").toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return ALL.stream().map(Activation::name).collect(Collectors.joining(", "));
    }
}
