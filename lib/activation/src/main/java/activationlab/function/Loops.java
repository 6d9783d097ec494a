package activationlab.function;

import java.util.function.DoubleUnaryOperator;

/**
 * Runs a function's loops over whole arrays, block by block.
 *
 * <p>The compiler turns a loop into vector instructions only if all arrays in it share one index and are known not to
 * overlap in a shifted way. That is why the loops of the kernels get the caller's own arrays with a range, hold their
 * intermediate results in the output array or in a {@link Block}, and never see the same array twice.
 */
final class Loops {

    /** 4 KB of inputs and as much of outputs stay in the nearest cache between the loops of a function. */
    private static final int BLOCK = 512;

    /**
     * Loops over x[from] … x[to − 1] that fill the same places of y; x and y are different arrays, and the range is not
     * longer than a block.
     */
    interface Loop {
        void run(double[] x, double[] y, int from, int to);
    }

    /**
     * Such loops of a function with parameters. The function is handed over, because {@code this::values} would make a new
     * object for each call, while {@code Elu::values} is always the same.
     */
    interface LoopOf<F> {
        void run(F f, double[] x, double[] y, int from, int to);
    }

    private Loops() {}

    /**
     * Computes a block anew, one by one: the same bits for ordinary inputs, and the right ones for the others. Blocks with
     * such inputs are rare, so it does not pay to pick them out.
     */
    static void repair(double[] x, double[] y, int from, int to, DoubleUnaryOperator f) {
        for (int i = from; i < to; i++) {
            y[i] = f.applyAsDouble(x[i]);
        }
    }

    /** 1 for x &gt; 0, 0 for x ≤ 0, without a conditional, which would not be vectorised. */
    static double isPositive(double x) {
        // The least double times 2^1074 is 1; no single double is that great.
        return Math.max(0, Math.min(x * 0x1p1000 * 0x1p74, 1));
    }

    /** y[i] = f(x[i]); y may be x. */
    static void apply(double[] x, double[] y, Loop values) {
        apply(values, x, y, Loop::run);
    }

    /** y[i] = f(x[i]); y may be x. */
    static <F> void apply(F f, double[] x, double[] y, LoopOf<F> values) {
        check(x, "y", y);
        if (x == y) {
            double[] input = new double[Math.min(BLOCK, x.length)];
            double[] output = new double[input.length];
            for (int from = 0; from < x.length; from += BLOCK) {
                int count = Math.min(BLOCK, x.length - from);
                System.arraycopy(x, from, input, 0, count);
                values.run(f, input, output, 0, count);
                System.arraycopy(output, 0, y, from, count);
            }
            return;
        }
        for (int from = 0; from < x.length; from += BLOCK) {
            values.run(f, x, y, from, Math.min(x.length, from + BLOCK));
        }
    }

    /** y[i] = f(x[i]) and d[i] = f′(x[i]); y or d may be x. */
    static void apply(double[] x, double[] y, double[] d, Loop values, Loop slopes) {
        apply(values, slopes, x, y, d, Loop::run, Loop::run);
    }

    /** y[i] = f(x[i]) and d[i] = f′(x[i]); y or d may be x. */
    static <F> void apply(F f, double[] x, double[] y, double[] d, LoopOf<F> values, LoopOf<F> slopes) {
        apply(f, f, x, y, d, values, slopes);
    }

    private static <F, G> void apply(F f, G g, double[] x, double[] y, double[] d, LoopOf<F> values, LoopOf<G> slopes) {
        check(x, y, d);
        if (x == y || x == d) {
            double[] input = new double[Math.min(BLOCK, x.length)];
            double[] output = new double[input.length];
            for (int from = 0; from < x.length; from += BLOCK) {
                int count = Math.min(BLOCK, x.length - from);
                System.arraycopy(x, from, input, 0, count);
                values.run(f, input, output, 0, count);
                System.arraycopy(output, 0, y, from, count);
                slopes.run(g, input, output, 0, count);
                System.arraycopy(output, 0, d, from, count);
            }
            return;
        }
        for (int from = 0; from < x.length; from += BLOCK) {
            int to = Math.min(x.length, from + BLOCK);
            values.run(f, x, y, from, to);
            slopes.run(g, x, d, from, to);
        }
    }

    /** Loops over x[from] … x[to − 1] that fill the same places of y and d; all are different arrays. */
    interface TrainingLoop {
        void run(double[] x, double[] y, double[] d, int from, int to);
    }

    /** Such loops of a function with parameters. */
    interface TrainingLoopOf<F> {
        void run(F f, double[] x, double[] y, double[] d, int from, int to);
    }

    /** y[i] = f(x[i]) and d[i] = f′(x[i]), nearly, in one go. */
    static void applyForTraining(double[] x, double[] y, double[] d, TrainingLoop loop) {
        applyForTraining(loop, x, y, d, TrainingLoop::run);
    }

    /** y[i] = f(x[i]) and d[i] = f′(x[i]), nearly, in one go. */
    static <F> void applyForTraining(F f, double[] x, double[] y, double[] d, TrainingLoopOf<F> loop) {
        checkApart(x, y, d);
        for (int from = 0; from < x.length; from += BLOCK) {
            loop.run(f, x, y, d, from, Math.min(x.length, from + BLOCK));
        }
    }

    /** Three different arrays. */
    static void checkApart(double[] x, double[] y, double[] slopes) {
        check(x, y, slopes);
        if (x == y || x == slopes) {
            throw new IllegalArgumentException(
                    "x is also the array for the results; applyForTraining needs three arrays");
        }
    }

    /** The inputs x and one array for results. */
    static void check(double[] x, String name, double[] result) {
        if (x == null) {
            throw new IllegalArgumentException("x is null; an array of inputs is needed");
        }
        if (result == null) {
            throw new IllegalArgumentException(name + " is null; an array for the results is needed");
        }
        if (result.length != x.length) {
            throw new IllegalArgumentException(
                    name + " has " + result.length + " elements but x has " + x.length + "; make them equally long");
        }
    }

    /** The inputs x, the values y and the slopes. */
    static void check(double[] x, double[] y, double[] slopes) {
        check(x, "y", y);
        check(x, "slopes", slopes);
        if (y == slopes) {
            throw new IllegalArgumentException("y and slopes are the same array; the slopes would replace the values");
        }
    }
}
