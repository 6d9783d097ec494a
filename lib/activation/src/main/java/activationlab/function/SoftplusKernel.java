package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of softplus, max(x, 0) + log(1 + e^−|u|) / β with u = βx, and of its derivative σ(u).
 *
 * <p>As for {@link SwishKernel}, what the rounding of βx loses is kept.
 */
final class SoftplusKernel {

    /** Below, e^u / β is 0 for every double β that leaves u finite. */
    private static final double NOTHING = -1500;

    private SoftplusKernel() {}

    static double value(double x, double beta) {
        double u = beta * x;
        double z = Exp.shifted(-Math.abs(u));
        return Exp.isOrdinary(z) ? value(x, beta, power(x, beta, Exp.scale(z))) : farValue(x, beta, u);
    }

    static void values(double[] x, double[] y, int from, int to, double beta) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-Math.abs(beta * x[i]));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = power(x[i], beta, y[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], beta, y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> value(input, beta));
        }
    }

    /** e^−|u|. */
    private static double power(double x, double beta, double scale) {
        double size = Math.abs(x);
        double u = beta * size;
        return Math.fma(scale, Exp.fraction(-u, -Math.fma(beta, size, -u)), scale);
    }

    private static double value(double x, double beta, double power) {
        return Math.max(x, 0) + Exp.log1p(power) / beta;
    }

    private static double farValue(double x, double beta, double u) {
        if (u < 0) {
            return u < NOTHING ? 0 : Exp.times(1 / beta, u, Math.fma(beta, x, -u));
        }
        return x;
    }

    static double slope(double x, double beta) {
        double u = beta * x;
        double z = Exp.shifted(-u);
        return Exp.isOrdinary(z) ? slope(x, beta, Exp.scale(z)) : farSlope(x, beta, u);
    }

    static void slopes(double[] x, double[] y, int from, int to, double beta) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-(beta * x[i]));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i], beta, y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> slope(input, beta));
        }
    }

    private static double slope(double x, double beta, double scale) {
        double u = beta * x;
        return 1 / Exp.onePlus(scale, Exp.fraction(-u, -Math.fma(beta, x, -u)));
    }

    private static double farSlope(double x, double beta, double u) {
        if (u < 0) {
            return u < NOTHING ? 0 : Exp.times(1, u, Math.fma(beta, x, -u));
        }
        return Double.isNaN(x) ? x : 1;
    }
}
