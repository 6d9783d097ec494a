package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of CELU: x for x &gt; 0 and α(e^(x/α) − 1) for x ≤ 0, and the derivative, 1 and e^(x/α).
 *
 * <p>With the rounded quotient a = x/α, the remainder x − αa is exact. It comes back as αe^(x/α) = αe^a + (x − αa)e^a, to
 * first order, which is enough; that also saves the digits of x where the quotient is too small to have any.
 */
final class CeluKernel {

    private CeluKernel() {}

    static double value(double x, double alpha) {
        double z = Exp.shifted(Math.min(x, 0) / alpha);
        return Exp.isOrdinary(z) ? value(x, alpha, powerMinusOne(x, alpha, Exp.scale(z))) : farValue(x, alpha);
    }

    static void values(double[] x, double[] y, int from, int to, double alpha) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(Math.min(x[i], 0) / alpha);
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = powerMinusOne(x[i], alpha, y[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], alpha, y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> value(input, alpha));
        }
    }

    private static double powerMinusOne(double x, double alpha, double scale) {
        return Math.fma(scale, Exp.fraction(Math.min(x, 0) / alpha), scale - 1);
    }

    private static double value(double x, double alpha, double powerMinusOne) {
        double left = Math.min(x, 0);
        double remainder = Math.fma(-(left / alpha), alpha, left);
        double bend = Math.fma(alpha, powerMinusOne, Math.fma(remainder, powerMinusOne, remainder));
        return Math.max(x, -0.0) + Math.min(bend, -0.0);
    }

    private static double farValue(double x, double alpha) {
        return Double.isNaN(x) ? x : -alpha;
    }

    static double slope(double x, double alpha) {
        double z = Exp.shifted(Math.min(x, 0) / alpha);
        return Exp.isOrdinary(z) ? slope(x, alpha, Exp.scale(z)) : farSlope(x, alpha);
    }

    static void slopes(double[] x, double[] y, int from, int to, double alpha) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(Math.min(x[i], 0) / alpha);
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i], alpha, y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> slope(input, alpha));
        }
    }

    private static double slope(double x, double alpha, double scale) {
        double left = Math.min(x, 0);
        double a = left / alpha;
        return Math.fma(scale, Exp.fraction(a, Math.fma(-a, alpha, left) / alpha), scale);
    }

    private static double farSlope(double x, double alpha) {
        double a = x / alpha;
        if (Double.isNaN(a)) {
            return a;
        }
        return a < -800 ? 0 : Exp.times(1, a, Math.fma(-a, alpha, x) / alpha);
    }
}
