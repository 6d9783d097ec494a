package activationlab.benchmark;

import org.apache.commons.numbers.gamma.Erf;

/** The formulas as textbooks print them, with {@link Math}: short, and wrong in the places that the tables show. */
final class TextbookLoops {

    private TextbookLoops() {}

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double sigmoidSlope(double x) {
        double s = sigmoid(x);
        return s * (1 - s);
    }

    static void logSigmoid(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = logSigmoid(x[i]);
        }
    }

    static double logSigmoid(double x) {
        return Math.log(1 / (1 + Math.exp(-x)));
    }

    static double logSigmoidSlope(double x) {
        return 1 - sigmoid(x);
    }

    static void tanh(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = tanh(x[i]);
        }
    }

    static double tanh(double x) {
        double up = Math.exp(x);
        double down = Math.exp(-x);
        return (up - down) / (up + down);
    }

    static double tanhSlope(double x) {
        double t = tanh(x);
        return 1 - t * t;
    }

    static void softplus(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = softplus(x[i]);
        }
    }

    static double softplus(double x) {
        return Math.log(1 + Math.exp(x));
    }

    static void silu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = silu(x[i]);
        }
    }

    static double silu(double x) {
        return x * sigmoid(x);
    }

    static double siluSlope(double x) {
        double s = sigmoid(x);
        return s + x * s * (1 - s);
    }

    static void gelu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = gelu(x[i]);
        }
    }

    static double gelu(double x) {
        return 0.5 * x * (1 + Erf.value(x / MathLoops.SQRT_2));
    }

    static double geluSlope(double x) {
        return 0.5 * (1 + Erf.value(x / MathLoops.SQRT_2)) + x * Math.exp(-x * x / 2) / MathLoops.SQRT_2_PI;
    }

    static void geluTanh(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = geluTanh(x[i]);
        }
    }

    static double geluTanh(double x) {
        return 0.5 * x * (1 + Math.tanh(MathLoops.SQRT_2_OVER_PI * (x + MathLoops.CUBIC * x * x * x)));
    }

    static double geluTanhSlope(double x) {
        double t = Math.tanh(MathLoops.SQRT_2_OVER_PI * (x + MathLoops.CUBIC * x * x * x));
        return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * MathLoops.SQRT_2_OVER_PI * (1 + 3 * MathLoops.CUBIC * x * x);
    }

    static void geluSigmoid(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = geluSigmoid(x[i]);
        }
    }

    static double geluSigmoid(double x) {
        return x * sigmoid(MathLoops.STEEPNESS * x);
    }

    static double geluSigmoidSlope(double x) {
        return siluSlope(MathLoops.STEEPNESS * x);
    }

    static void elu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = elu(x[i]);
        }
    }

    static double elu(double x) {
        return x > 0 ? x : Math.exp(x) - 1;
    }

    static double eluSlope(double x) {
        return x > 0 ? 1 : elu(x) + 1;
    }

    static void selu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = selu(x[i]);
        }
    }

    static double selu(double x) {
        return MathLoops.LAMBDA * (x > 0 ? x : MathLoops.ALPHA * (Math.exp(x) - 1));
    }

    static double seluSlope(double x) {
        return x > 0 ? MathLoops.LAMBDA : selu(x) + MathLoops.LAMBDA * MathLoops.ALPHA;
    }

    /** CELU with α = 2. */
    static void celu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = celu(x[i]);
        }
    }

    static double celu(double x) {
        return x > 0 ? x : 2 * (Math.exp(x / 2) - 1);
    }

    static double celuSlope(double x) {
        return x > 0 ? 1 : Math.exp(x / 2);
    }

    static void mish(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = mish(x[i]);
        }
    }

    static double mish(double x) {
        return x * Math.tanh(softplus(x));
    }

    static double mishSlope(double x) {
        double t = Math.tanh(softplus(x));
        return t + x * (1 - t * t) * sigmoid(x);
    }

    /** Without taking the maximum away first. */
    static void softmax(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.exp(x[i]);
            sum += y[i];
        }
        for (int i = 0; i < x.length; i++) {
            y[i] /= sum;
        }
    }

    static void logSoftmax(double[] x, double[] y) {
        softmax(x, y);
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.log(y[i]);
        }
    }
}
