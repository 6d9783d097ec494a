package activationlab.function;

import activationlab.numeric.Exp;

/**
 * The arithmetic of GELU, x·Φ(x) with the normal distribution function Φ, and of its derivative Φ(x) + x·φ(x).
 *
 * <p>For v = |x| let M(v) = e^(v²/2)·Φ(−v), which falls slowly from ½ like 0.4/v. Then GELU is max(x, 0) − v·M(v)·e^(−v²/2)
 * on both sides: no error function, no cancelling sum 1 + erf, and no division of x by √2, whose rounding a square would
 * blow up. What the square v² loses is known exactly and added to the exponent.
 *
 * <p>(v + 1)·M(v) hardly varies. Up to a constant factor it is a polynomial of degree 22 in t = (v − 6) / (v + 6), which is
 * between −1 and 0.74.
 *
 * <p><b>Derivative.</b> For x &lt; 0 it is e^(−v²/2)·(M(v) − v/√(2π)), for x &gt; 0 one minus that. The difference is zero at
 * v₀ = 0.7517…; it is (v₀ − v)·H(v) with a positive H, a polynomial of degree 20 in (v − 4) / (v + 4). So the derivative
 * keeps its digits at its zero, too.
 */
final class GeluKernel {

    /** v₀ in two parts. */
    private static final double ZERO = 0.7517915246935645;

    private static final double ZERO_REST = -1.4956759177009883e-17;

    /** Below, the function and its derivative are 0. */
    private static final double NOTHING = -40;

    /** 1/√(2π). */
    private static final double DENSITY_AT_ZERO = 0.3989422804014327;

    /** It takes the polynomial below ½, where doubles are twice as dense. */
    private static final double MILLS_SCALE = 0.875;

    // MILLS_SCALE·(v + 1)·M(v), a polynomial in t
    private static final double M0 = 0.39677330023723695;
    private static final double M1 = -0.07439719201754938;
    private static final double M2 = 0.03483499649212672;
    private static final double M3 = -0.00382671343214438;
    private static final double M4 = -0.014123827665699109;
    private static final double M5 = 0.01976840867994109;
    private static final double M6 = -0.01729566931698241;
    private static final double M7 = 0.011591006134777792;
    private static final double M8 = -0.0061773419983601145;
    private static final double M9 = 0.0025686985768150913;
    private static final double M10 = -0.0007603703032000322;
    private static final double M11 = 0.0001045534633512131;
    private static final double M12 = 3.307043209955266e-05;
    private static final double M13 = -2.3059295659087582e-05;
    private static final double M14 = 3.861094413844833e-06;
    private static final double M15 = 1.5610607809848789e-06;
    private static final double M16 = -8.749540256147345e-07;
    private static final double M17 = -7.606961477209922e-10;
    private static final double M18 = 1.1601009601215779e-07;
    private static final double M19 = -1.7169918785262945e-08;
    private static final double M20 = -1.367584531083945e-08;
    private static final double M21 = 2.438467865267095e-09;
    private static final double M22 = 1.3263057702723454e-09;

    // H(v)
    private static final double H0 = 0.4622112440495753;
    private static final double H1 = -0.10336589852195688;
    private static final double H2 = 0.06046293676785027;
    private static final double H3 = -0.028083359953053052;
    private static final double H4 = 0.00950495037512764;
    private static final double H5 = -0.0017882605410884614;
    private static final double H6 = -0.00015461331332546297;
    private static final double H7 = 0.00018577577255139414;
    private static final double H8 = -1.7477210135913734e-05;
    private static final double H9 = -1.8034921873305937e-05;
    private static final double H10 = 3.5388799695881794e-06;
    private static final double H11 = 2.2166515157473235e-06;
    private static final double H12 = -4.921099624316881e-07;
    private static final double H13 = -3.4909062646928993e-07;
    private static final double H14 = 5.231262878658722e-08;
    private static final double H15 = 6.269791503923059e-08;
    private static final double H16 = -7.312876445807855e-10;
    private static final double H17 = -1.0647451831940684e-08;
    private static final double H18 = -1.6314724083169018e-09;
    private static final double H19 = 1.1902141148334743e-09;
    private static final double H20 = 3.7861282374696853e-10;

    private GeluKernel() {}

    static double value(double x) {
        double a = exponent(x);
        double z = Exp.shifted(a);
        return Exp.isOrdinary(z) ? value(x, Exp.scale(z)) : farValue(x, a);
    }

    static void values(double[] x, double[] y, int from, int to) {
        Block.each(x, y, from, to, GeluKernel::valueBlock);
    }

    private static void valueBlock(double[] x, double[] y, int from, int to) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        boolean ordinary = powers(block.x, block.scale, block.q, n);
        mills(block.x, block.a, block.rest, n);
        values(block.x, block.scale, block.q, block.rest, block.a, n);
        Block.deliver(block.a, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, GeluKernel::value);
        }
    }

    /** The value, and from the same power and the same M(v) the derivative. */
    static void training(double[] x, double[] y, double[] d, int from, int to) {
        for (int start = from; start < to; start += Block.SIZE) {
            trainingBlock(x, y, d, start, Math.min(to, start + Block.SIZE));
        }
    }

    private static void trainingBlock(double[] x, double[] y, double[] d, int from, int to) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        boolean ordinary = powers(block.x, block.scale, block.q, n);
        mills(block.x, block.a, block.rest, n);
        values(block.x, block.scale, block.q, block.rest, block.a, n);
        Block.deliver(block.a, y, from, to);
        quickSlopes(block.x, block.scale, block.q, block.rest, block.a, n);
        Block.deliver(block.a, d, from, to);
        if (!ordinary) {
            // Only these: the slopes of the others would get other last bits than without them.
            for (int i = from; i < to; i++) {
                if (!Exp.isOrdinary(Exp.shifted(exponent(x[i])))) {
                    y[i] = value(x[i]);
                    d[i] = slope(x[i]);
                }
            }
        }
    }

    /** e^(−v²/2)·(M(v) − v/√(2π)) as it stands: next to its zero the difference cancels. */
    private static void quickSlopes(double[] x, double[] scale, double[] q, double[] m, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double v = Math.abs(x[i]);
            double difference = m[i] / Math.fma(MILLS_SCALE, v, MILLS_SCALE) - v * DENSITY_AT_ZERO;
            y[i] = mirrored(x[i], difference * Math.fma(scale[i], q[i], scale[i]));
        }
    }

    /** To scale and q of e^(−v²/2); whether all were ordinary. */
    private static boolean powers(double[] x, double[] scale, double[] q, int n) {
        for (int i = 0; i < n; i++) {
            scale[i] = Exp.shifted(exponent(x[i]));
        }
        for (int i = 0; i < n; i++) {
            q[i] = fraction(x[i]);
        }
        return Exp.scales(scale, 0, n);
    }

    private static double exponent(double x) {
        return -0.5 * (x * x);
    }

    private static double fraction(double x) {
        double q = Exp.fraction(exponent(x));
        double lost = -0.5 * Math.fma(x, x, -(x * x));
        return Math.fma(lost, 1 + q, q);
    }

    private static void mills(double[] x, double[] t, double[] m, int n) {
        for (int i = 0; i < n; i++) {
            t[i] = millsVariable(x[i]);
        }
        for (int i = 0; i < n; i++) {
            m[i] = millsHigh(t[i]);
        }
        for (int i = 0; i < n; i++) {
            m[i] = millsLow(m[i], t[i]);
        }
    }

    private static void values(double[] x, double[] scale, double[] q, double[] m, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = value(x[i], scale[i], q[i], m[i]);
        }
    }

    private static double value(double x, double scale) {
        double t = millsVariable(x);
        return value(x, scale, fraction(x), millsLow(millsHigh(t), t));
    }

    /** (v − 6) / (v + 6), in the form that is most accurate where the polynomial is steep, near v = 0. */
    private static double millsVariable(double x) {
        double v = Math.abs(x);
        return 2 * v / (v + 6) - 1;
    }

    private static double millsHigh(double t) {
        double p = Math.fma(M22, t, M21);
        p = Math.fma(p, t, M20);
        p = Math.fma(p, t, M19);
        p = Math.fma(p, t, M18);
        p = Math.fma(p, t, M17);
        p = Math.fma(p, t, M16);
        p = Math.fma(p, t, M15);
        p = Math.fma(p, t, M14);
        p = Math.fma(p, t, M13);
        p = Math.fma(p, t, M12);
        return Math.fma(p, t, M11);
    }

    private static double millsLow(double high, double t) {
        double p = Math.fma(high, t, M10);
        p = Math.fma(p, t, M9);
        p = Math.fma(p, t, M8);
        p = Math.fma(p, t, M7);
        p = Math.fma(p, t, M6);
        p = Math.fma(p, t, M5);
        p = Math.fma(p, t, M4);
        p = Math.fma(p, t, M3);
        p = Math.fma(p, t, M2);
        p = Math.fma(p, t, M1);
        return Math.fma(p, t, M0);
    }

    /**
     * max(x, 0) − scale·vm(1 + q) / lower, m / lower = M(v): one reciprocal, corrected by its remainder and by all that was
     * lost.
     */
    private static double value(double x, double scale, double q, double m) {
        double v = Math.abs(x);
        double product = v * m;
        double more = Math.fma(product, q, Math.fma(v, m, -product));
        double upper = product + more;
        double upperLost = (product - upper) + more;
        double lower = Math.fma(MILLS_SCALE, v, MILLS_SCALE);
        double lowerLost = Math.fma(MILLS_SCALE, v, MILLS_SCALE - lower);
        double reciprocal = 1 / lower;
        double y = upper * reciprocal;
        double remainder = Math.fma(-y, lower, upper) + Math.fma(-y, lowerLost, upperLost);
        return Math.max(x, -0.0) - Math.fma(remainder, reciprocal, y) * scale;
    }

    private static double farValue(double x, double a) {
        if (!(x < 0)) {
            return x;
        }
        return x < NOTHING ? -0.0 : Exp.scaled(value(x, 1), a);
    }

    static double slope(double x) {
        double a = exponent(x);
        double z = Exp.shifted(a);
        return Exp.isOrdinary(z) ? slope(x, Exp.scale(z)) : farSlope(x, a);
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        Block.each(x, y, from, to, GeluKernel::slopeBlock);
    }

    private static void slopeBlock(double[] x, double[] y, int from, int to) {
        int n = to - from;
        Block block = Block.of(x, from, to);
        boolean ordinary = powers(block.x, block.scale, block.q, n);
        bendRises(block.x, block.a, block.rest, n);
        slopes(block.x, block.scale, block.q, block.a, block.rest, n);
        Block.deliver(block.a, y, from, to);
        if (!ordinary) {
            Loops.repair(x, y, from, to, GeluKernel::slope);
        }
    }

    private static void bendRises(double[] x, double[] t, double[] rise, int n) {
        for (int i = 0; i < n; i++) {
            t[i] = bendVariable(x[i]);
        }
        for (int i = 0; i < n; i++) {
            rise[i] = bendHigh(t[i]);
        }
        for (int i = 0; i < n; i++) {
            rise[i] = bendLow(rise[i], t[i]);
        }
    }

    /** The results are in t. */
    private static void slopes(double[] x, double[] scale, double[] q, double[] t, double[] rise, int n) {
        sums(H0, t, rise, n);
        for (int i = 0; i < n; i++) {
            rise[i] = slopeMore(x[i], q[i], t[i], rise[i]);
        }
        for (int i = 0; i < n; i++) {
            t[i] = leftSlope(x[i], scale[i], t[i], rise[i]);
        }
        for (int i = 0; i < n; i++) {
            t[i] = mirrored(x[i], t[i]);
        }
    }

    private static double slope(double x, double scale) {
        double t = bendVariable(x);
        double rise = bendLow(bendHigh(t), t);
        double q = fraction(x);
        double h = sum(H0, t, rise);
        return mirrored(x, leftSlope(x, scale, h, slopeMore(x, q, h, sumLost(H0, t, rise))));
    }

    /** The last step of a polynomial, c0 + t·rise, and what it loses; c0 is the greater part. */
    private static double sum(double c0, double t, double rise) {
        return c0 + t * rise;
    }

    private static void sums(double c0, double[] t, double[] rise, int n) {
        for (int i = 0; i < n; i++) {
            double variable = t[i];
            t[i] = sum(c0, variable, rise[i]);
            rise[i] = sumLost(c0, variable, rise[i]);
        }
    }

    private static double sumLost(double c0, double t, double rise) {
        double term = t * rise;
        return (term - ((c0 + term) - c0)) + Math.fma(t, rise, -term);
    }

    private static double bendVariable(double x) {
        double v = Math.abs(x);
        return 2 * v / (v + 4) - 1;
    }

    private static double bendHigh(double t) {
        double p = Math.fma(H20, t, H19);
        p = Math.fma(p, t, H18);
        p = Math.fma(p, t, H17);
        p = Math.fma(p, t, H16);
        p = Math.fma(p, t, H15);
        p = Math.fma(p, t, H14);
        p = Math.fma(p, t, H13);
        p = Math.fma(p, t, H12);
        p = Math.fma(p, t, H11);
        return Math.fma(p, t, H10);
    }

    private static double bendLow(double high, double t) {
        double p = Math.fma(high, t, H9);
        p = Math.fma(p, t, H8);
        p = Math.fma(p, t, H7);
        p = Math.fma(p, t, H6);
        p = Math.fma(p, t, H5);
        p = Math.fma(p, t, H4);
        p = Math.fma(p, t, H3);
        p = Math.fma(p, t, H2);
        return Math.fma(p, t, H1);
    }

    /** What (v₀ − v)·H·(1 + q) has beyond the rounded (v₀ − v)·H. */
    private static double slopeMore(double x, double q, double h, double hLost) {
        double near = ZERO - Math.abs(x);
        double distance = near + ZERO_REST;
        double distanceLost = (near - distance) + ZERO_REST;
        double product = h * distance;
        double lost = Math.fma(h, distance, -product) + Math.fma(h, distanceLost, distance * hLost);
        return Math.fma(product, q, lost);
    }

    /** The derivative at −v. */
    private static double leftSlope(double x, double scale, double h, double more) {
        double distance = (ZERO - Math.abs(x)) + ZERO_REST;
        return (h * distance + more) * scale;
    }

    /** At x = −v the derivative, at x = v one minus it. */
    private static double mirrored(double x, double leftSlope) {
        double isRight = Loops.isPositive(x);
        return isRight + Math.fma(-2, isRight, 1) * leftSlope;
    }

    private static double farSlope(double x, double a) {
        if (!(x < 0)) {
            return Double.isNaN(x) ? x : 1;
        }
        return x < NOTHING ? 0 : Exp.scaled(slope(x, 1), a);
    }
}
