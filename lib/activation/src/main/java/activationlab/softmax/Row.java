package activationlab.softmax;

import activationlab.numeric.Exp;
import java.util.Arrays;

/**
 * The arithmetic of softmax: one row of logits x, its greatest element m at place j, and the sum of the others' powers.
 *
 * <p>With a<sub>i</sub> = (x<sub>i</sub> − m) / T and R = Σ<sub>i≠j</sub> e<sup>a<sub>i</sub></sup>,
 *
 * <pre>
 * softmax(x)_i = e^(a_i) / (1 + R)        log softmax(x)_i = a_i − log(1 + R)        log Σ e^(x_i / T) = m/T + log(1 + R)
 * </pre>
 *
 * <p>Where the digits are kept:
 *
 * <ul>
 *   <li>a<sub>i</sub> is a sum of two doubles. The rounding of x<sub>i</sub> − m and of the division is tiny beside
 *       a<sub>i</sub>, but e<sup>a</sup> multiplies it by |a|: 100 ulp at a = −100.
 *   <li>R leaves the greatest element out. 1 + R forgets an R below 10<sup>−16</sup>, and log(1 + R) ≈ R with it.
 *   <li>R is a sum of two doubles, too; a plain sum of a million numbers loses a digit or more. One could sort; to keep what
 *       each addition loses is cheaper, and makes the order of the logits all but irrelevant.
 * </ul>
 *
 * <p>The loops work on blocks, for which there is room once per thread; see {@link Exp} for the scheme.
 */
final class Row {

    /** 2 KB per array: the six of them stay in the nearest cache between the loops. */
    private static final int BLOCK = 256;

    /** Powers of e below this are 0 in doubles. */
    private static final double UNDERFLOW = -800;

    private static final ThreadLocal<Row> OF_THREAD = ThreadLocal.withInitial(Row::new);

    private final double[] x = new double[BLOCK];
    private final double[] a = new double[BLOCK];
    private final double[] rest = new double[BLOCK];
    private final double[] e = new double[BLOCK];
    private final double[] high = new double[BLOCK];
    private final double[] low = new double[BLOCK];

    // a = (x·shrink − top)·grow·inverse: factors that are powers of two, so that neither the difference nor 1/T
    // overflows.
    private double shrink;
    private double grow;
    private double inverse;
    private double inverseRest;
    private double top;

    private double temperature;
    private double maximum;
    private int place;
    private boolean ordinary;

    private double others;
    private double othersRest;
    private double logarithm;
    private double logarithmRest;

    private Row() {}

    /** The row of this thread, with the greatest logit found. */
    static Row of(double[] logits, double temperature) {
        Row row = OF_THREAD.get();
        row.divideBy(temperature);
        row.findMaximum(logits);
        return row;
    }

    private void divideBy(double newTemperature) {
        temperature = newTemperature;
        shrink = newTemperature > 1 ? 0x1p-600 : 1;
        grow = newTemperature < 0x1p-600 ? 0x1p600 : 1;
        double t = newTemperature * shrink * grow;
        inverse = 1 / t;
        inverseRest = Math.fma(-inverse, t, 1) / t;
    }

    private void findMaximum(double[] logits) {
        double greatest = Double.NEGATIVE_INFINITY;
        int at = 0;
        // NaN is not greater than anything; it shows up in the sum.
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] > greatest) {
                greatest = logits[i];
                at = i;
            }
        }
        maximum = greatest;
        place = at;
        top = greatest * shrink;
    }

    /** The first place of the greatest logit. */
    int place() {
        return place;
    }

    /** Whether the greatest logit is +∞ or −∞; then there is nothing to add up. */
    boolean isInfinite() {
        return Double.isInfinite(maximum);
    }

    /** Softmax or its logarithm where the greatest logit is +∞ or −∞; one and zero are what 1 and 0 become. */
    void limits(double[] logits, double[] y, double one, double zero) {
        int infinite = 0;
        boolean isKnown = maximum > 0;
        for (double logit : logits) {
            isKnown &= !Double.isNaN(logit);
            infinite += logit == maximum ? 1 : 0;
        }
        Arrays.fill(y, isKnown && infinite == 1 ? zero : Double.NaN);
        if (isKnown && infinite == 1) {
            y[place] = one;
        }
    }

    /** log Σ e^(x / T) where the greatest logit is +∞ or −∞. */
    double infiniteLogSumExp(double[] logits) {
        for (double logit : logits) {
            if (Double.isNaN(logit)) {
                return Double.NaN;
            }
        }
        return maximum;
    }

    /** −a: how far x lies below the greatest logit, divided by the temperature. */
    double distance(double logit) {
        x[0] = logit;
        exponents(1);
        return a[0] == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : -(a[0] + rest[0]);
    }

    /**
     * Adds up the powers of all but the greatest element.
     *
     * @param logits the row
     * @param powers receives e<sup>a</sup>; may be the row itself, or null
     */
    void add(double[] logits, double[] powers) {
        ordinary = true;
        for (int from = 0; from < logits.length; from += BLOCK) {
            int n = Math.min(BLOCK, logits.length - from);
            System.arraycopy(logits, from, x, 0, n);
            exponents(n);
            ordinary &= powers(n);
            if (powers != null) {
                System.arraycopy(e, 0, powers, from, n);
            }
            if (place >= from && place < from + n) {
                e[place - from] = 0;
            }
            if (from == 0) {
                System.arraycopy(e, 0, high, 0, n);
                Arrays.fill(low, 0, n, 0);
            } else {
                addTo(high, low, e, n);
            }
        }
        addLanes(Math.min(BLOCK, logits.length));
    }

    private void exponents(int n) {
        exponents(x, a, rest, n, shrink, top, grow, inverse, inverseRest);
    }

    private static void exponents(
            double[] x,
            double[] a,
            double[] rest,
            int n,
            double shrink,
            double top,
            double grow,
            double inverse,
            double inverseRest) {
        for (int i = 0; i < n; i++) {
            double logit = x[i] * shrink;
            double d = logit - top;
            double minusTop = d - logit;
            double lost = (logit - (d - minusTop)) - (top + minusTop);
            double wide = d * grow;
            double quotient = wide * inverse;
            a[i] = quotient;
            rest[i] = Math.fma(wide, inverse, -quotient) + Math.fma(wide, inverseRest, lost * grow * inverse);
        }
    }

    /** e[i] = e^(a[i] + rest[i]); whether all were ordinary. */
    private boolean powers(int n) {
        shifts(a, e, n);
        boolean allOrdinary = Exp.scales(e, 0, n);
        powers(a, rest, e, n);
        if (!allOrdinary) {
            for (int i = 0; i < n; i++) {
                if (!Exp.isOrdinary(Exp.shifted(a[i]))) {
                    e[i] = a[i] < UNDERFLOW ? 0 : Exp.times(1, a[i], rest[i]);
                }
            }
        }
        return allOrdinary;
    }

    private static void shifts(double[] a, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Exp.shifted(a[i]);
        }
    }

    private static void powers(double[] a, double[] rest, double[] e, int n) {
        for (int i = 0; i < n; i++) {
            e[i] = Math.fma(e[i], Exp.fraction(a[i], rest[i]), e[i]);
        }
    }

    /** Adds e to the sums, and what that rounds away to low. */
    private static void addTo(double[] high, double[] low, double[] e, int n) {
        for (int i = 0; i < n; i++) {
            double sum = high[i] + e[i];
            double added = sum - high[i];
            low[i] += (high[i] - (sum - added)) + (e[i] - added);
            high[i] = sum;
        }
    }

    private void addLanes(int n) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < n; i++) {
            double next = sum + high[i];
            double added = next - sum;
            lost += ((sum - (next - added)) + (high[i] - added)) + low[i];
            sum = next;
        }
        others = sum + lost;
        othersRest = (sum - others) + lost;
    }

    /** R, the sum without the greatest element; NaN if a logit is NaN. */
    double others() {
        return others;
    }

    /** Multiplies powers by 1 / (1 + R). */
    void divide(double[] powers) {
        double total = 1 + others;
        double added = total - 1;
        double totalRest = (1 - (total - added)) + (others - added) + othersRest;
        double factor = 1 / total;
        double factorRest = factor * (Math.fma(-factor, total, 1) - factor * totalRest);
        divide(powers, factor, factorRest);
    }

    private static void divide(double[] powers, double factor, double factorRest) {
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.fma(powers[i], factor, powers[i] * factorRest);
        }
    }

    /** log(1 + R). */
    double logarithm() {
        logarithm = StrictMath.log1p(others);
        logarithmRest = othersRest / (1 + others);
        return logarithm + logarithmRest;
    }

    /** a − log(1 + R) of every logit. */
    void logs(double[] logits, double[] y) {
        logarithm();
        for (int from = 0; from < logits.length; from += BLOCK) {
            int n = Math.min(BLOCK, logits.length - from);
            System.arraycopy(logits, from, x, 0, n);
            exponents(n);
            logs(a, rest, e, n, logarithm, logarithmRest);
            if (!ordinary) {
                // Where a is −∞, rest is NaN; and NaN in the row makes every element NaN.
                for (int i = 0; i < n; i++) {
                    if (a[i] == Double.NEGATIVE_INFINITY) {
                        e[i] = a[i] - logarithm;
                    }
                }
            }
            System.arraycopy(e, 0, y, from, n);
        }
    }

    private static void logs(double[] a, double[] rest, double[] y, int n, double logarithm, double logarithmRest) {
        for (int i = 0; i < n; i++) {
            double difference = a[i] - logarithm;
            double minusLogarithm = difference - a[i];
            double lost = (a[i] - (difference - minusLogarithm)) - (logarithm + minusLogarithm);
            y[i] = difference + (lost + (rest[i] - logarithmRest));
        }
    }

    /** m/T + log(1 + R). */
    double logSumExp() {
        logarithm();
        double quotient = maximum / temperature;
        double sum = quotient + logarithm;
        if (Double.isInfinite(sum)) {
            return sum;
        }
        double added = sum - quotient;
        double lost = (quotient - (sum - added)) + (logarithm - added);
        double quotientRest = Math.fma(-quotient, temperature, maximum) / temperature;
        return sum + (lost + (quotientRest + logarithmRest));
    }
}
