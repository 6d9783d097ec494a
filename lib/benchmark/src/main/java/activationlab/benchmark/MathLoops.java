package activationlab.benchmark;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * What a careful programmer writes with {@link Math}: forms that neither overflow nor cancel in the large, without
 * branches where that is natural, one loop per function so that the compiler can do its best with each.
 *
 * <p>{@link Math} has no error function; that of commons-numbers stands in for GELU.
 */
final class MathLoops {

    static final double SQRT_2 = Math.sqrt(2);
    static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);
    static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
    static final double CUBIC = 0.044715;
    static final double STEEPNESS = 1.702;
    static final double LAMBDA = 1.0507009873554805;
    static final double ALPHA = 1.6732632423543772;

    private MathLoops() {}

    static void sigmoid(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = sigmoid(x[i]);
        }
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double sigmoidSlope(double x) {
        double t = Math.exp(-Math.abs(x));
        return t / ((1 + t) * (1 + t));
    }

    static void sigmoidBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double t = Math.exp(-Math.abs(x[i]));
            double s = 1 / (1 + t);
            y[i] = x[i] < 0 ? t * s : s;
            slopes[i] = t * s * s;
        }
    }

    static void logSigmoid(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = logSigmoid(x[i]);
        }
    }

    static double logSigmoid(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }

    static double logSigmoidSlope(double x) {
        return sigmoid(-x);
    }

    static void logSigmoidBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double t = Math.exp(-Math.abs(x[i]));
            y[i] = Math.min(x[i], 0) - Math.log1p(t);
            slopes[i] = (x[i] > 0 ? t : 1) / (1 + t);
        }
    }

    static void tanh(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.tanh(x[i]);
        }
    }

    static double tanhSlope(double x) {
        return 4 * sigmoidSlope(2 * x);
    }

    static void tanhBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.tanh(x[i]);
            slopes[i] = tanhSlope(x[i]);
        }
    }

    static void softplus(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = softplus(x[i]);
        }
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    static void softplusBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double t = Math.exp(-Math.abs(x[i]));
            y[i] = Math.max(x[i], 0) + Math.log1p(t);
            slopes[i] = (x[i] < 0 ? t : 1) / (1 + t);
        }
    }

    static void silu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = silu(x[i]);
        }
    }

    static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    static double siluSlope(double x) {
        return sigmoid(x) * (1 + x * sigmoid(-x));
    }

    static void siluBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double t = Math.exp(-Math.abs(x[i]));
            double s = 1 / (1 + t);
            double left = x[i] < 0 ? t * s : s;
            double right = x[i] < 0 ? s : t * s;
            y[i] = x[i] * left;
            slopes[i] = left * (1 + x[i] * right);
        }
    }

    static void gelu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = gelu(x[i]);
        }
    }

    static double gelu(double x) {
        return x * 0.5 * Erfc.value(-x / SQRT_2);
    }

    static double geluSlope(double x) {
        return 0.5 * Erfc.value(-x / SQRT_2) + x * Math.exp(-x * x / 2) / SQRT_2_PI;
    }

    static void geluBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double normal = 0.5 * Erfc.value(-x[i] / SQRT_2);
            y[i] = x[i] * normal;
            slopes[i] = normal + x[i] * Math.exp(-x[i] * x[i] / 2) / SQRT_2_PI;
        }
    }

    static void geluTanh(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = geluTanh(x[i]);
        }
    }

    static double geluTanh(double x) {
        // (1 + tanh u) / 2 is sigmoid(2u), which does not cancel.
        return x / (1 + Math.exp(-2 * SQRT_2_OVER_PI * (x + CUBIC * x * x * x)));
    }

    static double geluTanhSlope(double x) {
        double u = SQRT_2_OVER_PI * (x + CUBIC * x * x * x);
        return sigmoid(2 * u) + x * 2 * SQRT_2_OVER_PI * (1 + 3 * CUBIC * x * x) * sigmoidSlope(2 * u);
    }

    static void geluTanhBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double square = x[i] * x[i];
            double t = Math.exp(-2 * SQRT_2_OVER_PI * Math.abs(x[i]) * (1 + CUBIC * square));
            double s = 1 / (1 + t);
            double left = x[i] < 0 ? t * s : s;
            y[i] = x[i] * left;
            slopes[i] = left + x[i] * 2 * SQRT_2_OVER_PI * (1 + 3 * CUBIC * square) * t * s * s;
        }
    }

    static void geluSigmoid(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = geluSigmoid(x[i]);
        }
    }

    static double geluSigmoid(double x) {
        return x / (1 + Math.exp(-STEEPNESS * x));
    }

    static double geluSigmoidSlope(double x) {
        return siluSlope(STEEPNESS * x);
    }

    static void geluSigmoidBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double u = STEEPNESS * x[i];
            double t = Math.exp(-Math.abs(u));
            double s = 1 / (1 + t);
            double left = x[i] < 0 ? t * s : s;
            double right = x[i] < 0 ? s : t * s;
            y[i] = x[i] * left;
            slopes[i] = left * (1 + u * right);
        }
    }

    static void elu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = elu(x[i]);
        }
    }

    static double elu(double x) {
        return x > 0 ? x : Math.expm1(x);
    }

    static double eluSlope(double x) {
        return x > 0 ? 1 : Math.exp(x);
    }

    static void eluBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double negative = x[i] > 0 ? 0 : Math.expm1(x[i]);
            y[i] = x[i] > 0 ? x[i] : negative;
            slopes[i] = negative + 1;
        }
    }

    static void selu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = selu(x[i]);
        }
    }

    static double selu(double x) {
        return LAMBDA * (x > 0 ? x : ALPHA * Math.expm1(x));
    }

    static double seluSlope(double x) {
        return LAMBDA * (x > 0 ? 1 : ALPHA * Math.exp(x));
    }

    static void seluBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double negative = x[i] > 0 ? 0 : LAMBDA * ALPHA * Math.expm1(x[i]);
            y[i] = x[i] > 0 ? LAMBDA * x[i] : negative;
            slopes[i] = x[i] > 0 ? LAMBDA : negative + LAMBDA * ALPHA;
        }
    }

    /** CELU with α = 2. */
    static void celu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = celu(x[i]);
        }
    }

    static double celu(double x) {
        return x > 0 ? x : 2 * Math.expm1(x / 2);
    }

    static double celuSlope(double x) {
        return x > 0 ? 1 : Math.exp(x / 2);
    }

    static void celuBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double negative = x[i] > 0 ? 0 : Math.expm1(x[i] / 2);
            y[i] = x[i] > 0 ? x[i] : 2 * negative;
            slopes[i] = negative + 1;
        }
    }

    static void mish(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = mish(x[i]);
        }
    }

    static double mish(double x) {
        // tanh(log(1 + w)) = n / (n + 2) with w = e^x and n = w(w + 2); from 20 on it is 1.
        double w = Math.exp(Math.min(x, 20));
        double n = w * (w + 2);
        return x * (n / (n + 2));
    }

    static double mishSlope(double x) {
        double w = Math.exp(Math.min(x, 20));
        double n = w * (w + 2);
        return n / (n + 2) + x * (4 * w * (w + 1) / ((n + 2) * (n + 2)));
    }

    static void mishBoth(double[] x, double[] y, double[] slopes) {
        for (int i = 0; i < x.length; i++) {
            double w = Math.exp(Math.min(x[i], 20));
            double n = w * (w + 2);
            double t = n / (n + 2);
            y[i] = x[i] * t;
            slopes[i] = t + x[i] * (4 * w * (w + 1) / ((n + 2) * (n + 2)));
        }
    }

    static void softmax(double[] x, double[] y) {
        double max = max(x);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.exp(x[i] - max);
            sum += y[i];
        }
        for (int i = 0; i < x.length; i++) {
            y[i] /= sum;
        }
    }

    static void logSoftmax(double[] x, double[] y) {
        double max = max(x);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.exp(x[i] - max);
        }
        double log = Math.log(sum);
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] - max - log;
        }
    }

    private static double max(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            max = Math.max(max, v);
        }
        return max;
    }
}
