package activationlab.notebook;

import activationlab.function.Activation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
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
 *
 * <p>Several runs with different seeds are one {@linkplain #band band}: a line for the median and a shade for the middle
 * 80 %. What the layers of a network do is a band over their numbers, often on a {@linkplain #logY logarithmic axis}
 * and beside a {@linkplain #theory theory}:
 *
 * <pre>{@code show(plot().band("ReLU", layers, spreads).theory("expected", layers, expected).axes("layer", "spread").logY());}</pre>
 */
public final class Plot implements Drawable {

    private static final int SAMPLES = 640;
    private static final int MOST_DIRECT_LABELS = 3;
    private static final float LINE_WIDTH = 2.2f;

    /** From this many points on, a line is one path; with fewer, XChart's paths would be seen to be rounded. */
    private static final int DENSE = 100;

    private static final int MOST_VERTICALS = 6;
    private static final BasicStroke VERTICAL =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {3, 3}, 0);

    /** How dense the shade of a band is, of 255. */
    private static final int SHADE = 48;

    private static final int MOST_WIDTH = 720;
    private static final int TITLE_HEIGHT = 22;

    /** Beyond the ends of an axis, as a share of it: XChart leaves out labels that stand exactly at the ends. */
    private static final double ROOM = 0.015;

    /** The row of zero on a logarithmic axis, as multiples of the room at the ends: below the numbers, above the edge. */
    private static final double ZERO_ABOVE = 3;

    private static final double ZERO_BELOW = 1.6;

    /** How much of the spacing a bar fills. */
    private static final double BAR = 0.92;

    private static final int MOST_BARS_NAMED = 8;

    /** How much of a theory's colour is black: it must be seen on the line that it agrees with. */
    private static final double DARK = 0.6;

    private enum Look {
        LINE,
        POINTS,
        THEORY,
        BARS,
        HISTOGRAM
    }

    /** The middle 80 % of some runs, where at least half of the runs have a value. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Band(double[] low, double[] high, int runs, int missingAtTheEnd) {}

    /** What is drawn: either a function, sampled when the range is known, or data, possibly with a band around it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Item(String name, Activation function, double[] x, double[] y, Look look, Band band) {

        boolean dots() {
            return look == Look.POINTS;
        }

        boolean filled() {
            return look == Look.BARS || look == Look.HISTOGRAM;
        }

        /** From one bar to the next; a single bar stands for one. */
        double spacing() {
            return x.length == 1 ? 1 : (x[x.length - 1] - x[0]) / (x.length - 1);
        }

        /** The outlines of the bars, each open along zero. */
        Line outline() {
            double half = BAR * spacing() / 2;
            double[] along = new double[5 * x.length];
            double[] up = new double[5 * x.length];
            for (int i = 0; i < x.length; i++) {
                Arrays.fill(along, 5 * i, 5 * i + 2, x[i] - half);
                Arrays.fill(along, 5 * i + 2, 5 * i + 5, x[i] + half);
                Arrays.fill(up, 5 * i + 1, 5 * i + 3, y[i]);
                up[5 * i + 4] = Double.NaN;
            }
            return new Line(along, up, none(), none());
        }
    }

    /** What the vertical axis must hold; on a logarithmic axis the positive values, and whether there are others. */
    private record Extent(double least, double most, boolean exact, boolean zeros, boolean negative) {

        Extent and(Extent other) {
            return new Extent(
                    Math.min(least, other.least),
                    Math.max(most, other.most),
                    exact && other.exact,
                    zeros || other.zeros,
                    negative || other.negative);
        }
    }

    /** The vertical axis as it is drawn; {@code zero} is the height of what is not positive, or NaN. */
    private record Axis(double low, double high, double zero, boolean negative) {

        /** From here on there are numbers; below there is only the row of zero, with a label of its own. */
        double lowest() {
            return Double.isNaN(zero) ? low : zero + (zero - low) * ZERO_ABOVE / ZERO_BELOW;
        }
    }

    /** A marked place on the horizontal axis. */
    private record Vertical(double x, String label) {}

    /** A drawn line: points with NaN where it breaks, and the dots at its jumps. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Line(double[] x, double[] y, double[] dotX, double[] dotY) {}

    private final List<Item> items = new ArrayList<>();
    private final List<Vertical> verticals = new ArrayList<>();
    private double from = -5;
    private double to = 5;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private int width = 640;
    private int height = 400;
    private String title = "";
    private String xName = "x";

    /** Null for the name of the only series, or none if there are more. */
    private String yName = "";

    private String lead = "";
    private boolean describesData = true;
    private boolean logarithmic;
    private boolean rangeGiven;

    /** The vertical extent that several plots share; null for a plot of its own. */
    private Extent shared;

    Plot() {}

    private Plot(Plot other) {
        items.addAll(other.items);
        verticals.addAll(other.verticals);
        from = other.from;
        to = other.to;
        low = other.low;
        high = other.high;
        width = other.width;
        height = other.height;
        title = other.title;
        xName = other.xName;
        yName = other.yName;
        lead = other.lead;
        describesData = other.describesData;
        logarithmic = other.logarithmic;
        rangeGiven = other.rangeGiven;
    }

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
        items.add(new Item(function.name(), function, null, null, Look.LINE, null));
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
        return data(name, x, y, Look.LINE);
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
        return data(name, x, y, Look.POINTS);
    }

    /**
     * Adds what a formula expects: a thin dashed line, darker than the line before it, on which it can be seen.
     *
     * @param name its label
     * @param x positions
     * @param y heights, as many
     * @return this plot
     */
    public Plot theory(String name, double[] x, double[] y) {
        return data(name, x, y, Look.THEORY);
    }

    /**
     * Adds what a formula expects, at the positions of the data before it.
     *
     * @param name its label
     * @param y heights, as many as there are positions
     * @return this plot
     * @throws IllegalArgumentException if there are no data before it, or the lengths differ
     */
    public Plot theory(String name, double[] y) {
        return theory(name, samePositions("theory", name), y);
    }

    /**
     * Adds runs with different seeds, at the positions of the data before them.
     *
     * @param name their label
     * @param runs by run and position; at least one run, each with as many values as there are positions
     * @return this plot
     * @throws IllegalArgumentException if there are no data before them, or the lengths differ
     */
    public Plot band(String name, double[][] runs) {
        return band(name, samePositions("band", name), runs);
    }

    private double[] samePositions(String method, String name) {
        Item last = items.isEmpty() ? null : items.get(items.size() - 1);
        if (last == null || last.function != null) {
            throw new IllegalArgumentException(method + "(\"" + name
                    + "\", …): there are no data before it whose positions it could take; give the positions too.");
        }
        return last.x;
    }

    /**
     * The same as {@link #band(String, double[][])}.
     *
     * @param name their label
     * @param runs one array for each run
     * @return this plot
     * @throws IllegalArgumentException if there are no runs, no data before them, or the lengths differ
     */
    public Plot band(String name, List<double[]> runs) {
        return band(name, Networks.rows("band", name, runs));
    }

    /**
     * Adds runs with different seeds: a line for their median and a shade for the middle 80 %.
     *
     * <p>Values that are not finite belong to runs that diverged and are left out of both; where fewer than half of the
     * runs have a value, line and shade break off. The caption says how many have none at the end.
     *
     * @param name its label
     * @param x positions
     * @param runs by run and position; at least one run, each with as many values as there are positions
     * @return this plot
     * @throws IllegalArgumentException if the lengths differ
     */
    public Plot band(String name, double[] x, double[][] runs) {
        if (runs == null || runs.length == 0) {
            throw new IllegalArgumentException("band(\"" + name + "\", …): there are no runs.");
        }
        for (int r = 0; r < runs.length; r++) {
            requireSameLength(name, x, runs[r], "run " + (r + 1) + " of \"" + name + "\"");
        }
        double[][] spread = new double[3][x.length];
        int missing = 0;
        for (int i = 0; i < x.length; i++) {
            int index = i;
            double[] values = Arrays.stream(runs)
                    .mapToDouble(run -> run[index])
                    .filter(Double::isFinite)
                    .toArray();
            missing = runs.length - values.length;
            Spread here = 2 * values.length < runs.length
                    ? new Spread(Double.NaN, Double.NaN, Double.NaN)
                    : Spread.of(values);
            spread[0][i] = here.low();
            spread[1][i] = here.median();
            spread[2][i] = here.high();
        }
        items.add(new Item(
                name, null, x.clone(), spread[1], Look.LINE, new Band(spread[0], spread[2], runs.length, missing)));
        return this;
    }

    /**
     * Adds a line with a shade around it, both given.
     *
     * @param name its label
     * @param x positions
     * @param low lower edge of the shade, as many values
     * @param mid the line
     * @param high upper edge of the shade
     * @return this plot
     * @throws IllegalArgumentException if the lengths differ
     */
    public Plot band(String name, double[] x, double[] low, double[] mid, double[] high) {
        requireSameLength(name, x, low, "the lower edge of \"" + name + "\"");
        requireSameLength(name, x, mid, "the line of \"" + name + "\"");
        requireSameLength(name, x, high, "the upper edge of \"" + name + "\"");
        items.add(new Item(name, null, x.clone(), mid.clone(), Look.LINE, new Band(low.clone(), high.clone(), 0, 0)));
        return this;
    }

    /**
     * Adds bars, such as the shares of the bins of a histogram or the probabilities of some classes. They begin at 0 and
     * stand behind all lines.
     *
     * @param name their label
     * @param x the middles of the bars, ascending and evenly spaced; the spacing is their width, for a single bar it is 1
     * @param heights as many, finite
     * @return this plot
     * @throws IllegalArgumentException if the lengths differ, the spacing is not even or a number is not finite
     */
    public Plot bars(String name, double[] x, double[] heights) {
        data(name, x, heights, Look.BARS);
        double spacing = items.get(items.size() - 1).spacing();
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(x[i] - x[0] - i * spacing) <= 1e-6 * spacing) || !Double.isFinite(heights[i])) {
                items.remove(items.size() - 1);
                throw new IllegalArgumentException("bars(\"" + name + "\", …): bar " + (i + 1) + " has the position "
                        + x[i] + " and the height " + heights[i]
                        + "; positions must be ascending and evenly spaced, and heights finite.");
            }
        }
        return this;
    }

    /** Adds the outline of a histogram; one edge more than heights. */
    Plot histogram(String name, double[] edges, double[] heights) {
        double[] x = new double[2 * heights.length + 2];
        double[] y = new double[2 * heights.length + 2];
        for (int i = 0; i < heights.length; i++) {
            x[2 * i + 1] = edges[i];
            x[2 * i + 2] = edges[i + 1];
            y[2 * i + 1] = heights[i];
            y[2 * i + 2] = heights[i];
        }
        x[0] = edges[0];
        x[x.length - 1] = edges[heights.length];
        items.add(new Item(name, null, x, y, Look.HISTOGRAM, null));
        return this;
    }

    /**
     * Marks a place on the horizontal axis by a thin line with a label at its top.
     *
     * @param x where, a finite number
     * @param label short text
     * @return this plot
     * @throws IllegalArgumentException if x is not finite, or after the sixth of them
     */
    public Plot vertical(double x, String label) {
        if (!Double.isFinite(x) || verticals.size() == MOST_VERTICALS) {
            throw new IllegalArgumentException("vertical(" + x + ", \"" + label
                    + "\"): the place must be finite, and a plot has at most " + MOST_VERTICALS + " of them.");
        }
        verticals.add(new Vertical(x, label));
        return this;
    }

    /**
     * Makes the vertical axis logarithmic, with powers of ten as its labels.
     *
     * <p>Zero and negative values have no place on such an axis. They are not dropped: they stand as triangles at the
     * lower edge, at a label of their own, and the caption counts them.
     *
     * @return this plot
     */
    public Plot logY() {
        this.logarithmic = true;
        return this;
    }

    private Plot data(String name, double[] x, double[] y, Look look) {
        if (x == null || y == null || x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException("\"" + name + "\" has " + size(x) + " positions and " + size(y)
                    + " heights; a plot needs at least one, and as many of each.");
        }
        items.add(new Item(name, null, x.clone(), y.clone(), look, null));
        return this;
    }

    private static void requireSameLength(String name, double[] x, double[] values, String what) {
        if (x == null || x.length == 0 || values == null || values.length != x.length) {
            throw new IllegalArgumentException("\"" + name + "\" has " + size(x) + " positions and " + what + " has "
                    + size(values) + " values; a band needs at least one, and as many of each.");
        }
    }

    private static String size(double[] values) {
        return values == null ? "no (null)" : Integer.toString(values.length);
    }

    /**
     * The range of x. Without it functions are drawn from −5 to 5, and a plot of data alone takes its range from the data.
     *
     * @param from left end
     * @param to right end, larger than {@code from}
     * @return this plot
     */
    public Plot over(double from, double to) {
        requireRange("over", from, to);
        this.rangeGiven = true;
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

    /** Names the horizontal axis; the vertical one is named after the series, as long as there is only one. */
    Plot along(String x) {
        return axes(x, null);
    }

    /** A theory is of the same thing as the series that it stands beside. */
    private String yName() {
        if (yName != null) {
            return yName;
        }
        List<Item> series = items.stream().filter(i -> i.look != Look.THEORY).toList();
        return series.size() == 1 ? series.get(0).name : "";
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
        requireContent();
        fitRangeToData();
        List<Line> lines = lines();
        Axis axis = axis(shared == null ? extent(lines) : shared);
        XYChart chart = chart(lines, axis);
        return new Figure(width, height, g -> chart.paint(g, width, height), caption(lines));
    }

    /** Plots side by side with the same ranges. */
    static Figure multiples(int columns, List<Plot> plots) {
        if (columns < 1 || plots.isEmpty()) {
            throw new IllegalArgumentException("multiples(" + columns + ", …) of " + plots.size()
                    + " plots: give at least one column and one plot.");
        }
        int across = Math.min(columns, plots.size());
        int width = Math.max(150, Math.min(360, (MOST_WIDTH - (across - 1) * Figure.GAP) / across));
        boolean titled = plots.stream().anyMatch(p -> !p.title.isEmpty());
        return Figure.grid(
                across,
                alike(width, 60 + width * 5 / 8, plots).stream()
                        .map(p -> titled ? p.belowItsTitle() : p.figure())
                        .toList());
    }

    /** XChart gives a title with a descender more height; above the chart it leaves the axes of neighbours in line. */
    private Figure belowItsTitle() {
        String above = title;
        Figure chart = title("").figure();
        return new Figure(
                width,
                height + TITLE_HEIGHT,
                g -> {
                    Graphics2D below = (Graphics2D) g.create();
                    below.translate(0, TITLE_HEIGHT);
                    chart.paint(below);
                    below.dispose();
                    new Pen(g)
                            .fitted(
                                    above,
                                    Pen.bold(13),
                                    LabTheme.INK,
                                    width / 2.0,
                                    TITLE_HEIGHT / 2.0,
                                    0.5,
                                    width - 12);
                },
                (above.isEmpty() ? "" : Numbers.sentence(above) + ": ") + chart.caption());
    }

    /**
     * The same plots with one pair of ranges and one size, so that the eye may compare them.
     *
     * @return copies; the given plots stay as they are
     */
    static List<Plot> alike(int width, int height, List<Plot> plots) {
        List<Plot> copies = alike(plots);
        copies.forEach(p -> p.size(width, height));
        return copies;
    }

    /** The same plots with one pair of ranges. */
    static List<Plot> alike(List<Plot> plots) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        List<Plot> copies = new ArrayList<>();
        for (Plot plot : plots) {
            Plot copy = new Plot(plot);
            copy.requireContent();
            copy.fitRangeToData();
            copies.add(copy);
            from = Math.min(from, copy.from);
            to = Math.max(to, copy.to);
        }
        Extent extent = null;
        for (Plot copy : copies) {
            copy.from = from;
            copy.to = to;
            Extent own = copy.extent(copy.lines());
            extent = extent == null ? own : extent.and(own);
        }
        for (Plot copy : copies) {
            copy.shared = extent;
        }
        return copies;
    }

    private void requireContent() {
        if (items.isEmpty()) {
            throw new IllegalArgumentException(
                    "This plot is empty: add a curve, a line, a band, bars or points before showing it.");
        }
        if (logarithmic && low <= 0) {
            throw new IllegalArgumentException(
                    "within(" + low + ", " + high + ") and logY(): on a logarithmic axis both ends must be positive.");
        }
        if (logarithmic && items.stream().anyMatch(Item::filled)) {
            throw new IllegalArgumentException(
                    "bars(…) and logY(): bars begin at 0, which has no place on a logarithmic axis.");
        }
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Item item : items) {
            lines.add(
                    item.function != null
                            ? sample(item.function)
                            : item.look == Look.BARS
                                    ? item.outline()
                                    : new Line(item.x, finite(item.y), none(), none()));
        }
        return lines;
    }

    /** A plot of data alone takes its range from the data. */
    private void fitRangeToData() {
        if (shared != null) {
            return;
        }
        double[] ends = positions();
        if (ends != null && !rangeGiven) {
            boolean histogram = items.stream().allMatch(i -> i.look == Look.HISTOGRAM);
            double margin = histogram ? 0 : ends[1] > ends[0] ? 0.04 * (ends[1] - ends[0]) : 1;
            for (Item item : items) {
                margin = item.look == Look.BARS ? Math.max(margin, item.spacing() / 2) : margin;
            }
            from = ends[0] - margin;
            to = ends[1] + margin;
        }
    }

    /** The first and the last position of the data, or null where a function takes whatever range it is given. */
    private double[] positions() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Item item : items) {
            if (item.function != null) {
                return null;
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
        for (Vertical vertical : verticals) {
            least = Math.min(least, vertical.x);
            most = Math.max(most, vertical.x);
        }
        return new double[] {least, most};
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

    private Extent extent(List<Line> lines) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean zeros = false;
        boolean negative = false;
        boolean any = false;
        for (int i = 0; i < items.size(); i++) {
            Band band = items.get(i).band;
            double[][] all = band == null
                    ? new double[][] {lines.get(i).y}
                    : new double[][] {lines.get(i).y, finite(band.low), finite(band.high)};
            for (double[] values : all) {
                for (double y : values) {
                    any |= !Double.isNaN(y);
                    if (logarithmic && y <= 0) {
                        zeros = true;
                        negative |= y < 0;
                    } else if (!Double.isNaN(y)) {
                        least = Math.min(least, y);
                        most = Math.max(most, y);
                    }
                }
            }
        }
        if (!Double.isNaN(low)) {
            return new Extent(low, high, true, zeros, negative);
        }
        if (!any) {
            throw new IllegalArgumentException("There is nothing to draw: no value of "
                    + String.join(
                            ", ", items.stream().map(i -> "\"" + i.name + "\"").toList())
                    + " is a finite number.");
        }
        return new Extent(least, most, false, zeros, negative);
    }

    private Axis axis(Extent extent) {
        if (logarithmic) {
            return logarithmicAxis(extent);
        }
        boolean bars = items.stream().anyMatch(i -> i.look == Look.BARS);
        if (extent.exact) {
            return bars ? withRoom(extent.least, extent.most) : new Axis(extent.least, extent.most, Double.NaN, false);
        }
        double margin = extent.most > extent.least ? 0.08 * (extent.most - extent.least) : 1;
        boolean histogram = items.stream().anyMatch(i -> i.look == Look.HISTOGRAM);
        // Bars stand on the lower edge, unless something is below it.
        if (bars && extent.least == 0) {
            return withRoom(0, extent.most + margin);
        }
        return new Axis(histogram ? 0 : extent.least - margin, extent.most + margin, Double.NaN, false);
    }

    /** What bars are measured with needs its labels at both ends. */
    private static Axis withRoom(double low, double high) {
        double room = ROOM * (high - low);
        return new Axis(low - room, high + room, Double.NaN, false);
    }

    /** Whole powers of ten at both ends, and below them a row for what is not positive. */
    private static Axis logarithmicAxis(Extent extent) {
        boolean none = extent.least > extent.most; // nothing is positive
        double bottom = none ? -1 : StrictMath.log10(extent.least);
        double top = none ? 0 : StrictMath.log10(extent.most);
        if (!extent.exact) {
            bottom = Math.floor(bottom + 1e-9);
            top = Math.max(bottom + 1, Math.ceil(top - 1e-9));
        }
        double room = 0.03 * (top - bottom);
        double zero = extent.zeros ? bottom - ZERO_ABOVE * room : Double.NaN;
        return new Axis(extent.zeros ? zero - ZERO_BELOW * room : bottom - room, top + room, zero, extent.negative);
    }

    /** Heights as the chart draws them: itself, or the logarithm with NaN where there is none. */
    private double[] drawn(double[] y) {
        return logarithmic
                ? Arrays.stream(y)
                        .map(v -> v > 0 ? StrictMath.log10(v) : Double.NaN)
                        .toArray()
                : y;
    }

    private XYChart chart(List<Line> lines, Axis axis) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(xName)
                .yAxisTitle(yName())
                .theme(new LabTheme())
                .build();
        boolean direct = items.size() <= MOST_DIRECT_LABELS;
        double room = room();
        chart.getStyler()
                .setXAxisMin(from - room)
                .setXAxisMax(to + room)
                .setYAxisMin(axis.low)
                .setYAxisMax(axis.high)
                .setChartTitleVisible(!title.isEmpty())
                .setLegendVisible(!direct)
                .setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal)
                .setMarkerSize(8)
                .setLocale(Locale.ROOT);
        LabTheme.prettyTicks(chart);
        if (logarithmic) {
            LabTheme.powersOfTen(chart, axis.low, axis.high, axis.lowest(), height - (direct ? 60 : 90));
        }
        if (wholePositions()) {
            LabTheme.wholeTicks(chart, from, to, width - 70);
        }
        chart.getStyler().setXAxisTitleVisible(!xName.isEmpty()).setYAxisTitleVisible(!yName().isEmpty());
        zeroLines(chart, axis, room);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).look == Look.BARS) {
                fill(chart, i, lines.get(i));
            }
        }
        for (Vertical vertical : verticals) {
            quiet(
                    chart.addSeries(
                            "x = " + vertical.x + " " + vertical.label,
                            new double[] {vertical.x, vertical.x},
                            new double[] {axis.low, axis.high}),
                    VERTICAL);
        }
        for (int i = 0; i < items.size(); i++) {
            shade(chart, i, axis);
        }
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            draw(chart, i, unique(items.get(i).name, taken), lines.get(i), axis);
        }
        if (direct) {
            labels(chart, lines, axis);
        }
        for (Vertical vertical : verticals) {
            chart.addAnnotation(new CurveLabel(vertical.label, vertical.x, top(axis), LabTheme.INK, true));
        }
        if (!Double.isNaN(axis.zero)) {
            chart.addAnnotation(new AxisLabel(zeroName(axis), axis.zero));
        }
        return chart;
    }

    private double room() {
        return ROOM * (to - from);
    }

    private boolean wholePositions() {
        return items.stream().allMatch(i -> i.x != null && whole(i.x));
    }

    private static boolean whole(double[] positions) {
        return Arrays.stream(positions).allMatch(x -> x == Math.rint(x));
    }

    private void draw(XYChart chart, int index, String name, Line line, Axis axis) {
        Item item = items.get(index);
        int look = look(index);
        XYSeries series = chart.addSeries(name, line.x, drawn(line.y));
        series.setLineColor(color(index)).setLineStyle(stroke(index));
        series.setMarkerColor(LabTheme.color(look));
        series.setMarker(SeriesMarkers.NONE);
        switch (item.look) {
            case POINTS ->
                series.setMarker(marker(look)).setLineStyle(SeriesLines.NONE).setLineColor(LabTheme.color(look));
            case THEORY -> {}
            case BARS -> series.setShowInLegend(false);
            case HISTOGRAM ->
                series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setFillColor(barFill(look));
            // One path instead of one stroke a segment: otherwise the dashes of dense samples run together.
            case LINE -> series.setSmooth(item.function != null || line.x.length >= DENSE);
        }
        if (line.dotX.length > 0) {
            XYSeries dots = chart.addSeries(name + " at its jump", line.dotX, drawn(line.dotY));
            dots.setLineStyle(SeriesLines.NONE);
            dots.setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(LabTheme.color(look))
                    .setShowInLegend(false);
        }
        if (!Double.isNaN(axis.zero)) {
            double[] x = notPositivePositions(line);
            if (x.length > 0) {
                XYSeries zeros = chart.addSeries(name + " at zero", x, row(axis.zero, x.length));
                zeros.setLineStyle(SeriesLines.NONE).setShowInLegend(false);
                zeros.setMarker(SeriesMarkers.TRIANGLE_DOWN).setMarkerColor(LabTheme.color(look));
            }
        }
    }

    /** What is inside the bars; XChart knows no gaps in an area, so it ends on zero between them. */
    private void fill(XYChart chart, int index, Line line) {
        double[] y = line.y.clone();
        for (int i = 4; i < y.length; i += 5) {
            y[i] = 0;
        }
        XYSeries series = chart.addSeries("bars " + index, line.x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setMarker(SeriesMarkers.NONE).setLabel(items.get(index).name);
        series.setLineStyle(SeriesLines.NONE).setFillColor(barFill(look(index)));
    }

    private static double[] notPositivePositions(Line line) {
        double[] x = new double[line.x.length];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (line.y[i] <= 0) {
                x[count++] = line.x[i];
            }
        }
        return Arrays.copyOf(x, count);
    }

    private static double[] row(double value, int length) {
        double[] row = new double[length];
        Arrays.fill(row, value);
        return row;
    }

    private static double top(Axis axis) {
        return axis.high - 0.04 * (axis.high - axis.low);
    }

    private static String zeroName(Axis axis) {
        return axis.negative ? "≤ 0" : "0";
    }

    private BasicStroke stroke(int index) {
        return switch (items.get(index).look) {
            case THEORY ->
                new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {4, 3}, 0);
            case BARS, HISTOGRAM -> new BasicStroke(1f);
            case LINE, POINTS -> LabTheme.stroke(look(index), LINE_WIDTH);
        };
    }

    private static Color barFill(int look) {
        return Shades.mix(Color.WHITE, LabTheme.color(look), 0.45);
    }

    private Color color(int index) {
        Color color = LabTheme.color(look(index));
        return items.get(index).look == Look.THEORY ? Shades.mix(color, Color.BLACK, DARK) : color;
    }

    /** The number of an item's colour and dash; a theory has the colour of what stands before it. */
    private int look(int index) {
        int look = -1;
        for (int i = 0; i <= index; i++) {
            look += items.get(i).look == Look.THEORY && look >= 0 ? 0 : 1;
        }
        return look;
    }

    private void shade(XYChart chart, int index, Axis axis) {
        for (Line piece : shades(index, axis)) {
            XYSeries series = chart.addSeries("band " + index + " from " + piece.x[0], piece.x, piece.y);
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
            series.setLineStyle(SeriesLines.NONE).setShowInLegend(false);
            series.setMarker(SeriesMarkers.NONE);
            Color color = LabTheme.color(look(index));
            series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), SHADE));
        }
    }

    /** The shade of a band, a polygon for each piece between its gaps. */
    private List<Line> shades(int index, Axis axis) {
        List<Line> pieces = new ArrayList<>();
        Item item = items.get(index);
        if (item.band == null) {
            return pieces;
        }
        double floor = Double.isNaN(axis.zero) ? axis.low : axis.zero;
        double[] low = edge(item.band.low, floor);
        double[] high = edge(item.band.high, floor);
        int start = 0;
        for (int i = 0; i <= item.x.length; i++) {
            if (i == item.x.length || Double.isNaN(low[i] + high[i])) {
                int length = i - start;
                if (length > 1) {
                    double[] x = new double[2 * length];
                    double[] y = new double[2 * length];
                    for (int j = 0; j < length; j++) {
                        x[j] = item.x[start + j];
                        y[j] = low[start + j];
                        x[2 * length - 1 - j] = x[j];
                        y[2 * length - 1 - j] = high[start + j];
                    }
                    pieces.add(new Line(x, y, none(), none()));
                }
                start = i + 1;
            }
        }
        return pieces;
    }

    /** An edge of a band as it is drawn: on a logarithmic axis it ends at the row of zero. */
    private double[] edge(double[] values, double floor) {
        double[] edge = drawn(finite(values));
        for (int i = 0; i < edge.length; i++) {
            if (logarithmic && values[i] <= 0) {
                edge[i] = floor;
            }
        }
        return edge;
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
        String result = name.isEmpty() ? " " : name; // XChart wants a name
        while (taken.contains(result)) {
            result += " ";
        }
        taken.add(result);
        return result;
    }

    /** Whether x = 0 has a line. Class 0 among bars is a class like others, and only their width reaches below 0. */
    private boolean showsZero() {
        double[] ends = rangeGiven || items.stream().noneMatch(i -> i.look == Look.BARS) ? null : positions();
        return from < 0 && to > 0 && (ends == null || ends[0] < 0);
    }

    /** The lines x = 0 and y = 0, where they are in sight. */
    private void zeroLines(XYChart chart, Axis axis, double room) {
        BasicStroke thin = new BasicStroke(1);
        if (showsZero()) {
            quiet(chart.addSeries("x = 0", new double[] {0, 0}, new double[] {axis.low, axis.high}), thin);
        }
        double zero = logarithmic ? axis.zero : 0;
        if (axis.low < zero && axis.high > zero) {
            quiet(chart.addSeries("y = 0", new double[] {from - room, to + room}, new double[] {zero, zero}), thin);
        }
    }

    private static void quiet(XYSeries series, BasicStroke stroke) {
        series.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
        series.setLineColor(LabTheme.AXIS).setLineStyle(stroke);
    }

    private void labels(XYChart chart, List<Line> lines, Axis axis) {
        LabelPlacement placement = new LabelPlacement(width, height, from, to, axis.low, axis.high);
        double[] bottomToTop = {axis.low, axis.high};
        for (Line line : lines) {
            placement.avoid(line.x, drawn(line.y));
        }
        double zero = logarithmic ? axis.zero : 0;
        if (axis.low < zero && axis.high > zero) {
            placement.avoid(new double[] {from, to}, new double[] {zero, zero});
        }
        if (showsZero()) {
            placement.avoid(new double[] {0, 0}, bottomToTop);
        }
        for (Vertical vertical : verticals) {
            placement.avoid(new double[] {vertical.x, vertical.x}, bottomToTop);
        }
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean repeats = items.size() == 1 && item.name.equals(yName());
            if (!item.name.isEmpty() && !repeats) {
                double[] spot = placement.place(item.name, i, lines.get(i).x, drawn(lines.get(i).y));
                chart.addAnnotation(new CurveLabel(item.name, spot[0], spot[1], color(i), false));
            }
        }
    }

    // ---- under sliders -------------------------------------------------------------------------------------------

    /** What this plot draws, back to front, in the units of its axes. */
    Frame frame() {
        List<Line> lines = lines();
        Axis axis = axis(shared);
        List<Mark> marks = new ArrayList<>();
        double room = room();
        double[] bottomToTop = {axis.low, axis.high};
        double zero = logarithmic ? axis.zero : 0;
        BasicStroke thin = new BasicStroke(1);
        marks.add(Mark.line(
                "", LabTheme.AXIS, thin, new double[] {0, 0}, showsZero() ? bottomToTop : row(Double.NaN, 2)));
        marks.add(Mark.line("", LabTheme.AXIS, thin, new double[] {from - room, to + room}, new double[] {zero, zero}));
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.look == Look.BARS) {
                double spacing = item.spacing();
                marks.add(Mark.bars(item.name, color(i), barFill(look(i)), item.x[0], spacing, BAR * spacing, item.y));
            }
        }
        for (Vertical vertical : verticals) {
            marks.add(Mark.line("", LabTheme.AXIS, VERTICAL, new double[] {vertical.x, vertical.x}, bottomToTop));
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).band != null) {
                marks.add(Mark.shades(LabTheme.color(look(i)), SHADE / 255.0, joined(shades(i, axis))));
            }
        }
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Line line = lines.get(i);
            if (item.look == Look.BARS) {
                continue;
            }
            double[] y = drawn(line.y);
            Color color = LabTheme.color(look(i));
            marks.add(
                    item.dots()
                            ? Mark.dots(item.name, color, Mark.STAMPS[look(i) % Mark.STAMPS.length], line.x, y)
                            : Mark.line(item.name, color(i), stroke(i), line.x, y));
            if (item.function != null) {
                marks.add(Mark.dots("", color, Mark.STAMPS[0], line.dotX, drawn(line.dotY)));
            }
            if (!Double.isNaN(axis.zero)) {
                double[] x = notPositivePositions(line);
                marks.add(Mark.dots("", color, Mark.DOWN, x, row(axis.zero, x.length)));
            }
        }
        for (Vertical vertical : verticals) {
            marks.add(Mark.text(vertical.label, vertical.x, top(axis)));
        }
        Ruler ruler = new Ruler(
                title,
                xName,
                yName(),
                width,
                height,
                logarithmic,
                from - room,
                to + room,
                axis.low,
                axis.high,
                axis.lowest(),
                axis.zero,
                Double.isNaN(axis.zero) ? "" : zeroName(axis),
                wholePositions());
        return new Frame(ruler, marks, caption(lines));
    }

    /** Several polygons as one, with NaN between them. */
    private static double[][] joined(List<Line> pieces) {
        List<double[]> points = new ArrayList<>();
        for (Line piece : pieces) {
            for (int i = 0; i < piece.x.length; i++) {
                points.add(new double[] {piece.x[i], piece.y[i]});
            }
            points.add(new double[] {piece.x[0], Double.NaN});
        }
        return new double[][] {column(points, 0), column(points, 1)};
    }

    // ---- the caption -------------------------------------------------------------------------------------------

    private String caption(List<Line> lines) {
        StringBuilder text = new StringBuilder(lead);
        if (!describesData) {
            return text.toString();
        }
        text.append(text.isEmpty() ? "" : " ");
        double[] ends = rangeGiven || positions() == null ? new double[] {from, to} : positions();
        text.append(xName.isEmpty() ? "Horizontally" : xName)
                .append(" from ")
                .append(Numbers.pretty(round(ends[0])))
                .append(" to ")
                .append(Numbers.pretty(round(ends[1])))
                .append(": ");
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "" : "; ").append(describe(items.get(i), calledInCaption(items.get(i)), lines.get(i)));
            text.append(band(items.get(i))).append(notPositive(lines.get(i)));
        }
        text.append('.');
        for (Vertical vertical : verticals) {
            text.append(" Marked at ")
                    .append(Numbers.pretty(vertical.x))
                    .append(": ")
                    .append(vertical.label)
                    .append('.');
        }
        return text.append(logarithmic ? " The vertical axis is logarithmic." : "")
                .toString();
    }

    /** The title stands in for the name of an only series without one. */
    private String calledInCaption(Item item) {
        return item.name.isEmpty() && items.size() == 1 ? title : item.name;
    }

    private static String band(Item item) {
        if (item.band == null) {
            return "";
        }
        Band band = item.band;
        String text = "";
        int last = item.x.length - 1;
        while (last > 0 && Double.isNaN(band.low[last])) {
            last--;
        }
        if (band.low[last] != band.high[last] && !Double.isNaN(band.low[last])) {
            String who = band.runs == 0 ? "the shade" : "the middle 80 % of " + band.runs + " runs";
            text = ", at the end " + who + " from " + Numbers.pretty(band.low[last]) + " to "
                    + Numbers.pretty(band.high[last]);
        }
        return band.missingAtTheEnd == 0
                ? text
                : text + " (" + band.missingAtTheEnd + " of " + band.runs + " runs have no value at the end)";
    }

    private String notPositive(Line line) {
        long zeros = Arrays.stream(line.y).filter(y -> y == 0).count();
        long negative = Arrays.stream(line.y).filter(y -> y < 0).count();
        if (!logarithmic || zeros + negative == 0) {
            return "";
        }
        String what = negative == 0 ? "0" : zeros == 0 ? "negative" : "0 or negative";
        return " (" + (zeros + negative) + " of " + line.y.length + " values are " + what
                + " and stand at the lower edge)";
    }

    private static double round(double x) {
        return Math.rint(x * 1e6) / 1e6;
    }

    private static String describe(Item item, String called, Line line) {
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
            return called.isEmpty() ? "no finite value here" : called + " has no finite value here";
        }
        String list = called.isEmpty() ? "" : called + ": ";
        if (item.look == Look.BARS) {
            return list + bars(item);
        }
        String missing = gaps > line.dotX.length ? " (" + (gaps - line.dotX.length) + " values are not finite)" : "";
        if (item.dots()) {
            return list + y.length + (y.length == 1 ? " point" : " points") + missing;
        }
        double range = y[highest] - y[lowest];
        double tolerance = 1e-9 * (Math.abs(y[highest]) + Math.abs(y[lowest]));
        String subject = called.isEmpty() ? "the line" : called;
        String name = item.band == null || item.band.runs < 2 ? subject : subject + " (median)";
        // Whether a zero is −0.0 cannot be seen.
        String ends = Numbers.pretty(y[first] + 0.0) + " to " + Numbers.pretty(y[last] + 0.0);
        if (range <= tolerance) {
            return name + " stays at " + Numbers.pretty(y[first] + 0.0) + missing;
        }
        if (line.dotX.length == 1 && jumpsOnly(y)) {
            return name + " jumps from " + ends + " at " + Numbers.pretty(line.dotX[0]) + missing;
        }
        if (y[lowest] >= y[first] - tolerance && y[highest] <= y[last] + tolerance) {
            return name + " rises from " + ends + missing;
        }
        if (y[highest] <= y[first] + tolerance && y[lowest] >= y[last] - tolerance) {
            return name + " falls from " + ends + missing;
        }
        StringBuilder text = new StringBuilder(name).append(" goes from ").append(ends);
        if (y[lowest] < Math.min(y[first], y[last]) - tolerance) {
            text.append(", lowest ").append(at(x[lowest], y[lowest]));
        }
        if (y[highest] > Math.max(y[first], y[last]) + tolerance) {
            text.append(", highest ").append(at(x[highest], y[highest]));
        }
        return text.append(missing).toString();
    }

    /**
     * A few bars are told one by one; of many the highest and, for a histogram, the mean place. Bars at whole numbers stand
     * for classes, whose mean would say nothing: of these the two highest.
     */
    private static String bars(Item item) {
        double[] x = item.x;
        double[] y = item.y;
        StringBuilder text = new StringBuilder();
        if (x.length <= MOST_BARS_NAMED) {
            text.append(x.length == 1 ? "a bar of " : "bars of ");
            for (int i = 0; i < x.length; i++) {
                text.append(i == 0 ? "" : ", ").append(at(x[i], y[i]));
            }
            return text.toString();
        }
        int highest = 0;
        double sum = 0;
        double moment = 0;
        boolean negative = false;
        for (int i = 0; i < x.length; i++) {
            highest = y[i] > y[highest] ? i : highest;
            sum += y[i];
            moment += y[i] * x[i];
            negative |= y[i] < 0;
        }
        text.append(x.length).append(" bars, highest ").append(at(x[highest], y[highest]));
        if (whole(x)) {
            int next = highest == 0 ? 1 : 0;
            for (int i = 0; i < x.length; i++) {
                next = i != highest && y[i] > y[next] ? i : next;
            }
            return text.append(", then ").append(at(x[next], y[next])).toString();
        }
        return negative || sum == 0
                ? text.toString()
                : text.append(", mean ")
                        .append(Numbers.pretty(brief(moment / sum)))
                        .toString();
    }

    /** Three decimals are as good as middles of bars can be. */
    private static double brief(double x) {
        return Math.rint(x * 1000) / 1000 + 0.0;
    }

    private static String at(double x, double y) {
        return Numbers.pretty(y + 0.0) + " at " + Numbers.pretty(round(x));
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
