package activationlab.function;

/** Provisional. */
final class GeluKernel {

    private GeluKernel() {}

    static double value(double x) {
        return GeluTanhKernel.value(x);
    }

    static double slope(double x) {
        return GeluTanhKernel.slope(x);
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
