package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of GELU's tanh form, x·σ(w) with w = 2√(2/π)·(x + 0.044715x³), and of its derivative.
 *
 * <p>An error δ of w is an error of e^δ − 1 in the power, and w grows like x³; so w = x·(C + Dx²) is computed in two parts
 * each, the constants included: 33 digits in all.
 *
 * <p><b>Derivative.</b> f′ = e^w (1 + e^w + xw′) / (1 + e^w)² is zero at x₀ = −0.7524…, and near there the sum would cancel.
 * Because it is 0 at x₀, it is also e^w₀ (e^(w − w₀) − 1) + (xw′ − x₀w′(x₀)): terms of one sign, the same trick as in
 * {@link SwishKernel}. Like w, xw′ = x·(C + 3Dx²) is computed in two parts.
 */
final class GeluTanhKernel {

    /** C = 2√(2/π) and D = 0.044715·C, in two parts. */
    private static final double C = 1.5957691216057308;

    private static final double C_REST = -9.96930880911092e-17;
    private static final double D = 0.07135481627260025;
    private static final double D_REST = -6.175149918155315e-19;

    /** 3D in two parts. */
    private static final double THREE_D = 0.21406444881780073;

    private static final double THREE_D_REST = 1.2025242832367862e-17;

    /** w and xw′ at the zero of the derivative, in two parts each. */
    private static final double EXPONENT_AT_ZERO = -1.2311548723318988;

    private static final double EXPONENT_AT_ZERO_REST = 1.449217884953896e-17;
    private static final double RISE_AT_ZERO = -1.291955211914767;
    private static final double RISE_AT_ZERO_REST = -1.0243969451078615e-16;

    /** e^w there in two parts, and the second one in proportion. */
    private static final double POWER_AT_ZERO = 0.29195521191476714;

    private static final double POWER_AT_ZERO_REST = -8.582607951729513e-18;
    private static final double POWER_AT_ZERO_PROPORTION = -2.939700201082591e-17;

    /** Below, the function and its derivative are 0. */
    private static final double NOTHING = -30;

    private GeluTanhKernel() {}

    static double value(double x) {
        double w = exponent(x);
        double z = Exp.shifted(-w);
        return Exp.isOrdinary(z)
                ? SwishKernel.value(x, Exp.scale(z), Exp.fraction(-w, -exponentRest(x, w)))
                : farValue(x, w);
    }

    static void values(double[] x, double[] y, int from, int to) {
        Block.each(x, y, from, to, GeluTanhKernel::valueBlock);
    }

    private static void valueBlock(double[] x, double[] y, int from, int to) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        exponents(block.x, block.a, block.rest, n);
        boolean ordinary = block.powers(n);
        SwishKernel.values(block.x, block.scale, block.q, block.a, n);
        Block.deliver(block.a, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, GeluTanhKernel::value);
        }
    }

    private static void exponents(double[] x, double[] a, double[] rest, int n) {
        for (int i = 0; i < n; i++) {
            double w = exponent(x[i]);
            a[i] = -w;
            rest[i] = -exponentRest(x[i], w);
        }
    }

    /** w. */
    private static double exponent(double x) {
        return cubic(x, D);
    }

    private static double exponentRest(double x, double w) {
        return cubicRest(x, D, D_REST, w);
    }

    /** x·(C + dx²). */
    private static double cubic(double x, double d) {
        return x * (C + d * (x * x));
    }

    /** What the rounded cubic lost: all parts of x·(C + dx²) in two parts, less what is there. */
    private static double cubicRest(double x, double d, double dRest, double cubic) {
        double square = x * x;
        double term = d * square;
        double termRest = Math.fma(d, square, -term) + Math.fma(d, Math.fma(x, x, -square), dRest * square);
        double sum = C + term;
        double part = sum - C;
        double sumRest = (C - (sum - part)) + (term - part) + (termRest + C_REST);
        return Math.fma(sum, x, -cubic) + sumRest * x;
    }

    private static double farValue(double x, double w) {
        if (!(x < 0)) {
            return x;
        }
        return x < NOTHING ? -0.0 : Exp.times(x, w, exponentRest(x, w));
    }

    static double slope(double x) {
        double a = exponent(x) - EXPONENT_AT_ZERO;
        double z = Exp.shifted(a);
        if (!Exp.isOrdinary(z)) {
            return farSlope(x);
        }
        double scale = Exp.scale(z);
        double q = Exp.fraction(a, exponentStepRest(x));
        return slope(riseStep(x), riseStepRest(x), scale, q, SigmoidKernel.slope(scale * POWER_AT_ZERO, q));
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        Block.each(x, y, from, to, GeluTanhKernel::slopeBlock);
    }

    private static void slopeBlock(double[] x, double[] y, int from, int to) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        exponentSteps(block.x, block.a, block.rest, n);
        boolean ordinary = block.powers(n);
        riseSteps(block.x, block.a, block.rest, n);
        slopes(block.a, block.rest, block.scale, block.q, block.x, n);
        Block.deliver(block.x, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, GeluTanhKernel::slope);
        }
    }

    private static void exponentSteps(double[] x, double[] a, double[] rest, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = exponent(x[i]) - EXPONENT_AT_ZERO;
        }
        for (int i = 0; i < n; i++) {
            rest[i] = exponentStepRest(x[i]);
        }
    }

    private static void riseSteps(double[] x, double[] a, double[] rest, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = riseStep(x[i]);
        }
        for (int i = 0; i < n; i++) {
            rest[i] = riseStepRest(x[i]);
        }
    }

    private static void slopes(double[] rise, double[] rest, double[] scale, double[] q, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = SigmoidKernel.slope(scale[i] * POWER_AT_ZERO, q[i]);
        }
        for (int i = 0; i < n; i++) {
            y[i] = slope(rise[i], rest[i], scale[i], q[i], y[i]);
        }
    }

    /** What w − w₀ lost, and a little more: it stands for e^w₀ in two parts. */
    private static double exponentStepRest(double x) {
        double w = exponent(x);
        return differenceRest(w, EXPONENT_AT_ZERO)
                + (exponentRest(x, w) - EXPONENT_AT_ZERO_REST + POWER_AT_ZERO_PROPORTION);
    }

    /** xw′ less its value at x₀. */
    private static double riseStep(double x) {
        return cubic(x, THREE_D) - RISE_AT_ZERO;
    }

    private static double riseStepRest(double x) {
        double rise = cubic(x, THREE_D);
        return differenceRest(rise, RISE_AT_ZERO) + (cubicRest(x, THREE_D, THREE_D_REST, rise) - RISE_AT_ZERO_REST);
    }

    /** What a − b loses. */
    private static double differenceRest(double a, double b) {
        double difference = a - b;
        double back = difference + b;
        return (a - back) - (b - (back - difference));
    }

    /** The sigmoid's slope at w times the sum. */
    private static double slope(double rise, double rest, double scale, double q, double sigmoidSlope) {
        double step = Math.fma(POWER_AT_ZERO, Math.fma(scale, q, scale - 1), -POWER_AT_ZERO_REST);
        double more = step + rest;
        double sum = rise + more;
        double part = sum - rise;
        double sumRest = (rise - (sum - part)) + (more - part);
        return Math.fma(sigmoidSlope, sum, sigmoidSlope * sumRest);
    }

    private static double farSlope(double x) {
        if (!(x < 0)) {
            return Double.isNaN(x) ? x : 1;
        }
        if (x < NOTHING) {
            return 0;
        }
        double w = exponent(x);
        return Exp.times(x * Math.fma(3 * D, x * x, C) + 1, w, exponentRest(x, w));
    }
}
