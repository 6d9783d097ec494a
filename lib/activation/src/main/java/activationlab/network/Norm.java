package activationlab.network;

import java.util.Arrays;

/** Root sums of squares that neither overflow nor underflow on their way. */
final class Norm {

    private Norm() {}

    /** √(Σ v²) over the first count numbers of all rows; NaN if one of them is NaN. */
    static double of(double[][] rows, int count) {
        double largest = 0;
        for (double[] row : rows) {
            for (int i = 0; i < count; i++) {
                largest = Math.max(largest, Math.abs(row[i]));
            }
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        // A power of two changes no digit, so only squares below 2⁻¹⁰⁷⁴ of the largest one are lost.
        double unit = Math.scalb(1.0, Math.getExponent(largest));
        double sum = 0;
        for (double[] row : rows) {
            for (int i = 0; i < count; i++) {
                double v = row[i] / unit;
                sum = Math.fma(v, v, sum);
            }
        }
        return unit * Math.sqrt(sum);
    }

    /** The mean, never outside the numbers, so that equal numbers have their own value for a mean. */
    static double mean(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double v : values) {
            least = Math.min(least, v);
            largest = Math.max(largest, v);
            sum += v;
        }
        return Math.max(least, Math.min(largest, sum / values.length));
    }

    /** The standard deviation with divisor n; NaN if a number is not finite. */
    static double deviation(double[] values) {
        double mean = mean(values);
        double[] distances = Arrays.stream(values).map(v -> v - mean).toArray();
        return of(new double[][] {distances}, distances.length) / Math.sqrt(distances.length);
    }

    /** All numbers of some rows in one, without the last ones of each row where it is longer than count. */
    static double[] flat(double[][] rows, int count) {
        double[] all = new double[rows.length * count];
        for (int j = 0; j < rows.length; j++) {
            System.arraycopy(rows[j], 0, all, j * count, count);
        }
        return all;
    }
}
