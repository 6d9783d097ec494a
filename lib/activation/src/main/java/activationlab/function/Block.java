package activationlab.function;

import activationlab.numeric.Exp;

/**
 * Room for one block of inputs and its intermediate results, for functions whose arithmetic is too long for one loop: the
 * compiler of Java 17 gives up vector instructions beyond some 25 operations per loop. All loops over a block run from 0,
 * because arrays that are indexed with different offsets are not vectorised either. There is one block per thread.
 */
final class Block {

    /**
     * 2 KB per array: all arrays of a function, and the inputs and outputs that pass by, stay in the nearest cache, usually 32
     * KB, between its loops. That is why there are so few; a loop may use one that is not needed any more for something else.
     */
    static final int SIZE = 256;

    private static final ThreadLocal<Block> OF_THREAD = ThreadLocal.withInitial(Block::new);

    /** The inputs. */
    final double[] x = new double[SIZE];

    /** The exponent of e, and what its rounding lost. */
    final double[] a = new double[SIZE];

    final double[] rest = new double[SIZE];

    /** The shifted k, then 2^k. */
    final double[] scale = new double[SIZE];

    /** q, where the power is 2^k (1 + q). */
    final double[] q = new double[SIZE];

    private Block() {}

    /** Calls the loop for pieces that fit into a block. */
    static void each(double[] x, double[] y, int from, int to, Loops.Loop loop) {
        for (int start = from; start < to; start += SIZE) {
            loop.run(x, y, start, Math.min(to, start + SIZE));
        }
    }

    /** The block of this thread, filled with inputs. */
    static Block of(double[] x, int from, int to) {
        Block block = OF_THREAD.get();
        System.arraycopy(x, from, block.x, 0, to - from);
        return block;
    }

    /** From exponents, a + rest, to scale and q; whether all were ordinary. */
    boolean powers(int n) {
        powers(a, rest, scale, q, n);
        return Exp.scales(scale, 0, n);
    }

    // The arrays are parameters, not fields, so that the compiler need not fetch them anew in each round.
    private static void powers(double[] a, double[] rest, double[] scale, double[] q, int n) {
        for (int i = 0; i < n; i++) {
            scale[i] = Exp.shifted(a[i]);
        }
        for (int i = 0; i < n; i++) {
            q[i] = Exp.fraction(a[i], rest[i]);
        }
    }

    /** Hands one of the arrays over as the results. */
    static void deliver(double[] array, double[] results, int from, int to) {
        System.arraycopy(array, 0, results, from, to - from);
    }
}
