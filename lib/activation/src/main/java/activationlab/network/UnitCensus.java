package activationlab.network;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import java.util.Arrays;

/**
 * Which hidden units are off: their slope f′(x) is exactly 0 for every example, so no gradient passes them and none reaches
 * their own weights. For ReLU these are the units whose sums are at most 0 on all examples.
 */
public final class UnitCensus {

    /** Layer by layer, unit by unit. */
    private final boolean[][] off;

    private UnitCensus(boolean[][] off) {
        this.off = off;
    }

    /**
     * Counts the units of a network.
     *
     * @param network the network; batch normalisation uses its running averages
     * @param data the examples; labels do not matter
     * @return the census
     * @throws IllegalArgumentException if an argument is null or the data do not fit
     */
    public static UnitCensus of(Network network, Dataset data) {
        Check.given("network", network);
        Loss.checkInputs(data, network.architecture());
        int hidden = network.architecture().layers() - 1;
        boolean[][] off = new boolean[hidden][];
        for (int l = 0; l < hidden; l++) {
            off[l] = new boolean[network.architecture().units(l)];
            Arrays.fill(off[l], true);
        }
        double[][] inputs = data.inputs();
        Pass pass = new Pass(network, Math.min(inputs.length, Pass.USUAL_CAPACITY));
        double[] values = new double[pass.capacity()];
        double[] slopes = new double[pass.capacity()];
        for (int from = 0; from < inputs.length; from += pass.capacity()) {
            int count = Math.min(pass.capacity(), inputs.length - from);
            pass.take(inputs, from, count);
            pass.evaluate();
            for (int l = 0; l < hidden; l++) {
                Activation f = network.activation(l);
                for (int j = 0; j < off[l].length; j++) {
                    if (off[l][j]) {
                        f.applyWithDerivative(pass.x[l][j], values, slopes);
                        off[l][j] = allZero(slopes, count);
                    }
                }
            }
        }
        return new UnitCensus(off);
    }

    static boolean allZero(double[] slopes, int count) {
        for (int i = 0; i < count; i++) {
            if (slopes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many layers were counted.
     *
     * @return the number of hidden layers
     */
    public int layers() {
        return off.length;
    }

    /**
     * Which units of a layer are off.
     *
     * @param layer a hidden layer, from 0
     * @return a copy, one for each unit
     * @throws IllegalArgumentException if there is no such hidden layer
     */
    public boolean[] off(int layer) {
        Check.index("layer", layer, off.length);
        return off[layer].clone();
    }

    /**
     * The share of a layer's units that are off.
     *
     * @param layer a hidden layer, from 0
     * @return from 0 to 1
     * @throws IllegalArgumentException if there is no such hidden layer
     */
    public double offShare(int layer) {
        Check.index("layer", layer, off.length);
        return (double) count(off[layer]) / off[layer].length;
    }

    /**
     * The share of all hidden units that are off.
     *
     * @return from 0 to 1; 0 without hidden layers
     */
    public double offShare() {
        int units = 0;
        int count = 0;
        for (boolean[] layer : off) {
            units += layer.length;
            count += count(layer);
        }
        return units == 0 ? 0 : (double) count / units;
    }

    /**
     * Whether all units of some hidden layer are off: then nothing reaches the layers before it.
     *
     * @return true if there is such a layer
     */
    public boolean hasDeadLayer() {
        return Arrays.stream(off).anyMatch(layer -> count(layer) == layer.length);
    }

    private static int count(boolean[] units) {
        int count = 0;
        for (boolean unit : units) {
            count += unit ? 1 : 0;
        }
        return count;
    }
}
