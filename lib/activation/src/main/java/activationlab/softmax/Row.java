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

    /**
     * Shorter rows run through plain loops. Besides, the compiler would take them for the rule, and not unroll the vector
     * loops any more.
     */
    private static final int FEW = 16;

    /** Powers of e below this are 0 in doubles. */
    private static final double UNDERFLOW = -800;

    /** The first 32 bits of ln 2, with which multiples are exact, and ln 2 less these. */
    private static final double LN_2_SHORT = 0.6931471803691238;

    private static final double LN_2_SHORT_REST = 1.9082149292705877e-10;

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

    // R, and 1 / (1 + R)
    private double others;
    private double othersRest;
    private double factor;
    private double factorRest;

    // log(1 + R)
    private double logarithm;
    private double logarithmRest;

    // Σ t, and −Σ t·a
    private double weight;
    private double distance;
    private double distanceRest;

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

    /** Softmax or its logarithm where the greatest logit is infinite; one and zero are what 1 and 0 become. */
    void limits(double[] logits, double[] y, double one, double zero) {
        boolean isKnown = oneTakesAll(logits);
        Arrays.fill(y, isKnown ? zero : Double.NaN);
        if (isKnown) {
            y[place] = one;
        }
    }

    /** Whether there is a limit where the greatest logit is infinite: one is +∞ and no other is +∞ or NaN. */
    boolean oneTakesAll(double[] logits) {
        int infinite = 0;
        for (double logit : logits) {
            if (Double.isNaN(logit)) {
                return false;
            }
            infinite += logit == Double.POSITIVE_INFINITY ? 1 : 0;
        }
        return infinite == 1;
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

    /**
     * Adds up the powers of all but the greatest element.
     *
     * @param logits the row
     * @param powers receives e<sup>a</sup>; may be the row itself, or null
     */
    void add(double[] logits, double[] powers) {
        if (logits.length <= FEW) {
            addFew(logits, powers);
            return;
        }
        ordinary = true;
        for (int from = 0; from < logits.length; from += BLOCK) {
            int n = Math.min(BLOCK, logits.length - from);
            System.arraycopy(logits, from, x, 0, n);
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

    private void addFew(double[] logits, double[] powers) {
        for (int i = 0; i < logits.length; i++) {
            double logit = logits[i];
            double exponent = exponent(logit);
            double power = power(exponent, exponentRest(logit, exponent));
            high[i] = i == place ? 0 : power;
            low[i] = 0;
            if (powers != null) {
                powers[i] = power;
            }
        }
        addLanes(logits.length);
    }

    /** a. */
    private double exponent(double logit) {
        return (logit * shrink - top) * grow * inverse;
    }

    /** What a double cannot hold of (x − m) / T, given what it holds; NaN where a is −∞. */
    private double exponentRest(double logit, double exponent) {
        double scaled = logit * shrink;
        double d = scaled - top;
        double wide = d * grow;
        return Math.fma(wide, inverse, -exponent) + Math.fma(wide, inverseRest, lost(scaled, top, d) * grow * inverse);
    }

    /** What the difference d of x and y has lost. */
    static double lost(double x, double y, double d) {
        double minusY = d - x;
        return (x - (d - minusY)) - (y + minusY);
    }

    private static double power(double a, double rest) {
        double z = Exp.shifted(a);
        if (Exp.isOrdinary(z)) {
            double scale = Exp.scale(z);
            return Math.fma(scale, Exp.fraction(a, rest), scale);
        }
        return a < UNDERFLOW ? 0 : Exp.times(1, a, rest);
    }

    /** e[i] = e^(a[i] + rest[i]) for the logits x[i]; whether all were ordinary. */
    private boolean powers(int n) {
        if (temperature == 1) {
            differences(x, a, rest, e, n, top);
        } else {
            exponents(x, a, rest, e, n, shrink, top, grow, inverse, inverseRest);
        }
        boolean allOrdinary = Exp.scales(e, 0, n);
        powers(a, rest, e, n);
        if (!allOrdinary) {
            for (int i = 0; i < n; i++) {
                if (!Exp.isOrdinary(Exp.shifted(a[i]))) {
                    e[i] = power(a[i], rest[i]);
                }
            }
        }
        return allOrdinary;
    }

    /** What exponents does, for the temperature 1. */
    private static void differences(double[] x, double[] a, double[] rest, double[] z, int n, double top) {
        for (int i = 0; i < n; i++) {
            double d = x[i] - top;
            a[i] = d;
            rest[i] = lost(x[i], top, d);
            z[i] = Exp.shifted(d);
        }
    }

    private static void exponents(
            double[] x,
            double[] a,
            double[] rest,
            double[] z,
            int n,
            double shrink,
            double top,
            double grow,
            double inverse,
            double inverseRest) {
        for (int i = 0; i < n; i++) {
            double logit = x[i] * shrink;
            double d = logit - top;
            double wide = d * grow;
            double exponent = wide * inverse;
            a[i] = exponent;
            rest[i] = Math.fma(wide, inverse, -exponent)
                    + Math.fma(wide, inverseRest, lost(logit, top, d) * grow * inverse);
            z[i] = Exp.shifted(exponent);
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

    /** Adds the upper half of the sums to the lower one until few are left: the same loop, and no chain of additions. */
    private void addLanes(int n) {
        int lanes = n;
        while (lanes > FEW) {
            int half = (lanes + 1) / 2;
            System.arraycopy(high, half, e, 0, lanes - half);
            System.arraycopy(low, half, a, 0, lanes - half);
            addTo(high, low, e, lanes - half);
            addTo(low, a, lanes - half);
            lanes = half;
        }
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < lanes; i++) {
            double next = sum + high[i];
            double added = next - sum;
            lost += ((sum - (next - added)) + (high[i] - added)) + low[i];
            sum = next;
        }
        others = sum + lost;
        othersRest = (sum - others) + lost;
    }

    private static void addTo(double[] sums, double[] terms, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += terms[i];
        }
    }

    /** Multiplies powers by 1 / (1 + R). */
    void divide(double[] powers) {
        double total = 1 + others;
        double totalRest = lost(1, -others, total) + othersRest;
        factor = 1 / total;
        factorRest = factor * (Math.fma(-factor, total, 1) - factor * totalRest);
        divide(powers, factor, factorRest);
    }

    /** 1 − p of the greatest element, R / (1 + R); after {@link #divide(double[])}. */
    double share() {
        return Math.fma(others, factor, others * factorRest + othersRest * factor);
    }

    private static void divide(double[] powers, double factor, double factorRest) {
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.fma(powers[i], factor, powers[i] * factorRest);
        }
    }

    /** Computes log(1 + R) in two parts, which the methods below use. */
    void takeLogarithm() {
        if (others < 1) {
            logarithm(others, Exp.log1pBend(others, othersRest / (1 + others)));
            return;
        }
        // 1 + R = 2^k·(1 + f)
        double total = 1 + others;
        double totalRest = lost(1, -others, total) + othersRest;
        int k = Math.getExponent(total);
        double f = Math.scalb(total, -k) - 1;
        double sum = k * LN_2_SHORT + f;
        double small = k * LN_2_SHORT_REST + Exp.log1pBend(f, totalRest / total);
        logarithm(sum, lost(k * LN_2_SHORT, -f, sum) + small);
    }

    private void logarithm(double great, double small) {
        logarithm = great + small;
        logarithmRest = great - logarithm + small;
    }

    /** a − log(1 + R) of every logit. */
    void logs(double[] logits, double[] y) {
        if (logits.length <= FEW) {
            for (int i = 0; i < logits.length; i++) {
                y[i] = log(logits[i]);
            }
            return;
        }
        for (int from = 0; from < logits.length; from += BLOCK) {
            int n = Math.min(BLOCK, logits.length - from);
            System.arraycopy(logits, from, x, 0, n);
            if (temperature == 1) {
                logs(x, e, n, top, logarithm, logarithmRest);
            } else {
                exponents(x, a, rest, e, n, shrink, top, grow, inverse, inverseRest);
                logs(a, rest, e, n, logarithm, logarithmRest);
            }
            if (!ordinary) {
                for (int i = 0; i < n; i++) {
                    if (Double.isNaN(e[i])) {
                        e[i] = log(x[i]);
                    }
                }
            }
            System.arraycopy(e, 0, y, from, n);
        }
    }

    /** a − log(1 + R). */
    double log(double logit) {
        double exponent = exponent(logit);
        if (exponent == Double.NEGATIVE_INFINITY) {
            return exponent - logarithm;
        }
        double difference = exponent - logarithm;
        return difference + (lost(exponent, logarithm, difference) + (exponentRest(logit, exponent) - logarithmRest));
    }

    /** For the temperature 1. */
    private static void logs(double[] x, double[] y, int n, double top, double logarithm, double logarithmRest) {
        for (int i = 0; i < n; i++) {
            double exponent = x[i] - top;
            double rest = lost(x[i], top, exponent);
            double difference = exponent - logarithm;
            y[i] = difference + (lost(exponent, logarithm, difference) + (rest - logarithmRest));
        }
    }

    private static void logs(double[] a, double[] rest, double[] y, int n, double logarithm, double logarithmRest) {
        for (int i = 0; i < n; i++) {
            double difference = a[i] - logarithm;
            y[i] = difference + (lost(a[i], logarithm, difference) + (rest[i] - logarithmRest));
        }
    }

    /** m/T + log(1 + R). */
    double logSumExp() {
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

    /**
     * Adds up the targets and how far their logits lie below the greatest one.
     *
     * @return the sum of the targets
     */
    double weigh(double[] logits, double[] targets) {
        double targetSum = 0;
        double targetSumRest = 0;
        double sum = 0;
        double sumRest = 0;
        for (int i = 0; i < logits.length; i++) {
            double target = targets[i];
            if (target != 0) {
                double nextTarget = targetSum + target;
                targetSumRest += lost(targetSum, -target, nextTarget);
                targetSum = nextTarget;
                double exponent = exponent(logits[i]);
                double product = -target * exponent;
                double next = sum + product;
                sumRest += lost(sum, -product, next)
                        + (Math.fma(-target, exponent, -product) - target * exponentRest(logits[i], exponent));
                sum = next;
            }
        }
        weight = targetSum + targetSumRest;
        distance = sum;
        distanceRest = sumRest;
        return weight;
    }

    /** Σ t·(log(1 + R) − a), after {@link #weigh}. */
    double loss() {
        double product = weight * logarithm;
        double sum = distance + product;
        if (!Double.isFinite(sum)) {
            return sum;
        }
        double productRest = Math.fma(weight, logarithm, -product) + weight * logarithmRest;
        return sum + (lost(distance, -product, sum) + (distanceRest + productRest));
    }

    /** p·Σt − t of every element; gradient holds p, after {@link #divide(double[])}. */
    void subtract(double[] targets, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = Math.fma(gradient[i], weight, -targets[i]);
        }
        // Next to 1, p has not digits enough to take a target away; 1 − p has.
        gradient[place] = (weight - targets[place]) - share() * weight;
    }

    /** p − 1 at the target, after {@link #divide(double[])}. */
    void subtractOne(int target, double[] gradient) {
        gradient[target] = target == place ? -share() : gradient[target] - 1;
    }
}
