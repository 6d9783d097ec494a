package activationlab.notebook;

import activationlab.function.Activation;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves, lines and points over one pair of axes.
 *
 * <p>Every method changes this plot and returns it, so that a cell reads as one sentence:
 *
 * <pre>{@code show(curves(SIGMOID, TANH).over(-6, 6).withSlope());}</pre>
 *
 * <p>Kinks are drawn sharp and jumps as gaps; a filled dot marks the value that the function takes at a jump. Up to three
 * curves carry their names beside them, more of them a legend.
 */
public final class Plot implements Drawable {

    private static final int SAMPLES = 640;
    private static final int MOST_DIRECT_LABELS = 3;
    private static final float LINE_WIDTH = 2.2f;

    /** What is drawn: either a function, sampled when the range is known, or data. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Item(String name, Activation function, double[] x, double[] y, boolean dots) {}

    /** A drawn line: points with NaN where it breaks, and the dots at its jumps. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Line(double[] x, double[] y, double[] dotX, double[] dotY) {}

    private final List<Item> items = new ArrayList<>();
    private double from = -5;
    private double to = 5;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private int width = 640;
    private int height = 400;
    private String title = "";
    private String xName = "x";
    private String yName = "";
    private String lead = "";
    private boolean describesData = true;

    Plot() {}

    /**
     * Adds a function.
     *
     * @param function what to draw over the range of x
     * @return this plot
     */
    public Plot curve(Activation function) {
        if (function == null) {
            throw new IllegalArgumentException("curve(null): there is no function to draw.");
        }
        items.add(new Item(function.name(), function, null, null, false));
        return this;
    }

    /**
     * Adds a function that is not an activation.
     *
     * @param name its label
     * @param function what to draw over the range of x
     * @return this plot
     */
    public Plot curve(String name, DoubleUnaryOperator function) {
        if (function == null) {
            throw new IllegalArgumentException("curve(\"" + name + "\", null): there is no function to draw.");
        }
        return curve(Activation.of(name, function));
    }

    /**
     * Adds the derivative of every function that is there already.
     *
     * @return this plot
     */
    public Plot withSlope() {
        for (Item item : List.copyOf(items)) {
            if (item.function != null) {
                curve(item.function.slope());
            }
        }
        return this;
    }

    /**
     * Adds points joined by a line.
     *
     * @param name its label
     * @param x positions
     * @param y heights, as many; NaN breaks the line
     * @return this plot
     */
    public Plot line(String name, double[] x, double[] y) {
        return data(name, x, y, false);
    }

    /**
     * Adds points.
     *
     * @param name their label
     * @param x positions
     * @param y heights, as many
     * @return this plot
     */
    public Plot points(String name, double[] x, double[] y) {
        return data(name, x, y, true);
    }

    private Plot data(String name, double[] x, double[] y, boolean dots) {
        if (x == null || y == null || x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException("\"" + name + "\" has " + size(x) + " positions and " + size(y)
                    + " heights; a plot needs at least one, and as many of each.");
        }
        items.add(new Item(name, null, x.clone(), y.clone(), dots));
        return this;
    }

    private static String size(double[] values) {
        return values == null ? "no (null)" : Integer.toString(values.length);
    }

    /**
     * The range of x.
     *
     * @param from left end
     * @param to right end, larger than {@code from}
     * @return this plot
     */
    public Plot over(double from, double to) {
        requireRange("over", from, to);
        this.from = from;
        this.to = to;
        return this;
    }

    /**
     * The range of y; without it the plot fits what it shows.
     *
     * @param low lower end
     * @param high upper end, larger than {@code low}
     * @return this plot
     */
    public Plot within(double low, double high) {
        requireRange("within", low, high);
        this.low = low;
        this.high = high;
        return this;
    }

    static void requireRange(String method, double from, double to) {
        if (!(from < to) || Double.isInfinite(to - from)) {
            throw new IllegalArgumentException(
                    method + "(" + from + ", " + to + "): the first number must be smaller, and both finite.");
        }
    }

    /**
     * The title above the plot.
     *
     * @param title short text
     * @return this plot
     */
    public Plot title(String title) {
        this.title = title;
        return this;
    }

    /**
     * The names of the axes.
     *
     * @param x below the horizontal axis
     * @param y beside the vertical axis
     * @return this plot
     */
    public Plot axes(String x, String y) {
        this.xName = x;
        this.yName = y;
        return this;
    }

    /**
     * The size on the page.
     *
     * @param width pixels, at least 100
     * @param height pixels, at least 100
     * @return this plot
     */
    public Plot size(int width, int height) {
        if (width < 100 || height < 100 || width > 2000 || height > 2000) {
            throw new IllegalArgumentException(
                    "size(" + width + ", " + height + "): both must be between 100 and 2000 pixels.");
        }
        this.width = width;
        this.height = height;
        return this;
    }

    /**
     * A sentence that opens the caption, before the sentences made from the data.
     *
     * @param sentence what to see
     * @return this plot
     */
    public Plot says(String sentence) {
        this.lead = sentence;
        return this;
    }

    /**
     * A caption of one's own, without the sentences made from the data: for data that no short sentence describes.
     *
     * @param sentence what to see
     * @return this plot
     */
    public Plot saysOnly(String sentence) {
        this.lead = sentence;
        this.describesData = false;
        return this;
    }

    /**
     * The finished picture.
     *
     * @return a figure with a caption made from the data
     * @throws IllegalArgumentException if there is nothing to draw
     */
    @Override
    public Figure figure() {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("This plot is empty: add a curve, a line or points before showing it.");
        }
        List<Line> lines = new ArrayList<>();
        for (Item item : items) {
            lines.add(item.function != null ? sample(item.function) : new Line(item.x, finite(item.y), none(), none()));
        }
        fitRangeToData();
        double[] range = verticalRange(lines);
        XYChart chart = chart(lines, range);
        return new Figure(width, height, g -> chart.paint(g, width, height), caption(lines));
    }

    /** A plot of data alone takes its range from the data. */
    private void fitRangeToData() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Item item : items) {
            if (item.function != null) {
                return;
            }
            for (double x : item.x) {
                if (Double.isNaN(x) || Double.isInfinite(x)) {
                    throw new IllegalArgumentException(
                            "\"" + item.name + "\" has the position " + x + "; positions must be finite numbers.");
                }
                least = Math.min(least, x);
                most = Math.max(most, x);
            }
        }
        double margin = most > least ? 0.04 * (most - least) : 1;
        from = least - margin;
        to = most + margin;
    }

    private static double[] none() {
        return new double[0];
    }

    /** Infinity would stop the chart; like NaN it leaves a gap, and the caption says so. */
    private static double[] finite(double[] values) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            if (Double.isInfinite(result[i])) {
                result[i] = Double.NaN;
            }
        }
        return result;
    }

    private Line sample(Activation function) {
        double[] kinks =
                Arrays.stream(function.kinks()).filter(k -> k > from && k < to).toArray();
        double step = (to - from) / SAMPLES;
        List<double[]> points = new ArrayList<>();
        List<double[]> dots = new ArrayList<>();
        int next = 0;
        for (int i = 0; i <= SAMPLES; i++) {
            double x = from + (to - from) * i / SAMPLES;
            if (i == 1) {
                // XChart puts its ticks on the samples if these are evenly spaced: one is moved by an invisible amount.
                x += 0.02 * step;
            }
            while (next < kinks.length && kinks[next] <= x + 0.01 * step) {
                double kink = kinks[next++];
                double left = function.value(Math.nextDown(kink));
                double right = function.value(Math.nextUp(kink));
                if (Math.abs(left - right) > 1e-9 * (1 + Math.abs(left) + Math.abs(right))) {
                    points.add(new double[] {kink, left});
                    points.add(new double[] {kink, Double.NaN});
                    points.add(new double[] {kink, right});
                    dots.add(new double[] {kink, function.value(kink)});
                } else {
                    points.add(new double[] {kink, function.value(kink)});
                }
            }
            boolean atKink = next > 0 && Math.abs(kinks[next - 1] - x) <= 0.01 * step;
            if (!atKink) {
                points.add(new double[] {x, function.value(x)});
            }
        }
        return new Line(column(points, 0), finite(column(points, 1)), column(dots, 0), column(dots, 1));
    }

    private static double[] column(List<double[]> rows, int index) {
        return rows.stream().mapToDouble(r -> r[index]).toArray();
    }

    private double[] verticalRange(List<Line> lines) {
        if (!Double.isNaN(low)) {
            return new double[] {low, high};
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            for (double y : line.y) {
                if (!Double.isNaN(y)) {
                    least = Math.min(least, y);
                    most = Math.max(most, y);
                }
            }
        }
        if (least > most) {
            throw new IllegalArgumentException("There is nothing to draw: no value of "
                    + String.join(
                            ", ", items.stream().map(i -> "\"" + i.name + "\"").toList())
                    + " is a finite number.");
        }
        double margin = most > least ? 0.08 * (most - least) : 1;
        return new double[] {least - margin, most + margin};
    }

    private XYChart chart(List<Line> lines, double[] range) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(xName)
                .yAxisTitle(yName)
                .theme(new LabTheme())
                .build();
        boolean direct = items.size() <= MOST_DIRECT_LABELS;
        // XChart leaves out labels that stand exactly at the ends of an axis: a little room on both sides keeps them.
        double room = 0.015 * (to - from);
        chart.getStyler()
                .setXAxisMin(from - room)
                .setXAxisMax(to + room)
                .setYAxisMin(range[0])
                .setYAxisMax(range[1])
                .setChartTitleVisible(!title.isEmpty())
                .setLegendVisible(!direct)
                .setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal)
                .setMarkerSize(8)
                .setLocale(Locale.ROOT);
        LabTheme.prettyTicks(chart);
        chart.getStyler().setXAxisTitleVisible(!xName.isEmpty()).setYAxisTitleVisible(!yName.isEmpty());
        zeroLines(chart, range, room);

        List<String> taken = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Line line = lines.get(i);
            String name = unique(item.name, taken);
            XYSeries series = chart.addSeries(name, line.x, line.y);
            series.setLineColor(LabTheme.color(i)).setLineStyle(LabTheme.stroke(i, LINE_WIDTH));
            series.setMarkerColor(LabTheme.color(i));
            if (item.dots) {
                series.setLineStyle(SeriesLines.NONE).setLineColor(LabTheme.color(i));
                series.setMarker(marker(i));
            } else {
                series.setMarker(SeriesMarkers.NONE);
                // One path instead of one stroke a segment: otherwise the dashes of dense samples run together.
                series.setSmooth(item.function != null);
            }
            if (line.dotX.length > 0) {
                XYSeries dots = chart.addSeries(name + " at its jump", line.dotX, line.dotY);
                dots.setLineStyle(SeriesLines.NONE);
                dots.setMarker(SeriesMarkers.CIRCLE)
                        .setMarkerColor(LabTheme.color(i))
                        .setShowInLegend(false);
            }
        }
        if (direct) {
            labels(chart, lines, range);
        }
        return chart;
    }

    private static org.knowm.xchart.style.markers.Marker marker(int index) {
        return switch (index % 4) {
            case 0 -> SeriesMarkers.CIRCLE;
            case 1 -> SeriesMarkers.DIAMOND;
            case 2 -> SeriesMarkers.SQUARE;
            default -> SeriesMarkers.TRIANGLE_UP;
        };
    }

    private static String unique(String name, List<String> taken) {
        String result = name;
        while (taken.contains(result)) {
            result += " ";
        }
        taken.add(result);
        return result;
    }

    /** The lines x = 0 and y = 0, where they are in sight. */
    private void zeroLines(XYChart chart, double[] range, double room) {
        BasicStroke thin = new BasicStroke(1);
        if (from < 0 && to > 0) {
            quiet(chart.addSeries("x = 0", new double[] {0, 0}, range.clone()), thin);
        }
        if (range[0] < 0 && range[1] > 0) {
            quiet(chart.addSeries("y = 0", new double[] {from - room, to + room}, new double[] {0, 0}), thin);
        }
    }

    private static void quiet(XYSeries series, BasicStroke stroke) {
        series.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
        series.setLineColor(LabTheme.AXIS).setLineStyle(stroke);
    }

    private void labels(XYChart chart, List<Line> lines, double[] range) {
        LabelPlacement placement = new LabelPlacement(width, height, from, to, range[0], range[1]);
        for (Line line : lines) {
            placement.avoid(line.x, line.y);
        }
        if (range[0] < 0 && range[1] > 0) {
            placement.avoid(new double[] {from, to}, new double[] {0, 0});
        }
        if (from < 0 && to > 0) {
            placement.avoid(new double[] {0, 0}, range);
        }
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!item.name.isEmpty()) {
                double[] spot = placement.place(item.name, i, lines.get(i).x, lines.get(i).y);
                chart.addAnnotation(new CurveLabel(item.name, spot[0], spot[1], LabTheme.color(i)));
            }
        }
    }

    // ---- the caption -------------------------------------------------------------------------------------------

    private String caption(List<Line> lines) {
        StringBuilder text = new StringBuilder(lead);
        if (!describesData) {
            return text.toString();
        }
        text.append(text.isEmpty() ? "" : " ");
        text.append(xName.isEmpty() ? "Horizontally" : xName)
                .append(" from ")
                .append(Numbers.pretty(round(from)))
                .append(" to ")
                .append(Numbers.pretty(round(to)))
                .append(": ");
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "" : "; ").append(describe(items.get(i), lines.get(i)));
        }
        return text.append('.').toString();
    }

    private static double round(double x) {
        return Math.rint(x * 1e6) / 1e6;
    }

    private static String describe(Item item, Line line) {
        double[] x = line.x;
        double[] y = line.y;
        int first = -1;
        int last = -1;
        int lowest = -1;
        int highest = -1;
        int gaps = 0;
        for (int i = 0; i < y.length; i++) {
            if (Double.isNaN(y[i])) {
                gaps++;
                continue;
            }
            first = first < 0 ? i : first;
            last = i;
            lowest = lowest < 0 || y[i] < y[lowest] ? i : lowest;
            highest = highest < 0 || y[i] > y[highest] ? i : highest;
        }
        if (first < 0) {
            return item.name + " has no finite value here";
        }
        String missing = gaps > line.dotX.length ? " (" + (gaps - line.dotX.length) + " values are not finite)" : "";
        if (item.dots) {
            return item.name + ": " + y.length + (y.length == 1 ? " point" : " points") + missing;
        }
        double range = y[highest] - y[lowest];
        double tolerance = 1e-9 * (Math.abs(y[highest]) + Math.abs(y[lowest]));
        String ends = Numbers.pretty(y[first]) + " to " + Numbers.pretty(y[last]);
        if (range <= tolerance) {
            return item.name + " stays at " + Numbers.pretty(y[first]) + missing;
        }
        if (line.dotX.length == 1 && jumpsOnly(y)) {
            return item.name + " jumps from " + ends + " at " + Numbers.pretty(line.dotX[0]) + missing;
        }
        if (y[lowest] >= y[first] - tolerance && y[highest] <= y[last] + tolerance) {
            return item.name + " rises from " + ends + missing;
        }
        if (y[highest] <= y[first] + tolerance && y[lowest] >= y[last] - tolerance) {
            return item.name + " falls from " + ends + missing;
        }
        StringBuilder text = new StringBuilder(item.name).append(" goes from ").append(ends);
        if (y[lowest] < Math.min(y[first], y[last]) - tolerance) {
            text.append(", lowest ").append(at(x[lowest], y[lowest]));
        }
        if (y[highest] > Math.max(y[first], y[last]) + tolerance) {
            text.append(", highest ").append(at(x[highest], y[highest]));
        }
        return text.append(missing).toString();
    }

    private static String at(double x, double y) {
        return Numbers.pretty(y) + " at " + Numbers.pretty(round(x));
    }

    /** Whether the line is flat on both sides of its gap. */
    private static boolean jumpsOnly(double[] y) {
        boolean right = false;
        for (int i = 1; i < y.length; i++) {
            if (Double.isNaN(y[i])) {
                right = true;
            } else if (!Double.isNaN(y[i - 1]) && y[i] != y[i - 1]) {
                return false;
            }
        }
        return right;
    }
}
