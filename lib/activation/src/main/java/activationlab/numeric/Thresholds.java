package activationlab.numeric;

import java.util.function.DoublePredicate;

/**
 * The exact double, or float, where a condition begins or ends to hold: from where on the sigmoid is 1, up to where
 * e<sup>x</sup> is finite.
 *
 * <p>The search halves the number of doubles between the ends, not the length of the interval, so it takes at most 65
 * steps from −∞ to ∞ and ends at one double, not near it. The condition must change at most once in the interval; if it
 * changes more often, the result is one of the changes.
 *
 * <pre>{@code
 * Thresholds.smallest(x -> 1 / (1 + StrictMath.exp(-x)) == 1, 0, 100)    // 36.7368...
 * Thresholds.largest(x -> StrictMath.exp(x) < Double.POSITIVE_INFINITY, 0, 1000)    // 709.78...
 * }</pre>
 *
 * <p>The forms for floats hand the condition a float, as a double of the same value.
 */
public final class Thresholds {

    private Thresholds() {}

    /**
     * The smallest double that fulfils a condition.
     *
     * @param condition a condition that holds from some point on
     * @param low where to begin; may be −∞
     * @param high where to end, and where the condition holds; may be ∞
     * @return the smallest x from low to high that fulfils the condition; 0.0, not −0.0, if that is zero
     * @throws IllegalArgumentException if condition is null, an end is NaN, low is greater than high, or the condition
     *     does not hold at high
     */
    public static double smallest(DoublePredicate condition, double low, double high) {
        check(condition, low, high, "high", high);
        return Order.at(first(condition, Order.rank(low), Order.rank(high), rank -> Order.at(rank)));
    }

    /**
     * The largest double that fulfils a condition.
     *
     * @param condition a condition that holds up to some point
     * @param low where to begin, and where the condition holds; may be −∞
     * @param high where to end; may be ∞
     * @return the largest x from low to high that fulfils the condition
     * @throws IllegalArgumentException if condition is null, an end is NaN, low is greater than high, or the condition
     *     does not hold at low
     */
    public static double largest(DoublePredicate condition, double low, double high) {
        check(condition, low, high, "low", low);
        return -Order.at(first(x -> condition.test(-x), Order.rank(-high), Order.rank(-low), rank -> Order.at(rank)))
                + 0.0;
    }

    /**
     * The smallest float that fulfils a condition; see {@link #smallest}.
     *
     * @param condition a condition that holds from some point on
     * @param low where to begin; may be −∞
     * @param high where to end, and where the condition holds; may be ∞
     * @return the smallest float from low to high that fulfils the condition
     * @throws IllegalArgumentException as {@link #smallest} does
     */
    public static float smallestFloat(DoublePredicate condition, float low, float high) {
        check(condition, low, high, "high", high);
        return Order.floatAt((int) first(condition, Order.rank(low), Order.rank(high), Thresholds::floatAt));
    }

    /**
     * The largest float that fulfils a condition; see {@link #largest}.
     *
     * @param condition a condition that holds up to some point
     * @param low where to begin, and where the condition holds; may be −∞
     * @param high where to end; may be ∞
     * @return the largest float from low to high that fulfils the condition
     * @throws IllegalArgumentException as {@link #largest} does
     */
    public static float largestFloat(DoublePredicate condition, float low, float high) {
        check(condition, low, high, "low", low);
        return -Order.floatAt(
                        (int) first(x -> condition.test(-x), Order.rank(-high), Order.rank(-low), Thresholds::floatAt))
                + 0.0f;
    }

    /** From a place among the numbers to the number. */
    private interface Numbers {
        double at(long rank);
    }

    private static double floatAt(long rank) {
        return Order.floatAt((int) rank);
    }

    private static void check(DoublePredicate condition, double low, double high, String name, double end) {
        if (condition == null) {
            throw new IllegalArgumentException("condition is null; give it a condition such as x -> f.value(x) == 1");
        }
        Order.interval(low, high);
        if (!condition.test(end)) {
            throw new IllegalArgumentException(
                    "the condition must hold at " + name + " = " + end + ", but it does not; move that end");
        }
    }

    /** The first place where the condition holds, if it holds at the last one. */
    private static long first(DoublePredicate condition, long from, long last, Numbers numbers) {
        long low = from;
        long high = last;
        while (low < high) {
            long middle = Order.middle(low, high);
            if (condition.test(numbers.at(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }
}
