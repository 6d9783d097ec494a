package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of Swish, x·σ(βx) = x / (1 + e^−u) with u = βx, and of its derivative.
 *
 * <p>An error δ of the exponent is an error of e^δ − 1 in the power, so the rounding of the product βx must not be lost:
 * u has a second part. For β = 1, SiLU, there is none, and values of arrays have loops of their own without it.
 *
 * <p><b>Derivative.</b> f′ = e^u (1 + u + e^u) / (1 + e^u)² is zero at u₀ = −1.278…, and near there 1 + u + e^u would
 * cancel. With d = u − u₀, and because 1 + u₀ + e^u₀ = 0, that sum is d + e^u₀ (e^d − 1): two terms of one sign. One power,
 * e^d, gives both e^d − 1 and e^u = e^u₀ e^d. So the derivative keeps its digits at its zero, too.
 */
final class SwishKernel {

    /** u₀, the zero of the derivative, in two parts. */
    private static final double ZERO = -1.2784645427610737;

    private static final double ZERO_REST = -1.0946994183093437e-16;

    /** e^u₀; the double is off by 0.06·2^−53 of it. */
    private static final double POWER_AT_ZERO = 0.2784645427610738;

    /** Below, x·e^u is 0 for every double x. */
    private static final double NOTHING = -1500;

    private SwishKernel() {}

    static double value(double x, double beta) {
        double u = beta * x;
        double z = Exp.shifted(-u);
        if (!Exp.isOrdinary(z)) {
            return farValue(x, beta, u);
        }
        return value(x, Exp.scale(z), fraction(x, beta));
    }

    static void values(double[] x, double[] y, int from, int to, double beta) {
        if (beta == 1) {
            values(x, y, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-(beta * x[i]));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], y[i], fraction(x[i], beta));
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> value(input, beta));
        }
    }

    /** β = 1: the same bits with fewer operations. */
    private static void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-x[i]);
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], y[i], Exp.fraction(-x[i]));
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> value(input, 1));
        }
    }

    /** With p = e^−u it is f′ = σ·(1 + u·p·σ), in which nothing cancels but next to the zero of f′. */
    static void training(double[] x, double[] y, double[] d, int from, int to, double beta) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-(beta * x[i]));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            d[i] = fraction(x[i], beta);
        }
        for (int i = from; i < to; i++) {
            double scale = y[i];
            double q = d[i];
            y[i] = value(x[i], scale, q);
            d[i] = Math.fma(scale, q, scale);
        }
        for (int i = from; i < to; i++) {
            double sigmoid = 1 / (1 + d[i]);
            d[i] = sigmoid * Math.fma(beta * x[i], d[i] * sigmoid, 1);
        }
        if (!ordinary) {
            // Only these: the slopes of the others would get other last bits than without them.
            for (int i = from; i < to; i++) {
                if (!Exp.isOrdinary(Exp.shifted(-(beta * x[i])))) {
                    y[i] = value(x[i], beta);
                    d[i] = slope(x[i], beta);
                }
            }
        }
    }

    /** −u, and what its rounding lost. */
    static void exponents(double[] x, double[] a, double[] rest, int n, double beta) {
        for (int i = 0; i < n; i++) {
            a[i] = -(beta * x[i]);
            rest[i] = -Math.fma(beta, x[i], -(beta * x[i]));
        }
    }

    /** Also the value of GELU's tanh form. */
    static void values(double[] x, double[] scale, double[] q, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = value(x[i], scale[i], q[i]);
        }
    }

    /** q of e^−u, with what the rounding of βx lost. */
    private static double fraction(double x, double beta) {
        double u = beta * x;
        double q = Exp.fraction(-u);
        return Math.fma(-Math.fma(beta, x, -u), 1 + q, q);
    }

    static double value(double x, double scale, double q) {
        return x / Exp.onePlus(scale, q);
    }

    private static double farValue(double x, double beta, double u) {
        if (u < 0) {
            return u < NOTHING ? -0.0 : Exp.times(x, u, Math.fma(beta, x, -u));
        }
        return x; // also for NaN, and for x infinite and β = 0
    }

    static double slope(double x, double beta) {
        double u = beta * x;
        double d = u - ZERO;
        double z = Exp.shifted(d);
        if (!Exp.isOrdinary(z)) {
            return farSlope(x, beta, u);
        }
        double rest = rest(x, beta);
        double scale = Exp.scale(z);
        double q = Exp.fraction(d, rest);
        return slope(d, rest, scale, q, SigmoidKernel.slope(scale * POWER_AT_ZERO, q));
    }

    static void slopes(double[] x, double[] y, int from, int to, double beta) {
        Block.each(x, y, from, to, (a, b, start, end) -> slopeBlock(a, b, start, end, beta));
    }

    private static void slopeBlock(double[] x, double[] y, int from, int to, double beta) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        steps(block.x, block.a, block.rest, n, beta);
        boolean ordinary = block.powers(n);
        slopes(block.a, block.rest, block.scale, block.q, block.x, n);
        Block.deliver(block.x, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> slope(input, beta));
        }
    }

    private static void steps(double[] x, double[] a, double[] rest, int n, double beta) {
        for (int i = 0; i < n; i++) {
            a[i] = beta * x[i] - ZERO;
            rest[i] = rest(x[i], beta);
        }
    }

    private static void slopes(double[] d, double[] rest, double[] scale, double[] q, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SigmoidKernel.slope(scale[i] * POWER_AT_ZERO, q[i]);
        }
        for (int i = 0; i < n; i++) {
            y[i] = slope(d[i], rest[i], scale[i], q[i], y[i]);
        }
    }

    /** What d = βx − u₀ lost: the rounding of the product, that of the difference, and that of u₀. */
    private static double rest(double x, double beta) {
        double u = beta * x;
        double d = u - ZERO;
        double back = d + ZERO;
        return (u - back) - (ZERO - (back - d)) + (Math.fma(beta, x, -u) - ZERO_REST);
    }

    /** The sigmoid's slope at u times the sum; each has all digits, so only the last ones of the product are at stake. */
    private static double slope(double d, double rest, double scale, double q, double sigmoidSlope) {
        double more = Math.fma(POWER_AT_ZERO, Math.fma(scale, q, scale - 1), rest);
        double sum = d + more;
        double part = sum - d;
        double sumRest = (d - (sum - part)) + (more - part);
        return Math.fma(sigmoidSlope, sum, sigmoidSlope * sumRest);
    }

    private static double farSlope(double x, double beta, double u) {
        if (Double.isNaN(u)) {
            return Double.isNaN(x) ? x : 0.5; // x infinite and β = 0
        }
        if (u > 0) {
            return 1;
        }
        return u < NOTHING ? 0 : Exp.times(1 + u, u, Math.fma(beta, x, -u));
    }
}
