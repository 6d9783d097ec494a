package activationlab.network;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * How many numbers are distributed: mean, spread, quantiles, shares, histogram. Immutable. If one of the numbers is NaN,
 * so are mean, standard deviation, extremes, quantiles and shares.
 */
public final class Distribution {

    /** Ascending; NaN at the end. */
    private final double[] sorted;

    private final double mean;
    private final double deviation;

    private Distribution(double[] own) {
        mean = Norm.mean(own);
        deviation = Norm.deviation(own);
        Arrays.sort(own);
        sorted = own;
    }

    /**
     * The distribution of some numbers.
     *
     * @param values at least one, in any order; copied
     * @return their distribution
     * @throws IllegalArgumentException if values is null or empty
     */
    public static Distribution of(double... values) {
        Check.given("values", values);
        if (values.length == 0) {
            throw new IllegalArgumentException("values is empty; a distribution needs at least one number");
        }
        return new Distribution(values.clone());
    }

    /**
     * How many numbers there are.
     *
     * @return at least 1
     */
    public int size() {
        return sorted.length;
    }

    /**
     * The mean Σ v / n.
     *
     * @return the mean
     */
    public double mean() {
        return mean;
    }

    /**
     * The standard deviation √(Σ (v − mean)² / n), with the divisor n.
     *
     * @return from 0; NaN if a number is not finite
     */
    public double standardDeviation() {
        return deviation;
    }

    /**
     * The smallest number.
     *
     * @return the minimum
     */
    public double min() {
        return quantile(0);
    }

    /**
     * The largest number.
     *
     * @return the maximum
     */
    public double max() {
        return quantile(1);
    }

    /**
     * The number below which a share p lies. With the n numbers in ascending order, p = k/(n − 1) gives the one with the index
     * k, and between these the quantile is linear.
     *
     * @param p from 0, the minimum, to 1, the maximum; ½ is the median
     * @return the quantile
     * @throws IllegalArgumentException if p is not from 0 to 1
     */
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p must be from 0 to 1, not " + p);
        }
        if (hasNaN()) {
            return Double.NaN;
        }
        double place = p * (sorted.length - 1);
        int k = (int) place;
        double part = place - k;
        double low = sorted[k];
        double high = part == 0 ? low : sorted[k + 1];
        return low == high ? low : (1 - part) * low + part * high;
    }

    /**
     * The share of numbers that are exactly 0 or −0.
     *
     * @return from 0 to 1
     */
    public double zeroShare() {
        return share(v -> v == 0);
    }

    /**
     * The share of numbers below a limit.
     *
     * @param limit any number
     * @return from 0 to 1
     */
    public double shareBelow(double limit) {
        return share(v -> v < limit);
    }

    private double share(DoublePredicate condition) {
        return hasNaN()
                ? Double.NaN
                : (double) Arrays.stream(sorted).filter(condition).count() / sorted.length;
    }

    private boolean hasNaN() {
        return Double.isNaN(sorted[sorted.length - 1]);
    }

    /**
     * A histogram with bins of equal width from the minimum to the maximum.
     *
     * @param bins how many, at least 1 and at most {@link #size}
     * @return the histogram
     * @throws IllegalArgumentException if bins is below 1 or there are more bins than numbers
     */
    public Histogram histogram(int bins) {
        return Histogram.of(sorted, bins);
    }

    /**
     * A histogram with given bins, so that several can be compared.
     *
     * @param edges the borders of the bins, ascending
     * @return the histogram
     * @throws IllegalArgumentException if edges are fewer than two, not finite or not ascending, or there are more bins than
     *     numbers
     */
    public Histogram histogram(double... edges) {
        return Histogram.of(sorted, edges);
    }

    @Override
    public String toString() {
        return sorted.length + " numbers, mean " + mean + ", standard deviation " + deviation;
    }
}
