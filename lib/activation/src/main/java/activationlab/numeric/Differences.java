package activationlab.numeric;

import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives by differences that do not reach across a kink.
 *
 * <p><b>First derivative.</b> (f(x+h) − f(x−h)) / ((x+h) − (x−h)) with the step h = 2<sup>−17</sup>·2<sup>e</sup>, where
 * 2<sup>e</sup> is the power of two at or below max(1, |x|). 2<sup>−17</sup> is close to the cube root of
 * 2<sup>−52</sup>, where the error of the formula (about h²·f‴/6) and that of rounding (about 2<sup>−53</sup>·f/h) are in
 * balance. A power of two makes x+h and x−h exact almost always, and the denominator is the true distance in any case.
 * Expect 10 to 11 correct digits for functions of ordinary size.
 *
 * <p><b>Second derivative.</b> The second difference with h = 2<sup>−13</sup>·2<sup>e</sup>, the fourth root of
 * 2<sup>−52</sup> for the same reason. Expect 7 digits.
 *
 * <p><b>Special cases</b>, for both:
 *
 * <ul>
 *   <li>If a given kink lies within the step, points on the side of x alone are used. At the kink itself the result is
 *       that from the left.
 *   <li>At a kink that is not given, the first derivative is the mean of both slopes, or a huge number if f jumps.
 *   <li>At ±∞, and beyond ±2<sup>500</sup>, the points ±2<sup>500</sup> and ±2<sup>501</sup> are used: the right limit for
 *       a function that flattens out or becomes straight.
 *   <li>NaN gives NaN, also where f itself forgets it. Where f overflows, the result is NaN too. No result is −0.0.
 * </ul>
 */
public final class Differences {

    /** log₂ of the step for f′ at |x| < 2: near the cube root of 2⁻⁵², which balances truncation against rounding. */
    private static final int FIRST_STEP = -17;

    /** log₂ of the step for f″: the fourth root of 2⁻⁵², for the same reason. */
    private static final int SECOND_STEP = -13;

    /** From here on x counts as infinite; the square of it, and of twice it, is still finite. */
    private static final double FAR = 0x1p500;

    /** A difference formula on points x, x + step, x + 2·step, … (to the left if the step is negative). */
    private interface OneSided {
        double at(DoubleUnaryOperator f, double x, double step);
    }

    private Differences() {}

    /**
     * f′(x) by differences.
     *
     * @param f the function
     * @param x where
     * @param kinks the points where f or f′ jumps, in any order; none if left out
     * @return the derivative
     * @throws IllegalArgumentException if f or kinks is null or a kink not finite
     */
    public static double first(DoubleUnaryOperator f, double x, double... kinks) {
        return derivative(f, kinks).applyAsDouble(x);
    }

    /**
     * f″(x) by differences.
     *
     * @param f the function
     * @param x where
     * @param kinks the points where f or f′ jumps, in any order; none if left out
     * @return the second derivative
     * @throws IllegalArgumentException if f or kinks is null or a kink not finite
     */
    public static double second(DoubleUnaryOperator f, double x, double... kinks) {
        return secondDerivative(f, kinks).applyAsDouble(x);
    }

    /**
     * f′ as a function, by differences.
     *
     * @param f the function
     * @param kinks the points where f or f′ jumps, in any order; none if left out
     * @return the derivative
     * @throws IllegalArgumentException if f or kinks is null or a kink not finite
     */
    public static DoubleUnaryOperator derivative(DoubleUnaryOperator f, double... kinks) {
        double[] points = checked(f, kinks);
        return x -> first(f, x, points, step(x, FIRST_STEP));
    }

    /**
     * f″ as a function, by differences.
     *
     * @param f the function
     * @param kinks the points where f or f′ jumps, in any order; none if left out
     * @return the second derivative
     * @throws IllegalArgumentException if f or kinks is null or a kink not finite
     */
    public static DoubleUnaryOperator secondDerivative(DoubleUnaryOperator f, double... kinks) {
        double[] points = checked(f, kinks);
        return x -> second(f, x, points, step(x, SECOND_STEP));
    }

    private static double[] checked(DoubleUnaryOperator f, double... kinks) {
        Order.given("f", f);
        return Order.kinks(kinks);
    }

    // "+ 0.0" turns −0.0 into 0.0: a slope of "-0" in a table would puzzle its reader.

    private static double first(DoubleUnaryOperator f, double x, double[] kinks, double h) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (Math.abs(x) > FAR) {
            double far = Math.copySign(FAR, x);
            return (f.applyAsDouble(2 * far) - f.applyAsDouble(far)) / far + 0.0;
        }
        if (reaches(kinks, x, h)) {
            return besideKink(Differences::firstOneSided, f, x, h, kinks);
        }
        double right = x + h;
        double left = x - h;
        return (f.applyAsDouble(right) - f.applyAsDouble(left)) / (right - left) + 0.0;
    }

    private static double second(DoubleUnaryOperator f, double x, double[] kinks, double step) {
        if (Double.isNaN(x)) {
            return x;
        }
        double h = step;
        double centre = x;
        if (Math.abs(x) > FAR) {
            h = FAR / 2;
            centre = Math.copySign(1.5 * FAR, x);
        } else if (reaches(kinks, x, h)) {
            return besideKink(Differences::secondOneSided, f, x, h, kinks);
        }
        double y = f.applyAsDouble(centre);
        double bend = (f.applyAsDouble(centre + h) - y) - (y - f.applyAsDouble(centre - h));
        return bend / h / h + 0.0;
    }

    private static double step(double x, int exponent) {
        return Math.scalb(1.0, exponent + Math.max(0, Math.getExponent(x)));
    }

    private static boolean reaches(double[] kinks, double x, double h) {
        for (double kink : kinks) {
            if (x - h <= kink && kink <= x + h) {
                return true;
            }
        }
        return false;
    }

    /** Looks away from the nearest kink; at a kink, to the left. */
    private static double besideKink(OneSided formula, DoubleUnaryOperator f, double x, double h, double... kinks) {
        double leftRoom = Double.POSITIVE_INFINITY;
        double rightRoom = Double.POSITIVE_INFINITY;
        for (double kink : kinks) {
            if (kink < x) {
                leftRoom = Math.min(leftRoom, x - kink);
            } else {
                rightRoom = Math.min(rightRoom, kink - x);
            }
        }
        boolean left = leftRoom >= rightRoom; // at a kink rightRoom is 0
        // The formulas use at most four steps; with eight steps of room they stay clear of the next kink.
        return formula.at(f, x, left ? -Math.min(h, leftRoom / 8) : Math.min(h, rightRoom / 8));
    }

    /** Second order, and without f(x), because at a jump that value belongs to one side only. */
    private static double firstOneSided(DoubleUnaryOperator f, double x, double h) {
        double y1 = f.applyAsDouble(x + h);
        double y2 = f.applyAsDouble(x + 2 * h);
        double y3 = f.applyAsDouble(x + 3 * h);
        // Weights −5, 8, −3 as differences: exactly 0 for a constant, whatever its size.
        return (5 * (y2 - y1) - 3 * (y3 - y2)) / (2 * h) + 0.0;
    }

    private static double secondOneSided(DoubleUnaryOperator f, double x, double h) {
        double y1 = f.applyAsDouble(x + h);
        double y2 = f.applyAsDouble(x + 2 * h);
        double y3 = f.applyAsDouble(x + 3 * h);
        double y4 = f.applyAsDouble(x + 4 * h);
        // Weights 3, −8, 7, −2 as differences.
        return (-3 * (y2 - y1) + 5 * (y3 - y2) - 2 * (y4 - y3)) / h / h + 0.0;
    }
}
