package activationlab.function;

/** Provisional. */
final class MishKernel {

    private MishKernel() {}

    static double value(double x) {
        return x == Double.NEGATIVE_INFINITY ? -0.0 : x * StrictMath.tanh(SoftplusKernel.value(x, 1));
    }

    static double slope(double x) {
        if (Double.isInfinite(x)) {
            return x > 0 ? 1 : 0;
        }
        double t = StrictMath.tanh(SoftplusKernel.value(x, 1));
        return t + x * (1 - t * t) * SigmoidKernel.value(x);
    }

    static void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = value(x[i]);
        }
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i]);
        }
    }
}
