package activationlab.numeric;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Zeros and extrema of a function of one variable.
 *
 * <p><b>Zeros</b> are found by bisection that halves the number of doubles between the ends, not the length: at most 65
 * steps, for any function, down to two neighbouring doubles. Methods that take fewer steps for smooth functions gain
 * nothing here and lose their way where a function is flat or jumps.
 *
 * <p><b>Extrema</b> are found by a look at evenly spaced points and a golden-section search around the best of them. The
 * value is good to the last digits; the position of a smooth extremum to about 8 digits only, because the function is flat
 * there: at a distance d from the extremum it differs by d²·f″/2, and that is lost in rounding for d &lt; 10<sup>−8</sup>.
 * Who needs the position to the last digit takes {@link #root} of the derivative.
 *
 * @see "Richard Brent, 1973, Algorithms for Minimization without Derivatives, chapter 5, for the golden section"
 */
public final class Roots {

    /** Looks at an interval before the golden section starts. */
    private static final int LOOKS = 256;

    /** 2 − golden ratio: where a section divides an interval. */
    private static final double SECTION = 0.3819660112501051;

    /**
     * A point of a curve.
     *
     * @param x the input
     * @param y the function there
     */
    public record Point(double x, double y) {}

    private Roots() {}

    /**
     * A zero of a function between two points where its signs differ.
     *
     * <p>Where a function jumps across zero, that place counts as its zero.
     *
     * @param f the function
     * @param low one end; may be −∞
     * @param high the other end; may be ∞
     * @return the double where f is 0 or, if there is none, the one of the two neighbours around the change of sign where
     *     |f| is smaller
     * @throws IllegalArgumentException if f is null, an end or f at an end is NaN, low is greater than high, or f has the
     *     same sign at both ends
     */
    public static double root(DoubleUnaryOperator f, double low, double high) {
        Order.given("f", f);
        Order.interval(low, high);
        double yLow = f.applyAsDouble(low);
        double yHigh = f.applyAsDouble(high);
        if (yLow == 0 || yHigh == 0) {
            return yLow == 0 ? low : high;
        }
        if (!(yLow * Math.signum(yHigh) < 0)) {
            throw new IllegalArgumentException("f must have different signs at both ends, but f(" + low + ") = " + yLow
                    + " and f(" + high + ") = " + yHigh);
        }
        boolean rising = yLow < 0;
        long left = Order.rank(low);
        long right = Order.rank(high);
        while (left + 1 < right) {
            long middle = Order.middle(left, right);
            double y = f.applyAsDouble(Order.at(middle));
            if (y == 0) {
                return Order.at(middle);
            }
            if (y < 0 == rising) {
                left = middle;
                yLow = y;
            } else {
                right = middle;
                yHigh = y;
            }
        }
        return Order.at(Math.abs(yLow) <= Math.abs(yHigh) ? left : right);
    }

    /**
     * All places where a function changes its sign, as far as a grid shows them.
     *
     * <p>A zero that is touched without a change of sign, as that of x², does not count, and two changes between
     * neighbouring points of the grid are missed. If the function is 0 along a stretch, the change of sign is at one of
     * its ends. NaN interrupts: no change of sign is looked for across it.
     *
     * @param f the function
     * @param grid the points to look at, ascending
     * @return the zeros, ascending, each as {@link #root} finds it; an empty array if there are none
     * @throws IllegalArgumentException if f or grid is null, or the grid does not ascend
     */
    public static double[] signChanges(DoubleUnaryOperator f, double... grid) {
        Order.given("f", f);
        if (grid == null) {
            throw new IllegalArgumentException("grid is null; give it the points to look at");
        }
        double[] found = new double[grid.length];
        int count = 0;
        int before = -1; // the last point with a sign
        double yBefore = Double.NaN;
        for (int i = 0; i < grid.length; i++) {
            if (i > 0 && !(grid[i - 1] < grid[i])) {
                throw new IllegalArgumentException(
                        "grid must ascend, but " + grid[i] + " follows " + grid[i - 1] + " at index " + i);
            }
            double y = f.applyAsDouble(grid[i]);
            if (yBefore * Math.signum(y) < 0) {
                found[count++] = root(f, grid[before], grid[i]);
            }
            if (y != 0) {
                before = i;
                yBefore = y;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * The smallest value of a function in an interval.
     *
     * <p>Of several minima that differ by less than the grid of 257 points can tell, one is found. NaN does not count.
     *
     * @param f the function
     * @param low the left end
     * @param high the right end
     * @return position and value; both NaN if f is NaN at all points of the grid
     * @throws IllegalArgumentException if f is null, an end is not finite or low is greater than high
     */
    public static Point minimum(DoubleUnaryOperator f, double low, double high) {
        Order.given("f", f);
        Order.finite("low", low);
        Order.finite("high", high);
        Order.interval(low, high);
        int best = -1;
        double bestX = Double.NaN;
        double bestY = Double.NaN;
        for (int i = 0; i <= LOOKS; i++) {
            double x = between(low, high, i);
            double y = f.applyAsDouble(x);
            if (y < bestY || (best < 0 && !Double.isNaN(y))) {
                best = i;
                bestX = x;
                bestY = y;
            }
        }
        if (best < 0) {
            return new Point(Double.NaN, Double.NaN);
        }
        Point golden =
                golden(f, between(low, high, Math.max(0, best - 1)), between(low, high, Math.min(LOOKS, best + 1)));
        return golden.y() < bestY ? golden : new Point(bestX, bestY);
    }

    /**
     * The greatest value of a function in an interval; see {@link #minimum}.
     *
     * @param f the function
     * @param low the left end
     * @param high the right end
     * @return position and value; both NaN if f is NaN at all points of the grid
     * @throws IllegalArgumentException if f is null, an end is not finite or low is greater than high
     */
    public static Point maximum(DoubleUnaryOperator f, double low, double high) {
        Order.given("f", f);
        Point lowest = minimum(x -> -f.applyAsDouble(x), low, high);
        return new Point(lowest.x(), 0.0 - lowest.y());
    }

    /** The point at i of 256 steps; low and high exactly at the ends, and no overflow between. */
    private static double between(double low, double high, int i) {
        double t = (double) i / LOOKS;
        return low * (1 - t) + high * t;
    }

    private static Point golden(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double x1 = a + SECTION * (b - a);
        double x2 = b - SECTION * (b - a);
        double y1 = f.applyAsDouble(x1);
        double y2 = f.applyAsDouble(x2);
        while (a < x1 && x1 < x2 && x2 < b) {
            if (y1 <= y2) {
                b = x2;
                x2 = x1;
                y2 = y1;
                x1 = a + SECTION * (b - a);
                y1 = f.applyAsDouble(x1);
            } else {
                a = x1;
                x1 = x2;
                y1 = y2;
                x2 = b - SECTION * (b - a);
                y2 = f.applyAsDouble(x2);
            }
        }
        return y1 <= y2 ? new Point(x1, y1) : new Point(x2, y2);
    }
}
