package activationlab.property;

import activationlab.numeric.Roots;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where a function is 0: single points and flat pieces. A function that only approaches 0 has no zero there. */
final class Zeros {

    private static final int LISTED = 6;

    /** Runs of zeros narrower than this are one zero: x² is 0 in doubles up to 10⁻¹⁶², e^x − 1 up to 10⁻¹⁶. */
    private static final double NARROW = 1e-15;

    /** |f| smaller than this, relative to its size, counts as 0 where |f| has a minimum. */
    private static final double TOUCHES = 1e-15;

    private static final double CROSSES = 1e-9;
    private static final double NEAR = 0.05;

    private Zeros() {}

    static String text(Probe probe, Flat left, Flat right) {
        double[] x = probe.x;
        double[] y = probe.y;
        List<String> pieces = new ArrayList<>();
        TreeSet<Double> points = new TreeSet<>();
        int first = 0;
        int last = x.length - 1;
        if (left != null && left.value() == 0) {
            while (first <= last && y[first] == 0) {
                first++;
            }
            if (left.sharp()) {
                pieces.add(left.where());
            }
        }
        if (right != null && right.value() == 0) {
            while (last >= first && y[last] == 0) {
                last--;
            }
            if (right.sharp() && !right.everywhere()) {
                pieces.add(right.where());
            }
        }
        for (int i = first; i <= last; i++) {
            if (y[i] == 0) {
                int end = i;
                while (end < last && y[end + 1] == 0) {
                    end++;
                }
                if (Math.max(Math.abs(x[i]), Math.abs(x[end])) < NARROW) {
                    points.add(0.0);
                } else if (end == i) {
                    points.add(x[i] + 0.0);
                } else {
                    pieces.add("from " + Text.rounded(x[i]) + " to " + Text.rounded(x[end]) + " at least");
                }
                i = end;
            }
        }
        for (int i = Math.max(first, 1); i < Math.min(last, x.length - 1); i++) {
            if (y[i] * Math.signum(y[i + 1]) < 0) {
                double root = Roots.root(probe::value, x[i], x[i + 1]);
                // A jump across 0, or a pole, is no zero.
                if (Math.abs(probe.value(root)) < CROSSES * probe.scale) {
                    points.add(root);
                }
            } else if (i > probe.from && i < probe.to && touches(probe, i)) {
                Roots.Point point = Roots.minimum(at -> Math.abs(probe.value(at)), x[i - 1], x[i + 1]);
                if (point.y() <= TOUCHES * probe.scale) {
                    points.add(point.x());
                }
            }
        }
        if (points.size() > LISTED) {
            return points.size() + " points on the grid, the one nearest to 0 at x = "
                    + Text.rounded(points.stream()
                            .min((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
                            .orElseThrow());
        }
        points.forEach(point -> pieces.add("x = " + Text.rounded(point)));
        return pieces.isEmpty() ? "none" : String.join(", ", pieces);
    }

    /** A minimum of |f| on the grid, small enough to be a zero that the grid does not hit. */
    private static boolean touches(Probe probe, int i) {
        double size = Math.abs(probe.y[i]);
        return size > 0
                && size < NEAR * probe.scale
                && probe.y[i - 1] * Math.signum(probe.y[i]) > size
                && probe.y[i + 1] * Math.signum(probe.y[i]) > size;
    }
}
