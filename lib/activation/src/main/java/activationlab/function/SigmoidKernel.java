package activationlab.function;

import activationlab.numeric.Exp;
import java.util.function.DoubleUnaryOperator;

/**
 * The arithmetic of the sigmoid, σ(x) = 1 / (1 + e^−x) and σ′(x) = e^−|x| / (1 + e^−|x|)².
 *
 * <p>All kernels follow the scheme of {@link Exp}; this is the shortest example of it. The scalar form runs the same
 * operations as the array form.
 */
final class SigmoidKernel {

    private SigmoidKernel() {}

    static double value(double x) {
        double z = Exp.shifted(-x);
        return Exp.isOrdinary(z) ? value(x, Exp.scale(z)) : farValue(x);
    }

    static void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Exp.shifted(-x[i]);
        }
        boolean ordinary = Exp.scales(y, from, to);
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], y[i]);
        }
        if (!ordinary) {
            Loops.repair(x, y, from, to, SigmoidKernel::value);
        }
    }

    private static double value(double x, double scale) {
        return 1 / Exp.onePlus(scale, Exp.fraction(-x));
    }

    private static double farValue(double x) {
        return x > 0 ? 1 : StrictMath.exp(x);
    }

    /** σ′ = σ(1 − σ). */
    static void training(double[] x, double[] y, double[] d, int from, int to) {
        values(x, y, from, to);
        for (int i = from; i < to; i++) {
            d[i] = y[i] * (1 - y[i]);
        }
    }

    static double slope(double x) {
        double a = -Math.abs(x);
        double z = Exp.shifted(a);
        return Exp.isOrdinary(z) ? slope(Exp.scale(z), Exp.fraction(a)) : StrictMath.exp(a);
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        slopes(x, y, from, to, 1, SigmoidKernel::slope);
    }

    /** σ′(factor·x)·factor², where the factor is a power of two; far is the same for any input. */
    static void slopes(double[] x, double[] y, int from, int to, double factor, DoubleUnaryOperator far) {
        Block.each(x, y, from, to, (a, b, start, end) -> slopeBlock(a, b, start, end, factor, far));
    }

    private static void slopeBlock(double[] x, double[] y, int from, int to, double factor, DoubleUnaryOperator far) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        powers(block.x, block.scale, block.q, n, factor);
        boolean ordinary = Exp.scales(block.scale, 0, n);
        slopes(block.scale, block.q, block.a, n, factor);
        Block.deliver(block.a, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, far);
        }
    }

    private static void powers(double[] x, double[] scale, double[] q, int n, double factor) {
        for (int i = 0; i < n; i++) {
            scale[i] = Exp.shifted(-factor * Math.abs(x[i]));
        }
        for (int i = 0; i < n; i++) {
            q[i] = Exp.fraction(-factor * Math.abs(x[i]));
        }
    }

    private static void slopes(double[] scale, double[] q, double[] y, int n, double factor) {
        for (int i = 0; i < n; i++) {
            y[i] = factor * factor * slope(scale[i], q[i]);
        }
    }

    /**
     * e^a / (1 + e^a)² for e^a = scale·(1 + q). The denominator is a sum of two parts before and after it is squared; the
     * quotient is taken by one reciprocal and corrected by its remainder.
     */
    static double slope(double scale, double q) {
        double one = scale + 1;
        double tail = Math.fma(scale, q, scale - (one - 1));
        double sum = one + tail;
        double sumLost = (one - sum) + tail;
        double square = sum * sum;
        double squareLost = Math.fma(sum, sum, -square) + 2 * sum * sumLost;
        double reciprocal = 1 / square;
        double y = scale * reciprocal;
        double correction = (Math.fma(-y, square, scale) - y * squareLost) * reciprocal;
        return y + Math.fma(q, y + correction, correction);
    }
}
