package activationlab.notebook;

import java.awt.Color;
import java.awt.Font;
import java.util.List;

/**
 * A map of medians: rows and columns of coloured cells, each with its number.
 *
 * <p>A cell shows the median over the seeds, as its colour and as its large number, and under it the range of the middle
 * 80 % of the results. A filled corner marks the cells in which the seeds disagree. Runs that diverged are counted in
 * the cell, and a cell that was not run is hatched.
 *
 * <pre>{@code show(heatMap(names, rates, accuracy).axes("function", "learning rate"));}</pre>
 */
public final class HeatMap extends SeedGrid<HeatMap> {

    private static final double MOST_CELL = 104;
    private static final double BAR = 66;

    HeatMap(List<String> rows, List<String> columns, double[][][] values) {
        super("heatMap", rows, columns, values);
    }

    @Override
    HeatMap self() {
        return this;
    }

    @Override
    Figure draw(List<Cell> cells, double[] scale) {
        boolean anyNote = cells.stream().anyMatch(c -> c.diverged() + dead(c) > 0);
        List<String> key = key(cells);
        double agreement = agreement(cells);
        if (cells.stream().anyMatch(c -> c.runs() > 1)) {
            key.add("large: the median; small: the middle 80 % of the runs");
        }
        Layout layout = layout(anyNote ? 54 : 42, MOST_CELL, BAR, key);
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
                    double barHeight = Math.max(bottom - layout.top() - 1, 36);
                    paintBar(g, scale, layout.x(columnCount()) + 12, layout.top(), barHeight);
                    paintKey(pen, key, 8, bottom + 14, layout.width() - 16);
                },
                caption(true, cells));
    }

    private void paint(Pen pen, Cell cell, Layout layout, double[] scale, boolean disagrees) {
        double x = layout.x(cell.column());
        double y = layout.y(cell.row());
        double width = layout.cellWidth() - 1.5;
        double height = layout.cellHeight() - 1.5;
        if (cell.empty()) {
            paintEmpty(pen, x, y, width, height);
            return;
        }
        Color ground = color(cell.spread().median(), scale);
        Color ink = Shades.ink(ground);
        pen.rectangle(ground, x, y, width, height);
        int decimals = Numbers.decimals(scale[1] - scale[0]);
        double middle = x + width / 2;
        boolean several = cell.runs() > 1 && Double.isFinite(cell.spread().low());
        double lines = (several ? 1 : 0) + (cell.diverged() + dead(cell) > 0 ? 1 : 0);
        double at = y + height / 2 - 6.5 * lines;
        fitted(pen, Numbers.fixed(cell.spread().median(), decimals), Pen.bold(15), ink, middle, at, width - 26);
        if (several) {
            at += 15.5;
            String range = Numbers.fixed(cell.spread().low(), decimals) + "–"
                    + Numbers.fixed(cell.spread().high(), decimals);
            fitted(
                    pen,
                    range.contains("−") ? range.replace("–", " to ") : range,
                    Pen.plain(10.5),
                    ink,
                    middle,
                    at,
                    width - 6);
        }
        if (lines > (several ? 1 : 0)) {
            at += 12.5;
            fitted(pen, note(cell), Pen.plain(10.5), ink, middle, at, width - 6);
        }
        if (disagrees) {
            paintCorner(pen, ink, x + width, y);
        }
    }

    private String note(Cell cell) {
        String diverged = cell.diverged() > 0 ? cell.diverged() + "× " + failed() : "";
        String dead = dead(cell) > 0 ? dead(cell) + "× dead" : "";
        return diverged + (diverged.isEmpty() || dead.isEmpty() ? "" : ", ") + dead;
    }

    private static void fitted(Pen pen, String text, Font font, Color ink, double x, double y, double room) {
        pen.fitted(text, font, ink, x, y, 0.5, room);
    }
}
