package activationlab.network;

import activationlab.function.Activation;
import java.util.Arrays;

/**
 * What one layer does with a data set: the sums x of its units, the outputs y = f(x), the slopes f′(x), and the gradients
 * that come back to it. Each distribution is over all units and all examples of the data, units × examples numbers.
 * Immutable.
 *
 * @see Observation
 */
public final class LayerStatistics {

    /** The share of the steepest slope below which a unit counts as saturated. */
    public static final double USUAL_THRESHOLD = 0.01;

    private static final int SLOPE_RANGE = 10;
    private static final int SLOPES_PER_UNIT = 200;

    private final int layer;
    private final Activation activation;
    private final Distribution sums;
    private final Distribution outputs;
    private final Distribution slopes;
    private final double steepest;
    private final double sumGradientNorm;
    private final double weightGradientNorm;
    private final double[][] weightGradients;
    private final double biasGradientNorm;

    LayerStatistics(int layer, Activation activation, Pass pass, double sumGradientNorm, double weightGradientNorm) {
        this.layer = layer;
        this.activation = activation;
        this.sumGradientNorm = sumGradientNorm;
        this.weightGradientNorm = weightGradientNorm;
        int n = pass.capacity();
        sums = Distribution.of(Norm.flat(pass.x[layer], n));
        outputs = Distribution.of(Norm.flat(pass.y[layer + 1], n));
        double[] steepness = pass.slopes[layer] == null
                ? activation.slope().apply(Norm.flat(pass.x[layer], n))
                : Norm.flat(pass.slopes[layer], n);
        slopes = Distribution.of(Arrays.stream(steepness).map(Math::abs).toArray());
        steepest = steepest(activation);
        double[] biases = Arrays.stream(pass.gradient.weights[layer])
                .mapToDouble(row -> row[row.length - 1])
                .toArray();
        weightGradients = Arrays.stream(pass.gradient.weights[layer])
                .map(row -> Arrays.copyOf(row, row.length - 1))
                .toArray(double[][]::new);
        biasGradientNorm = Norm.of(new double[][] {biases}, biases.length);
    }

    private static double steepest(Activation f) {
        double steepest = 0;
        for (int k = -SLOPE_RANGE * SLOPES_PER_UNIT; k <= SLOPE_RANGE * SLOPES_PER_UNIT; k++) {
            steepest = Math.max(steepest, Math.abs(f.derivative((double) k / SLOPES_PER_UNIT)));
        }
        return steepest;
    }

    /**
     * Which layer this is.
     *
     * @return from 0; the last one is the output layer
     */
    public int layer() {
        return layer;
    }

    /**
     * The layer's function.
     *
     * @return f
     */
    public Activation activation() {
        return activation;
    }

    /**
     * The sums x that the function receives (pre-activations), after batch normalisation where there is one.
     *
     * @return their distribution
     */
    public Distribution sums() {
        return sums;
    }

    /**
     * The outputs y = f(x); {@link Distribution#zeroShare} of them is the share of exact zeros.
     *
     * @return their distribution
     */
    public Distribution outputs() {
        return outputs;
    }

    /**
     * The steepness |f′(x)|; {@link Distribution#zeroShare} of it is the share of zero slopes.
     *
     * @return its distribution
     */
    public Distribution slopes() {
        return slopes;
    }

    /**
     * The saturated share with the {@linkplain #USUAL_THRESHOLD usual threshold}, 0.01.
     *
     * @return from 0 to 1
     */
    public double saturatedShare() {
        return saturatedShare(USUAL_THRESHOLD);
    }

    /**
     * The share of sums where the function is saturated: |f′(x)| is 0 or less than threshold · s, with s the steepest slope
     * of f, the largest |f′| at 4,001 evenly spaced points from −10 to 10 (¼ for sigmoid, 1 for tanh and ReLU).
     *
     * @param threshold from 0 to 1
     * @return from 0 to 1; NaN if a slope is NaN
     * @throws IllegalArgumentException if threshold is not from 0 to 1
     */
    public double saturatedShare(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be from 0 to 1, not " + threshold);
        }
        // The smallest double above 0 lets exact zeros count whatever the threshold.
        return slopes.shareBelow(Math.max(threshold * steepest, Double.MIN_VALUE));
    }

    /**
     * ‖∂L/∂x‖ = √(Σ (∂L/∂x)²) over units and examples, where L is the mean loss over the examples. With batch normalisation
     * these x are the sums before it.
     *
     * @return from 0; NaN if the network has diverged
     */
    public double sumGradientNorm() {
        return sumGradientNorm;
    }

    /**
     * ∂L/∂w of each weight, without the biases, where L is the mean loss over the examples.
     *
     * @return a copy, in the shape of {@link Network#weights}: one row for each unit
     */
    public double[][] weightGradients() {
        return Arrays.stream(weightGradients).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * ‖∂L/∂W‖ = √(Σ (∂L/∂w)²) over the layer's weights, without the biases, where L is the mean loss over the examples.
     *
     * @return from 0; NaN if the network has diverged
     */
    public double weightGradientNorm() {
        return weightGradientNorm;
    }

    /**
     * ‖∂L/∂b‖ = √(Σ (∂L/∂b)²) over the layer's biases.
     *
     * @return from 0; NaN if the network has diverged
     */
    public double biasGradientNorm() {
        return biasGradientNorm;
    }

    @Override
    public String toString() {
        return "layer " + layer + " (" + activation.name() + "): outputs " + outputs.mean() + " ± "
                + outputs.standardDeviation() + ", gradient " + weightGradientNorm;
    }
}
