package activationlab.network;

import activationlab.data.Dataset;
import java.util.Arrays;

/**
 * Whether probabilities mean what they say. Of the examples for which a network names its class with 80 % confidence, 80 %
 * should be right. The confidence of an answer is its largest probability, the class named is the one that has it (the first
 * of several). Immutable.
 *
 * <p>Bin b of B holds the answers with a confidence above b/B and up to (b + 1)/B. With n<sub>b</sub> of n answers, the mean
 * confidence conf<sub>b</sub> and the share acc<sub>b</sub> that is right, the <b>expected calibration error</b> is
 * Σ<sub>b</sub> (n<sub>b</sub>/n)·|acc<sub>b</sub> − conf<sub>b</sub>|. It depends on the number of bins, and with few answers
 * in a bin it is above 0 by chance alone.
 *
 * @see "Chuan Guo, Geoff Pleiss, Yu Sun, Kilian Weinberger, 2017, On calibration of modern neural networks,
 *     arXiv:1706.04599"
 */
public final class Calibration {

    private static final double SUM_TOLERANCE = 1e-6;

    private final int[] counts;
    private final double[] confidences;
    private final double[] accuracies;
    private final double expectedError;

    private Calibration(int[] counts, double[] confidences, double[] accuracies, double expectedError) {
        this.counts = counts;
        this.confidences = confidences;
        this.accuracies = accuracies;
        this.expectedError = expectedError;
    }

    /**
     * The calibration of a network.
     *
     * @param network its probabilities are {@link Network#probabilities}
     * @param data examples with labels
     * @param bins how many bins, at least 1
     * @return the calibration
     * @throws IllegalArgumentException if an argument is null, bins is below 1, or the data do not fit or are none of a
     *     classification
     */
    public static Calibration of(Network network, Dataset data, int bins) {
        Check.given("network", network);
        Loss.checkClasses(data, network.architecture());
        double[][] probabilities = Arrays.stream(network.outputs(data.inputs()))
                .map(network::probabilitiesOf)
                .toArray(double[][]::new);
        return of(probabilities, data.labels(), bins);
    }

    /**
     * The calibration of given probabilities.
     *
     * @param probabilities one row for each example, one number for each class, with sum 1. A row with NaN is in no bin, and
     *     makes the expected calibration error NaN
     * @param labels the right class of each example
     * @param bins how many bins, at least 1
     * @return the calibration
     * @throws IllegalArgumentException if an array is null or empty, the numbers of rows and labels differ, a label is no
     *     class of its row, a probability is not from 0 to 1, their sum differs from 1 by more than 10<sup>−6</sup>, or bins
     *     is below 1
     */
    public static Calibration of(double[][] probabilities, int[] labels, int bins) {
        Check.given("probabilities", probabilities);
        Check.given("labels", labels);
        Check.atLeast("bins", bins, 1);
        int n = probabilities.length;
        if (n == 0 || n != labels.length) {
            throw new IllegalArgumentException("probabilities has " + n + " rows and labels has " + labels.length
                    + "; both need the same number, at least 1");
        }
        int[] counts = new int[bins];
        double[] confidences = new double[bins];
        double[] accuracies = new double[bins];
        int undefined = 0;
        for (int i = 0; i < n; i++) {
            double confidence = confidence(probabilities[i], i);
            Check.index("labels[" + i + "]", labels[i], probabilities[i].length);
            if (Double.isNaN(confidence)) {
                undefined++;
            } else {
                int b = bin(confidence, bins);
                counts[b]++;
                confidences[b] += confidence;
                accuracies[b] += classOf(probabilities[i], confidence) == labels[i] ? 1 : 0;
            }
        }
        double error = undefined == 0 ? 0 : Double.NaN;
        for (int b = 0; b < bins; b++) {
            error += Math.abs(accuracies[b] - confidences[b]) / n;
            // 0/0, an empty bin, is NaN.
            confidences[b] /= counts[b];
            accuracies[b] /= counts[b];
        }
        return new Calibration(counts, confidences, accuracies, error);
    }

    private static double confidence(double[] row, int i) {
        Check.given("probabilities[" + i + "]", row);
        double sum = 0;
        double largest = 0;
        for (double p : row) {
            if (p < 0 || p > 1) {
                throw new IllegalArgumentException(
                        "probabilities[" + i + "] has " + p + "; a probability is from 0 to 1");
            }
            sum += p;
            largest = Math.max(largest, p);
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException("probabilities[" + i + "] has the sum " + sum + ", not 1");
        }
        return largest;
    }

    private static int classOf(double[] row, double largest) {
        int c = 0;
        while (row[c] != largest) {
            c++;
        }
        return c;
    }

    /** The product is rounded, so the borders are asked. */
    private static int bin(double confidence, int bins) {
        int b = Math.min(bins - 1, (int) (confidence * bins));
        return b > 0 && confidence <= (double) b / bins ? b - 1 : b;
    }

    /**
     * How many bins there are.
     *
     * @return at least 1
     */
    public int bins() {
        return counts.length;
    }

    /**
     * How many answers each bin holds.
     *
     * @return a copy, one number for each bin
     */
    public int[] counts() {
        return counts.clone();
    }

    /**
     * The mean confidence of the answers in each bin.
     *
     * @return a copy, one number for each bin; NaN for an empty one
     */
    public double[] confidences() {
        return confidences.clone();
    }

    /**
     * The share of right answers in each bin.
     *
     * @return a copy, one number for each bin; NaN for an empty one
     */
    public double[] accuracies() {
        return accuracies.clone();
    }

    /**
     * The expected calibration error.
     *
     * @return from 0 to 1; NaN if a probability was NaN
     */
    public double expectedError() {
        return expectedError;
    }

    @Override
    public String toString() {
        return "calibration in " + counts.length + " bins, expected error " + expectedError;
    }
}
