package activationlab.function;

/** Provisional. */
final class EluKernel {

    private EluKernel() {}

    static double value(double x, double alpha) {
        return x > 0 || x == 0 ? x : alpha * StrictMath.expm1(x);
    }

    static double slope(double x, double alpha) {
        if (Double.isNaN(x)) {
            return x;
        }
        return x > 0 ? 1 : alpha * StrictMath.exp(x);
    }

    static void values(double[] x, double[] y, int from, int to, double alpha) {
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], alpha);
        }
    }

    static void slopes(double[] x, double[] y, int from, int to, double alpha) {
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i], alpha);
        }
    }
}
