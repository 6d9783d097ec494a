package activationlab.property;

import activationlab.numeric.Differences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A point where a function or its derivative jumps, one that it states or one that is seen on the dense grid.
 *
 * @param at where; to 7 digits if it was found
 * @param jump the limit from the right less that from the left
 * @param leftSlope the slope on the left
 * @param rightSlope the slope on the right
 * @param stated whether the function states it
 */
record Break(double at, double jump, double leftSlope, double rightSlope, boolean stated) {

    /** More than these are not listed: that is no activation function with kinks, but something else. */
    static final int LISTED = 6;

    /** Jumps smaller than this, relative to the size of the function, are not seen. */
    private static final double VALUE_ERROR = 1e-9;

    /** Changes of the slope smaller than this are not seen. */
    private static final double SLOPE_ERROR = 1e-6;

    private static final double WIDTH = 1.0 / Probe.STEPS;

    /** A kink stands out from its neighbours: its bend is that much greater than theirs. */
    private static final double OUT = 4;

    /** Smaller bends are not looked at. */
    private static final double SMALLEST = 1e-6;

    /** So often the distance is halved to see whether the bend remains, which that of a smooth function does not. */
    private static final int ZOOMS = 16;

    private static final double REMAINS = 0.2;

    /** All such points, ascending; of those that are not stated, at most one more than {@link #LISTED}. */
    static List<Break> of(Probe probe) {
        double[] stated = probe.kinks();
        List<Break> all = new ArrayList<>();
        for (double kink : stated) {
            double left = Math.nextDown(kink);
            double right = Math.nextUp(kink);
            all.add(new Break(
                    kink,
                    probe.value(right) - probe.value(left),
                    Differences.first(probe::value, left, stated),
                    Differences.first(probe::value, right, stated),
                    true));
        }
        int count = 2 * Probe.DENSE * Probe.STEPS + 1;
        double[] bends = new double[count];
        for (int i = 1; i < count - 1; i++) {
            bends[i] = bend(probe, place(i), WIDTH);
        }
        for (int i = 4; i < count - 4 && all.size() <= stated.length + LISTED; i++) {
            double at = place(i);
            boolean top = bends[i] >= bends[i - 1] && bends[i] > bends[i + 1];
            double around = Math.max(bends[i - 3], bends[i + 3]);
            if (top
                    && bends[i] > OUT * around + SMALLEST * probe.scale + 16 * Math.ulp(probe.value(at))
                    && DoubleStream.of(stated).noneMatch(kink -> Math.abs(kink - at) <= 2 * WIDTH)) {
                add(all, probe, at, bends[i]);
            }
        }
        all.sort(Comparator.comparingDouble(Break::at));
        return all;
    }

    /** Looks nearer and nearer and adds the point if the bend remains. */
    private static void add(List<Break> all, Probe probe, double middle, double bend) {
        double at = middle;
        double width = WIDTH;
        double seen = bend;
        for (int zoom = 0; zoom < ZOOMS; zoom++) {
            width /= 2;
            seen = bend(probe, at, width);
            double centre = at;
            for (double other : new double[] {centre - width, centre + width}) {
                double there = bend(probe, other, width);
                if (there > seen) {
                    seen = there;
                    at = other;
                }
            }
        }
        if (seen / width > REMAINS * bend / WIDTH) {
            double left = at - 4 * width;
            double right = at + 4 * width;
            double leftSlope = Differences.first(probe::value, left, at);
            double rightSlope = Differences.first(probe::value, right, at);
            double jump = probe.value(right) - probe.value(left) - 4 * width * (leftSlope + rightSlope);
            // The place is known to a few widths only, and beside a kink that looks like a small jump.
            double unknown = 4 * width * Math.abs(rightSlope - leftSlope);
            Break found = new Break(at, Math.abs(jump) > unknown ? jump : 0, leftSlope, rightSlope, false);
            if (found.jumps(probe) || found.bends()) {
                all.add(found);
            }
        }
    }

    private static double place(int i) {
        return (double) i / Probe.STEPS - Probe.DENSE;
    }

    /** How far f is off the straight line through the points on both sides; 0 where f is not finite. */
    private static double bend(Probe probe, double at, double width) {
        double bend = probe.value(at + width) - 2 * probe.value(at) + probe.value(at - width);
        return Double.isFinite(bend) ? Math.abs(bend) : 0;
    }

    boolean jumps(Probe probe) {
        return Math.abs(jump) > VALUE_ERROR * Math.max(probe.scale, Math.abs(probe.value(at)));
    }

    boolean bends() {
        double size = Math.max(1, Math.max(Math.abs(leftSlope), Math.abs(rightSlope)));
        return Math.abs(leftSlope - rightSlope) > SLOPE_ERROR * size;
    }

    /** Whether differences at x would reach across, or to a place that is known to 7 digits only. */
    boolean tooNear(double x) {
        return x == at || (!stated && Math.abs(x - at) < WIDTH);
    }

    /** In words. */
    String text(Probe probe) {
        String place = "x = " + Text.rounded(at + 0.0) + ": ";
        if (jumps(probe)) {
            return place + "jumps by " + Text.rounded(jump);
        }
        // The slopes are numeric, so that more digits would be noise.
        return place + "slope " + Text.short4(leftSlope) + " before, " + Text.short4(rightSlope) + " after";
    }
}
