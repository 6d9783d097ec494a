package activationlab.property;

import activationlab.numeric.Roots;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a function rises and falls. A turn counts only if the function moves by more than a few ulps of its size (or of
 * the value, if that is greater), because rounding makes small steps back everywhere.
 *
 * @param turns the extrema in between, from left to right
 * @param minimum for each of them, whether it is a minimum
 * @param direction how it begins: 1 rising, −1 falling, 0 constant
 */
record Course(List<Roots.Point> turns, List<Boolean> minimum, int direction) {

    /** More turns than this are counted, not listed. */
    static final int LISTED = 6;

    private static final double NOISE = 8;

    static Course of(Probe probe) {
        double[] x = probe.x;
        double[] y = probe.y;
        double floor = NOISE * Math.ulp(probe.scale);
        List<Integer> turns = new ArrayList<>();
        int begin = 0;
        int direction = 0;
        int low = -1;
        int high = -1;
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(y[i])) {
                continue;
            }
            low = low < 0 || y[i] < y[low] ? i : low;
            high = high < 0 || y[i] > y[high] ? i : high;
            boolean up = direction <= 0 && y[i] - y[low] > noise(floor, y[low]);
            boolean down = direction >= 0 && y[high] - y[i] > noise(floor, y[high]);
            if (up || down) {
                if (direction != 0) {
                    turns.add(up ? low : high);
                }
                direction = up ? 1 : -1;
                begin = begin == 0 ? direction : begin;
                // From here on, the extreme behind the next turn is looked for anew.
                low = i;
                high = i;
            }
        }
        return refined(probe, turns, begin);
    }

    private static double noise(double floor, double y) {
        return Math.max(floor, NOISE * Math.ulp(Math.min(Math.abs(y), Double.MAX_VALUE)));
    }

    private static Course refined(Probe probe, List<Integer> indices, int begin) {
        List<Roots.Point> turns = new ArrayList<>();
        List<Boolean> minimum = new ArrayList<>();
        boolean falling = begin < 0;
        for (int first : indices) {
            // Of several equal values the one in the middle: x² is 0 in doubles long before x is.
            int last = first;
            while (probe.y[last + 1] == probe.y[first]) {
                last++;
            }
            int i = (first + last) / 2;
            if (indices.size() > LISTED) {
                turns.add(new Roots.Point(probe.x[i], probe.y[i]));
            } else {
                double left = probe.x[first - 1];
                double right = probe.x[last + 1];
                Roots.Point refined =
                        falling ? Roots.minimum(probe::value, left, right) : Roots.maximum(probe::value, left, right);
                turns.add(refined.y() == probe.y[i] ? new Roots.Point(probe.x[i], refined.y()) : refined);
            }
            minimum.add(falling);
            falling = !falling;
        }
        return new Course(turns, minimum, begin);
    }

    /** In words, with the flat pieces at both ends if there are any. */
    String text(Probe probe, Flat left, Flat right) {
        if (direction == 0) {
            return Double.isNaN(probe.y[probe.y.length / 2]) ? "unknown" : "constant";
        }
        if (turns.size() > LISTED) {
            long dense =
                    turns.stream().filter(p -> Math.abs(p.x()) <= Probe.DENSE).count();
            return "rises and falls, turns " + dense + " times from " + -Probe.DENSE + " to " + Probe.DENSE;
        }
        List<String> pieces = new ArrayList<>();
        if (left != null && left.sharp()) {
            pieces.add("constant " + left.where());
        }
        for (int i = 0; i < turns.size(); i++) {
            pieces.add((minimum.get(i) ? "falls" : "rises") + " to x = "
                    + Text.rounded(turns.get(i).x() + 0.0));
        }
        boolean rises = turns.isEmpty() ? direction > 0 : minimum.get(turns.size() - 1);
        boolean jumps = left != null && right != null && Math.nextUp(left.edge()) == right.edge();
        pieces.add(jumps ? "jumps" : rises ? "rises" : "falls");
        if (right != null && right.sharp()) {
            pieces.add("constant " + right.where());
        }
        return String.join(", ", pieces);
    }
}
