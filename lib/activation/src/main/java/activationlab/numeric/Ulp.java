package activationlab.numeric;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Distances and errors in ulps, units in the last place: how far a computed double is from the right answer, in steps
 * of the doubles around it.
 *
 * <p>An error of at most ½ ulp is the best a double can do. An error of 1 ulp or 2 leaves the last decimal digit in doubt;
 * an error of 2<sup>52</sup> ≈ 4.5·10<sup>15</sup> ulp leaves no correct digit at all.
 *
 * <p>{@link #distance} counts doubles between two doubles and needs no exact value; {@link #error(double, BigDecimal)}
 * measures against one, with fractions of an ulp.
 */
public final class Ulp {

    private Ulp() {}

    /**
     * How many steps from double to double lead from a to b; also across zero, where −0.0 and 0.0 count as one number.
     * Infinity is one step beyond {@link Double#MAX_VALUE}.
     *
     * @param a a double
     * @param b a double
     * @return the number of steps; 0 for two NaNs; {@link Long#MAX_VALUE} if one is NaN, and also for the few pairs of
     *     huge numbers of opposite sign that are further apart than that
     */
    public static long distance(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Double.isNaN(a) && Double.isNaN(b) ? 0 : Long.MAX_VALUE;
        }
        long rankA = Order.rank(a);
        long rankB = Order.rank(b);
        long distance = Math.max(rankA, rankB) - Math.min(rankA, rankB);
        return distance < 0 ? Long.MAX_VALUE : distance;
    }

    /**
     * How many steps from float to float lead from a to b; see {@link #distance(double, double)}.
     *
     * @param a a float
     * @param b a float
     * @return the number of steps; 0 for two NaNs; {@link Long#MAX_VALUE} if one is NaN
     */
    public static long distance(float a, float b) {
        if (Float.isNaN(a) || Float.isNaN(b)) {
            return Float.isNaN(a) && Float.isNaN(b) ? 0 : Long.MAX_VALUE;
        }
        return Math.abs((long) Order.rank(a) - Order.rank(b));
    }

    /**
     * The error of a computed double, |computed − exact| / ulp(exact).
     *
     * <p>ulp(exact) is the distance of the doubles around the exact value: 2<sup>e−52</sup> for 2<sup>e</sup> ≤ |exact| &lt;
     * 2<sup>e+1</sup>, and 2<sup>−1074</sup> below 2<sup>−1022</sup> and at 0. The sign of a zero makes no difference.
     *
     * @param computed the computed value
     * @param exact the right answer, with at least 40 digits if the error is to have three
     * @return the error in ulps; infinite if the computed value is NaN, or infinite where the exact value, rounded to a
     *     double, is not
     * @throws IllegalArgumentException if exact is null
     */
    public static double error(double computed, BigDecimal exact) {
        if (exact == null) {
            throw new IllegalArgumentException("exact is null; give it the right answer");
        }
        double rounded = exact.doubleValue();
        if (!Double.isFinite(computed)) {
            return computed == rounded ? 0 : Double.POSITIVE_INFINITY;
        }
        double size = Math.abs(rounded);
        double below = Math.nextDown(size);
        // Rounding may have lifted the exact value to a power of two, where the doubles are wider apart. (At 0 the
        // number below is negative, and its ulp the same.)
        boolean lifted = new BigDecimal(Math.min(size, Double.MAX_VALUE)).compareTo(exact.abs()) > 0;
        return error(new BigDecimal(computed), exact, Math.ulp(lifted || size > Double.MAX_VALUE ? below : size));
    }

    /**
     * The error of a computed float, |computed − exact| / ulp(exact), in steps of the floats; see {@link #error(double,
     * BigDecimal)}.
     *
     * @param computed the computed value
     * @param exact the right answer
     * @return the error in ulps of a float; infinite as in {@link #error(double, BigDecimal)}
     * @throws IllegalArgumentException if exact is null
     */
    public static double error(float computed, BigDecimal exact) {
        if (exact == null) {
            throw new IllegalArgumentException("exact is null; give it the right answer");
        }
        float rounded = exact.floatValue();
        if (!Float.isFinite(computed)) {
            return computed == rounded ? 0 : Double.POSITIVE_INFINITY;
        }
        float size = Math.abs(rounded);
        float below = Math.nextDown(size);
        boolean lifted = new BigDecimal(Math.min(size, Float.MAX_VALUE)).compareTo(exact.abs()) > 0;
        return error(new BigDecimal(computed), exact, Math.ulp(lifted || size > Float.MAX_VALUE ? below : size));
    }

    private static double error(BigDecimal computed, BigDecimal exact, double ulp) {
        // Near the smallest double the difference itself would be lost in doubles.
        return computed.subtract(exact)
                .abs()
                .divide(new BigDecimal(ulp), MathContext.DECIMAL64)
                .doubleValue();
    }
}
