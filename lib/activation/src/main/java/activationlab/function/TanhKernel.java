package activationlab.function;

/** Provisional. */
final class TanhKernel {

    private TanhKernel() {}

    static double value(double x) {
        return StrictMath.tanh(x);
    }

    static double slope(double x) {
        double t = StrictMath.exp(-2 * Math.abs(x));
        return 4 * t / (1 + t * (2 + t));
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
