package activationlab.network;

import activationlab.function.Activation;
import activationlab.function.Activations;
import java.util.Arrays;

/**
 * One batch on its way through a network, forward and back. All room is allocated here, once; a pass may be used again and
 * again, also after the network's weights have changed.
 *
 * <p><b>Layout.</b> A row holds one unit's numbers for the whole batch, so even a layer of two units has rows as long as the
 * batch, and the loops are long enough for vector instructions. The gradient of the weights sums over the batch; for it the
 * activations stand ready once more with one row for each example, followed by the 1 whose weight is the bias.
 *
 * <p><b>The way back.</b> With δ = ∂L/∂x for the sums x of a layer, the gradient of its weights is Σ δ·input over the batch,
 * and the layer before gets ∂L/∂output = Σ w·δ over the units, times its own slope f′(x).
 */
final class Pass {

    /** For evaluations: long rows, but few enough of them to stay in the second cache. */
    static final int USUAL_CAPACITY = 256;

    /** The batch's examples, one row for each input; then layer by layer what it hands on. */
    final double[][][] y;

    /** Layer by layer the sums, after batch normalisation where there is one. */
    final double[][][] x;

    /** The gradient of the mean loss, shaped like the weights. Shared by the passes of one trainer. */
    final Gradient gradient;

    /** f′(x) of each layer. */
    final double[][][] slopes;

    /** ∂L/∂x of each layer. */
    final double[][][] deltas;

    /** What each layer receives, one row for each example, with a 1 at the end. */
    final double[][][] examples;

    private final Network network;
    private final int capacity;

    /** For each layer, room for all its sums one after the other, the values of its function, and the slopes. */
    private final double[][][] strips;

    /** For batch normalisation: normalised sums, and 1 / √(variance + ε) of each unit. */
    private final double[][][] normalised;

    private final double[][] inverse;

    /** For {@link #evaluate} only. */
    Pass(Network network, int capacity) {
        this(network, capacity, null);
    }

    /** For {@link #forward} and {@link #back} too, if there is a gradient. */
    Pass(Network network, int capacity, Gradient gradient) {
        this.network = network;
        this.capacity = capacity;
        this.gradient = gradient;
        Architecture plan = network.architecture();
        int layers = plan.layers();
        y = new double[layers + 1][][];
        x = new double[layers][][];
        y[0] = new double[plan.inputs()][capacity];
        for (int l = 0; l < layers; l++) {
            int units = plan.units(l);
            x[l] = new double[units][capacity];
            y[l + 1] = isIdentity(plan.activation(l)) ? x[l] : new double[units][capacity];
        }
        boolean trains = gradient != null;
        slopes = new double[layers][][];
        deltas = new double[layers][][];
        examples = new double[layers][][];
        strips = new double[layers][][];
        normalised = new double[layers][][];
        inverse = new double[layers][];
        for (int l = 0; trains && l < layers; l++) {
            int units = plan.units(l);
            if (!isIdentity(plan.activation(l))) {
                slopes[l] = new double[units][capacity];
                strips[l] = strips(units * capacity);
            }
            deltas[l] = new double[units][capacity];
            examples[l] = new double[capacity][plan.receives(l) + 1];
            for (double[] row : examples[l]) {
                row[plan.receives(l)] = 1;
            }
            if (network.norms[l] != null) {
                normalised[l] = new double[units][capacity];
                inverse[l] = new double[units];
            }
        }
    }

    /** Shared by layers of one size: it is used for a moment only, and stays in the nearest cache so. */
    private double[][] strips(int length) {
        for (double[][] known : strips) {
            if (known != null && known[0].length == length) {
                return known;
            }
        }
        return new double[3][length];
    }

    private static boolean isIdentity(Activation f) {
        return f.equals(Activations.IDENTITY);
    }

    int capacity() {
        return capacity;
    }

    /** What the output layer hands on: one row for each output. */
    double[][] outputs() {
        return y[y.length - 1];
    }

    /** Where a loss puts ∂L/∂output. */
    double[][] outputDelta() {
        return deltas[deltas.length - 1];
    }

    /** Takes examples in, one row for each; there may be fewer than the capacity. */
    void take(double[][] inputs, int from, int count) {
        for (int k = 0; k < y[0].length; k++) {
            double[] row = y[0][k];
            for (int i = 0; i < count; i++) {
                row[i] = inputs[from + i][k];
            }
        }
    }

    /** Takes the examples in that an order names; each row ends with a 1. */
    void take(double[][] rows, int[] order, int from) {
        double[][] mine = examples[0];
        for (int i = 0; i < capacity; i++) {
            mine[i] = rows[order[from + i]];
        }
        transpose(mine, y[0]);
    }

    /** The way forward as it is used after training. */
    void evaluate() {
        for (int l = 0; l < x.length; l++) {
            sums(l);
            Activation f = network.activation(l);
            for (int j = 0; j < x[l].length; j++) {
                if (network.norms[l] != null) {
                    network.norms[l].evaluate(j, x[l][j]);
                }
                if (y[l + 1] != x[l]) {
                    f.apply(x[l][j], y[l + 1][j]);
                }
            }
        }
    }

    /** The way forward in training, where slopes are needed and batches normalised by themselves. */
    void forward() {
        for (int l = 0; l < x.length; l++) {
            sums(l);
            BatchNorm norm = network.norms[l];
            if (norm != null) {
                for (int j = 0; j < x[l].length; j++) {
                    inverse[l][j] = norm.train(j, x[l][j], normalised[l][j]);
                }
            }
            if (slopes[l] != null) {
                activate(l);
            }
            if (l + 1 < x.length) {
                transpose(y[l + 1], examples[l + 1]);
            }
        }
    }

    /** One call for the whole layer: short arrays would cost the functions half of their speed, copies cost little. */
    void activate(int l) {
        double[] sums = strips[l][0];
        double[] values = strips[l][1];
        double[] derivatives = strips[l][2];
        for (int j = 0; j < x[l].length; j++) {
            System.arraycopy(x[l][j], 0, sums, j * capacity, capacity);
        }
        network.activation(l).applyForTraining(sums, values, derivatives);
        for (int j = 0; j < x[l].length; j++) {
            System.arraycopy(values, j * capacity, y[l + 1][j], 0, capacity);
            System.arraycopy(derivatives, j * capacity, slopes[l][j], 0, capacity);
        }
    }

    private void sums(int l) {
        double[][] weights = network.weights[l];
        double[][] sums = x[l];
        int inputs = y[l].length;
        for (int j = 0; j < sums.length; j++) {
            Arrays.fill(sums[j], weights[j][inputs]);
        }
        Product.add(sums, weights, y[l], inputs);
    }

    /** The way back, from ∂L/∂output in the deltas of the last layer to the gradient of all weights. */
    void back() {
        for (int l = x.length - 1; l >= 0; l--) {
            if (slopes[l] != null) {
                for (int j = 0; j < deltas[l].length; j++) {
                    multiply(deltas[l][j], slopes[l][j]);
                }
            }
            BatchNorm norm = network.norms[l];
            if (norm != null) {
                for (int j = 0; j < deltas[l].length; j++) {
                    norm.back(j, deltas[l][j], normalised[l][j], inverse[l][j], gradient.gamma[l], gradient.beta[l]);
                }
            }
            double[][] rows = gradient.weights[l];
            zero(rows);
            Product.add(rows, deltas[l], examples[l], capacity);
            if (l > 0) {
                zero(deltas[l - 1]);
                Product.addTransposed(deltas[l - 1], network.weights[l], deltas[l]);
            }
        }
    }

    private static void zero(double[][] rows) {
        for (double[] row : rows) {
            Arrays.fill(row, 0);
        }
    }

    private static void multiply(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= b[i];
        }
    }

    /** Rows of a become columns of b, as far as both reach. */
    static void transpose(double[][] a, double[][] b) {
        int rows = Math.min(a.length, b[0].length);
        for (int i = 0; i < b.length && i < a[0].length; i++) {
            double[] row = b[i];
            for (int j = 0; j < rows; j++) {
                row[j] = a[j][i];
            }
        }
    }
}
