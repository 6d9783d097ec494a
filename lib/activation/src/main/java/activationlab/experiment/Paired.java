package activationlab.experiment;

import activationlab.numeric.Randoms;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Two settings compared seed by seed: both had the same data and, up to a factor, the same first weights, so what a seed does
 * to both cancels.
 *
 * @param differences first minus second, in the order of the seeds
 * @param mean the mean difference
 * @param low the lower end of the 95 % interval of the mean, by bootstrap: the seeds are drawn anew, with repetition, 2,000
 *     times, and the mean of a draw is below this in 2.5 % of them
 * @param high the upper end
 * @param higher how often the first is higher
 * @param lower how often the second is
 * @see "Bradley Efron, 1979, Bootstrap methods: another look at the jackknife, doi:10.1214/aos/1176344552"
 */
@SuppressWarnings("ArrayRecordComponent") // read, not compared
public record Paired(double[] differences, double mean, double low, double high, int higher, int lower) {

    private static final int DRAWS = 2000;

    /** The draws are the same for all comparisons, so that the same numbers have the same interval. */
    private static final long SEED = 1979;

    static Paired of(double[] first, double[] second) {
        double[] differences = new double[first.length];
        int higher = 0;
        int lower = 0;
        for (int i = 0; i < first.length; i++) {
            // Both infinite: no difference.
            differences[i] = first[i] == second[i] ? 0 : first[i] - second[i];
            higher += differences[i] > 0 ? 1 : 0;
            lower += differences[i] < 0 ? 1 : 0;
        }
        RandomGenerator random = Randoms.generator(SEED);
        double[] means = new double[DRAWS];
        for (int d = 0; d < DRAWS; d++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += differences[Randoms.below(random, differences.length)];
            }
            means[d] = sum / differences.length;
        }
        double sum = 0;
        for (double difference : differences) {
            sum += difference;
        }
        return new Paired(
                differences,
                sum / differences.length,
                Summary.quantile(means, 0.025),
                Summary.quantile(means, 0.975),
                higher,
                lower);
    }

    /**
     * Whether 0 is outside the interval.
     *
     * @return true if the seeds tell the two apart
     */
    public boolean tellsApart() {
        return low > 0 || high < 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "mean difference %.4g, 95 %% interval %.4g to %.4g; higher in %d and lower in %d of %d pairs",
                mean,
                low,
                high,
                higher,
                lower,
                differences.length);
    }
}
