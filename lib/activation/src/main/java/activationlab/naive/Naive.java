package activationlab.naive;

import activationlab.function.Activation;

/**
 * The textbook formulas, typed in as they stand in the books: right on paper, wrong in doubles at some inputs. For lessons
 * that put them beside the functions of this library; do not compute with them.
 *
 * <p>They fail in three ways:
 *
 * <ul>
 *   <li><b>Overflow.</b> e<sup>x</sup> is ∞ from x = 709.79 on, and ∞ / ∞ is NaN.
 *   <li><b>Absorption.</b> 1 + e<sup>−40</sup> is 1: the doubles next to 1 are 1.1·10<sup>−16</sup> and 2.2·10<sup>−16</sup>
 *       away, and what is smaller is lost.
 *   <li><b>Cancellation.</b> 1 − y for a y next to 1 leaves the rounding of y and little else.
 * </ul>
 *
 * <table class="striped">
 *   <caption>Examples, all of them tested</caption>
 *   <thead><tr><th scope="col">formula</th><th scope="col">input</th><th scope="col">gives</th><th scope="col">right
 *     is</th></tr></thead>
 *   <tbody>
 *     <tr><th scope="row">σ(x) = 1 / (1 + e<sup>−x</sup>)</th><td>−740</td><td>0</td><td>4.19·10<sup>−322</sup></td></tr>
 *     <tr><th scope="row">σ′ = σ·(1 − σ)</th><td>37</td><td>0</td><td>8.53·10<sup>−17</sup></td></tr>
 *     <tr><th scope="row">tanh with four exponentials</th><td>1000</td><td>NaN</td><td>1</td></tr>
 *     <tr><th scope="row">tanh′ = 1 − y²</th><td>20</td><td>0</td><td>1.70·10<sup>−17</sup></td></tr>
 *     <tr><th scope="row">softplus log(1 + e<sup>x</sup>)</th><td>1000</td><td>∞</td><td>1000</td></tr>
 *     <tr><th scope="row">log-sigmoid log(1 / (1 + e<sup>−x</sup>))</th><td>−1000</td><td>−∞</td><td>−1000</td></tr>
 *     <tr><th scope="row">SiLU x / (1 + e<sup>−x</sup>)</th><td>−∞</td><td>NaN</td><td>−0</td></tr>
 *     <tr><th scope="row">GELU x·½·(1 + erf(x/√2))</th><td>−9</td><td>−0</td><td>−1.02·10<sup>−18</sup></td></tr>
 *     <tr><th scope="row">ELU e<sup>x</sup> − 1</th><td>−10<sup>−17</sup></td><td>0</td><td>−10<sup>−17</sup></td></tr>
 *     <tr><th scope="row">Mish x·tanh(log(1 + e<sup>x</sup>))</th><td>−40</td><td>−0</td><td>−1.70·10<sup>−16</sup></td></tr>
 *     <tr><th scope="row">softmax without shift</th><td>[1000, 1001]</td><td>[NaN, NaN]</td><td>[0.269, 0.731]</td></tr>
 *     <tr><th scope="row">log of softmax</th><td>[0, −800]</td><td>[0, −∞]</td><td>[0, −800]</td></tr>
 *     <tr><th scope="row">log-softmax, shifted</th><td>[0, −40]</td><td>[0, −40]</td><td>[−4.25·10<sup>−18</sup>,
 *       −40]</td></tr>
 *     <tr><th scope="row">log Σ e<sup>x</sup></th><td>[1000, 1001]</td><td>∞</td><td>1001.31</td></tr>
 *     <tr><th scope="row">cross-entropy −log softmax</th><td>[0, −800], class 1</td><td>∞</td><td>800</td></tr>
 *     <tr><th scope="row">binary cross-entropy</th><td>x = 40, t = 0</td><td>∞</td><td>40</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>They call {@link StrictMath}, so they fail in the same way on every machine.
 */
public final class Naive {

    /**
     * 1 / (1 + e<sup>−x</sup>) with the derivative s·(1 − s).
     *
     * <p>Value: e<sup>−x</sup> overflows below −709.78; at −740 the result is 0 instead of 4.1887398800480489·10<sup>−322</sup>.
     * Where it does not overflow, the value is as good as any (2.3 ulp).
     *
     * <p>Derivative: 1 − s cancels for great x. At 30 it is 9.348·10<sup>−14</sup> instead of 9.358·10<sup>−14</sup>, at 37 it
     * is 0 instead of 8.533·10<sup>−17</sup>: learning stops there. (At −37 it is right.)
     */
    public static final Activation SIGMOID =
            Activation.of("naive sigmoid", Naive::sigmoid, x -> sigmoid(x) * (1 - sigmoid(x)));

    /**
     * (e<sup>x</sup> − e<sup>−x</sup>) / (e<sup>x</sup> + e<sup>−x</sup>) with the derivative 1 − y².
     *
     * <p>Value: beyond ±709.78 it is ∞ / ∞: NaN at 1000 instead of 1. Near 0 the difference cancels: 1.0000000272·10<sup>−9</sup>
     * at 10<sup>−9</sup>, where tanh x is x to 17 digits, and 0 at 10<sup>−17</sup>.
     *
     * <p>Derivative: 1 − y² cancels on both sides; at 20 it is 0 instead of 1.699·10<sup>−17</sup>, and NaN where y is.
     */
    public static final Activation TANH = Activation.of("naive tanh", Naive::tanh, x -> 1 - tanh(x) * tanh(x));

    /**
     * log(1 + e<sup>x</sup>) with the derivative e<sup>x</sup> / (1 + e<sup>x</sup>).
     *
     * <p>Value: ∞ at 1000 instead of 1000; and 1 + e<sup>x</sup> absorbs e<sup>x</sup> for x ≪ 0: 0 at −40 instead of
     * 4.248·10<sup>−18</sup>.
     *
     * <p>Derivative: ∞ / ∞ = NaN at 1000 instead of 1.
     */
    public static final Activation SOFTPLUS =
            Activation.of("naive softplus", Naive::softplus, x -> StrictMath.exp(x) / (1 + StrictMath.exp(x)));

    /**
     * log(1 / (1 + e<sup>−x</sup>)) with the derivative 1 − s.
     *
     * <p>Value: log 0 = −∞ at −1000 instead of −1000; 0 at 40 instead of −4.248·10<sup>−18</sup>.
     *
     * <p>Derivative: 1 − s cancels; 0 at 40 instead of 4.248·10<sup>−18</sup>.
     */
    public static final Activation LOG_SIGMOID =
            Activation.of("naive log-sigmoid", x -> StrictMath.log(sigmoid(x)), x -> 1 - sigmoid(x));

    /**
     * x·s with s = 1 / (1 + e<sup>−x</sup>) and the derivative s + x·s·(1 − s).
     *
     * <p>Value: −0 at −710 instead of −3.178·10<sup>−306</sup>, where s overflows to 0; −∞·0 = NaN at −∞ instead of −0.
     *
     * <p>Derivative: NaN at ∞ (from ∞·0) instead of 1, and at −∞ instead of 0; near its zero at −1.278 most digits cancel,
     * as in any formula.
     */
    public static final Activation SILU =
            Activation.of("naive SiLU", x -> x * sigmoid(x), x -> sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x)));

    /**
     * x·½·(1 + erf(x/√2)) with the derivative ½·(1 + erf(x/√2)) + x·e<sup>−x²/2</sup>/√(2π).
     *
     * <p>Value: 1 + erf cancels for x &lt; 0, although this erf has all its digits. At −5 it is wrong from the 10th digit on,
     * at −8 from the 2nd (the right answer is −4.98·10<sup>−15</sup>), at −9 it is −0 instead of −1.0157·10<sup>−18</sup>; NaN at
     * −∞ instead of −0. PyTorch's exact GELU is this formula.
     *
     * <p>Derivative: NaN at ±∞ (from ∞·0) instead of 1 and 0; at −9 it has lost the first summand.
     */
    public static final Activation GELU = Activation.of(
            "naive GELU",
            x -> x * 0.5 * (1 + erf(x / StrictMath.sqrt(2))),
            x -> 0.5 * (1 + erf(x / StrictMath.sqrt(2)))
                    + x * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI));

    /**
     * x for x &gt; 0, else e<sup>x</sup> − 1, with the derivative f(x) + 1 for x ≤ 0.
     *
     * <p>Value: e<sup>x</sup> − 1 cancels near 0: −9.99999972·10<sup>−10</sup> at −10<sup>−9</sup> instead of
     * −9.999999995·10<sup>−10</sup>, and 0 at −10<sup>−17</sup>.
     *
     * <p>Derivative: (e<sup>x</sup> − 1) + 1 absorbs e<sup>x</sup>; 0 at −40 instead of 4.248·10<sup>−18</sup>.
     */
    public static final Activation ELU = Activation.of("naive ELU", Naive::elu, x -> x > 0 ? 1 : elu(x) + 1, 0);

    /**
     * x·tanh(log(1 + e<sup>x</sup>)) with the derivative t + x·s·(1 − t²), where t is the tanh and s the sigmoid.
     *
     * <p>Value: 1 + e<sup>x</sup> absorbs e<sup>x</sup>: at −36 it is −7.99·10<sup>−15</sup> instead of −8.35·10<sup>−15</sup>, at
     * −40 it is −0 instead of −1.699·10<sup>−16</sup>; NaN at −∞ instead of −0.
     *
     * <p>Derivative: loses t in the same way, and is NaN at ±∞ instead of 1 and 0.
     */
    public static final Activation MISH = Activation.of("naive Mish", x -> x * tanhOfSoftplus(x), x -> {
        double t = tanhOfSoftplus(x);
        return t + x * sigmoid(x) * (1 - t * t);
    });

    private Naive() {}

    /**
     * Softmax as defined, e<sup>x<sub>i</sub></sup> / Σ e<sup>x<sub>j</sub></sup>, without taking the greatest logit away
     * first.
     *
     * <p>Fails with ∞ / ∞ from 709.79 on, and with 0 / 0 below −745.13: [1000, 1001] and [−1000, −1001] give [NaN, NaN]
     * instead of [0.2689, 0.7311] and [0.7311, 0.2689].
     *
     * @param logits the logits
     * @return a new array
     * @throws IllegalArgumentException if logits is null
     */
    public static double[] softmax(double[] logits) {
        check(logits);
        double[] powers = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            powers[i] = StrictMath.exp(logits[i]);
            sum += powers[i];
        }
        for (int i = 0; i < logits.length; i++) {
            powers[i] /= sum;
        }
        return powers;
    }

    /**
     * Softmax as exp(x<sub>i</sub> − log Σ e<sup>x<sub>j</sub></sup>), with a logarithm that does not overflow.
     *
     * <p>The logarithm is as great as the logits, and half an ulp of it becomes a relative error of the result: for [1000,
     * 1001] about 100 ulp, for [10<sup>16</sup>, 10<sup>16</sup>] the probabilities are [1, 1] instead of [½, ½].
     *
     * @param logits the logits
     * @return a new array
     * @throws IllegalArgumentException if logits is null
     */
    public static double[] softmaxByLogSumExp(double[] logits) {
        double greatest = greatest(logits);
        double logSumExp = greatest + logOfSum(logits, greatest);
        double[] result = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            result[i] = StrictMath.exp(logits[i] - logSumExp);
        }
        return result;
    }

    /**
     * The logarithm of {@link #softmax}.
     *
     * <p>[0, −800] gives [0, −∞] instead of [0, −800]: the probability e<sup>−800</sup> is too small for a double, its
     * logarithm is not. [0, −40] gives [0, −40] instead of [−4.248·10<sup>−18</sup>, −40]. [1000, 1001] gives [NaN, NaN].
     *
     * @param logits the logits
     * @return a new array
     * @throws IllegalArgumentException if logits is null
     */
    public static double[] logOfSoftmax(double[] logits) {
        double[] result = softmax(logits);
        for (int i = 0; i < result.length; i++) {
            result[i] = StrictMath.log(result[i]);
        }
        return result;
    }

    /**
     * Log-softmax as libraries have it, x<sub>i</sub> − m − log Σ e<sup>x<sub>j</sub> − m</sup> with the greatest logit m.
     *
     * <p>Nothing overflows, but the 1 of the greatest logit absorbs the others: [0, −40] gives [0, −40] instead of
     * [−4.248·10<sup>−18</sup>, −40], [0, −30] gives −9.348·10<sup>−14</sup> for the first instead of
     * −9.358·10<sup>−14</sup>. PyTorch and SciPy give the same.
     *
     * @param logits the logits
     * @return a new array
     * @throws IllegalArgumentException if logits is null
     */
    public static double[] logSoftmax(double[] logits) {
        double greatest = greatest(logits);
        double logOfSum = logOfSum(logits, greatest);
        double[] result = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            result[i] = logits[i] - greatest - logOfSum;
        }
        return result;
    }

    /**
     * log Σ e<sup>x<sub>j</sub></sup> as defined.
     *
     * <p>∞ for [1000, 1001] instead of 1001.3132616875182, −∞ for [−1000, −1001] instead of −999.6867383124818.
     *
     * @param logits the logits
     * @return the logarithm of the sum
     * @throws IllegalArgumentException if logits is null
     */
    public static double logSumExp(double[] logits) {
        check(logits);
        return logOfSum(logits, 0);
    }

    /**
     * Cross-entropy as the negative logarithm of {@link #softmax}.
     *
     * <p>[0, −800] with class 1 gives ∞ instead of 800; [0, −40] with class 0 gives 0 instead of 4.248·10<sup>−18</sup>.
     *
     * @param logits the logits
     * @param target the right class
     * @return −log softmax(logits)[target]
     * @throws IllegalArgumentException if logits is null or target not one of its places
     */
    public static double crossEntropy(double[] logits, int target) {
        checkTarget(logits, target);
        return -StrictMath.log(softmax(logits)[target]);
    }

    /**
     * The gradient of the cross-entropy as {@link #softmax} with 1 taken away at the right class.
     *
     * <p>The softmax of the right class is rounded to 1 when the classifier is sure: [0, −40] with class 0 gives [0,
     * 4.248·10<sup>−18</sup>] instead of [−4.248·10<sup>−18</sup>, 4.248·10<sup>−18</sup>].
     *
     * @param logits the logits
     * @param target the right class
     * @return a new array
     * @throws IllegalArgumentException if logits is null or target not one of its places
     */
    public static double[] crossEntropyGradient(double[] logits, int target) {
        checkTarget(logits, target);
        double[] gradient = softmax(logits);
        gradient[target] -= 1;
        return gradient;
    }

    /**
     * Binary cross-entropy as −t·log s − (1 − t)·log(1 − s) with the naive sigmoid s.
     *
     * <p>At x = 40 with t = 0 it is ∞ instead of 40, as 1 − s is 0. With t = 1 it is 0·(−∞) = NaN instead of
     * 4.248·10<sup>−18</sup>.
     *
     * @param logit x
     * @param target t, from 0 to 1
     * @return the loss
     */
    public static double binaryCrossEntropy(double logit, double target) {
        double s = sigmoid(logit);
        return -target * StrictMath.log(s) - (1 - target) * StrictMath.log(1 - s);
    }

    /**
     * The error function erf(x) = 2/√π·∫<sub>0</sub><sup>x</sup> e<sup>−t²</sup> dt, which {@link #GELU} needs. It is not
     * naive: off by at most 1.5 ulp, ±1 at ±∞, NaN for NaN.
     *
     * @param x the input
     * @return erf(x)
     */
    public static double erf(double x) {
        return Erf.value(x);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double tanh(double x) {
        return (StrictMath.exp(x) - StrictMath.exp(-x)) / (StrictMath.exp(x) + StrictMath.exp(-x));
    }

    private static double softplus(double x) {
        return StrictMath.log(1 + StrictMath.exp(x));
    }

    private static double tanhOfSoftplus(double x) {
        return StrictMath.tanh(softplus(x));
    }

    private static double elu(double x) {
        return x > 0 ? x : StrictMath.exp(x) - 1;
    }

    private static void check(double[] logits) {
        if (logits == null) {
            throw new IllegalArgumentException("logits is null; an array is needed");
        }
    }

    private static void checkTarget(double[] logits, int target) {
        check(logits);
        if (target < 0 || target >= logits.length) {
            throw new IllegalArgumentException(
                    "target is " + target + "; it must be a class from 0 to " + (logits.length - 1));
        }
    }

    private static double greatest(double[] logits) {
        check(logits);
        double greatest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        return greatest;
    }

    private static double logOfSum(double[] logits, double shift) {
        double sum = 0;
        for (double logit : logits) {
            sum += StrictMath.exp(logit - shift);
        }
        return StrictMath.log(sum);
    }
}
