package activationlab.notebook;

import java.awt.Font;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The axes of a figure with sliders, as SVG: everything that no slider changes.
 *
 * @param lowest from where on the vertical axis has labels, but for that of zero
 * @param zero the height of the row for what is not positive on a logarithmic axis, or NaN
 * @param zeroName its label
 * @param whole whether all horizontal positions are whole numbers
 */
record Ruler(
        String title,
        String xName,
        String yName,
        int width,
        int height,
        boolean logarithmic,
        double from,
        double to,
        double low,
        double high,
        double lowest,
        double zero,
        String zeroName,
        boolean whole) {

    /** At least so many pixels from one label to the next. */
    private static final int SPACING = 40;

    private static final int EDGE = 10;

    /** A label of an axis and where it stands. */
    private record Tick(double at, String label) {}

    private static Font tickFont() {
        return Pen.plain(11);
    }

    int left() {
        return EDGE + 8 + (int) Math.ceil(widest(upwards())) + (yName.isEmpty() ? 0 : 20);
    }

    int top() {
        return title.isEmpty() ? EDGE : EDGE + 22;
    }

    int innerWidth() {
        return width - left() - EDGE;
    }

    int innerHeight() {
        return height - top() - (xName.isEmpty() ? 28 : 48);
    }

    private List<Tick> across() {
        int most = innerWidth() / SPACING;
        List<Tick> ticks = ticks(from, to, most, whole);
        while (most > 2
                && ticks.size() > 1
                && widest(ticks) + 8 > (ticks.get(1).at - ticks.get(0).at) / (to - from) * innerWidth()) {
            most = most * 2 / 3;
            ticks = ticks(from, to, most, whole);
        }
        return ticks;
    }

    private static double widest(List<Tick> ticks) {
        return Pen.widest(ticks.stream().map(Tick::label).toList(), tickFont());
    }

    private List<Tick> upwards() {
        int most = innerHeight() / SPACING;
        if (!logarithmic) {
            return ticks(low, high, most, false);
        }
        List<Tick> ticks = new ArrayList<>();
        for (Tick tick : ticks(lowest - 1e-9, high, most, true)) {
            ticks.add(new Tick(tick.at, LabTheme.powerOfTen((int) Math.rint(tick.at))));
        }
        if (!Double.isNaN(zero)) {
            ticks.add(new Tick(zero, zeroName));
        }
        return ticks;
    }

    /** Steps of 1, 2 or 5 times a power of ten, at most so many and at least two. */
    private static List<Tick> ticks(double from, double to, int most, boolean whole) {
        double least = (to - from) / Math.max(2, most);
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(StrictMath.log10(least)));
        BigDecimal step = power;
        for (int times : new int[] {2, 5, 10}) {
            if (step.doubleValue() < least) {
                step = power.multiply(BigDecimal.valueOf(times));
            }
        }
        if (whole && step.doubleValue() < 1) {
            step = BigDecimal.ONE;
        }
        List<Tick> ticks = new ArrayList<>();
        BigDecimal first = new BigDecimal(from).divide(step, 0, RoundingMode.CEILING);
        for (BigDecimal at = first.multiply(step); at.doubleValue() <= to; at = at.add(step)) {
            ticks.add(new Tick(at.doubleValue(), Numbers.pretty(at.doubleValue() + 0.0)));
        }
        return ticks;
    }

    /** Grid, labels, title and names, in the order of painting. */
    String svg() {
        int left = left();
        int top = top();
        int right = left + innerWidth();
        int bottom = top + innerHeight();
        StringBuilder grid = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        for (Tick tick : across()) {
            double x = left + (tick.at - from) / (to - from) * innerWidth();
            grid.append(String.format(Locale.ROOT, "M%.1f %dV%d", x, top, bottom));
            labels.append(text(x, bottom + 16, "middle", tick.label));
        }
        for (Tick tick : upwards()) {
            double y = top + (high - tick.at) / (high - low) * innerHeight();
            grid.append(String.format(Locale.ROOT, "M%d %.1fH%d", left, y, right));
            labels.append(text(left - 6, y + 4, "end", tick.label));
        }
        StringBuilder svg = new StringBuilder("<path d=\"")
                .append(grid)
                .append("\" stroke=\"#222\" stroke-opacity=\"0.13\" stroke-width=\"0.75\"/><g font-size=\"11\">")
                .append(labels)
                .append("</g>");
        double middle = left + innerWidth() / 2.0;
        if (!title.isEmpty()) {
            svg.append("<g font-size=\"13\" font-weight=\"bold\">")
                    .append(text(middle, EDGE + 10, "middle", title))
                    .append("</g>");
        }
        if (!xName.isEmpty()) {
            svg.append(text(middle, height - 10, "middle", xName));
        }
        if (!yName.isEmpty()) {
            svg.append("<g transform=\"translate(")
                    .append(EDGE + 8)
                    .append(' ')
                    .append(top + innerHeight() / 2)
                    .append(") rotate(-90)\">")
                    .append(text(0, 0, "middle", yName))
                    .append("</g>");
        }
        return svg.toString();
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x,
                y,
                anchor,
                Html.escape(text));
    }
}
