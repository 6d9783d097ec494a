package activationlab.network;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The plan of a network of dense layers: how many units, which activation functions, how it begins. Immutable; every
 * method that changes something returns a new plan.
 *
 * <pre>{@code
 * Network network = Architecture.of(2, 32, 32, 3).activation(Activations.TANH).network(1);
 * }</pre>
 *
 * <p>Without further words the hidden layers are ReLU, the output layer is the identity (its numbers are logits, or the
 * values of a regression), and the weights begin as {@link Initialiser#USUAL} says.
 */
public final class Architecture {

    private final int[] sizes;
    private final Activation[] activations;
    private final Initialiser initialiser;
    private final boolean batchNorm;

    /** Of the weights, layer by layer; computed when first needed, because a gain is an integral. */
    private volatile double[] deviations;

    private Architecture(int[] sizes, Activation[] activations, Initialiser initialiser, boolean batchNorm) {
        this.sizes = sizes;
        this.activations = activations;
        this.initialiser = initialiser;
        this.batchNorm = batchNorm;
    }

    /**
     * A plan with so many inputs, units in each hidden layer, and outputs.
     *
     * @param sizes for example 2, 32, 32, 3; without hidden layers the network is linear
     * @return a plan
     * @throws IllegalArgumentException if there are fewer than two sizes or one is below 1
     */
    public static Architecture of(int... sizes) {
        if (sizes == null || sizes.length < 2) {
            throw new IllegalArgumentException(
                    "sizes must name at least inputs and outputs, for example 2, 32, 3, not " + Arrays.toString(sizes));
        }
        for (int i = 0; i < sizes.length; i++) {
            Check.atLeast("sizes[" + i + "]", sizes[i], 1);
        }
        Activation[] activations = new Activation[sizes.length - 1];
        Arrays.fill(activations, Activations.RELU);
        activations[activations.length - 1] = Activations.IDENTITY;
        return new Architecture(sizes.clone(), activations, Initialiser.USUAL, false);
    }

    /**
     * The same plan with other sizes: hidden layers take over the function of the first hidden layer here.
     *
     * @param sizes for example 2, 32, 32, 3
     * @return a new plan
     * @throws IllegalArgumentException if there are fewer than two sizes or one is below 1
     */
    public Architecture sizes(int... sizes) {
        Architecture plan = of(sizes);
        int last = activations.length - 1;
        return new Architecture(plan.sizes, plan.activations, initialiser, batchNorm)
                .activation(last == 0 ? Activations.RELU : activations[0])
                .output(activations[last]);
    }

    /**
     * The same function in all hidden layers.
     *
     * @param f any activation function, also one of your own
     * @return a new plan
     * @throws IllegalArgumentException if f is null
     */
    public Architecture activation(Activation f) {
        Check.given("f", f);
        Activation[] changed = activations.clone();
        Arrays.fill(changed, 0, changed.length - 1, f);
        return new Architecture(sizes, changed, initialiser, batchNorm);
    }

    /**
     * Another function in one layer.
     *
     * @param layer from 0; the last one is the output layer
     * @param f any activation function
     * @return a new plan
     * @throws IllegalArgumentException if f is null or there is no such layer
     */
    public Architecture activation(int layer, Activation f) {
        Check.index("layer", layer, layers());
        Check.given("f", f);
        Activation[] changed = activations.clone();
        changed[layer] = f;
        return new Architecture(sizes, changed, initialiser, batchNorm);
    }

    /**
     * Another function in the output layer. Losses that are computed from logits need the identity there.
     *
     * @param f any activation function
     * @return a new plan
     * @throws IllegalArgumentException if f is null
     */
    public Architecture output(Activation f) {
        return activation(layers() - 1, f);
    }

    /**
     * Another way to begin.
     *
     * @param rule the initialiser of the hidden layers
     * @return a new plan
     * @throws IllegalArgumentException if rule is null
     */
    public Architecture initialiser(Initialiser rule) {
        Check.given("rule", rule);
        return new Architecture(sizes, activations, rule, batchNorm);
    }

    /**
     * With batch normalisation before the function of every hidden layer, or without: over the batch each unit's sums get
     * the mean 0 and the variance 1, then a factor γ and a shift β that are learned. After training, running averages take
     * the place of the batch's mean and variance.
     *
     * @param used whether sums are normalised
     * @return a new plan
     * @see "Sergey Ioffe, Christian Szegedy, 2015, Batch normalization, arXiv:1502.03167"
     */
    public Architecture batchNorm(boolean used) {
        return new Architecture(sizes, activations, initialiser, used);
    }

    /**
     * How many layers compute something: hidden layers and the output layer.
     *
     * @return at least 1
     */
    public int layers() {
        return activations.length;
    }

    /**
     * How many numbers an example has.
     *
     * @return at least 1
     */
    public int inputs() {
        return sizes[0];
    }

    /**
     * How many numbers the network answers.
     *
     * @return at least 1
     */
    public int outputs() {
        return sizes[sizes.length - 1];
    }

    /**
     * How many units a layer has.
     *
     * @param layer from 0
     * @return at least 1
     * @throws IllegalArgumentException if there is no such layer
     */
    public int units(int layer) {
        Check.index("layer", layer, layers());
        return sizes[layer + 1];
    }

    /**
     * How many numbers each unit of a layer receives.
     *
     * @param layer from 0
     * @return at least 1
     * @throws IllegalArgumentException if there is no such layer
     */
    public int receives(int layer) {
        Check.index("layer", layer, layers());
        return sizes[layer];
    }

    /**
     * The function of a layer.
     *
     * @param layer from 0
     * @return its activation function
     * @throws IllegalArgumentException if there is no such layer
     */
    public Activation activation(int layer) {
        Check.index("layer", layer, layers());
        return activations[layer];
    }

    /**
     * Whether the sums of this layer are normalised.
     *
     * @param layer from 0
     * @return never for the output layer
     * @throws IllegalArgumentException if there is no such layer
     */
    public boolean hasBatchNorm(int layer) {
        Check.index("layer", layer, layers());
        return batchNorm && layer < layers() - 1;
    }

    /**
     * The standard deviation with which the weights of a layer begin.
     *
     * @param layer from 0
     * @return 1/√{@link #receives} for the output layer, and what the initialiser says for the others
     * @throws IllegalArgumentException if there is no such layer or its function has no gain
     */
    public double deviation(int layer) {
        Check.index("layer", layer, layers());
        double[] known = deviations;
        if (known == null) {
            known = new double[layers()];
            for (int l = 0; l < known.length - 1; l++) {
                // Deep networks have the same layer again and again.
                boolean again = l > 1
                        && activations[l] == activations[l - 1]
                        && sizes[l] == sizes[l - 1]
                        && sizes[l + 1] == sizes[l];
                known[l] = again ? known[l - 1] : initialiser.deviation(activations[l], sizes[l], sizes[l + 1]);
            }
            known[known.length - 1] = 1 / Math.sqrt(sizes[known.length - 1]);
            deviations = known;
        }
        return known[layer];
    }

    /**
     * A network that begins with random weights and with biases of 0. Networks with equal sizes and the same seed get the
     * same random numbers, each times its layer's {@link #deviation}: so two functions can be compared seed by seed.
     *
     * @param seed any number
     * @return a new network
     * @throws IllegalArgumentException if a function has no gain
     */
    public Network network(long seed) {
        return network(Randoms.generator(seed));
    }

    /** Weight by weight, unit by unit, layer by layer. */
    Network network(RandomGenerator random) {
        Network network = new Network(this);
        for (int l = 0; l < layers(); l++) {
            double deviation = deviation(l);
            for (double[] row : network.weights[l]) {
                for (int k = 0; k < sizes[l]; k++) {
                    row[k] = deviation * Randoms.gaussian(random);
                }
            }
        }
        return network;
    }

    /**
     * The plan in a few words.
     *
     * @return for example {@code 2-32-32-3 tanh}
     */
    @Override
    public String toString() {
        String numbers = Arrays.stream(sizes).mapToObj(String::valueOf).collect(Collectors.joining("-"));
        String functions = Arrays.stream(activations, 0, layers() - 1)
                .map(Activation::name)
                .distinct()
                .collect(Collectors.joining("/"));
        String output =
                activations[layers() - 1].equals(Activations.IDENTITY) ? "" : " → " + activations[layers() - 1].name();
        return numbers + (functions.isEmpty() ? "" : " " + functions) + (batchNorm ? " with batch norm" : "") + output;
    }
}
