package activationlab.notebook;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/**
 * One dot for each seed: the same data as in a {@link HeatMap}, with every single run in sight.
 *
 * <p>In each cell the dots stand at their heights on a scale that all cells share, beside each other where they would
 * overlap. A line marks the median, a cross at the bottom a run that diverged.
 *
 * <pre>{@code show(dots(names, rates, accuracy).axes("function", "learning rate"));}</pre>
 */
public final class DotGrid extends SeedGrid<DotGrid> {

    private static final double MOST_CELL = 104;
    private static final double RADIUS = 2.4;
    private static final double HEIGHT = 76;

    /** Within a cell: above the dots stands the median's number, below them the crosses. */
    private static final double ABOVE = 18;

    private static final double BELOW = 14;

    DotGrid(List<String> rows, List<String> columns, double[][][] values) {
        super("dotGrid", rows, columns, values);
    }

    @Override
    DotGrid self() {
        return this;
    }

    @Override
    Figure draw(List<Cell> cells, double[] scale) {
        List<String> key = key(cells);
        double agreement = agreement(cells);
        key.add("a dot is a run; the line and the number are the median"
                + (cells.stream().anyMatch(c -> c.diverged() > 0)
                        ? "; × is a run that " + (failed().equals("diverged") ? "diverged" : "has no result")
                        : ""));
        key.removeIf(line -> line.startsWith("n×"));
        Layout layout = layout(HEIGHT, MOST_CELL, 48, key);
        double bottom = layout.y(rowCount());
        int height = (int) Math.ceil(bottom + 10 + 15 * key.size());
        return new Figure(
                layout.width(),
                height,
                g -> {
                    Pen pen = new Pen(g);
                    for (Cell cell : cells) {
                        paint(pen, cell, layout, scale, disagrees(cell, agreement));
                    }
                    paintNames(pen, layout);
                    int decimals = Numbers.decimals(scale[1] - scale[0]);
                    for (int i = 0; i < rowCount(); i++) {
                        for (double end : scale) {
                            pen.fitted(
                                    Numbers.fixed(end, decimals),
                                    Pen.plain(10),
                                    LabTheme.INK,
                                    layout.x(columnCount()) + 4,
                                    height(end, scale, layout.y(i)),
                                    0,
                                    40);
                        }
                    }
                    paintKey(pen, key, 8, bottom + 14, layout.width() - 16);
                },
                caption(false, cells));
    }

    private static double height(double value, double[] scale, double top) {
        double share = (value - scale[0]) / (scale[1] - scale[0]);
        double room = HEIGHT - ABOVE - BELOW;
        return top + ABOVE + room * (1 - Math.max(0, Math.min(1, share)));
    }

    private void paint(Pen pen, Cell cell, Layout layout, double[] scale, boolean disagrees) {
        double x = layout.x(cell.column());
        double y = layout.y(cell.row());
        double width = layout.cellWidth() - 4;
        double height = layout.cellHeight() - 4;
        if (cell.empty()) {
            paintEmpty(pen, x, y, width, height);
            return;
        }
        pen.rectangle(new Color(0xf6f6f6), x, y, width, height);
        pen.frame(new Color(0xd8d8d8), 0.75, new Rectangle2D.Double(x, y, width, height));
        double middle = x + width / 2;
        for (double end : scale) {
            pen.line(new Color(0xd8d8d8), 0.75, x, height(end, scale, y), x + width, height(end, scale, y));
        }
        double median = height(cell.spread().median(), scale, y);
        pen.line(LabTheme.color(1), 2, x + 6, median, x + width - 6, median);
        double[] finite = cell.finite().clone();
        Arrays.sort(finite);
        double[] heights = Arrays.stream(finite).map(v -> height(v, scale, y)).toArray();
        double[] aside = aside(heights, width / 2 - RADIUS - 2);
        for (int i = 0; i < heights.length; i++) {
            pen.dot(Color.WHITE, middle + aside[i], heights[i], RADIUS + 0.6);
            pen.dot(LabTheme.color(0), middle + aside[i], heights[i], RADIUS);
        }
        double step = Math.min(8, (width - 12) / Math.max(1, cell.diverged()));
        for (int i = 0; i < cell.diverged(); i++) {
            double at = middle + (i - (cell.diverged() - 1) / 2.0) * step;
            pen.cross(LabTheme.INK, 1.3, at, y + height - 5, 2.6);
        }
        String number = Numbers.fixed(cell.spread().median(), Numbers.decimals(scale[1] - scale[0]));
        pen.fitted(number, Pen.bold(10.5), LabTheme.INK, middle, y + 8, 0.5, width - 30);
        if (disagrees) {
            paintCorner(pen, LabTheme.INK, x + width, y);
        }
    }

    /** How far each dot stands aside: beside each other if the cell is wide enough, else the more overlapping. */
    static double[] aside(double[] heights, double most) {
        double apart = 2 * RADIUS + 0.4;
        double[] aside = aside(heights, most, apart);
        while (aside == null) {
            apart *= 0.8;
            aside = aside(heights, most, apart);
        }
        return aside;
    }

    /** The nearest places to the middle where no dot is closer than this to one before it, or null if they run out. */
    private static double[] aside(double[] heights, double most, double apart) {
        double[] aside = new double[heights.length];
        for (int i = 0; i < heights.length; i++) {
            double step = 0;
            while (!free(heights, aside, i, step, apart)) {
                // First to the right, then as far to the left, then a little farther.
                step = step > 0 ? -step : -step + apart / 2;
                if (step > most) {
                    return null;
                }
            }
            aside[i] = step;
        }
        return aside;
    }

    private static boolean free(double[] heights, double[] aside, int index, double at, double apart) {
        for (int j = 0; j < index; j++) {
            double dx = at - aside[j];
            double dy = heights[index] - heights[j];
            // A hair less than the distance: dots in a row are exactly that far apart.
            if (dx * dx + dy * dy < 0.999 * apart * apart) {
                return false;
            }
        }
        return true;
    }
}
