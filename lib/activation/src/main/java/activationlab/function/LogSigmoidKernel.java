package activationlab.function;

/** Provisional. */
final class LogSigmoidKernel {

    private LogSigmoidKernel() {}

    static double value(double x) {
        return Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    static double slope(double x) {
        return SigmoidKernel.value(-x);
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
