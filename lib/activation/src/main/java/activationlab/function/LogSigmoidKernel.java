package activationlab.function;

import activationlab.numeric.Exp;

/** The arithmetic of log σ(x) = min(x, 0) − log(1 + e^−|x|), and of its derivative σ(−x) = 1 / (1 + e^x). */
final class LogSigmoidKernel {

    private LogSigmoidKernel() {}

    static double value(double x) {
        double z = Exp.shifted(-Math.abs(x));
        return Exp.isOrdinary(z) ? value(x, power(x, Exp.scale(z))) : farValue(x);
    }

    static void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-Math.abs(x[i]));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = power(x[i], y[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, LogSigmoidKernel::value);
        }
    }

    /** e^−|x|. */
    static double power(double x, double scale) {
        return Math.fma(scale, Exp.fraction(-Math.abs(x)), scale);
    }

    private static double value(double x, double power) {
        return Math.min(x, 0) - Exp.log1p(power);
    }

    private static double farValue(double x) {
        return x > 0 ? -StrictMath.exp(-x) : x;
    }

    static double slope(double x) {
        double z = Exp.shifted(x);
        return Exp.isOrdinary(z) ? slope(x, Exp.scale(z)) : farSlope(x);
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(x[i]);
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i], y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, LogSigmoidKernel::slope);
        }
    }

    private static double slope(double x, double scale) {
        return 1 / Exp.onePlus(scale, Exp.fraction(x));
    }

    private static double farSlope(double x) {
        return x < 0 ? 1 : StrictMath.exp(-x);
    }
}
