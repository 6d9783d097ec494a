package activationlab.property;

import activationlab.numeric.Roots;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The least upper bound of a function, and whether the true function takes it or only comes near: in doubles the sigmoid
 * is 1 from 37.43 on, and that must not count.
 *
 * @param value the bound; NaN if the function has no value anywhere
 * @param reached whether the function takes the value
 * @param where in words: {@code at x = 2}, {@code for x > 0}, {@code as x → ∞}
 */
record Bound(double value, boolean reached, String where) {

    /** So many ulps between two values may be rounding. */
    private static final double NOISE = 4;

    /** Of the highest points of the dense grid, so many are refined. */
    private static final int CANDIDATES = 24;

    private static final double NEARLY = 0.01;

    /** The bound of g, whose values on the grid are y. */
    static Bound highest(Probe probe, DoubleUnaryOperator g, double... y) {
        double[] x = probe.x;
        int last = x.length - 1;
        int top = -1;
        for (int i = 0; i <= last; i++) {
            if (!Double.isNaN(y[i]) && (top < 0 || y[i] > y[top])) {
                top = i;
            }
        }
        if (top < 0) {
            return new Bound(Double.NaN, false, "");
        }
        double best = y[top];
        double noise = Double.isInfinite(best) ? 0 : NOISE * Math.ulp(best);
        boolean left = y[0] >= best - noise;
        boolean right = y[last] >= best - noise;
        if (left || right) {
            return atTheEnds(x, g, left, right, y);
        }
        if (Double.isInfinite(best)) {
            return new Bound(best, false, "near x = " + Text.rounded(x[top]));
        }
        Roots.Point point = refined(probe, g, top, noise, y);
        return new Bound(point.y(), true, "at x = " + Text.rounded(point.x() + 0.0));
    }

    private static Bound atTheEnds(double[] x, DoubleUnaryOperator g, boolean left, boolean right, double... y) {
        Flat onTheLeft = left ? Flat.left(x, g, y) : null;
        Flat onTheRight = right ? Flat.right(x, g, y) : null;
        for (Flat flat : new Flat[] {onTheLeft, onTheRight}) {
            if (flat != null && flat.sharp()) {
                return new Bound(flat.value(), true, flat.where());
            }
        }
        double value = Math.max(
                left ? end(g, Double.NEGATIVE_INFINITY, y[0]) : Double.NEGATIVE_INFINITY,
                right ? end(g, Double.POSITIVE_INFINITY, y[y.length - 1]) : Double.NEGATIVE_INFINITY);
        return new Bound(value, false, left && right ? "as x → ±∞" : right ? "as x → ∞" : "as x → -∞");
    }

    /** The value at infinity, if it continues the value at the greatest double. */
    private static double end(DoubleUnaryOperator g, double infinity, double before) {
        double limit = g.applyAsDouble(infinity);
        return limit >= before ? limit : before;
    }

    private static Roots.Point refined(Probe probe, DoubleUnaryOperator g, int top, double noise, double... y) {
        double[] x = probe.x;
        double low = y[top] - NEARLY * Math.max(Math.abs(y[top]), probe.scale);
        int[] candidates = IntStream.rangeClosed(probe.from, probe.to)
                .filter(i -> y[i] >= low && !(y[i - 1] > y[i]) && !(y[i + 1] > y[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(x[i])))
                .limit(CANDIDATES)
                .mapToInt(i -> i)
                .toArray();
        Roots.Point best = new Roots.Point(x[top], y[top]);
        if (candidates.length == 0) {
            return Roots.maximum(g, x[top - 1], x[top + 1]);
        }
        boolean found = false;
        for (int i : candidates) {
            Roots.Point point = Roots.maximum(g, x[i - 1], x[i + 1]);
            // The grid point itself is the nicer position if the value is no greater elsewhere.
            Roots.Point nicer = y[i] >= point.y() ? new Roots.Point(x[i], y[i]) : point;
            if (nicer.y() > best.y() + noise || (!found && nicer.y() >= best.y() - noise)) {
                best = nicer;
                found = true;
            }
        }
        return best;
    }

    /** The bound in words. */
    String text() {
        return Double.isNaN(value)
                ? "no values"
                : reached
                        ? Text.rounded(value + 0.0) + " " + where
                        : "approaches " + Text.rounded(value + 0.0) + " " + where;
    }
}
