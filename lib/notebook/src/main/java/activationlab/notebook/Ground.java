package activationlab.notebook;

import java.awt.Color;
import java.awt.geom.Rectangle2D;

/** The square ground of a picture that is drawn with Java2D: two linear axes with ticks, and where numbers stand on it. */
record Ground(
        double left, double top, double width, double height, double fromX, double toX, double fromY, double toY) {

    private static final double PIXELS_PER_TICK = 52;

    double x(double value) {
        return left + (value - fromX) / (toX - fromX) * width;
    }

    double y(double value) {
        return top + height - (value - fromY) / (toY - fromY) * height;
    }

    /** Grid lines; apart from the labels, because a map covers them. */
    void grid(Pen pen) {
        double stepX = step(toX - fromX, width);
        for (double v = first(fromX, stepX); v <= toX + 1e-9 * stepX; v += stepX) {
            pen.line(LabTheme.GRID, 0.75, x(v), top, x(v), top + height);
        }
        double stepY = step(toY - fromY, height);
        for (double v = first(fromY, stepY); v <= toY + 1e-9 * stepY; v += stepY) {
            pen.line(LabTheme.GRID, 0.75, left, y(v), left + width, y(v));
        }
    }

    /** The frame, tick labels and names of both axes; to the left 44 pixels are needed, below 36. */
    void labels(Pen pen, String nameX, String nameY) {
        double stepX = step(toX - fromX, width);
        for (double v = first(fromX, stepX); v <= toX + 1e-9 * stepX; v += stepX) {
            // A long number at the end of the axis moves inwards.
            double half = Pen.width(tick(v, stepX), Pen.plain(11)) / 2;
            double middle = Math.min(x(v), left + width + 9 - half);
            pen.text(tick(v, stepX), Pen.plain(11), LabTheme.INK, middle, top + height + 10, 0.5);
        }
        double stepY = step(toY - fromY, height);
        for (double v = first(fromY, stepY); v <= toY + 1e-9 * stepY; v += stepY) {
            pen.fitted(tick(v, stepY), Pen.plain(11), LabTheme.INK, left - 5, y(v), 1, 27);
        }
        pen.frame(LabTheme.AXIS, 1, new Rectangle2D.Double(left, top, width, height));
        pen.fitted(nameX, Pen.plain(12), LabTheme.INK, left + width / 2, top + height + 27, 0.5, width);
        pen.upwards(nameY, Pen.plain(12), LabTheme.INK, left - 38, top + height / 2, height);
    }

    void background(Pen pen, Color color) {
        pen.rectangle(color, left, top, width, height);
    }

    /** 1, 2 or 5 times a power of ten, so that ticks stand about {@value #PIXELS_PER_TICK} pixels apart or more. */
    private static double step(double range, double pixels) {
        double least = range * PIXELS_PER_TICK / pixels;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static double first(double from, double step) {
        return Math.ceil(from / step - 1e-9) * step;
    }

    private static String tick(double value, double step) {
        return Numbers.pretty(Math.abs(value) < 1e-9 * step ? 0 : Math.rint(value / step * 1e6) / 1e6 * step);
    }
}
