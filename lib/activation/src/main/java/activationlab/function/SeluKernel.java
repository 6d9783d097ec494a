package activationlab.function;

/** Provisional. */
final class SeluKernel {

    private SeluKernel() {}

    static double value(double x) {
        return 1.0507009873554805 * EluKernel.value(x, 1.6732632423543772);
    }

    static double slope(double x) {
        return 1.0507009873554805 * EluKernel.slope(x, 1.6732632423543772);
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
