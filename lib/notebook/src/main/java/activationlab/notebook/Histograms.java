package activationlab.notebook;

import activationlab.function.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * Histograms side by side, for example of the numbers that enter each layer of a network, over one shared range.
 *
 * <p>Heights are densities: the area of a bar is the share of the values in it. Each histogram has a vertical scale of
 * its own.
 */
public final class Histograms implements Drawable {

    private static final int MOST = 12;
    private static final int MOST_WIDTH = 720;

    private final String[] names;
    private final double[][] edges;
    private final double[][] counts;
    private double[] zeros;
    private String whatIsZero = "zeros";
    private Activation under;
    private String title = "";
    private String axis = "value";
    private int columns = 3;

    Histograms(String[] names, double[][] edges, double[][] counts) {
        if (names == null || names.length == 0 || names.length > MOST) {
            throw new IllegalArgumentException("histograms(…): there must be 1 to " + MOST + " names, not "
                    + (names == null ? "null" : names.length) + ".");
        }
        if (edges == null || counts == null || edges.length != names.length || counts.length != names.length) {
            throw new IllegalArgumentException("histograms(…): there are " + names.length + " names, "
                    + (edges == null ? "no (null)" : edges.length) + " rows of edges and "
                    + (counts == null ? "no (null)" : counts.length) + " rows of counts.");
        }
        this.names = names.clone();
        this.edges = new double[names.length][];
        this.counts = new double[names.length][];
        for (int i = 0; i < names.length; i++) {
            requireBins(names[i], edges[i], counts[i]);
            this.edges[i] = edges[i].clone();
            this.counts[i] = counts[i].clone();
        }
    }

    private static void requireBins(String name, double[] edges, double[] counts) {
        if (edges == null || counts == null || counts.length == 0 || edges.length != counts.length + 1) {
            throw new IllegalArgumentException("histograms(…): \"" + name + "\" has "
                    + (counts == null ? "no (null)" : counts.length) + " counts and "
                    + (edges == null ? "no (null)" : edges.length)
                    + " edges; there must be one edge more than counts.");
        }
        for (int i = 0; i < counts.length; i++) {
            Plot.requireRange("histograms(…): \"" + name + "\", edges", edges[i], edges[i + 1]);
            if (!(counts[i] >= 0) || Double.isInfinite(counts[i])) {
                throw new IllegalArgumentException("histograms(…): \"" + name + "\" has the count " + counts[i]
                        + "; counts are finite and not negative.");
            }
        }
    }

    /**
     * Draws a function over each histogram, on a scale of its own: what these values meet.
     *
     * @param function stretched so that its smallest and its largest value in the range touch the ends of the plot
     * @return this figure
     * @throws IllegalArgumentException if it is null
     */
    public Histograms under(Activation function) {
        if (function == null) {
            throw new IllegalArgumentException("under(null): there is no function to draw.");
        }
        this.under = function;
        return this;
    }

    /**
     * Says at 0 how many of the values are exactly 0.
     *
     * @param shares one for each histogram, 0 to 1
     * @return this figure
     * @throws IllegalArgumentException if there are not as many as histograms, or one is outside its range
     */
    public Histograms zeros(double[] shares) {
        if (shares == null || shares.length != names.length) {
            throw new IllegalArgumentException("zeros(…): there are " + names.length + " histograms and "
                    + (shares == null ? "no (null)" : shares.length) + " shares.");
        }
        for (double share : shares) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("zeros(…): the share " + share + " is not between 0 and 1.");
            }
        }
        this.zeros = shares.clone();
        return this;
    }

    /** What the shares are shares of, if not of the values that the histograms count. */
    Histograms zeros(double[] shares, String what) {
        this.whatIsZero = what;
        return zeros(shares);
    }

    /**
     * What opens the caption.
     *
     * @param title short text
     * @return this figure
     */
    public Histograms title(String title) {
        this.title = title;
        return this;
    }

    /**
     * The name of the shared horizontal axis.
     *
     * @param name what the values are
     * @return this figure
     */
    public Histograms axis(String name) {
        this.axis = name;
        return this;
    }

    /**
     * How many stand side by side.
     *
     * @param columns 1 to 4, three if not called
     * @return this figure
     * @throws IllegalArgumentException if it is outside this range
     */
    public Histograms columns(int columns) {
        if (columns < 1 || columns > 4) {
            throw new IllegalArgumentException("columns(" + columns + "): must be between 1 and 4.");
        }
        this.columns = columns;
        return this;
    }

    @Override
    public Figure figure() {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (double[] own : edges) {
            from = Math.min(from, own[0]);
            to = Math.max(to, own[own.length - 1]);
        }
        int across = Math.min(columns, names.length);
        int width = Math.min(360, (MOST_WIDTH - (across - 1) * Figure.GAP) / across);
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            figures.add(panel(i, from, to).size(width, 200).figure());
        }
        return Figure.grid(across, figures).caption(caption());
    }

    private Plot panel(int index, double from, double to) {
        double[] own = edges[index];
        double total = total(counts[index]);
        double[] heights = new double[counts[index].length];
        double highest = 0;
        for (int i = 0; i < heights.length; i++) {
            heights[i] = total == 0 ? 0 : counts[index][i] / total / (own[i + 1] - own[i]);
            highest = Math.max(highest, heights[i]);
        }
        boolean marked = zeros != null && zeros[index] > 0;
        double top = (highest == 0 ? 1 : highest) * (marked ? 1.25 : 1.08);
        Plot plot = new Plot()
                .histogram("", own, heights)
                .over(from, to)
                .within(-0.015 * top, top)
                .title(names[index])
                .axes(axis, "");
        if (under != null) {
            double[] range = range(under, from, to);
            double stretch = range[1] > range[0] ? 0.96 * top / (range[1] - range[0]) : 0;
            plot.curve(under.name(), x -> 0.02 * top + (under.value(x) - range[0]) * stretch);
        }
        if (marked) {
            plot.vertical(0, percentZero(index));
        }
        return plot;
    }

    private static double[] range(Activation function, double from, double to) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 400; i++) {
            double y = function.value(from + (to - from) * i / 400);
            if (Double.isFinite(y)) {
                least = Math.min(least, y);
                most = Math.max(most, y);
            }
        }
        return new double[] {least, most};
    }

    private static double total(double[] counts) {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        return total;
    }

    private String percentZero(int index) {
        return Math.round(100 * zeros[index]) + " % " + whatIsZero;
    }

    /** Mean and spread of each, as if every value were in the middle of its bar. */
    private String caption() {
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + ": ");
        for (int i = 0; i < names.length; i++) {
            double total = total(counts[i]);
            text.append(i == 0 ? "" : "; ").append(names[i]);
            if (total == 0) {
                text.append(" has no values");
                continue;
            }
            double mean = 0;
            for (int b = 0; b < counts[i].length; b++) {
                mean += counts[i][b] / total * (edges[i][b] + edges[i][b + 1]) / 2;
            }
            double variance = 0;
            for (int b = 0; b < counts[i].length; b++) {
                double off = (edges[i][b] + edges[i][b + 1]) / 2 - mean;
                variance += counts[i][b] / total * off * off;
            }
            text.append(" has the mean ")
                    .append(brief(mean))
                    .append(" and the spread ")
                    .append(brief(Math.sqrt(variance)));
            if (zeros != null && zeros[i] > 0) {
                text.append(", ").append(percentZero(i));
            }
        }
        return text.append(under == null ? "." : ". The line is " + under.name() + ", on a scale of its own.")
                .toString();
    }

    /** Two digits are as good as middles of bars can be. */
    private static String brief(double x) {
        double size = Math.abs(x);
        return Numbers.pretty(size < 5e-4 ? 0 : Math.rint(x * 1000) / 1000);
    }
}
