package activationlab.numeric;

/**
 * The exponential function in parts, from which the activation functions are built.
 *
 * <p><b>Parts.</b> e<sup>a</sup> = 2<sup>k</sup>·(1 + q) with a whole number k and q from −0.293 to 0.415. The parts stay
 * apart: 1 + 2<sup>k</sup>(1 + q), say, is (1 + 2<sup>k</sup>) + 2<sup>k</sup>q, where the rounding of e<sup>a</sup>
 * itself never happens. Most of the accuracy of this library comes from that.
 *
 * <p><b>Steps.</b> k is a·log₂e, rounded; r = a − k·ln 2 is between ±0.347; q = e<sup>r</sup> − 1 is r + r²·P(r) with a
 * polynomial P of degree 9, whose error is 0.04·2<sup>−53</sup>. Its coefficients come from
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

    /** The bits of the shifted k = −256; those of the next 511 follow. */
    private static final long LEAST_ORDINARY = Double.doubleToRawLongBits(SHIFT) - REACH;

    private static final long ONE_BITS = Double.doubleToRawLongBits(1.0);
    private static final int FRACTION_BITS = 52;

    private static final double LOG2_E = 1.4426950408889634;

    /** The first 32 bits of ln 2, and ln 2 less these. */
    private static final double LN_2_SHORT = 0.6931471803691238;

    private static final double LN_2_SHORT_REST = 1.9082149292705877e-10;

    // P(r) = (e^r − 1 − r) / r² for |r| ≤ ln 2 / 2
    private static final double P0 = 0.5000000000000012;
    private static final double P1 = 0.16666666666666471;
    private static final double P2 = 0.04166666666651975;
    private static final double P3 = 0.008333333333458665;
    private static final double P4 = 0.0013888888945921057;
    private static final double P5 = 0.00019841269581196487;
    private static final double P6 = 2.4801491030993337e-05;
    private static final double P7 = 2.755752164644174e-06;
    private static final double P8 = 2.763090755114223e-07;
    private static final double P9 = 2.5020074850572813e-08;

    // G(z) = (2 artanh √z − 2√z) / z^(3/2) for z ≤ 1/9
    private static final double G0 = 0.6666666666666631;
    private static final double G1 = 0.4000000000015503;
    private static final double G2 = 0.2857142854818478;
    private static final double G3 = 0.22222223947410172;
    private static final double G4 = 0.18181744745886835;
    private static final double G5 = 0.15386542044581678;
    private static final double G6 = 0.13301210587630305;
    private static final double G7 = 0.12104207982978112;
    private static final double G8 = 0.08348282256657683;
    private static final double G9 = 0.17003511642435862;

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
        return (Double.doubleToRawLongBits(shifted) - LEAST_ORDINARY & -2 * REACH) == 0;
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
            long bits = Double.doubleToRawLongBits(z[i]);
            seen |= bits - LEAST_ORDINARY;
            z[i] = Double.longBitsToDouble(ONE_BITS + (bits << FRACTION_BITS));
        }
        return (seen & -2 * REACH) == 0;
    }

    /**
     * q, where e<sup>a</sup> = 2<sup>k</sup>·(1 + q).
     *
     * @param a an ordinary exponent
     * @return q, off by at most 0.75·2<sup>−53</sup>; meaningless if a is not ordinary
     */
    public static double fraction(double a) {
        double k = shifted(a) - SHIFT;
        // k·LN_2_SHORT is exact, and so is the difference
        double r = Math.fma(k, -LN_2_SHORT_REST, Math.fma(k, -LN_2_SHORT, a));
        return Math.fma(r * r, p(r), r);
    }

    /**
     * q with what r loses: three operations more than {@link #fraction(double)}, for functions in which the last digit of q
     * counts twice.
     *
     * @param a an ordinary exponent
     * @return q, off by at most 0.5·2<sup>−53</sup>; meaningless if a is not ordinary
     */
    public static double carefulFraction(double a) {
        double k = shifted(a) - SHIFT;
        double near = Math.fma(k, -LN_2_SHORT, a);
        double r = Math.fma(k, -LN_2_SHORT_REST, near);
        double lost = Math.fma(k, -LN_2_SHORT_REST, near - r);
        return r + Math.fma(r * r, p(r), lost);
    }

    /**
     * 1 + e<sup>a</sup>, rounded once: 2<sup>k</sup>q goes to what the sum 1 + 2<sup>k</sup> leaves out.
     *
     * @param scale 2<sup>k</sup>
     * @param fraction q
     * @return 1 + 2<sup>k</sup>(1 + q)
     */
    public static double onePlus(double scale, double fraction) {
        double sum = scale + 1;
        // The sum is exact for 2^−52 ≤ scale < 2^53. What it lacks beyond: the 1 above, and almost nothing below.
        return sum + Math.fma(scale, fraction, 1 - (sum - scale));
    }

    /**
     * q for an exponent in two parts, a + rest; twice as accurate as {@link #fraction(double)}, because it also keeps what r
     * loses.
     *
     * @param a an ordinary exponent
     * @param rest a correction, far smaller than 1
     * @return q, where e<sup>a + rest</sup> = 2<sup>k</sup>·(1 + q) and k belongs to a; off by at most 0.45·2<sup>−53</sup>
     */
    public static double fraction(double a, double rest) {
        double k = shifted(a) - SHIFT;
        double near = Math.fma(k, -LN_2_SHORT, a);
        double r = Math.fma(k, -LN_2_SHORT_REST, near);
        double lost = Math.fma(k, -LN_2_SHORT_REST, near - r) + rest;
        double bend = r * r * p(r);
        return r + Math.fma(lost, 1 + (r + bend), bend);
    }

    /**
     * log(1 + w) for 0 ≤ w ≤ 1, off by less than 1 ulp.
     *
     * <p>With d = w / (2 + w) it is 2 artanh d = w − d·(w − d²·G(d²)), where w − … takes away at most a third of w. The
     * polynomial G of degree 9 adds an error of 0.02·2<sup>−53</sup>.
     *
     * @param w a number from 0 to 1
     * @return log(1 + w)
     */
    public static double log1p(double w) {
        double d = w / (2 + w);
        double z = d * d;
        return Math.fma(-d, Math.fma(-z, g(z), w), w);
    }

    /**
     * log(1 + w) − w, the smaller part of the logarithm, so that both parts may go into a further sum.
     *
     * @param w a number from 0 to 1
     * @param rest a correction to be added, far smaller than w
     * @return log(1 + w) − w + rest
     */
    public static double log1pBend(double w, double rest) {
        double d = w / (2 + w);
        double z = d * d;
        return Math.fma(-d, Math.fma(-z, g(z), w), rest);
    }

    /**
     * factor·e<sup>a + rest</sup> for every exponent, also where e<sup>a</sup> alone would underflow or has few digits.
     *
     * @param factor a factor
     * @param a the exponent, not NaN; from −4000 to 4000
     * @param rest a correction, far smaller than 1
     * @return the product
     */
    public static double times(double factor, double a, double rest) {
        return scaled(Math.fma(factor, fraction(a, rest), factor), a);
    }

    /**
     * y·2<sup>k</sup>, also where that is subnormal.
     *
     * @param y a number
     * @param a the exponent that k belongs to, not NaN; from −4000 to 4000
     * @return the product
     */
    public static double scaled(double y, double a) {
        return Math.scalb(y, (int) (shifted(a) - SHIFT));
    }

    private static double p(double r) {
        double sum = Math.fma(P9, r, P8);
        sum = Math.fma(sum, r, P7);
        sum = Math.fma(sum, r, P6);
        sum = Math.fma(sum, r, P5);
        sum = Math.fma(sum, r, P4);
        sum = Math.fma(sum, r, P3);
        sum = Math.fma(sum, r, P2);
        sum = Math.fma(sum, r, P1);
        return Math.fma(sum, r, P0);
    }

    private static double g(double z) {
        double sum = Math.fma(G9, z, G8);
        sum = Math.fma(sum, z, G7);
        sum = Math.fma(sum, z, G6);
        sum = Math.fma(sum, z, G5);
        sum = Math.fma(sum, z, G4);
        sum = Math.fma(sum, z, G3);
        sum = Math.fma(sum, z, G2);
        sum = Math.fma(sum, z, G1);
        return Math.fma(sum, z, G0);
    }
}
