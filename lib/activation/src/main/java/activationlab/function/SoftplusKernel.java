package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of softplus, max(x, 0) + log(1 + e^−|u|) / β with u = βx, and of its derivative σ(u).
 *
 * <p>An error δ of the exponent is an error of e^δ − 1 in the power, so what the rounding of βx loses is kept. For β = 1
 * nothing is lost, softplus is log σ(−x) with the other sign, and its derivative is the sigmoid, both bit for bit.
 */
final class SoftplusKernel {

    /** Below, e^u / β is 0 for every double β that leaves u finite. */
    private static final double NOTHING = -1500;

    private SoftplusKernel() {}

    static double value(double x, double beta) {
        if (beta == 1) {
            return -LogSigmoidKernel.value(-x);
        }
        double a = exponent(x, beta);
        double z = Exp.shifted(a);
        if (!Exp.isOrdinary(z)) {
            return farValue(x, beta);
        }
        double scale = Exp.scale(z);
        double q = Exp.fraction(a, exponentRest(x, beta));
        double power = power(scale, q);
        return value(x, beta, power, Exp.log1pBend(power, powerLost(scale, q, power)));
    }

    static void values(double[] x, double[] y, int from, int to, double beta) {
        if (beta == 1) {
            values(x, y, from, to);
            return;
        }
        for (int start = from; start < to; start += Block.SIZE) {
            valueBlock(x, y, start, Math.min(to, start + Block.SIZE), beta);
        }
    }

    private static void valueBlock(double[] x, double[] y, int from, int to, double beta) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        exponents(block.x, block.a, block.rest, n, beta);
        boolean ordinary = block.powers(n);
        values(block.x, block.scale, block.q, block.a, block.rest, n, beta);
        Block.deliver(block.a, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> value(input, beta));
        }
    }

    private static void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-Math.abs(x[i]));
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = LogSigmoidKernel.power(x[i], y[i]);
        }
        for (int i = from; i < to; i++) {
            y[i] = Math.max(x[i], 0) + Exp.log1p(y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> value(input, 1));
        }
    }

    private static void exponents(double[] x, double[] a, double[] rest, int n, double beta) {
        for (int i = 0; i < n; i++) {
            a[i] = exponent(x[i], beta);
            rest[i] = exponentRest(x[i], beta);
        }
    }

    /** −|u|. */
    private static double exponent(double x, double beta) {
        return -beta * Math.abs(x);
    }

    private static double exponentRest(double x, double beta) {
        double size = Math.abs(x);
        return -Math.fma(beta, size, -(beta * size));
    }

    /** The results are in power. */
    private static void values(
            double[] x, double[] scale, double[] q, double[] power, double[] bend, int n, double beta) {
        for (int i = 0; i < n; i++) {
            power[i] = power(scale[i], q[i]);
        }
        for (int i = 0; i < n; i++) {
            bend[i] = powerLost(scale[i], q[i], power[i]);
        }
        for (int i = 0; i < n; i++) {
            bend[i] = Exp.log1pBend(power[i], bend[i]);
        }
        for (int i = 0; i < n; i++) {
            power[i] = value(x[i], beta, power[i], bend[i]);
        }
    }

    private static double power(double scale, double q) {
        return Math.fma(scale, q, scale);
    }

    /** What the rounded power lost, times the slope of the logarithm there. */
    private static double powerLost(double scale, double q, double power) {
        return Math.fma(scale, q, scale - power) / (1 + power);
    }

    /** max(x, 0) + (power + bend) / β; what the sums and the quotient lose is added at the end. */
    private static double value(double x, double beta, double power, double bend) {
        double log = power + bend;
        double logLost = (power - log) + bend;
        double quotient = log / beta;
        double quotientLost = (Math.fma(-quotient, beta, log) + logLost) / beta;
        double right = Math.max(x, 0);
        double sum = right + quotient;
        double part = sum - right;
        return sum + ((right - (sum - part)) + (quotient - part) + quotientLost);
    }

    private static double farValue(double x, double beta) {
        double u = beta * x;
        if (u < 0) {
            return u < NOTHING ? 0 : Exp.times(1 / beta, u, Math.fma(beta, x, -u));
        }
        return x;
    }

    static double slope(double x, double beta) {
        if (beta == 1) {
            return SigmoidKernel.value(x);
        }
        double u = beta * x;
        double z = Exp.shifted(-u);
        return Exp.isOrdinary(z)
                ? 1 / Exp.onePlus(Exp.scale(z), Exp.fraction(-u, -Math.fma(beta, x, -u)))
                : farSlope(x, beta);
    }

    static void slopes(double[] x, double[] y, int from, int to, double beta) {
        if (beta == 1) {
            SigmoidKernel.values(x, y, from, to);
            return;
        }
        for (int start = from; start < to; start += Block.SIZE) {
            slopeBlock(x, y, start, Math.min(to, start + Block.SIZE), beta);
        }
    }

    private static void slopeBlock(double[] x, double[] y, int from, int to, double beta) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        SwishKernel.exponents(block.x, block.a, block.rest, n, beta);
        boolean ordinary = block.powers(n);
        slopes(block.scale, block.q, block.a, n);
        Block.deliver(block.a, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, input -> slope(input, beta));
        }
    }

    private static void slopes(double[] scale, double[] q, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = 1 / Exp.onePlus(scale[i], q[i]);
        }
    }

    private static double farSlope(double x, double beta) {
        double u = beta * x;
        if (u < 0) {
            return u < NOTHING ? 0 : Exp.times(1, u, Math.fma(beta, x, -u));
        }
        return Double.isNaN(x) ? x : 1;
    }
}
