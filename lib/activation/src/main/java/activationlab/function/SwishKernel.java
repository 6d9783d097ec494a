package activationlab.function;

/** Provisional. */
final class SwishKernel {

    private SwishKernel() {}

    static double value(double x, double beta) {
        return x == Double.NEGATIVE_INFINITY ? -0.0 : x * SigmoidKernel.value(beta * x);
    }

    static double slope(double x, double beta) {
        if (Double.isInfinite(x)) {
            return x > 0 ? 1 : 0;
        }
        return SigmoidKernel.value(beta * x) * (1 + beta * x * SigmoidKernel.value(-beta * x));
    }

    static void values(double[] x, double[] y, int from, int to, double beta) {
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], beta);
        }
    }

    static void slopes(double[] x, double[] y, int from, int to, double beta) {
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i], beta);
        }
    }
}
