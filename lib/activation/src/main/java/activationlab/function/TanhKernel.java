package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of tanh, (1 − e^−2|x|) / (1 + e^−2|x|) with the sign of x, and tanh′ x = 4σ′(2x).
 *
 * <p>With e^−2|x| = s(1 + q) the numerator is, up to its sign, (s − 1) + sq. Both s − 1 and s + 1 are exact unless s is
 * below 2^−52, where it hardly matters. So nothing cancels, however small x is.
 */
final class TanhKernel {

    private TanhKernel() {}

    static double value(double x) {
        double z = Exp.shifted(-2 * Math.abs(x));
        return Exp.isOrdinary(z) ? signed(x, size(x, Exp.scale(z))) : farValue(x);
    }

    static void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-2 * Math.abs(x[i]));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = size(x[i], y[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = signed(x[i], y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, TanhKernel::value);
        }
    }

    private static double size(double x, double scale) {
        double q = Exp.carefulFraction(-2 * Math.abs(x));
        return Math.abs(Math.fma(scale, q, scale - 1) / Math.fma(scale, q, scale + 1));
    }

    /** |tanh x| is at most |x|, so x itself can bring in the sign, also that of −0.0; a conditional is not vectorised. */
    private static double signed(double x, double size) {
        return Math.max(-size, Math.min(size, x));
    }

    private static double farValue(double x) {
        return Double.isNaN(x) ? x : Math.copySign(1.0, x);
    }

    /** tanh′ = 1 − tanh². */
    static void training(double[] x, double[] y, double[] d, int from, int to) {
        values(x, y, from, to);
        for (int i = from; i < to; i++) {
            d[i] = Math.fma(-y[i], y[i], 1);
        }
    }

    static double slope(double x) {
        double a = -2 * Math.abs(x);
        double z = Exp.shifted(a);
        return Exp.isOrdinary(z) ? 4 * SigmoidKernel.slope(Exp.scale(z), Exp.fraction(a)) : farSlope(x);
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        SigmoidKernel.slopes(x, y, from, to, 2, TanhKernel::slope);
    }

    /** (2e^−|x|)²: e^−2|x| would reach the subnormal numbers, which have fewer digits, before 4e^−2|x| does. */
    private static double farSlope(double x) {
        double root = 2 * StrictMath.exp(-Math.abs(x));
        return root * root;
    }
}
