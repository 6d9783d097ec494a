package activationlab.network;

import java.util.Arrays;

/**
 * How many numbers fall into each of some bins. Bin k reaches from edge k up to, but not including, edge k + 1; the last one
 * includes its upper edge too. Immutable.
 */
public final class Histogram {

    private final double[] edges;
    private final int[] counts;
    private final int outside;

    private Histogram(double[] edges, int[] counts, int outside) {
        this.edges = edges;
        this.counts = counts;
        this.outside = outside;
    }

    /**
     * Bins of equal width from the smallest finite number to the largest. Where these are equal, or too close for so many
     * bins, the range is widened by ½ on either side (by a millionth for numbers so large that ½ would be lost). Without a
     * finite number all edges are NaN.
     *
     * @param values the numbers, in any order; NaN and infinities fall into no bin
     * @param bins how many, at least 1
     * @return the histogram
     * @throws IllegalArgumentException if values is null, bins is below 1, or there are more bins than numbers
     */
    public static Histogram of(double[] values, int bins) {
        Check.atLeast("bins", bins, 1);
        checkEnough(values, bins);
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            double[] unknown = new double[bins + 1];
            Arrays.fill(unknown, Double.NaN);
            return new Histogram(unknown, new int[bins], values.length);
        }
        double low = Arrays.stream(finite).min().getAsDouble();
        double high = Arrays.stream(finite).max().getAsDouble();
        double[] edges = spaced(low, high, bins);
        if (!ascends(edges)) {
            double room = Math.max(0.5, 0x1p-20 * Math.max(Math.abs(low), Math.abs(high)));
            edges = spaced(Math.max(low - room, -Double.MAX_VALUE), Math.min(high + room, Double.MAX_VALUE), bins);
        }
        return count(values, edges);
    }

    /**
     * Given bins.
     *
     * @param values the numbers, in any order; those below the first edge or above the last, and NaN, fall into no bin
     * @param edges the borders of the bins, ascending; copied
     * @return the histogram
     * @throws IllegalArgumentException if an argument is null, edges are fewer than two, not finite or not ascending, or
     *     there are more bins than numbers
     */
    public static Histogram of(double[] values, double[] edges) {
        Check.given("edges", edges);
        if (edges.length < 2 || !ascends(edges) || !Arrays.stream(edges).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "edges must be at least two finite numbers in ascending order, not " + Arrays.toString(edges));
        }
        checkEnough(values, edges.length - 1);
        return count(values, edges.clone());
    }

    private static void checkEnough(double[] values, int bins) {
        Check.given("values", values);
        if (bins > values.length) {
            throw new IllegalArgumentException(
                    "there are more bins than numbers: " + bins + " bins for " + values.length + " numbers");
        }
    }

    /** Weighted, because high − low may overflow. */
    private static double[] spaced(double low, double high, int bins) {
        double[] edges = new double[bins + 1];
        for (int k = 0; k <= bins; k++) {
            double share = (double) k / bins;
            edges[k] = (1 - share) * low + share * high;
        }
        return edges;
    }

    private static boolean ascends(double[] edges) {
        for (int k = 1; k < edges.length; k++) {
            if (!(edges[k - 1] < edges[k])) {
                return false;
            }
        }
        return true;
    }

    private static Histogram count(double[] values, double[] edges) {
        int bins = edges.length - 1;
        int[] counts = new int[bins];
        int outside = 0;
        for (double v : values) {
            if (v >= edges[0] && v <= edges[bins]) {
                // 0.0 makes −0.0 equal to an edge at 0.
                int found = Arrays.binarySearch(edges, v + 0.0);
                int bin = found >= 0 ? found : -found - 2;
                counts[Math.min(bin, bins - 1)]++;
            } else {
                outside++;
            }
        }
        return new Histogram(edges, counts, outside);
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
     * The borders of the bins.
     *
     * @return a copy, ascending, one more than there are bins
     */
    public double[] edges() {
        return edges.clone();
    }

    /**
     * How many numbers each bin has.
     *
     * @return a copy, one for each bin
     */
    public int[] counts() {
        return counts.clone();
    }

    /**
     * How many numbers are in no bin: below the first edge, above the last, or NaN.
     *
     * @return from 0
     */
    public int outside() {
        return outside;
    }

    @Override
    public String toString() {
        return "histogram " + Arrays.toString(counts) + " over " + Arrays.toString(edges);
    }
}
