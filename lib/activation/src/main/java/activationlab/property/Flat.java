package activationlab.property;

import activationlab.numeric.Thresholds;
import java.util.function.DoubleUnaryOperator;

/**
 * A flat piece at one end of the axis: in doubles, the function has one value from some point outwards.
 *
 * @param rising true for the right end, false for the left end
 * @param value the value there
 * @param edge the last double of the flat piece, seen from outside
 * @param sharp whether the function leaves the value at once, as ReLU does at 0. Otherwise it only comes so near to the
 *     value that rounding makes it equal, as with the sigmoid
 */
record Flat(boolean rising, double value, double edge, boolean sharp) {

    /** How far from the edge it is looked whether the function leaves the value at once. */
    private static final double BESIDE = 0x1p-10;

    /** A function that is flat by rounding only does not get so far on that distance, in ulps of the value. */
    private static final double SHARP = 1000;

    /** Numbers below may become 0 on the way to the result. */
    private static final double UNDERFLOW = 1e-100;

    private static final int SHORTER = 5;

    /** The flat piece on the left of g, whose values on the grid are y; null if there is none. */
    static Flat left(double[] x, DoubleUnaryOperator g, double... y) {
        double value = y[0];
        int first = 1;
        while (first < y.length && y[first] == value) {
            first++;
        }
        if (first == 1) {
            return null;
        }
        if (first == y.length) {
            return new Flat(false, value, Double.POSITIVE_INFINITY, true);
        }
        double edge = Thresholds.largest(at -> g.applyAsDouble(at) == value, x[first - 1], x[first]);
        return new Flat(false, value, edge, sharp(g, edge, value, 1));
    }

    /** The flat piece on the right. */
    static Flat right(double[] x, DoubleUnaryOperator g, double... y) {
        int end = y.length - 1;
        double value = y[end];
        int last = end - 1;
        while (last >= 0 && y[last] == value) {
            last--;
        }
        if (last == end - 1) {
            return null;
        }
        if (last < 0) {
            return new Flat(true, value, Double.NEGATIVE_INFINITY, true);
        }
        double edge = Thresholds.smallest(at -> g.applyAsDouble(at) == value, x[last], x[last + 1]);
        return new Flat(true, value, edge, sharp(g, edge, value, -1));
    }

    private static boolean sharp(DoubleUnaryOperator g, double edge, double value, int inwards) {
        double beside = g.applyAsDouble(edge + inwards * BESIDE * Math.max(1, Math.abs(edge)));
        return Math.abs(beside - value) > Math.max(SHARP * Math.ulp(value), UNDERFLOW);
    }

    /** Whether the function is constant. */
    boolean everywhere() {
        return Double.isInfinite(edge);
    }

    /** The first float of the flat piece, where the value is rounded to a float; NaN if it begins beyond all floats. */
    float floatEdge(DoubleUnaryOperator g) {
        float rounded = (float) value;
        // Beyond the edge the condition may hold once more on the other side, so it is looked for step by step.
        float out = rising ? Float.MAX_VALUE : -Float.MAX_VALUE;
        if ((float) g.applyAsDouble(out) != rounded) {
            return Float.NaN;
        }
        float in = out;
        while (Math.abs(in) > Float.MIN_VALUE && (float) g.applyAsDouble(in / 2) == rounded) {
            in /= 2;
        }
        float other = Math.abs(in) <= Float.MIN_VALUE ? -out : in / 2;
        return rising
                ? Thresholds.smallestFloat(at -> (float) g.applyAsDouble(at) == rounded, other, in)
                : Thresholds.largestFloat(at -> (float) g.applyAsDouble(at) == rounded, in, other);
    }

    /** The piece in words. */
    String where() {
        if (everywhere()) {
            return "for every x";
        }
        // x > 0.3 reads better than x ≥ 0.30000000000000004.
        double outside = rising ? Math.nextDown(edge) : Math.nextUp(edge);
        boolean open = Text.exact(outside).length() + SHORTER < Text.exact(edge).length();
        String sign = rising ? (open ? ">" : "≥") : open ? "<" : "≤";
        return "for x " + sign + " " + Text.exact(open ? outside : edge);
    }
}
