package activationlab.softmax;

import java.util.Arrays;

/**
 * Cross-entropy of a softmax, straight from its logits, with the gradient: the loss of a classifier.
 *
 * <ul>
 *   <li><b>Formula:</b> for the right class c, L = −log softmax(x)<sub>c</sub> = log Σ e<sup>x<sub>j</sub></sup> −
 *       x<sub>c</sub>; for targets t<sub>i</sub>, which are probabilities, L = −Σ t<sub>i</sub>·log
 *       softmax(x)<sub>i</sub>
 *   <li><b>Gradient:</b> ∂L/∂x<sub>i</sub> = softmax(x)<sub>i</sub> − t<sub>i</sub>, where t<sub>i</sub> is 1 for the right
 *       class and 0 for the others
 *   <li><b>Range:</b> [0, ∞). It is in nats; divide by log 2 for bits
 *   <li><b>Numeric note:</b> L for a class and its gradient are off by at most 1.7 ulp, also where
 *       the classifier is sure: for the logits [0, −40] and class 0 it is 4.2·10<sup>−18</sup> with the gradient
 *       [−4.2·10<sup>−18</sup>, 4.2·10<sup>−18</sup>], where 1 − softmax would be 0. For targets that are probabilities, L is
 *       a sum without cancellation and as good; the gradient, a difference of two numbers, is right to within 2 ulp of
 *       the greater of them
 *   <li><b>Special cases:</b> L is ∞ if the right class has the logit −∞ or another one alone has +∞; an entry with target
 *       0 may be −∞ and counts nothing. A logit more than 1.8·10<sup>308</sup> below another one counts as −∞. NaN among logits or targets makes L and the whole gradient NaN, as do several
 *       +∞ and a row of −∞ (see {@link Softmax})
 * </ul>
 *
 * <p>A batch is a matrix with one row for each example. Its loss is called <i>sum</i> or <i>mean</i> of those of the rows,
 * and the gradient belongs to what is called: that of the mean is divided by the number of rows.
 *
 * <p>No method with an array for the gradient allocates anything.
 *
 * @see Softmax
 * @see BinaryCrossEntropy
 * @see "John Bridle, 1990, Probabilistic interpretation of feedforward classification network outputs, with relationships
 *     to statistical pattern recognition, doi:10.1007/978-3-642-76153-9_28"
 */
public final class CrossEntropy {

    /** How far targets may be from adding up to 1. */
    private static final double SUM_TOLERANCE = 1e-6;

    private CrossEntropy() {}

    /**
     * The loss of one row with a right class.
     *
     * @param logits the row
     * @param target the right class, from 0 to the length of the row − 1
     * @return −log softmax(logits)[target]
     * @throws IllegalArgumentException if logits is null or the class not in the row
     */
    public static double value(double[] logits, int target) {
        Check.notNull("logits", logits);
        checkTarget(logits, target, "target", -1);
        return loss(logits, target, null);
    }

    /**
     * The loss of one row with a right class, and its gradient.
     *
     * @param logits the row; left as it is, unless it is the same array
     * @param target the right class, from 0 to the length of the row − 1
     * @param gradient receives softmax(logits) − [i = target]; may be logits itself
     * @return −log softmax(logits)[target]
     * @throws IllegalArgumentException if an array is null, the lengths differ, or the class is not in the row
     */
    public static double valueWithGradient(double[] logits, int target, double[] gradient) {
        Check.rows("logits", logits, "gradient", gradient);
        checkTarget(logits, target, "target", -1);
        return loss(logits, target, gradient);
    }

    /**
     * The loss of one row with a probability for each class.
     *
     * @param logits the row
     * @param targets the probabilities, 0 or greater, with sum 1
     * @return −Σ targets[i]·log softmax(logits)[i]
     * @throws IllegalArgumentException if an array is null, the lengths differ, a target is negative, or their sum differs
     *     from 1 by more than 10<sup>−6</sup>
     */
    public static double value(double[] logits, double[] targets) {
        Check.rows("logits", logits, "targets", targets);
        checkTargets(targets, -1);
        return loss(logits, targets, null);
    }

    /**
     * The loss of one row with a probability for each class, and its gradient.
     *
     * @param logits the row; left as it is, unless it is the same array
     * @param targets the probabilities, 0 or greater, with sum 1 (where the sum is 1 but for rounding, the gradient is
     *     softmax·sum − targets, the exact one of the value)
     * @param gradient receives softmax(logits) − targets; may be logits itself, but not targets
     * @return −Σ targets[i]·log softmax(logits)[i]
     * @throws IllegalArgumentException if an array is null, the lengths differ, a target is negative, their sum differs
     *     from 1 by more than 10<sup>−6</sup>, or targets and gradient are the same array
     */
    public static double valueWithGradient(double[] logits, double[] targets, double[] gradient) {
        Check.rows("logits", logits, "gradient", gradient);
        Check.rows("logits", logits, "targets", targets);
        checkTargets(targets, -1);
        checkDifferent(targets, gradient, -1);
        return loss(logits, targets, gradient);
    }

    /**
     * The sum of the losses of a batch with right classes.
     *
     * @param logits one row for each example
     * @param targets the right class of each row
     * @return the sum; 0 without rows
     * @throws IllegalArgumentException if an argument or a row is null, the numbers of rows and classes differ, or a class
     *     is not in its row
     */
    public static double sum(double[][] logits, int[] targets) {
        checkBatch(logits, targets);
        return losses(logits, targets, null, 1);
    }

    /**
     * The mean of the losses of a batch with right classes.
     *
     * @param logits one row for each example, at least one
     * @param targets the right class of each row
     * @return the mean
     * @throws IllegalArgumentException as {@link #sum(double[][], int[])}, and if there is no row
     */
    public static double mean(double[][] logits, int[] targets) {
        checkBatch(logits, targets);
        checkNotEmpty(logits);
        return losses(logits, targets, null, logits.length);
    }

    /**
     * The sum of the losses of a batch with right classes, and its gradient.
     *
     * @param logits one row for each example
     * @param targets the right class of each row
     * @param gradients receives softmax − [i = target] for each row; may be logits itself
     * @return the sum; 0 without rows
     * @throws IllegalArgumentException as {@link #sum(double[][], int[])}, and if gradients has another shape than logits
     */
    public static double sumWithGradient(double[][] logits, int[] targets, double[][] gradients) {
        Check.matrices("logits", logits, "gradients", gradients);
        checkBatch(logits, targets);
        return losses(logits, targets, gradients, 1);
    }

    /**
     * The mean of the losses of a batch with right classes, and its gradient.
     *
     * @param logits one row for each example, at least one
     * @param targets the right class of each row
     * @param gradients receives (softmax − [i = target]) / rows for each row; may be logits itself
     * @return the mean
     * @throws IllegalArgumentException as {@link #sum(double[][], int[])}, and if there is no row or gradients has another
     *     shape than logits
     */
    public static double meanWithGradient(double[][] logits, int[] targets, double[][] gradients) {
        Check.matrices("logits", logits, "gradients", gradients);
        checkBatch(logits, targets);
        checkNotEmpty(logits);
        return losses(logits, targets, gradients, logits.length);
    }

    /**
     * The sum of the losses of a batch with a probability for each class.
     *
     * @param logits one row for each example
     * @param targets the probabilities of each row, as in {@link #value(double[], double[])}
     * @return the sum; 0 without rows
     * @throws IllegalArgumentException if an argument or a row is null, the shapes differ, or targets are not probabilities
     */
    public static double sum(double[][] logits, double[][] targets) {
        checkBatch(logits, targets);
        return losses(logits, targets, null, 1);
    }

    /**
     * The mean of the losses of a batch with a probability for each class.
     *
     * @param logits one row for each example, at least one
     * @param targets the probabilities of each row, as in {@link #value(double[], double[])}
     * @return the mean
     * @throws IllegalArgumentException as {@link #sum(double[][], double[][])}, and if there is no row
     */
    public static double mean(double[][] logits, double[][] targets) {
        checkBatch(logits, targets);
        checkNotEmpty(logits);
        return losses(logits, targets, null, logits.length);
    }

    /**
     * The sum of the losses of a batch with a probability for each class, and its gradient.
     *
     * @param logits one row for each example
     * @param targets the probabilities of each row, as in {@link #value(double[], double[])}
     * @param gradients receives softmax − targets; may be logits itself, but not targets
     * @return the sum; 0 without rows
     * @throws IllegalArgumentException as {@link #sum(double[][], double[][])}, and if gradients has another shape than
     *     logits or shares a row with targets
     */
    public static double sumWithGradient(double[][] logits, double[][] targets, double[][] gradients) {
        Check.matrices("logits", logits, "gradients", gradients);
        checkBatch(logits, targets);
        checkDifferentRows(targets, gradients);
        return losses(logits, targets, gradients, 1);
    }

    /**
     * The mean of the losses of a batch with a probability for each class, and its gradient.
     *
     * @param logits one row for each example, at least one
     * @param targets the probabilities of each row, as in {@link #value(double[], double[])}
     * @param gradients receives (softmax − targets) / rows; may be logits itself, but not targets
     * @return the mean
     * @throws IllegalArgumentException as {@link #sum(double[][], double[][])}, and if there is no row, or gradients has
     *     another shape than logits or shares a row with targets
     */
    public static double meanWithGradient(double[][] logits, double[][] targets, double[][] gradients) {
        Check.matrices("logits", logits, "gradients", gradients);
        checkBatch(logits, targets);
        checkDifferentRows(targets, gradients);
        checkNotEmpty(logits);
        return losses(logits, targets, gradients, logits.length);
    }

    private static double loss(double[] logits, int target, double[] gradient) {
        Row row = Row.of(logits, 1);
        if (row.isInfinite()) {
            return limit(row, logits, target, gradient);
        }
        double logit = logits[target];
        row.add(logits, gradient);
        row.takeLogarithm();
        if (gradient != null) {
            row.divide(gradient);
            row.subtractOne(target, gradient);
        }
        // 0 − 0 is 0, where −0 would be −0.0.
        return 0 - row.log(logit);
    }

    private static double limit(Row row, double[] logits, int target, double[] gradient) {
        boolean isKnown = row.oneTakesAll(logits);
        boolean isRight = target == row.place();
        if (gradient != null) {
            row.limits(logits, gradient, 1, 0);
            gradient[target] -= 1;
        }
        return isKnown ? (isRight ? 0 : Double.POSITIVE_INFINITY) : Double.NaN;
    }

    private static double loss(double[] logits, double[] targets, double[] gradient) {
        Row row = Row.of(logits, 1);
        if (row.isInfinite()) {
            return limit(row, logits, targets, gradient);
        }
        row.weigh(logits, targets);
        row.add(logits, gradient);
        row.takeLogarithm();
        if (gradient != null) {
            row.divide(gradient);
            row.subtract(targets, gradient);
        }
        return row.loss();
    }

    private static double limit(Row row, double[] logits, double[] targets, double[] gradient) {
        double weight = 0;
        double wrong = 0;
        for (int i = 0; i < targets.length; i++) {
            weight += targets[i];
            wrong += i == row.place() ? 0 : targets[i];
        }
        boolean isKnown = row.oneTakesAll(logits) && !Double.isNaN(weight);
        if (gradient != null) {
            if (isKnown) {
                row.limits(logits, gradient, weight, 0);
                for (int i = 0; i < targets.length; i++) {
                    gradient[i] -= targets[i];
                }
            } else {
                Arrays.fill(gradient, Double.NaN);
            }
        }
        return isKnown ? (wrong == 0 ? 0 : Double.POSITIVE_INFINITY) : Double.NaN;
    }

    private static double losses(double[][] logits, int[] targets, double[][] gradients, int divisor) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < logits.length; i++) {
            double loss = loss(logits[i], targets[i], gradients == null ? null : gradients[i]);
            double next = sum + loss;
            lost += Row.lost(sum, -loss, next);
            sum = next;
        }
        return divided(sum, lost, gradients, divisor);
    }

    private static double losses(double[][] logits, double[][] targets, double[][] gradients, int divisor) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < logits.length; i++) {
            double loss = loss(logits[i], targets[i], gradients == null ? null : gradients[i]);
            double next = sum + loss;
            lost += Row.lost(sum, -loss, next);
            sum = next;
        }
        return divided(sum, lost, gradients, divisor);
    }

    private static double divided(double sum, double lost, double[][] gradients, int divisor) {
        if (gradients != null && divisor != 1) {
            for (double[] gradient : gradients) {
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] /= divisor;
                }
            }
        }
        // Where the sum is infinite, what it lost is NaN.
        return (Double.isInfinite(sum) ? sum : sum + lost) / divisor;
    }

    /** The row −1 is the only one. Its name is put together only where it is needed: a check must not allocate. */
    private static String name(String array, int row) {
        return row < 0 ? array : array + "[" + row + "]";
    }

    private static void checkTarget(double[] logits, int target, String name, int row) {
        if (target < 0 || target >= logits.length) {
            throw new IllegalArgumentException(
                    name(name, row) + " is " + target + "; it must be a class from 0 to " + (logits.length - 1));
        }
    }

    private static void checkTargets(double[] targets, int row) {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] < 0) {
                throw new IllegalArgumentException(
                        name("targets", row) + "[" + i + "] is " + targets[i] + "; a probability is 0 or greater");
            }
            sum += targets[i];
        }
        // NaN passes, and goes on as NaN.
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    name("targets", row) + " add up to " + sum + ", not 1; pass one probability for each class");
        }
    }

    private static void checkBatch(double[][] logits, int[] targets) {
        Check.matrix("logits", logits);
        Check.notNull("targets", targets);
        Check.length("logits", logits.length, "targets", targets.length);
        for (int i = 0; i < targets.length; i++) {
            checkTarget(logits[i], targets[i], "targets", i);
        }
    }

    private static void checkBatch(double[][] logits, double[][] targets) {
        Check.matrices("logits", logits, "targets", targets);
        for (int i = 0; i < targets.length; i++) {
            checkTargets(targets[i], i);
        }
    }

    private static void checkNotEmpty(double[][] logits) {
        if (logits.length == 0) {
            throw new IllegalArgumentException("logits has no rows; a mean needs at least one");
        }
    }

    private static void checkDifferent(double[] targets, double[] gradient, int row) {
        if (targets == gradient) {
            throw new IllegalArgumentException(name("targets", row) + " and the gradient are the same array; "
                    + "the gradient would replace the targets");
        }
    }

    private static void checkDifferentRows(double[][] targets, double[][] gradients) {
        for (int i = 0; i < targets.length; i++) {
            checkDifferent(targets[i], gradients[i], i);
        }
    }
}
