package activationlab.function;

import activationlab.numeric.Exp;

/** The arithmetic of the sigmoid. */
final class SigmoidKernel {

    private SigmoidKernel() {}

    static double value(double x) {
        double z = Exp.shifted(-x);
        return Exp.isOrdinary(z) ? value(x, Exp.scale(z)) : far(x);
    }

    static void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-x[i]);
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, SigmoidKernel::value);
        }
    }

    private static double value(double x, double s) {
        // σ(x) = 1 / (1 + s(1 + q)), s = 2^k
        return 1 / (1 + s + s * Exp.fraction(-x));
    }

    private static double far(double x) {
        return StrictMath.exp(x);
    }

    static double slope(double x) {
        double t = StrictMath.exp(-Math.abs(x));
        return t / (1 + t * (2 + t));
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i]);
        }
    }
}
