package activationlab.function;

import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives by differences that do not reach across a kink. {@code + 0.0} turns −0.0 into 0.0: a slope of "-0" in a
 * table would puzzle its reader.
 *
 * <p>{@link Activation#of(String, DoubleUnaryOperator, double...)} says what is computed where.
 */
final class Differences {

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

    /** f′ as a function; the kinks ascend. */
    static DoubleUnaryOperator first(DoubleUnaryOperator f, double... kinks) {
        return x -> {
            if (Double.isNaN(x)) {
                return x;
            }
            if (Math.abs(x) > FAR) {
                double far = Math.copySign(FAR, x);
                return (f.applyAsDouble(2 * far) - f.applyAsDouble(far)) / far + 0.0;
            }
            double h = step(x, FIRST_STEP);
            if (reaches(kinks, x, h)) {
                return besideKink(Differences::firstOneSided, f, x, h, kinks);
            }
            double right = x + h;
            double left = x - h;
            return (f.applyAsDouble(right) - f.applyAsDouble(left)) / (right - left) + 0.0;
        };
    }

    /** f″ as a function; the kinks ascend. */
    static DoubleUnaryOperator second(DoubleUnaryOperator f, double... kinks) {
        return x -> {
            if (Double.isNaN(x)) {
                return x;
            }
            double h = step(x, SECOND_STEP);
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
        };
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
                leftRoom = x - kink;
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
