package activationlab.experiment;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the seeds of one setting say together.
 *
 * @param values one number for each run, in the order of the seeds
 * @param median the median
 * @param low the 10 % quantile
 * @param high the 90 % quantile
 * @param diverged how many runs diverged; in values they count as the metric's worst
 * @param dead how many runs ended with a layer of units that are all off
 */
@SuppressWarnings("ArrayRecordComponent") // a summary is read, not compared
public record Summary(double[] values, double median, double low, double high, int diverged, int dead) {

    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    static Summary of(double[] values, int diverged, int dead) {
        return new Summary(
                values, quantile(values, 0.5), quantile(values, LOW), quantile(values, HIGH), diverged, dead);
    }

    /**
     * A quantile: with the numbers in ascending order at the places 0, 1, …, n − 1, what stands at p·(n − 1), interpolated
     * between neighbours. It is type 7 of Hyndman and Fan, and what NumPy and R do by default.
     *
     * @param values the numbers, in any order; may be infinite
     * @param p from 0 to 1
     * @return the quantile; NaN if there are no numbers or one is NaN
     * @throws IllegalArgumentException if values is null or p is not from 0 to 1
     * @see "Rob Hyndman, Yanan Fan, 1996, Sample quantiles in statistical packages, doi:10.1080/00031305.1996.10473566"
     */
    public static double quantile(double[] values, double p) {
        Check.given("values", values);
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p must be from 0 to 1, not " + p);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        double place = p * (sorted.length - 1);
        int below = (int) place;
        double share = place - below;
        // Also so that two infinite neighbours have an infinite mean.
        if (share == 0 || sorted[below] == sorted[below + 1]) {
            return sorted[below];
        }
        return sorted[below] * (1 - share) + sorted[below + 1] * share;
    }

    /**
     * How many runs there are.
     *
     * @return the number of seeds that were finished
     */
    public int count() {
        return values.length;
    }

    /**
     * Whether the seeds disagree.
     *
     * @param width how wide the range from low to high may be
     * @return whether it is wider
     */
    public boolean disagrees(double width) {
        return high - low > width;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "median %.4g, middle 80 %% from %.4g to %.4g; %d runs, %d diverged, %d dead",
                median,
                low,
                high,
                count(),
                diverged,
                dead);
    }
}
