package activationlab.softmax;

import activationlab.numeric.Exp;

/**
 * Binary cross-entropy of a sigmoid, straight from its logit, with the gradient: the loss of a yes-or-no answer.
 *
 * <ul>
 *   <li><b>Formula:</b> for the logit x and the target t from 0 to 1, L = −t·log σ(x) − (1 − t)·log σ(−x) = max(x, 0) − x·t
 *       + log(1 + e<sup>−|x|</sup>)
 *   <li><b>Gradient:</b> dL/dx = σ(x) − t
 *   <li><b>Range:</b> [0, ∞). It is in nats; divide by log 2 for bits
 *   <li><b>Numeric note:</b> L is computed as |x|·u + log(1 + e<sup>−|x|</sup>) with u = 1 − t for x &gt; 0 and u = t
 *       otherwise, a sum of two numbers that are not negative, and is off by at most 1.5 ulp. The gradient is u −
 *       σ(−|x|) or σ(−|x|) − u: for t = 0 and t = 1 off by at most 1.5 ulp, also at x = 40, where σ(x) − 1 would be 0
 *       and the gradient is −4.2·10<sup>−18</sup>; for other t, where the difference may cancel, right to within 1 ulp of
 *       the greater of the two numbers
 *   <li><b>Special cases:</b> at x = ∞, L is 0 for t = 1 and ∞ for all others, at x = −∞ it is 0 for t = 0 and ∞ for all
 *       others; the gradient is 1 − t and −t there. NaN gives NaN
 * </ul>
 *
 * <p>For many answers the loss is called <i>sum</i> or <i>mean</i>, and the gradient belongs to what is called: that of the
 * mean is divided by the number of answers.
 *
 * @see CrossEntropy
 */
public final class BinaryCrossEntropy {

    /** e^−|x| is 0 in doubles from here on. */
    private static final double UNDERFLOW = 800;

    private BinaryCrossEntropy() {}

    /**
     * The loss of one answer.
     *
     * @param logit x
     * @param target t, from 0 (no) to 1 (yes)
     * @return −t·log σ(x) − (1 − t)·log σ(−x)
     * @throws IllegalArgumentException if t is less than 0 or greater than 1
     */
    public static double value(double logit, double target) {
        checkTarget(target, -1);
        return loss(logit, target);
    }

    /**
     * The derivative of the loss of one answer.
     *
     * @param logit x
     * @param target t, from 0 (no) to 1 (yes)
     * @return σ(x) − t
     * @throws IllegalArgumentException if t is less than 0 or greater than 1
     */
    public static double gradient(double logit, double target) {
        checkTarget(target, -1);
        return slope(logit, target);
    }

    /**
     * The sum of the losses of many answers.
     *
     * @param logits one for each answer
     * @param targets from 0 (no) to 1 (yes)
     * @return the sum; 0 for empty arrays
     * @throws IllegalArgumentException if an array is null, the lengths differ, or a target is out of range
     */
    public static double sum(double[] logits, double[] targets) {
        check(logits, targets);
        return losses(logits, targets);
    }

    /**
     * The mean of the losses of many answers.
     *
     * @param logits one for each answer, at least one
     * @param targets from 0 (no) to 1 (yes)
     * @return the mean
     * @throws IllegalArgumentException as {@link #sum}, and if the arrays are empty
     */
    public static double mean(double[] logits, double[] targets) {
        check(logits, targets);
        checkNotEmpty(logits);
        return losses(logits, targets) / logits.length;
    }

    /**
     * The sum of the losses of many answers, and its gradient.
     *
     * @param logits one for each answer
     * @param targets from 0 (no) to 1 (yes)
     * @param gradient receives σ(x) − t; may be logits or targets
     * @return the sum; 0 for empty arrays
     * @throws IllegalArgumentException if an array is null, the lengths differ, or a target is out of range
     */
    public static double sumWithGradient(double[] logits, double[] targets, double[] gradient) {
        Check.rows("logits", logits, "gradient", gradient);
        check(logits, targets);
        double sum = losses(logits, targets);
        slopes(logits, targets, gradient, 1);
        return sum;
    }

    /**
     * The mean of the losses of many answers, and its gradient.
     *
     * @param logits one for each answer, at least one
     * @param targets from 0 (no) to 1 (yes)
     * @param gradient receives (σ(x) − t) / n; may be logits or targets
     * @return the mean
     * @throws IllegalArgumentException as {@link #sumWithGradient}, and if the arrays are empty
     */
    public static double meanWithGradient(double[] logits, double[] targets, double[] gradient) {
        Check.rows("logits", logits, "gradient", gradient);
        check(logits, targets);
        checkNotEmpty(logits);
        double mean = losses(logits, targets) / logits.length;
        slopes(logits, targets, gradient, logits.length);
        return mean;
    }

    private static double loss(double x, double t) {
        double size = Math.abs(x);
        double u = x > 0 ? 1 - t : t;
        if (size == Double.POSITIVE_INFINITY) {
            return u == 0 ? 0 : u * size;
        }
        double lost = x > 0 ? (1 - u) - t : 0;
        return Math.fma(size, u, Math.fma(size, lost, Exp.log1p(power(size))));
    }

    /** e^−size; NaN for NaN. */
    private static double power(double size) {
        double z = Exp.shifted(-size);
        if (Exp.isOrdinary(z)) {
            double scale = Exp.scale(z);
            return Math.fma(scale, Exp.fraction(-size), scale);
        }
        if (size > UNDERFLOW) {
            return 0;
        }
        return Exp.times(1, -size, 0);
    }

    private static double slope(double x, double t) {
        double size = Math.abs(x);
        double z = Exp.shifted(size);
        // σ(−|x|); beyond 177 the 1 in 1 / (1 + e^|x|) counts nothing.
        double small = Exp.isOrdinary(z) ? 1 / Exp.onePlus(Exp.scale(z), Exp.fraction(size)) : power(size);
        return x > 0 ? (1 - t) - small : small - t;
    }

    private static double losses(double[] logits, double[] targets) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < logits.length; i++) {
            double loss = loss(logits[i], targets[i]);
            double next = sum + loss;
            lost += Row.lost(sum, -loss, next);
            sum = next;
        }
        // Where the sum is infinite, what it lost is NaN.
        return Double.isInfinite(sum) ? sum : sum + lost;
    }

    private static void slopes(double[] logits, double[] targets, double[] gradient, int divisor) {
        for (int i = 0; i < logits.length; i++) {
            gradient[i] = slope(logits[i], targets[i]) / divisor;
        }
    }

    private static void check(double[] logits, double[] targets) {
        Check.rows("logits", logits, "targets", targets);
        for (int i = 0; i < targets.length; i++) {
            checkTarget(targets[i], i);
        }
    }

    /** The place −1 is that of a single target. */
    private static void checkTarget(double target, int place) {
        if (target < 0 || target > 1) {
            String name = place < 0 ? "target" : "targets[" + place + "]";
            throw new IllegalArgumentException(name + " is " + target + "; it must be from 0 (no) to 1 (yes)");
        }
    }

    private static void checkNotEmpty(double[] logits) {
        if (logits.length == 0) {
            throw new IllegalArgumentException("logits is empty; a mean needs at least one");
        }
    }
}
