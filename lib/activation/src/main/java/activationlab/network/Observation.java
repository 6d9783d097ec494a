package activationlab.network;

import activationlab.data.Dataset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network looked at while a whole data set passes through it and back as one batch: what every layer does, and what
 * gradient reaches it. The network stays as it is. Immutable.
 *
 * <ul>
 *   <li><b>Layers</b> count from 0, the first hidden one; the last one is the output layer, as in {@link Architecture}
 *   <li><b>Gradients</b> are those of the mean loss L over the examples, from the exact slopes f′(x): a gradient of
 *       10<sup>−19</sup> has as many right digits as one of 1
 *   <li><b>Batch normalisation</b> uses mean and variance of the data set itself, as a training step with all examples
 *       would, not the running averages; so the gradients are those of the numbers seen
 *   <li><b>A diverged network</b> gives NaN where a number is undefined
 *   <li><b>Room</b>: about 100 bytes for each unit and example
 * </ul>
 */
public final class Observation {

    private final List<LayerStatistics> layers;

    private Observation(List<LayerStatistics> layers) {
        this.layers = layers;
    }

    /**
     * Looks at a network.
     *
     * @param network the network; stays as it is
     * @param data the examples, all of them one batch
     * @param loss the loss whose gradient is looked at
     * @return what was seen
     * @throws IllegalArgumentException if an argument is null or data, network and loss do not fit
     */
    public static Observation of(Network network, Dataset data, Loss loss) {
        ExactPass exact = ExactPass.of(network, data, loss);
        double[] deltas = exact.deltaNorms();
        double[] gradients = exact.weightGradientNorms();
        return new Observation(IntStream.range(0, deltas.length)
                .mapToObj(l -> new LayerStatistics(l, network.activation(l), exact.pass, deltas[l], gradients[l]))
                .toList());
    }

    /**
     * What was seen, layer by layer.
     *
     * @return an unmodifiable list, the output layer last
     */
    public List<LayerStatistics> layers() {
        return layers;
    }

    /**
     * What was seen of one layer.
     *
     * @param layer from 0
     * @return its numbers
     * @throws IllegalArgumentException if there is no such layer
     */
    public LayerStatistics layer(int layer) {
        Check.index("layer", layer, layers.size());
        return layers.get(layer);
    }

    /**
     * ‖∂L/∂x‖ of each layer, from the first to the output layer.
     *
     * @return a new array, one number for each layer
     * @see LayerStatistics#sumGradientNorm
     */
    public double[] gradientProfile() {
        return layers.stream().mapToDouble(LayerStatistics::sumGradientNorm).toArray();
    }

    /**
     * ‖∂L/∂W‖ of each layer, from the first to the output layer.
     *
     * @return a new array, one number for each layer
     * @see LayerStatistics#weightGradientNorm
     */
    public double[] weightGradientProfile() {
        return layers.stream().mapToDouble(LayerStatistics::weightGradientNorm).toArray();
    }

    /**
     * What the depth does to the gradient: ‖∂L/∂x‖ of the first hidden layer divided by that of the last hidden layer. Far
     * below 1 it vanishes, far above 1 it explodes.
     *
     * @return the ratio; 1 with fewer than two hidden layers, NaN if nothing reaches the last hidden layer
     */
    public double gradientRatio() {
        return gradientRatio(gradientProfile());
    }

    /** First against last hidden layer. */
    static double gradientRatio(double[] profile) {
        return profile[0] / profile[Math.max(0, profile.length - 2)];
    }

    /**
     * How far the weights of each layer moved, compared with their size: std(w<sub>after</sub> − w<sub>before</sub>) /
     * std(w<sub>before</sub>) over the weights of the layer, without the biases. Between two successive steps about
     * 10<sup>−3</sup> is usual in a training that goes well.
     *
     * @param before the network before one or several steps, a {@linkplain Network#copy copy}
     * @param after the network after them
     * @return a new array, one number for each layer; NaN or infinite where all weights were equal before
     * @throws IllegalArgumentException if an argument is null or the networks have different shapes; the message names both
     */
    public static double[] updateRatio(Network before, Network after) {
        Check.given("before", before);
        Check.given("after", after);
        Architecture plan = before.architecture();
        if (!sameShape(plan, after.architecture())) {
            throw new IllegalArgumentException(
                    "before is the network " + plan + " but after is the network " + after.architecture());
        }
        return IntStream.range(0, plan.layers())
                .mapToDouble(l -> {
                    double[] was = Norm.flat(before.weights[l], plan.receives(l));
                    double[] change = Norm.flat(after.weights[l], plan.receives(l));
                    for (int i = 0; i < was.length; i++) {
                        change[i] -= was[i];
                    }
                    return Norm.deviation(change) / Norm.deviation(was);
                })
                .toArray();
    }

    private static boolean sameShape(Architecture a, Architecture b) {
        return a.layers() == b.layers()
                && a.inputs() == b.inputs()
                && IntStream.range(0, a.layers()).allMatch(l -> a.units(l) == b.units(l));
    }

    @Override
    public String toString() {
        return "observation of " + layers.size() + " layers, gradient ratio " + gradientRatio();
    }
}
