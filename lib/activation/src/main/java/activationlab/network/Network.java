package activationlab.network;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.softmax.Softmax;
import java.util.Arrays;

/**
 * A network of dense layers: each unit adds up its weighted inputs and its bias, x = Σ w·input + b, and hands on f(x).
 *
 * <p>A network has no random numbers and no training of its own: {@link Architecture#network} makes one, {@link Trainer}
 * changes its weights. It may be read by one thread at a time while none trains it; {@link #copy} gives another thread its
 * own.
 */
public final class Network {

    /** Layer by layer, one row for each unit; the last number of a row is the unit's bias, the weight of a constant 1. */
    final double[][][] weights;

    /** Layer by layer; null where sums are not normalised. */
    final BatchNorm[] norms;

    private final Architecture architecture;

    /** All weights 0. */
    Network(Architecture architecture) {
        this.architecture = architecture;
        weights = new double[architecture.layers()][][];
        norms = new BatchNorm[architecture.layers()];
        for (int l = 0; l < weights.length; l++) {
            weights[l] = new double[architecture.units(l)][architecture.receives(l) + 1];
            norms[l] = architecture.hasBatchNorm(l) ? new BatchNorm(architecture.units(l)) : null;
        }
    }

    /**
     * A network with given weights.
     *
     * @param architecture the plan; its initialiser does not matter
     * @param weights layer by layer, one row for each unit
     * @param biases layer by layer, one for each unit
     * @return a new network
     * @throws IllegalArgumentException if a shape does not fit the plan; the message names both
     */
    public static Network of(Architecture architecture, double[][][] weights, double[][] biases) {
        Check.given("architecture", architecture);
        Network network = new Network(architecture);
        network.layers("weights", weights == null ? -1 : weights.length);
        network.layers("biases", biases == null ? -1 : biases.length);
        for (int l = 0; l < weights.length; l++) {
            network.set(l, weights[l], biases[l]);
        }
        return network;
    }

    private void layers(String name, int given) {
        if (given != weights.length) {
            throw new IllegalArgumentException(name + (given < 0 ? " is null" : " has " + given + " layers")
                    + " but the network " + architecture + " has " + weights.length + " layers");
        }
    }

    /**
     * Replaces the weights and biases of one layer.
     *
     * @param layer from 0
     * @param newWeights one row for each unit
     * @param newBiases one for each unit
     * @throws IllegalArgumentException if there is no such layer, or a shape does not fit; the message names both
     */
    public void set(int layer, double[][] newWeights, double[] newBiases) {
        Check.index("layer", layer, weights.length);
        double[][] rows = weights[layer];
        int inputs = rows[0].length - 1;
        if (newWeights == null || newBiases == null) {
            throw new IllegalArgumentException(
                    "the weights or the biases of layer " + layer + " are null; it has " + rows.length + " units");
        }
        if (newWeights.length != rows.length || newBiases.length != rows.length) {
            throw new IllegalArgumentException("layer " + layer + " has " + rows.length + " units but there are "
                    + newWeights.length + " rows of weights and " + newBiases.length + " biases");
        }
        for (int j = 0; j < rows.length; j++) {
            if (newWeights[j] == null || newWeights[j].length != inputs) {
                throw new IllegalArgumentException("unit " + j + " of layer " + layer + " has " + inputs
                        + " inputs but its row of weights "
                        + (newWeights[j] == null ? "is null" : "has " + newWeights[j].length + " numbers"));
            }
        }
        for (int j = 0; j < rows.length; j++) {
            System.arraycopy(newWeights[j], 0, rows[j], 0, inputs);
            rows[j][inputs] = newBiases[j];
        }
    }

    /**
     * The plan of this network.
     *
     * @return its architecture
     */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * The weights of a layer.
     *
     * @param layer from 0
     * @return a copy, one row for each unit
     * @throws IllegalArgumentException if there is no such layer
     */
    public double[][] weights(int layer) {
        Check.index("layer", layer, weights.length);
        return Arrays.stream(weights[layer])
                .map(row -> Arrays.copyOf(row, row.length - 1))
                .toArray(double[][]::new);
    }

    /**
     * The biases of a layer.
     *
     * @param layer from 0
     * @return a copy, one for each unit
     * @throws IllegalArgumentException if there is no such layer
     */
    public double[] biases(int layer) {
        Check.index("layer", layer, weights.length);
        return Arrays.stream(weights[layer])
                .mapToDouble(row -> row[row.length - 1])
                .toArray();
    }

    /**
     * How many numbers training may change.
     *
     * @return weights, biases, and what batch normalisation learns
     */
    public int parameters() {
        int count = 0;
        for (int l = 0; l < weights.length; l++) {
            int units = weights[l].length;
            count += units * weights[l][0].length + (norms[l] == null ? 0 : 2 * units);
        }
        return count;
    }

    /**
     * A network with the same numbers that shares nothing with this one.
     *
     * @return a copy
     */
    public Network copy() {
        Network copy = new Network(architecture);
        for (int l = 0; l < weights.length; l++) {
            for (int j = 0; j < weights[l].length; j++) {
                copy.weights[l][j] = weights[l][j].clone();
            }
            copy.norms[l] = norms[l] == null ? null : norms[l].copy();
        }
        return copy;
    }

    /**
     * What the network answers to one input.
     *
     * @param input as many numbers as the network has inputs
     * @return the outputs: logits where the output layer is the identity
     * @throws IllegalArgumentException if the length does not fit
     */
    public double[] output(double... input) {
        Check.width("input", input, architecture.inputs());
        return outputs(new double[][] {input})[0];
    }

    /**
     * What the network answers to many inputs: the same bits as one by one.
     *
     * @param inputs one row for each
     * @return one row of outputs for each
     * @throws IllegalArgumentException if inputs is null or a row does not fit
     */
    public double[][] outputs(double[][] inputs) {
        Check.given("inputs", inputs);
        for (int i = 0; i < inputs.length; i++) {
            Check.width("inputs[" + i + "]", inputs[i], architecture.inputs());
        }
        double[][] outputs = new double[inputs.length][architecture.outputs()];
        Pass pass = inputs.length == 0 ? null : new Pass(this, Math.min(inputs.length, Pass.USUAL_CAPACITY));
        for (int from = 0; from < inputs.length; from += Pass.USUAL_CAPACITY) {
            int count = Math.min(Pass.USUAL_CAPACITY, inputs.length - from);
            pass.take(inputs, from, count);
            pass.evaluate();
            for (int c = 0; c < architecture.outputs(); c++) {
                for (int i = 0; i < count; i++) {
                    outputs[from + i][c] = pass.outputs()[c][i];
                }
            }
        }
        return outputs;
    }

    /**
     * What every layer hands on for one input: f(x) of its units.
     *
     * @param input as many numbers as the network has inputs
     * @return layer by layer; the last one is what {@link #output} gives
     * @throws IllegalArgumentException if the length does not fit
     */
    public double[][] activations(double... input) {
        Check.width("input", input, architecture.inputs());
        Pass pass = new Pass(this, 1);
        pass.take(new double[][] {input}, 0, 1);
        pass.evaluate();
        double[][] all = new double[weights.length][];
        for (int l = 0; l < all.length; l++) {
            all[l] = Arrays.stream(pass.y[l + 1]).mapToDouble(row -> row[0]).toArray();
        }
        return all;
    }

    /**
     * The probability of each class: the softmax of the outputs or, if there is one output, the sigmoid of it for class 1. A
     * single output that is a sigmoid already is that probability itself.
     *
     * @param input as many numbers as the network has inputs
     * @return one number for each class; two if the network has one output
     * @throws IllegalArgumentException if the length does not fit
     */
    public double[] probabilities(double... input) {
        return probabilitiesOf(output(input));
    }

    /** From a row of outputs. */
    double[] probabilitiesOf(double[] outputs) {
        if (outputs.length > 1) {
            return new Softmax().apply(outputs);
        }
        if (outputFunction().equals(Activations.SIGMOID)) {
            return new double[] {1 - outputs[0], outputs[0]};
        }
        // The sigmoid is the softmax of two logits, one of which is 0.
        return new Softmax().apply(new double[] {0, outputs[0]});
    }

    private Activation outputFunction() {
        return architecture.activation(weights.length - 1);
    }

    /**
     * The class for which the network decides: the one with the largest output, the first of several. With one output it is
     * class 1 if the sum in the output unit is above 0, that is if the output is above f(0) for its function f: above 0 for
     * a logit, above ½ for a sigmoid.
     *
     * @param input as many numbers as the network has inputs
     * @return the class, from 0
     * @throws IllegalArgumentException if the length does not fit
     */
    public int classify(double... input) {
        return classOf(output(input));
    }

    int classOf(double[] outputs) {
        if (outputs.length == 1) {
            return outputs[0] > outputFunction().value(0) ? 1 : 0;
        }
        int best = 0;
        for (int c = 1; c < outputs.length; c++) {
            if (outputs[c] > outputs[best]) {
                best = c;
            }
        }
        return best;
    }

    /**
     * The share of examples that are classified rightly.
     *
     * @param data examples with labels
     * @return from 0 to 1
     * @throws IllegalArgumentException if the data do not fit, or are none of a classification
     */
    public double accuracy(Dataset data) {
        Loss.checkClasses(data, architecture);
        double[][] outputs = outputs(data.inputs());
        int right = 0;
        for (int i = 0; i < outputs.length; i++) {
            if (classOf(outputs[i]) == data.label(i)) {
                right++;
            }
        }
        return (double) right / outputs.length;
    }

    /**
     * The share of examples for which every output is near its target. For numbers it says what {@link #accuracy} says for
     * classes; with a distance of one half it takes several yes-or-no targets of one example as one answer.
     *
     * @param data examples with as many targets as the network has outputs
     * @param distance how far an output may be from its target, less than this
     * @return from 0 to 1; an output that is NaN is near nothing
     * @throws IllegalArgumentException if the data do not fit, or distance is not above 0
     */
    public double within(Dataset data, double distance) {
        Loss.MEAN_SQUARED_ERROR.check(data, architecture);
        if (!(distance > 0)) {
            throw new IllegalArgumentException("distance must be above 0, not " + distance);
        }
        double[][] outputs = outputs(data.inputs());
        double[][] targets = data.targets();
        int near = 0;
        for (int i = 0; i < outputs.length; i++) {
            double[] target = Loss.targets(data, architecture, targets[i]);
            boolean all = true;
            for (int c = 0; c < target.length; c++) {
                all &= Math.abs(outputs[i][c] - target[c]) < distance;
            }
            near += all ? 1 : 0;
        }
        return (double) near / outputs.length;
    }

    /** The accuracy; NaN where there are no classes to be right about. */
    double accuracyOrNaN(Dataset data) {
        return Loss.namesClasses(data, architecture) ? accuracy(data) : Double.NaN;
    }

    /**
     * The mean loss over examples.
     *
     * @param data examples
     * @param loss which loss
     * @return the mean; NaN if an output is NaN
     * @throws IllegalArgumentException if the data do not fit the network or the loss
     */
    public double loss(Dataset data, Loss loss) {
        Check.given("loss", loss);
        loss.check(data, architecture);
        double[][] outputs = outputs(data.inputs());
        double[][] targets = data.targets();
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += loss.of(outputs[i], Loss.targets(data, architecture, targets[i]));
        }
        return sum / outputs.length;
    }

    /**
     * The activation function of a layer.
     *
     * @param layer from 0
     * @return the function
     * @throws IllegalArgumentException if there is no such layer
     */
    public Activation activation(int layer) {
        return architecture.activation(layer);
    }

    @Override
    public String toString() {
        return "network " + architecture + ", " + parameters() + " parameters";
    }
}
