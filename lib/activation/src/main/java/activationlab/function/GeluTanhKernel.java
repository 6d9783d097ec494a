package activationlab.function;

/** Provisional. */
final class GeluTanhKernel {

    private GeluTanhKernel() {}

    static double value(double x) {
        return x == Double.NEGATIVE_INFINITY
                ? -0.0
                : x * SigmoidKernel.value(1.5957691216057308 * x * (1 + 0.044715 * x * x));
    }

    static double slope(double x) {
        if (Math.abs(x) > 50) {
            return x > 0 ? 1 : 0;
        }
        double w = 1.5957691216057308 * x * (1 + 0.044715 * x * x);
        return SigmoidKernel.value(w) + x * 1.5957691216057308 * (1 + 3 * 0.044715 * x * x) * SigmoidKernel.slope(w);
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
