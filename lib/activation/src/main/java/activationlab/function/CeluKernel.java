package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of CELU: x for x &gt; 0 and α(e^(x/α) − 1) for x ≤ 0, and the derivative, 1 and e^(x/α).
 *
 * <p>a is x·(1/α), which is x/α up to two roundings and needs no division in a loop; the remainder x − αa is exact. It comes
 * back as αe^(x/α) = αe^a + (x − αa)e^a, to first order, which is enough; that also saves the digits of x where the quotient
 * is too small to have any.
 */
final class CeluKernel {

    private CeluKernel() {}

    static double value(double x, double alpha) {
        double inverse = 1 / alpha;
        double z = Exp.shifted(Math.min(x, 0) * inverse);
        if (!Exp.isOrdinary(z)) {
            return farValue(x, alpha);
        }
        return value(x, alpha, inverse, powerMinusOne(x, inverse, Exp.scale(z)));
    }

    static void values(double[] x, double[] y, int from, int to, double alpha) {
        double inverse = 1 / alpha;
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(Math.min(x[i], 0) * inverse);
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = powerMinusOne(x[i], inverse, y[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], alpha, inverse, y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> value(input, alpha));
        }
    }

    private static double powerMinusOne(double x, double inverse, double scale) {
        return Math.fma(scale, Exp.fraction(Math.min(x, 0) * inverse), scale - 1);
    }

    private static double value(double x, double alpha, double inverse, double powerMinusOne) {
        double left = Math.min(x, 0);
        double remainder = Math.fma(-(left * inverse), alpha, left);
        double bend = Math.fma(alpha, powerMinusOne, Math.fma(remainder, powerMinusOne, remainder));
        return Math.max(x, -0.0) + Math.min(bend, -0.0);
    }

    /** For x &lt; 0 the power is negligible; x ≥ 0 comes here only if α is so small that 1/α overflows. */
    private static double farValue(double x, double alpha) {
        return x < 0 ? -alpha : x;
    }

    static double slope(double x, double alpha) {
        double inverse = 1 / alpha;
        double z = Exp.shifted(Math.min(x, 0) * inverse);
        return Exp.isOrdinary(z) ? slope(x, alpha, inverse, Exp.scale(z)) : farSlope(x, alpha);
    }

    static void slopes(double[] x, double[] y, int from, int to, double alpha) {
        double inverse = 1 / alpha;
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(Math.min(x[i], 0) * inverse);
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i], alpha, inverse, y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> slope(input, alpha));
        }
    }

    private static double slope(double x, double alpha, double inverse, double scale) {
        double left = Math.min(x, 0);
        double a = left * inverse;
        double q = Exp.fraction(a);
        q = Math.fma(Math.fma(-a, alpha, left) * inverse, 1 + q, q);
        return Math.fma(scale, q, scale);
    }

    private static double farSlope(double x, double alpha) {
        if (!(x < 0)) {
            return Double.isNaN(x) ? x : 1;
        }
        double a = x / alpha;
        return a < -800 ? 0 : Exp.times(1, a, Math.fma(-a, alpha, x) / alpha);
    }
}
