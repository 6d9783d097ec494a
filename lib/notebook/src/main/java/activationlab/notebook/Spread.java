package activationlab.notebook;

import java.util.Arrays;

/**
 * What twenty runs say in three numbers: the median and the ends of the middle 80 %.
 *
 * <p>A quantile is interpolated between the two nearest of the sorted values (type 7 of Hyndman and Fan 1996, the usual
 * one of R and NumPy).
 */
record Spread(double low, double median, double high) {

    /** The spread of some values, none of them NaN and at least one. */
    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9));
    }

    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        double share = at - below;
        // Not by the formula where nothing is to be done: zero times infinity is NaN.
        if (share == 0 || sorted[below] == sorted[below + 1]) {
            return sorted[below];
        }
        return (1 - share) * sorted[below] + share * sorted[below + 1];
    }

    double width() {
        return low == high ? 0 : high - low;
    }
}
