package activationlab.function;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What is known about a function without running it. The tests of this library check every number here against the
 * function itself.
 *
 * <p>The numbers are those of the function with its parameters: where the minimum of Swish is depends on β. Where a number
 * is not exact, it is the double nearest to it.
 *
 * @param aliases other names of the same function; {@link Activations#named} finds it by each of them
 * @param formula f(x) in LaTeX, with the symbols of the parameters
 * @param derivative f′(x) in LaTeX
 * @param parameters the parameters; empty if there are none
 * @param range the values that f takes for real x. The rounded values of doubles may reach an end that is not included.
 *     The step function takes the two ends only
 * @param left what happens towards −∞
 * @param right what happens towards ∞
 * @param extrema the points where f turns, from left to right; a flat piece is not an extremum
 * @param zeroCentred whether the mean of f(x) is 0 when x is drawn from the standard normal distribution N(0, 1); what the
 *     rounding of a parameter does to that mean is not counted
 * @param symmetry whether f is odd or even
 * @param monotonicity whether f rises everywhere
 * @param lipschitz how steep f is
 * @param kinks the kinks and jumps, from left to right
 * @param year the year of the paper
 * @param paper the work that introduced the function or made it known as an activation function: authors, title, and
 *     where to find it
 */
public record Facts(
        List<String> aliases,
        String formula,
        String derivative,
        List<Parameter> parameters,
        Interval range,
        End left,
        End right,
        List<Extremum> extrema,
        boolean zeroCentred,
        Symmetry symmetry,
        Monotonicity monotonicity,
        Lipschitz lipschitz,
        List<Kink> kinks,
        int year,
        String paper) {

    /**
     * The facts about a function. The lists are copied.
     *
     * @param aliases other names
     * @param formula f(x) in LaTeX
     * @param derivative f′(x) in LaTeX
     * @param parameters the parameters
     * @param range the values that f takes
     * @param left what happens towards −∞
     * @param right what happens towards ∞
     * @param extrema the points where f turns, from left to right
     * @param zeroCentred whether the mean under N(0, 1) is 0
     * @param symmetry whether f is odd or even
     * @param monotonicity whether f rises everywhere
     * @param lipschitz how steep f is
     * @param kinks the kinks and jumps, from left to right
     * @param year the year of the paper
     * @param paper authors, title, and where to find it
     * @throws IllegalArgumentException if something is null
     */
    public Facts {
        if (Stream.of(
                        aliases,
                        formula,
                        derivative,
                        parameters,
                        range,
                        left,
                        right,
                        extrema,
                        symmetry,
                        monotonicity,
                        lipschitz,
                        kinks,
                        paper)
                .anyMatch(fact -> fact == null)) {
            throw new IllegalArgumentException("a fact is null; use an empty list where there is nothing to tell");
        }
        aliases = List.copyOf(aliases);
        parameters = List.copyOf(parameters);
        extrema = List.copyOf(extrema);
        kinks = List.copyOf(kinks);
    }

    /**
     * An interval of real numbers.
     *
     * @param low the lower end; may be −∞
     * @param lowIncluded whether low belongs to it
     * @param high the upper end; may be ∞
     * @param highIncluded whether high belongs to it
     */
    public record Interval(double low, boolean lowIncluded, double high, boolean highIncluded) {

        /**
         * An interval.
         *
         * @param low the lower end; may be −∞
         * @param lowIncluded whether low belongs to it
         * @param high the upper end; may be ∞
         * @param highIncluded whether high belongs to it
         * @throws IllegalArgumentException if low is not at most high, or an infinite end is included
         */
        public Interval {
            if (!(low <= high)) {
                throw new IllegalArgumentException("low must be at most high, not " + low + " and " + high);
            }
            if ((lowIncluded && Double.isInfinite(low)) || (highIncluded && Double.isInfinite(high))) {
                throw new IllegalArgumentException("an infinite end cannot be included");
            }
        }

        /** All real numbers. */
        static final Interval ALL = open(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        static Interval open(double low, double high) {
            return new Interval(low, false, high, false);
        }

        static Interval closed(double low, double high) {
            return new Interval(low, true, high, true);
        }

        static Interval atLeast(double low) {
            return new Interval(low, true, Double.POSITIVE_INFINITY, false);
        }

        static Interval above(double low) {
            return open(low, Double.POSITIVE_INFINITY);
        }

        /**
         * Whether a number belongs to the interval.
         *
         * @param x any double
         * @return whether it does; false for NaN
         */
        public boolean contains(double x) {
            return (x > low || (lowIncluded && x == low)) && (x < high || (highIncluded && x == high));
        }

        /**
         * The usual notation.
         *
         * @return for example {@code [0.0, ∞)}
         */
        @Override
        public String toString() {
            return (lowIncluded ? "[" : "(") + end(low) + ", " + end(high) + (highIncluded ? "]" : ")");
        }

        private static String end(double x) {
            return Double.isInfinite(x)
                    ? (x > 0 ? "∞" : "−∞")
                    : String.valueOf(x).replace('-', '−');
        }
    }

    /**
     * A parameter of the function.
     *
     * @param name its name in Java, such as {@code alpha}
     * @param symbol its symbol in formulas, such as α
     * @param value its value in this function
     * @param limits the values that are allowed
     */
    public record Parameter(String name, String symbol, double value, Interval limits) {}

    /**
     * One end of the axis.
     *
     * @param limit the limit of f there
     * @param constant the double from which on, outwards, the value of f rounds to its finite limit; empty if f is not
     *     rounded to a finite limit before infinity. This is the threshold of the correctly rounded true value: a result
     *     that is off by an ulp gets there earlier or later
     * @param identity the double from which on, outwards, the value of f rounds to x itself; in the same sense. That a
     *     function such as tanh also rounds to x in a neighbourhood of 0 is not counted
     */
    public record End(double limit, OptionalDouble constant, OptionalDouble identity) {

        static End of(double limit) {
            return new End(limit, OptionalDouble.empty(), OptionalDouble.empty());
        }

        static End constant(double limit, double from) {
            // A threshold beyond all finite numbers is none.
            return Double.isInfinite(from)
                    ? of(limit)
                    : new End(limit, OptionalDouble.of(from), OptionalDouble.empty());
        }

        static End identity(double limit, double from) {
            return from == limit ? of(limit) : new End(limit, OptionalDouble.empty(), OptionalDouble.of(from));
        }
    }

    /**
     * A point where the function turns.
     *
     * @param minimum true for a minimum, false for a maximum
     * @param at the point
     * @param value the value there
     */
    public record Extremum(boolean minimum, double at, double value) {}

    /** Symmetry about the origin or the axis. */
    public enum Symmetry {
        /** f(−x) = −f(x). */
        ODD,
        /** f(−x) = f(x). */
        EVEN,
        /** Neither; the function may still be symmetric about another point, as the sigmoid is about (0, ½). */
        NONE
    }

    /** Whether a function rises. */
    public enum Monotonicity {
        /** It rises everywhere (its rounded values may be equal). */
        INCREASING,
        /** It never falls, but has flat pieces. */
        NON_DECREASING,
        /** It rises and falls. */
        NONE
    }

    /**
     * How steep the function is.
     *
     * @param constant the least L for which |f(a) − f(b)| ≤ L·|a − b| for all a and b: the supremum of |f′|; ∞ if there is
     *     none
     * @param from the slope is that steep from here
     * @param to to here; equal to {@code from} if at one point only, or if the slope is only approached there (at a kink
     *     or at ±∞)
     */
    public record Lipschitz(double constant, double from, double to) {

        static Lipschitz at(double constant, double point) {
            return new Lipschitz(constant, point, point);
        }

        static Lipschitz right(double constant) {
            return new Lipschitz(constant, 0, Double.POSITIVE_INFINITY);
        }

        static Lipschitz everywhere(double constant) {
            return new Lipschitz(constant, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
    }

    /**
     * A point where the function or its derivative jumps.
     *
     * @param at the point
     * @param leftSlope the slope just left of it
     * @param rightSlope the slope just right of it
     * @param slope the value that {@link Activation#derivative} has there by convention
     * @param jump how much the function itself jumps: its limit from the right less that from the left; usually 0
     */
    public record Kink(double at, double leftSlope, double rightSlope, double slope, double jump) {

        static Kink of(double at, double leftSlope, double rightSlope, double slope) {
            return new Kink(at, leftSlope, rightSlope, slope, 0);
        }
    }
}
