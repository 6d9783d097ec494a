package activationlab.numeric;

/**
 * The exponential function in parts, from which the activation functions are built.
 *
 * <p><b>Parts.</b> e<sup>a</sup> = 2<sup>k</sup>·(1 + q) with a whole number k and q from −0.293 to 0.415. The parts stay
 * apart: 1 + 2<sup>k</sup>(1 + q), say, is (1 + 2<sup>k</sup>) + 2<sup>k</sup>q, where the rounding of e<sup>a</sup>
 * itself never happens. Most of the accuracy of this library comes from that.
 *
 * <p><b>Steps.</b> k is a·log₂e, rounded; r = a − k·ln 2 is between ±0.347; q = e<sup>r</sup> − 1 is r + r²·P(r) with a
 * polynomial P of degree 9, whose error is 0.15·2<sup>−53</sup>. Its coefficients come from
 * {@code src/test/python/coefficients.py}.
 *
 * <p><b>Loops.</b> Adding 1.5·2<sup>52</sup> rounds a double to a whole number and leaves that number in the last bits of
 * the sum, the <i>shifted</i> k. {@link #scales} moves these bits into the exponent of a double, which makes it
 * 2<sup>k</sup>. That is the only step that Java's compiler does not turn into vector instructions, so it has a loop of
 * its own, in which a test for inputs out of the ordinary costs next to nothing. A function of an array is then three
 * loops over a block that fits into the nearest cache:
 *
 * <pre>{@code
 * for (int i = from; i < to; i++) y[i] = Exp.shifted(a(x[i]));
 * boolean ordinary = Exp.scales(y, from, to);
 * for (int i = from; i < to; i++) y[i] = finish(x[i], y[i]);      // computes q again: cheaper than to store it
 * }</pre>
 *
 * and, if there was an extraordinary input, a fourth one that repairs these. All arrays share one index, and the loops
 * neither branch nor clamp. Every operation is defined by Java to the last bit, so the bits are the same on all
 * processors, in the interpreter and in compiled code, with and without vector instructions.
 */
public final class Exp {

    /**
     * Inputs with |k| &lt; 256, that is |a| &lt; 177, are ordinary: 2<sup>k</sup>, 2<sup>−k</sup> and their squares are
     * normal numbers there.
     */
    private static final int REACH = 256;

    /** Adding it to a small number rounds that to a whole number. */
    private static final double SHIFT = 0x1.8p52;

    private static final long SHIFT_BITS = Double.doubleToRawLongBits(SHIFT);
    private static final long ONE_BITS = Double.doubleToRawLongBits(1.0);
    private static final int FRACTION_BITS = 52;

    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN_2 = 0.6931471805599453;
    /** ln 2 − LN_2. */
    private static final double LN_2_REST = 2.3190468138462996e-17;

    // P(r) = (e^r − 1 − r) / r² for |r| ≤ ln 2 / 2
    private static final double P0 = 0.5000000000000001;
    private static final double P1 = 0.16666666666666669;
    private static final double P2 = 0.04166666666662413;
    private static final double P3 = 0.008333333333330062;
    private static final double P4 = 0.0013888888917213717;
    private static final double P5 = 0.00019841269863053618;
    private static final double P6 = 2.4801521295954376e-05;
    private static final double P7 = 2.7557268459997064e-06;
    private static final double P8 = 2.7620088445409746e-07;
    private static final double P9 = 2.510038549551032e-08;

    private Exp() {}

    /**
     * The shifted k: 1.5·2<sup>52</sup> plus a·log₂e, rounded to a whole number.
     *
     * @param a the exponent
     * @return 1.5·2<sup>52</sup> + k
     */
    public static double shifted(double a) {
        return Math.fma(a, LOG2_E, SHIFT);
    }

    /**
     * Whether a is ordinary, that is |a| &lt; 177 or so.
     *
     * @param shifted the shifted k of a
     * @return false for greater |a| and NaN
     */
    public static boolean isOrdinary(double shifted) {
        long k = Double.doubleToRawLongBits(shifted) - SHIFT_BITS;
        return (k + REACH & -2 * REACH) == 0;
    }

    /**
     * 2<sup>k</sup>.
     *
     * @param shifted the shifted k of an ordinary a
     * @return 2<sup>k</sup>; meaningless if a is not ordinary
     */
    public static double scale(double shifted) {
        return Double.longBitsToDouble(ONE_BITS + (Double.doubleToRawLongBits(shifted) << FRACTION_BITS));
    }

    /**
     * Replaces every shifted k by 2<sup>k</sup>.
     *
     * @param z shifted values of k; those from {@code from} to {@code to} become 2<sup>k</sup>
     * @param from the first index
     * @param to the index after the last one
     * @return whether all were ordinary; where one is not, its result is meaningless
     */
    public static boolean scales(double[] z, int from, int to) {
        long seen = 0;
        for (int i = from; i < to; i++) {
            long k = Double.doubleToRawLongBits(z[i]) - SHIFT_BITS;
            seen |= k + REACH;
            z[i] = Double.longBitsToDouble(ONE_BITS + (k << FRACTION_BITS));
        }
        return (seen & -2 * REACH) == 0;
    }

    /**
     * q, where e<sup>a</sup> = 2<sup>k</sup>·(1 + q).
     *
     * @param a an ordinary exponent
     * @return q, off by at most 0.8·2<sup>−53</sup>; meaningless if a is not ordinary
     */
    public static double fraction(double a) {
        double k = shifted(a) - SHIFT;
        double r = Math.fma(k, -LN_2_REST, Math.fma(k, -LN_2, a));
        return Math.fma(r * r, p(r), r);
    }

    private static double p(double r) {
        double high = Math.fma(Math.fma(Math.fma(Math.fma(P9, r, P8), r, P7), r, P6), r, P5);
        return Math.fma(Math.fma(Math.fma(Math.fma(Math.fma(high, r, P4), r, P3), r, P2), r, P1), r, P0);
    }
}
