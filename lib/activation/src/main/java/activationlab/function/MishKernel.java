package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of Mish, x·tanh(log(1 + e^x)), and of its derivative.
 *
 * <p>With p = e^−x the hyperbolic tangent is (1 + 2p) / (1 + 2p + 2p²): no logarithm, no cancellation, and exactly 1 as soon
 * as p is small enough.
 *
 * <p><b>Derivative.</b> With w = e^x it is w·N / (w² + 2w + 2)², N = w³ + 4w² + 6w + 4 + 4x(w + 1). N is zero at x₀ =
 * −1.192…, and near there its terms would cancel. With d = x − x₀, w₀ = e^x₀ and w − w₀ = w₀(e^d − 1), and because N is 0 at
 * x₀, it is also 4d(1 + w₀) + (w − w₀)·[6 + 4x + 4(w + w₀) + w² + ww₀ + w₀²], whose terms have one sign there.
 */
final class MishKernel {

    /** x₀, the zero of the derivative, in two parts. */
    private static final double ZERO = -1.1924312145154952;

    private static final double ZERO_REST = -4.8484829848031044e-17;

    /** w₀ = e^x₀ in two parts, and the second one in proportion. */
    private static final double POWER_AT_ZERO = 0.3034825352815289;

    private static final double POWER_AT_ZERO_REST = 1.981117434764409e-17;
    private static final double POWER_AT_ZERO_PROPORTION = 6.527945448085188e-17;

    /** 4(1 + w₀) in two parts. */
    private static final double LINEAR = 5.213930141126116;

    private static final double LINEAR_REST = 7.924469739057636e-17;

    /** 6 + 4w₀ + w₀². */
    private static final double CONSTANT = 7.30603179034702;

    /** Below, x·e^x is 0. */
    private static final double NOTHING = -1500;

    private MishKernel() {}

    static double value(double x) {
        double z = Exp.shifted(-x);
        return Exp.isOrdinary(z) ? value(x, Exp.scale(z), Exp.fraction(-x)) : farValue(x);
    }

    static void values(double[] x, double[] y, int from, int to) {
        Block.each(x, y, from, to, MishKernel::valueBlock);
    }

    private static void valueBlock(double[] x, double[] y, int from, int to) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        powers(block.x, block.scale, block.q, n);
        boolean ordinary = Exp.scales(block.scale, 0, n);
        values(block.x, block.scale, block.q, block.a, n);
        Block.deliver(block.a, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, MishKernel::value);
        }
    }

    private static void powers(double[] x, double[] scale, double[] q, int n) {
        for (int i = 0; i < n; i++) {
            scale[i] = Exp.shifted(-x[i]);
        }
        for (int i = 0; i < n; i++) {
            q[i] = Exp.fraction(-x[i]);
        }
    }

    private static void values(double[] x, double[] scale, double[] q, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = value(x[i], scale[i], q[i]);
        }
    }

    private static double value(double x, double scale, double q) {
        double p = Math.fma(scale, q, scale);
        double lost = Math.fma(scale, q, scale - p);
        double upper = Math.fma(2, p, 1);
        double upperLost = (2 * p - (upper - 1)) + 2 * lost;
        double square = 2 * p * p;
        double squareLost = Math.fma(2 * p, p, -square) + 4 * p * lost;
        double lower = upper + square;
        double part = lower - upper;
        double lowerLost = (upper - (lower - part)) + (square - part) + (upperLost + squareLost);
        // all that was lost, in proportion, goes into the numerator, which is rounded once
        double ratio = Math.fma(-upper, lowerLost / lower, upperLost);
        return Math.fma(x, upper, x * ratio) / lower;
    }

    private static double farValue(double x) {
        if (x < 0) {
            return x < NOTHING ? -0.0 : Exp.times(x, x, 0);
        }
        return x;
    }

    static double slope(double x) {
        double d = x - ZERO;
        double z = Exp.shifted(d);
        if (!Exp.isOrdinary(z)) {
            return farSlope(x);
        }
        double scale = Exp.scale(z);
        double q = Exp.fraction(d, rest(x) + POWER_AT_ZERO_PROPORTION);
        return slope(x, factor(scale, q, rootLost(scale, q)), step(scale, q), stepLost(scale, q), bracket(x, scale, q));
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        Block.each(x, y, from, to, MishKernel::slopeBlock);
    }

    private static void slopeBlock(double[] x, double[] y, int from, int to) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        exponents(block.x, block.a, block.rest, n);
        boolean ordinary = block.powers(n);
        slopes(block.x, block.scale, block.q, block.a, block.rest, n);
        Block.deliver(block.a, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, MishKernel::slope);
        }
    }

    private static void exponents(double[] x, double[] a, double[] rest, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = x[i] - ZERO;
            rest[i] = rest(x[i]) + POWER_AT_ZERO_PROPORTION;
        }
    }

    /** The results are in a. */
    private static void slopes(double[] x, double[] scale, double[] q, double[] a, double[] rest, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = rootLost(scale[i], q[i]);
        }
        for (int i = 0; i < n; i++) {
            a[i] = factor(scale[i], q[i], a[i]);
        }
        for (int i = 0; i < n; i++) {
            rest[i] = bracket(x[i], scale[i], q[i]);
        }
        for (int i = 0; i < n; i++) {
            double power = scale[i];
            scale[i] = step(power, q[i]);
            q[i] = stepLost(power, q[i]);
        }
        for (int i = 0; i < n; i++) {
            a[i] = slope(x[i], a[i], scale[i], q[i], rest[i]);
        }
    }

    /** What d = x − x₀ lost: the rounding of the difference and that of x₀. */
    private static double rest(double x) {
        double d = x - ZERO;
        double back = d + ZERO;
        return (x - back) - (ZERO - (back - d)) - ZERO_REST;
    }

    /** w² + 2w + 2. */
    private static double root(double w) {
        return Math.fma(w, w + 2, 2);
    }

    /** What the root lost, from w in two parts. */
    private static double rootLost(double scale, double q) {
        double base = scale * POWER_AT_ZERO;
        double w = Math.fma(base, q, base);
        double wLost = Math.fma(base, q, base - w);
        double square = w * w;
        double two = square + 2 * w;
        double part = two - square;
        double lost = Math.fma(w, w, -square) + ((square - (two - part)) + (2 * w - part));
        return ((2 - root(w)) + two) + lost + 2 * wLost * (1 + w);
    }

    /** w / (w² + 2w + 2)², by one reciprocal that is corrected by its remainder. */
    private static double factor(double scale, double q, double rootLost) {
        double base = scale * POWER_AT_ZERO;
        double root = root(Math.fma(base, q, base));
        double square = root * root;
        double squareLost = Math.fma(root, root, -square) + 2 * root * rootLost;
        double reciprocal = 1 / square;
        double y = base * reciprocal;
        double correction = (Math.fma(-y, square, base) - y * squareLost) * reciprocal;
        return y + Math.fma(q, y + correction, correction);
    }

    /** w − w₀. */
    private static double step(double scale, double q) {
        double base = scale * POWER_AT_ZERO;
        return Math.fma(base, q, base) - POWER_AT_ZERO;
    }

    /** What the step lost: in the power, in the difference, and in w₀. */
    private static double stepLost(double scale, double q) {
        double base = scale * POWER_AT_ZERO;
        double w = Math.fma(base, q, base);
        double step = w - POWER_AT_ZERO;
        double back = step + POWER_AT_ZERO;
        return (w - back) - (POWER_AT_ZERO - (back - step)) + (Math.fma(base, q, base - w) - POWER_AT_ZERO_REST);
    }

    private static double bracket(double x, double scale, double q) {
        double base = scale * POWER_AT_ZERO;
        double w = Math.fma(base, q, base);
        return Math.fma(w, w + (4 + POWER_AT_ZERO), Math.fma(4, x, CONSTANT));
    }

    /** factor·(4d(1 + w₀) + step·bracket), the sum in two parts. */
    private static double slope(double x, double factor, double step, double stepLost, double bracket) {
        double d = x - ZERO;
        double linear = LINEAR * d;
        double bend = step * bracket;
        double sum = linear + bend;
        double part = sum - linear;
        double lost = (linear - (sum - part))
                + (bend - part)
                + (Math.fma(LINEAR, d, -linear) + Math.fma(stepLost, bracket, Math.fma(step, bracket, -bend)))
                + Math.fma(LINEAR, rest(x), LINEAR_REST * d);
        return Math.fma(factor, sum, factor * lost);
    }

    private static double farSlope(double x) {
        if (x > 0) {
            return 1;
        }
        return x < NOTHING ? 0 : Exp.times(1 + x, x, 0);
    }
}
