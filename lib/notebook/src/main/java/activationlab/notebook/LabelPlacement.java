package activationlab.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds a place for a curve's name: near its own curve, away from all others and from the labels that stand already.
 *
 * <p>The positions are estimates in pixels from the size of the chart and its ranges; a few pixels more or less do not
 * matter, because a spot with much room is preferred.
 */
final class LabelPlacement {

    private static final double CHARACTER = 7.2;
    private static final double LINE = 15;
    private static final double[] DISTANCES = {13, 18, 26};

    private final double plotWidth;
    private final double plotHeight;
    private final double from;
    private final double to;
    private final double low;
    private final double high;
    private final List<List<double[]>> lines = new ArrayList<>();
    private final List<double[]> labels = new ArrayList<>();

    LabelPlacement(int width, int height, double from, double to, double low, double high) {
        this.plotWidth = width - 60;
        this.plotHeight = height - 60;
        this.from = from;
        this.to = to;
        this.low = low;
        this.high = high;
    }

    /** Remembers a line that labels must not cover. */
    void avoid(double[] x, double[] y) {
        List<double[]> obstacles = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(y[i])) {
                obstacles.add(new double[] {px(x[i]), py(y[i])});
                if (i + 1 < x.length && !Double.isNaN(y[i + 1])) {
                    between(obstacles, x[i], y[i], x[i + 1], y[i + 1]);
                }
            }
        }
        lines.add(obstacles);
    }

    /** Long straight pieces are filled in, so that a label does not sit in the middle of one. */
    private void between(List<double[]> obstacles, double x0, double y0, double x1, double y1) {
        double length = Math.hypot(px(x1) - px(x0), py(y1) - py(y0));
        int pieces = (int) Math.min(400, length / 4);
        for (int i = 1; i < pieces; i++) {
            double t = (double) i / pieces;
            obstacles.add(new double[] {px(x0 + t * (x1 - x0)), py(y0 + t * (y1 - y0))});
        }
    }

    /** The best centre for a label of a remembered line, in the units of the chart. */
    double[] place(String text, int line, double[] x, double[] y) {
        double halfWidth = text.length() * CHARACTER / 2;
        double halfHeight = LINE / 2;
        double bestScore = Double.NEGATIVE_INFINITY;
        double[] best = {plotWidth / 2, plotHeight / 2};
        int step = Math.max(1, x.length / 60);
        for (int i = 0; i < x.length; i += step) {
            if (Double.isNaN(y[i])) {
                continue;
            }
            double cx = px(x[i]);
            double cy = py(y[i]);
            for (double distance : DISTANCES) {
                double aside = halfWidth + distance - 4;
                double[][] spots = {{cx, cy - distance}, {cx, cy + distance}, {cx - aside, cy}, {cx + aside, cy}};
                for (double[] spot : spots) {
                    double score = score(line, spot[0], spot[1], halfWidth, halfHeight) - 0.4 * distance;
                    if (score > bestScore) {
                        bestScore = score;
                        best = spot;
                    }
                }
            }
        }
        labels.add(new double[] {best[0], best[1], halfWidth, halfHeight});
        return new double[] {from + best[0] / plotWidth * (to - from), high - best[1] / plotHeight * (high - low)};
    }

    /** How much room there is around a box: to other curves as much as 40 pixels count, to its own a few suffice. */
    private double score(int own, double cx, double cy, double halfWidth, double halfHeight) {
        double edge = Math.min(
                Math.min(cx - halfWidth, plotWidth - cx - halfWidth),
                Math.min(cy - halfHeight, plotHeight - cy - halfHeight));
        if (edge < 2) {
            return -1000 + edge;
        }
        double room = 40;
        for (int i = 0; i < lines.size(); i++) {
            for (double[] point : lines.get(i)) {
                double dx = Math.max(0, Math.abs(point[0] - cx) - halfWidth);
                double dy = Math.max(0, Math.abs(point[1] - cy) - halfHeight);
                double gap = dx == 0 && dy == 0 ? -40 : Math.hypot(dx, dy);
                if (i != own) {
                    room = Math.min(room, gap);
                } else if (gap < 3) {
                    room = Math.min(room, gap - 40);
                }
            }
        }
        // Other names may be near, but not on top.
        for (double[] label : labels) {
            double dx = Math.abs(label[0] - cx) - halfWidth - label[2];
            double dy = Math.abs(label[1] - cy) - halfHeight - label[3];
            if (dx < 6 && dy < 3) {
                room = Math.min(room, -60);
            }
        }
        return room;
    }

    private double px(double x) {
        return (x - from) / (to - from) * plotWidth;
    }

    private double py(double y) {
        return (high - y) / (high - low) * plotHeight;
    }
}
