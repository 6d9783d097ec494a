package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of the exponential units: right·x for x &gt; 0 and left·(e^x − 1) for x ≤ 0, and the derivative, right
 * and left·e^x. ELU has right = 1 and left = α; SELU has λ and λα.
 *
 * <p>Both sides are computed and added, because a conditional is not vectorised: with m = min(x, 0) the left side is 0 for
 * x &gt; 0. The zeros are negative where it matters, so that −0.0 gives −0.0.
 */
final class EluKernel {

    private EluKernel() {}

    static double value(double x, double alpha) {
        return value(x, 1, alpha);
    }

    static void values(double[] x, double[] y, int from, int to, double alpha) {
        values(x, y, from, to, 1, alpha);
    }

    static double slope(double x, double alpha) {
        return slope(x, 1, alpha);
    }

    static void slopes(double[] x, double[] y, int from, int to, double alpha) {
        slopes(x, y, from, to, 1, alpha);
    }

    static double value(double x, double right, double left) {
        double z = Exp.shifted(Math.min(x, 0));
        return Exp.isOrdinary(z) ? value(x, right, left, powerMinusOne(x, Exp.scale(z))) : farValue(x, left);
    }

    static void values(double[] x, double[] y, int from, int to, double right, double left) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(Math.min(x[i], 0));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = powerMinusOne(x[i], y[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], right, left, y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> value(input, right, left));
        }
    }

    /** On the left, left·e^x is the value plus left. */
    static void training(double[] x, double[] y, double[] d, int from, int to, double right, double left) {
        values(x, y, from, to, right, left);
        for (int i = from; i < to; i++) {
            double isRight = Loops.isPositive(x[i]);
            d[i] = isRight * right + (1 - isRight) * (Math.min(y[i], 0) + left);
        }
    }

    private static double powerMinusOne(double x, double scale) {
        return Math.fma(scale, Exp.fraction(Math.min(x, 0)), scale - 1);
    }

    private static double value(double x, double right, double left, double powerMinusOne) {
        return right * Math.max(x, -0.0) + Math.min(left * powerMinusOne, -0.0);
    }

    private static double farValue(double x, double left) {
        return Double.isNaN(x) ? x : -left;
    }

    static double slope(double x, double right, double left) {
        double z = Exp.shifted(Math.min(x, 0));
        return Exp.isOrdinary(z) ? slope(x, right, left, power(x, Exp.scale(z))) : farSlope(x, left);
    }

    static void slopes(double[] x, double[] y, int from, int to, double right, double left) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(Math.min(x[i], 0));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = power(x[i], y[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i], right, left, y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> slope(input, right, left));
        }
    }

    private static double power(double x, double scale) {
        return Math.fma(scale, Exp.fraction(Math.min(x, 0)), scale);
    }

    private static double slope(double x, double right, double left, double power) {
        double isRight = Loops.isPositive(x);
        return isRight * right + (1 - isRight) * (left * power);
    }

    private static double farSlope(double x, double left) {
        if (Double.isNaN(x)) {
            return x;
        }
        return x < -800 ? 0 : Exp.times(left, x, 0);
    }
}
