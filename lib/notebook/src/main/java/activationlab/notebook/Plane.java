package activationlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The plane of two inputs: shaded where a network's output is above a threshold, with the boundary drawn and examples on
 * top.
 */
public final class Plane implements Drawable {

    private static final int CELLS = 120;
    private static final Color SHADE = new Color(0xcfe3f1);

    private final DoubleBinaryOperator output;
    private final List<double[]> low = new ArrayList<>();
    private final List<double[]> high = new ArrayList<>();
    private double from = -0.5;
    private double to = 1.5;
    private double threshold = 0.5;
    private int size = 300;
    private String title = "";

    Plane(DoubleBinaryOperator output) {
        if (output == null) {
            throw new IllegalArgumentException("plane(null): there is no function of two inputs to draw.");
        }
        this.output = output;
    }

    /**
     * The range of both inputs.
     *
     * @param from left and lower end
     * @param to right and upper end
     * @return this plane
     */
    public Plane over(double from, double to) {
        Plot.requireRange("over", from, to);
        this.from = from;
        this.to = to;
        return this;
    }

    /**
     * Outputs above this value are shaded.
     *
     * @param threshold any number, one half if not called
     * @return this plane
     */
    public Plane above(double threshold) {
        this.threshold = threshold;
        return this;
    }

    /**
     * Adds an example.
     *
     * @param x1 first input
     * @param x2 second input
     * @param target what the network should say; above the threshold it is drawn as a square, else as a circle
     * @return this plane
     */
    public Plane example(double x1, double x2, double target) {
        (target > threshold ? high : low).add(new double[] {x1, x2});
        return this;
    }

    /**
     * The title above the plane.
     *
     * @param title short text
     * @return this plane
     */
    public Plane title(String title) {
        this.title = title;
        return this;
    }

    /**
     * The size on the page.
     *
     * @param pixels width and height, 150 to 1000
     * @return this plane
     */
    public Plane size(int pixels) {
        if (pixels < 150 || pixels > 1000) {
            throw new IllegalArgumentException("size(" + pixels + "): must be between 150 and 1000 pixels.");
        }
        this.size = pixels;
        return this;
    }

    @Override
    public Figure figure() {
        double[][] values = new double[CELLS + 1][CELLS + 1];
        for (int i = 0; i <= CELLS; i++) {
            for (int j = 0; j <= CELLS; j++) {
                values[i][j] = output.applyAsDouble(at(i), at(j)) - threshold;
            }
        }
        XYChart chart = new XYChartBuilder()
                .width(size)
                .height(size)
                .title(title)
                .xAxisTitle("x₁")
                .yAxisTitle("x₂")
                .theme(new LabTheme())
                .build();
        chart.getStyler()
                .setXAxisMin(from)
                .setXAxisMax(to)
                .setYAxisMin(from)
                .setYAxisMax(to)
                .setChartTitleVisible(!title.isEmpty())
                .setLegendVisible(false)
                .setMarkerSize(11)
                .setLocale(Locale.ROOT);
        LabTheme.prettyTicks(chart);
        shade(chart, values);
        boundary(chart, values);
        examples(chart, "below", low, SeriesMarkers.CIRCLE, LabTheme.color(1));
        examples(chart, "above", high, SeriesMarkers.SQUARE, LabTheme.color(0));
        return new Figure(size, size, g -> chart.paint(g, size, size), caption(values));
    }

    private double at(int index) {
        return from + (to - from) * index / CELLS;
    }

    private void shade(XYChart chart, double[][] values) {
        List<double[]> cells = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            for (int j = 0; j < CELLS; j++) {
                double middle = (values[i][j] + values[i + 1][j] + values[i][j + 1] + values[i + 1][j + 1]) / 4;
                if (middle > 0) {
                    cells.add(new double[] {at(i) + (to - from) / CELLS / 2, at(j) + (to - from) / CELLS / 2});
                }
            }
        }
        if (!cells.isEmpty()) {
            double side = (double) size / CELLS;
            examples(chart, "shade", cells, new Cell(side), SHADE);
        }
    }

    /** The line where the output crosses the threshold, cell by cell, by linear interpolation along the edges. */
    private void boundary(XYChart chart, double[][] v) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            for (int j = 0; j < CELLS; j++) {
                List<double[]> crossings = new ArrayList<>();
                cross(crossings, i, j, i + 1, j, v);
                cross(crossings, i + 1, j, i + 1, j + 1, v);
                cross(crossings, i, j + 1, i + 1, j + 1, v);
                cross(crossings, i, j, i, j + 1, v);
                if (crossings.size() >= 2) {
                    points.add(crossings.get(0));
                    points.add(crossings.get(1));
                    points.add(new double[] {crossings.get(1)[0], Double.NaN});
                }
            }
        }
        if (!points.isEmpty()) {
            XYSeries line = chart.addSeries("boundary", column(points, 0), column(points, 1));
            line.setMarker(SeriesMarkers.NONE);
            line.setLineColor(LabTheme.INK)
                    .setLineStyle(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
    }

    private void cross(List<double[]> crossings, int i0, int j0, int i1, int j1, double[][] v) {
        double a = v[i0][j0];
        double b = v[i1][j1];
        if (a > 0 != b > 0) {
            double t = a / (a - b);
            crossings.add(new double[] {at(i0) + t * (at(i1) - at(i0)), at(j0) + t * (at(j1) - at(j0))});
        }
    }

    private static void examples(XYChart chart, String name, List<double[]> points, Marker marker, Color color) {
        if (!points.isEmpty()) {
            XYSeries series = chart.addSeries(name, column(points, 0), column(points, 1));
            series.setMarker(marker).setMarkerColor(color);
            series.setLineStyle(SeriesLines.NONE);
        }
    }

    private static double[] column(List<double[]> rows, int index) {
        return rows.stream().mapToDouble(r -> r[index]).toArray();
    }

    private String caption(double[][] values) {
        int above = 0;
        for (double[] row : values) {
            for (double value : row) {
                above += value > 0 ? 1 : 0;
            }
        }
        int right = right(high, true) + right(low, false);
        int all = high.size() + low.size();
        String share = Math.round(100.0 * above / (CELLS + 1) / (CELLS + 1))
                + " % of the plane is shaded (output above " + Numbers.pretty(threshold) + ")";
        return (title.isEmpty() ? "" : title + ": ")
                + share
                + (all == 0 ? "." : "; " + right + " of " + all + " examples are on their side.");
    }

    private int right(List<double[]> points, boolean above) {
        int right = 0;
        for (double[] point : points) {
            right += output.applyAsDouble(point[0], point[1]) > threshold == above ? 1 : 0;
        }
        return right;
    }

    /** A square as large as one cell of the grid: XChart has one marker size for a whole chart. */
    private static final class Cell extends Marker {
        private final double side;

        Cell(double side) {
            this.side = side;
        }

        @Override
        public void paint(Graphics2D g, double x, double y, int markerSize) {
            g.fill(new Rectangle2D.Double(x - side / 2, y - side / 2, side, side));
        }
    }
}
