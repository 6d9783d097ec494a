package activationlab.network;

import java.util.Arrays;

/**
 * Batch normalisation of one layer's sums: (x − mean) / √(variance + ε) over the batch for each unit, then times γ plus β,
 * which are learned. Outside training, running averages take the place of the batch's mean and variance.
 *
 * @see "Sergey Ioffe, Christian Szegedy, 2015, Batch normalization, arXiv:1502.03167"
 */
final class BatchNorm {

    /** Keeps the quotient finite for a unit that says the same to the whole batch. */
    static final double EPSILON = 1e-5;

    /** The share of a new batch in the running averages. */
    private static final double SHARE = 0.1;

    final double[] gamma;
    final double[] beta;
    final double[] runningMean;
    final double[] runningVariance;

    BatchNorm(int units) {
        gamma = new double[units];
        beta = new double[units];
        runningMean = new double[units];
        runningVariance = new double[units];
        Arrays.fill(gamma, 1);
        Arrays.fill(runningVariance, 1);
    }

    BatchNorm copy() {
        BatchNorm copy = new BatchNorm(gamma.length);
        System.arraycopy(gamma, 0, copy.gamma, 0, gamma.length);
        System.arraycopy(beta, 0, copy.beta, 0, beta.length);
        System.arraycopy(runningMean, 0, copy.runningMean, 0, beta.length);
        System.arraycopy(runningVariance, 0, copy.runningVariance, 0, beta.length);
        return copy;
    }

    /** Replaces a unit's sums by the normalised ones, scaled and shifted, by the running averages. */
    void evaluate(int unit, double[] x) {
        double factor = gamma[unit] / Math.sqrt(runningVariance[unit] + EPSILON);
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.fma(factor, x[i] - runningMean[unit], beta[unit]);
        }
    }

    /**
     * The same by the batch itself, which also enters the running averages.
     *
     * @param x the sums; afterwards normalised, scaled and shifted
     * @param normalised receives the normalised sums
     * @return 1 / √(variance + ε)
     */
    double train(int unit, double[] x, double[] normalised) {
        int n = x.length;
        double mean = sum(x) / n;
        double squares = 0;
        for (double v : x) {
            squares = Math.fma(v - mean, v - mean, squares);
        }
        double inverse = 1 / Math.sqrt(squares / n + EPSILON);
        for (int i = 0; i < n; i++) {
            normalised[i] = (x[i] - mean) * inverse;
            x[i] = Math.fma(gamma[unit], normalised[i], beta[unit]);
        }
        runningMean[unit] += SHARE * (mean - runningMean[unit]);
        // The unbiased estimate; a single example has none.
        runningVariance[unit] += SHARE * (squares / Math.max(1, n - 1) - runningVariance[unit]);
        return inverse;
    }

    /** From ∂L/∂(what train made) to ∂L/∂x, in place, with the gradients of γ and β. */
    void back(
            int unit,
            double[] delta,
            double[] normalised,
            double inverse,
            double[] gammaGradient,
            double[] betaGradient) {
        int n = delta.length;
        double product = 0;
        for (int i = 0; i < n; i++) {
            product = Math.fma(delta[i], normalised[i], product);
        }
        double total = sum(delta);
        gammaGradient[unit] = product;
        betaGradient[unit] = total;
        double factor = gamma[unit] * inverse;
        for (int i = 0; i < n; i++) {
            delta[i] = factor * (delta[i] - total / n - normalised[i] * (product / n));
        }
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum;
    }
}
