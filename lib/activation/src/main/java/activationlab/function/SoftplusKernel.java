package activationlab.function;

/** Provisional. */
final class SoftplusKernel {

    private SoftplusKernel() {}

    static double value(double x, double beta) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-beta * Math.abs(x))) / beta;
    }

    static double slope(double x, double beta) {
        return SigmoidKernel.value(beta * x);
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
