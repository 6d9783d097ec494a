package activationlab.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a heat map and a grid of dots have in common: rows, columns, and in each cell the results of the same runs with
 * different seeds.
 *
 * <p>A result that is NaN stands for a run that diverged. It is not dropped: it counts as {@linkplain #worst the worst
 * result}, and its number is written into the cell. A cell without any result was not run.
 *
 * @param <T> the figure itself, so that every method returns it
 */
abstract class SeedGrid<T extends SeedGrid<T>> implements Drawable {

    static final int MOST_WIDTH = 720;
    private static final int MOST_ROWS = 40;
    static final int MOST_COLUMNS = 12;
    private static final double MOST_ROW_LABEL = 128;

    /** The results of one cell; the runs that diverged are among the values as the worst result. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cell(int row, int column, double[] finite, int diverged, Spread spread) {

        boolean empty() {
            return finite.length + diverged == 0;
        }

        int runs() {
            return finite.length + diverged;
        }
    }

    private final List<String> rows;
    private final List<String> columns;
    private final double[][][] values;
    private String rowTitle = "";
    private String columnTitle = "";
    private String title = "";
    private double worst;
    private double disagreement = Double.NaN;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private boolean partial;
    private String failed = "diverged";
    private int[][] dead;

    SeedGrid(String method, List<String> rows, List<String> columns, double[][][] values) {
        requireNames(method, "rows", rows, MOST_ROWS);
        requireNames(method, "columns", columns, MOST_COLUMNS);
        this.rows = List.copyOf(rows);
        this.columns = List.copyOf(columns);
        if (values == null || values.length != rows.size()) {
            throw new IllegalArgumentException(method + "(…): there are " + rows.size() + " names of rows but "
                    + (values == null ? "no values (null)." : values.length + " rows of values."));
        }
        this.values = new double[rows.size()][][];
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null || values[i].length != columns.size()) {
                throw new IllegalArgumentException(method + "(…): there are " + columns.size()
                        + " names of columns but row \"" + rows.get(i) + "\" has "
                        + (values[i] == null ? "no cells (null)." : values[i].length + " cells."));
            }
            this.values[i] = new double[columns.size()][];
            for (int j = 0; j < columns.size(); j++) {
                if (values[i][j] == null) {
                    throw new IllegalArgumentException(method + "(…): the cell \"" + rows.get(i) + "\", \""
                            + columns.get(j) + "\" is null; a cell that was not run is an empty array.");
                }
                this.values[i][j] = values[i][j].clone();
            }
        }
    }

    private static void requireNames(String method, String what, List<String> names, int most) {
        if (names == null || names.isEmpty() || names.size() > most) {
            throw new IllegalArgumentException(method + "(…): " + what + " must hold 1 to " + most + " names, not "
                    + (names == null ? "null" : names.size()) + ".");
        }
    }

    abstract T self();

    /**
     * The names of the axes.
     *
     * @param rowTitle what the rows are
     * @param columnTitle what the columns are
     * @return this figure
     */
    public T axes(String rowTitle, String columnTitle) {
        this.rowTitle = rowTitle;
        this.columnTitle = columnTitle;
        return self();
    }

    /**
     * The title above the figure; it also opens the caption.
     *
     * @param title short text
     * @return this figure
     */
    public T title(String title) {
        this.title = title;
        return self();
    }

    /**
     * The result that a run which diverged (NaN) counts as, and with it the direction: the best cell is the one whose
     * median is farthest from the worst result.
     *
     * @param worst 0 if not called, right for an accuracy; for a loss {@code Double.POSITIVE_INFINITY}; not NaN
     * @return this figure
     * @throws IllegalArgumentException if it is NaN
     */
    public T worst(double worst) {
        if (Double.isNaN(worst)) {
            throw new IllegalArgumentException("worst(NaN): the worst result must be a number.");
        }
        this.worst = worst;
        return self();
    }

    /**
     * From which width of the middle 80 % of the results on seeds count as disagreeing. Without it: 0.1 if all results lie
     * between −1 and 1, as accuracies, shares and their differences do, else a tenth of the way from the smallest to the
     * largest.
     *
     * @param width in the units of the results, at least 0
     * @return this figure
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public T disagreement(double width) {
        if (!(width >= 0)) {
            throw new IllegalArgumentException("disagreement(" + width + "): the width must be 0 or more.");
        }
        this.disagreement = width;
        return self();
    }

    /**
     * The range of the scale. Without it: 0 to 1 if all results lie there, else from the smallest to the largest.
     *
     * @param low lower end
     * @param high upper end, larger than {@code low}
     * @return this figure
     * @throws IllegalArgumentException if they are not in this order or not finite
     */
    public T range(double low, double high) {
        Plot.requireRange("range", low, high);
        this.low = low;
        this.high = high;
        return self();
    }

    /**
     * Says that the runs were stopped early, in the picture and in the caption.
     *
     * @param partial whether they were
     * @return this figure
     */
    public T partial(boolean partial) {
        this.partial = partial;
        return self();
    }

    /** What a run without a finite result is called, in place of "diverged". */
    final T failed(String word) {
        failed = word;
        return self();
    }

    /** How many runs of each cell ended dead; they are among the results, and counted besides. */
    final T dead(int[][] counts) {
        dead = counts;
        return self();
    }

    // ---- what the pictures share -------------------------------------------------------------------------------

    final List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                double[] all = values[i][j];
                double[] finite = Arrays.stream(all).filter(Double::isFinite).toArray();
                double[] counted = Arrays.stream(all)
                        .map(v -> Double.isFinite(v) ? v : worst)
                        .toArray();
                cells.add(new Cell(
                        i, j, finite, all.length - finite.length, all.length == 0 ? null : Spread.of(counted)));
            }
        }
        return cells;
    }

    static boolean disagrees(Cell cell, double agreement) {
        return !cell.empty() && cell.spread.width() > agreement;
    }

    /** Up to which width seeds agree. It follows the results, not the range shown, which changes no result. */
    final double agreement(List<Cell> cells) {
        if (!Double.isNaN(disagreement)) {
            return disagreement;
        }
        double[] scale = ownScale(cells);
        return scale[0] >= -1 && scale[1] <= 1 ? 0.1 : (scale[1] - scale[0]) / 10;
    }

    /** Both ends of the scale. */
    final double[] scale(List<Cell> cells) {
        return Double.isNaN(low) ? ownScale(cells) : new double[] {low, high};
    }

    private static double[] ownScale(List<Cell> cells) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Cell cell : cells) {
            for (double value : cell.finite) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (least > most || (least >= 0 && most <= 1)) {
            return new double[] {0, 1};
        }
        return most > least ? new double[] {least, most} : new double[] {least - 0.5, most + 0.5};
    }

    /** Where the cells stand: to the left of them the names of the rows, above them those of the columns. */
    record Layout(double left, double top, double cellWidth, double cellHeight, boolean staggered, int width) {

        double x(int column) {
            return left + column * cellWidth;
        }

        double y(int row) {
            return top + row * cellHeight;
        }
    }

    final Layout layout(double cellHeight, double mostCellWidth, double right, List<String> key) {
        double names = Math.max(Pen.width(rowTitle, Pen.bold(11)), Pen.widest(rows, Pen.plain(12)));
        double left = 14 + Math.min(MOST_ROW_LABEL, names);
        double cellWidth = Math.floor(Math.min(mostCellWidth, (MOST_WIDTH - left - right) / columns.size()));
        boolean staggered = columns.stream().anyMatch(c -> Pen.width(c, Pen.plain(12)) > cellWidth - 6);
        boolean titled = !columnTitle.isEmpty() || (staggered && !rowTitle.isEmpty());
        int top = 12 + (fullTitle().isEmpty() ? 0 : 20) + (titled ? 18 : 0) + (staggered ? 34 : 20);
        double width = Math.max(left + columns.size() * cellWidth + right, Pen.width(fullTitle(), Pen.bold(13)) + 16);
        for (String line : key) {
            width = Math.max(width, Pen.width(line, Pen.plain(10.5)) + 24);
        }
        return new Layout(left, top, cellWidth, cellHeight, staggered, (int) Math.ceil(Math.min(MOST_WIDTH, width)));
    }

    /** The title and the names of rows, columns and axes. */
    final void paintNames(Pen pen, Layout layout) {
        double y = 16;
        String heading = fullTitle();
        if (!heading.isEmpty()) {

            pen.fitted(heading, Pen.bold(13), LabTheme.INK, layout.width / 2.0, y, 0.5, layout.width - 16);
            y += 20;
        }
        double middle = layout.x(0) + columns.size() * layout.cellWidth / 2;
        if (!columnTitle.isEmpty()) {

            pen.fitted(
                    columnTitle,
                    Pen.bold(11),
                    LabTheme.INK,
                    middle,
                    y,
                    0.5,
                    2 * Math.min(middle, layout.width - middle) - 8);
        }
        for (int j = 0; j < columns.size(); j++) {
            double level = layout.staggered && j % 2 == 0 ? 14 : 0;
            double room = layout.staggered && columns.size() > 1 ? 2 * layout.cellWidth - 40 : layout.cellWidth - 4;

            double x = layout.x(j) + layout.cellWidth / 2;
            double half = Math.min(room, Pen.width(columns.get(j), Pen.plain(12))) / 2;
            x = Math.max(half + 2, Math.min(layout.width - half - 2, x));
            pen.fitted(columns.get(j), Pen.plain(12), LabTheme.INK, x, layout.top - 10 - level, 0.5, room);
        }
        if (!rowTitle.isEmpty()) {

            double above = layout.staggered ? 48 : 10;
            pen.fitted(rowTitle, Pen.bold(11), LabTheme.INK, layout.left - 8, layout.top - above, 1, layout.left - 12);
        }
        for (int i = 0; i < rows.size(); i++) {

            pen.fitted(
                    rows.get(i),
                    Pen.plain(12),
                    LabTheme.INK,
                    layout.left - 8,
                    layout.y(i) + layout.cellHeight / 2,
                    1,
                    layout.left - 12);
        }
    }

    /** A cell that was not run: hatched, so that it is no colour of the scale. */
    final void paintEmpty(Pen pen, double x, double y, double width, double height) {
        pen.rectangle(new Color(0xf3f3f3), x, y, width, height);
        pen.hatch(new Color(0xcccccc), 1, 8, x, y, width, height);
        pen.halo("–", Pen.bold(14), LabTheme.INK, x + width / 2, y + height / 2, 0.5);
    }

    /** The sign for seeds that disagree: a filled corner. */
    static void paintCorner(Pen pen, Color color, double right, double top) {
        // A little inside: at the rim a white corner would look cut off.
        pen.fill(color, Pen.polygon(right - 3, top + 3, right - 14, top + 3, right - 3, top + 14));
    }

    /** The lines of the key that apply to this figure. */
    final List<String> key(List<Cell> cells) {
        List<String> key = new ArrayList<>();
        double agreement = agreement(cells);
        if (cells.stream().anyMatch(c -> disagrees(c, agreement))) {
            key.add("◥ seeds disagree: the middle 80 % of the runs span more than " + Numbers.pretty(agreement));
        }
        int diverged = cells.stream().mapToInt(Cell::diverged).sum();
        if (diverged > 0) {
            key.add("n× " + failed + ": runs "
                    + (failed.equals("diverged") ? "that ended in NaN or ∞" : "without a result") + "; they count as "
                    + Numbers.pretty(worst));
        }
        if (cells.stream().anyMatch(cell -> dead(cell) > 0)) {
            key.add("n× dead: runs that ended with a layer whose units are all off");
        }
        return key;
    }

    final int dead(Cell cell) {
        return dead == null ? 0 : dead[cell.row][cell.column];
    }

    final String failed() {
        return failed;
    }

    /** The key, below the cells; its corner is drawn, not written. */
    static void paintKey(Pen pen, List<String> key, double x, double y, double room) {
        for (int i = 0; i < key.size(); i++) {
            String line = key.get(i);
            double at = y + 15 * i;
            double from = x;
            if (line.startsWith("◥ ")) {
                paintCorner(pen, LabTheme.INK, x + 11, at - 6);
                from += 16;
                line = line.substring(2);
            }
            pen.fitted(line, Pen.plain(10.5), LabTheme.INK, from, at, 0, room - (from - x));
        }
    }

    final int rowCount() {
        return rows.size();
    }

    final int columnCount() {
        return columns.size();
    }

    private String fullTitle() {
        String note = title.isEmpty() ? "partial: stopped early" : title + " (partial: stopped early)";
        return partial ? note : title;
    }

    // ---- the caption -------------------------------------------------------------------------------------------

    /** Best and worst cell, where seeds disagree, and what is missing. */
    final String caption(boolean medians, List<Cell> cells) {
        int most = cells.stream().mapToInt(Cell::runs).max().getAsInt();
        // With one value a cell nothing is said of runs and medians: it need not come from a run.
        String what = most == 1 ? "" : (medians ? "medians of " : "") + most + " runs for each of ";
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + ": ")
                .append(what)
                .append(product())
                .append('.');
        String middle = most == 1 ? "value" : "median";
        List<Cell> run = cells.stream().filter(c -> !c.empty()).toList();
        if (run.isEmpty()) {
            text.append(" No cell has a result.");
        } else {
            Cell best = run.get(0);
            Cell poorest = run.get(0);
            for (Cell cell : run) {
                best = merit(cell) > merit(best) ? cell : best;
                poorest = merit(cell) < merit(poorest) ? cell : poorest;
            }
            if (merit(best) == merit(poorest)) {
                text.append(run.size() == 1 ? " The " + middle + " is " : " All " + middle + "s are ")
                        .append(median(best))
                        .append('.');
            } else {
                text.append(" Best: ")
                        .append(name(best))
                        .append(" with a ")
                        .append(middle)
                        .append(" of ")
                        .append(median(best))
                        .append("; worst: ")
                        .append(name(poorest))
                        .append(" with ")
                        .append(median(poorest))
                        .append('.');
            }
            disagreement(text, run, most);
        }
        int diverged = cells.stream().mapToInt(Cell::diverged).sum();
        if (diverged > 0) {
            text.append(' ')
                    .append(diverged)
                    .append(" of ")
                    .append(cells.stream().mapToInt(Cell::runs).sum())
                    .append(failed.equals("diverged") ? " runs diverged" : " runs: " + failed)
                    .append(" (counted as ")
                    .append(number(worst))
                    .append(").");
        }
        int ended = cells.stream().mapToInt(this::dead).sum();
        if (ended > 0) {
            text.append(' ')
                    .append(ended)
                    .append(ended == 1 ? " run" : " runs")
                    .append(" ended dead (all units of a layer off).");
        }
        int empty = cells.size() - run.size();
        if (empty > 0 && !run.isEmpty()) {
            text.append(' ')
                    .append(empty)
                    .append(empty == 1 ? " cell was" : " cells were")
                    .append(" not run.");
        }
        return Numbers.sentence(text.append(partial ? " Partial: stopped early." : ""));
    }

    private void disagreement(StringBuilder text, List<Cell> run, int most) {
        double agreement = agreement(run);
        List<Cell> wide = run.stream().filter(c -> disagrees(c, agreement)).toList();
        if (wide.isEmpty()) {
            boolean said = most == 1 || run.stream().allMatch(c -> c.finite.length == 0);
            text.append(said ? "" : " Seeds agree within " + Numbers.pretty(agreement) + " everywhere.");
            return;
        }
        Cell widest = Collections.max(wide, (a, b) -> Double.compare(a.spread.width(), b.spread.width()));
        text.append(" Seeds disagree in ")
                .append(wide.size())
                .append(" of ")
                .append(run.size())
                .append(run.size() == 1 ? " cell" : " cells")
                .append(wide.size() == 1 ? ": " : ", most in ")
                .append(name(widest))
                .append(" (")
                .append(span(widest))
                .append(" in the middle 80 %).");
    }

    private String product() {
        int count = rows.size() * columns.size();
        String cells = count == 1 ? " cell" : " cells";
        if (nameless(rows) || nameless(columns)) {
            String name = onlyTitle();
            return count + cells + (name.isEmpty() ? "" : " (" + name + ")");
        }
        String names = rowTitle.isEmpty() || columnTitle.isEmpty() ? "" : " (" + rowTitle + " × " + columnTitle + ")";
        return rows.size() + " × " + columns.size() + cells + names;
    }

    /** Whether a direction is none: what was varied stands along the other one. */
    private static boolean nameless(List<String> names) {
        return names.size() == 1 && names.get(0).isEmpty();
    }

    private String onlyTitle() {
        return nameless(rows) ? columnTitle : rowTitle;
    }

    private double merit(Cell cell) {
        double median = cell.spread.median();
        if (median == worst) {
            return Double.NEGATIVE_INFINITY;
        }
        // Everything is equally far from infinity; then smaller is better, or larger if the worst is −∞.
        return Double.isInfinite(worst) ? -median * Math.signum(worst) : Math.abs(median - worst);
    }

    private String name(Cell cell) {
        String row = rows.get(cell.row);
        String column = columns.get(cell.column);
        return nameless(rows) || nameless(columns) ? (onlyTitle() + " " + row + column).strip() : row + " at " + column;
    }

    private static String median(Cell cell) {
        return number(cell.spread.median());
    }

    /** In a sentence zero has no sign. */
    private static String number(double x) {
        return Numbers.pretty(x == 0 ? 0 : x);
    }

    private static String span(Cell cell) {
        return number(cell.spread.low()) + " to " + number(cell.spread.high());
    }

    @Override
    public final Figure figure() {
        List<Cell> cells = cells();
        return draw(cells, scale(cells));
    }

    abstract Figure draw(List<Cell> cells, double[] scale);

    /** The colour of a value on a scale. */
    static Color color(double value, double[] scale) {
        return Shades.viridis((value - scale[0]) / (scale[1] - scale[0]));
    }

    /** The colours of the scale with the numbers at its ends and in its middle. */
    static void paintBar(Graphics2D g, double[] scale, double x, double y, double height) {
        Pen pen = new Pen(g);
        int steps = 64;
        for (int i = 0; i < steps; i++) {
            // From below, each a little higher than its share, so that no seams are seen.
            double top = y + height * (steps - 1 - i) / steps;
            pen.rectangle(
                    Shades.viridis((i + 0.5) / steps), x, top, 12, Math.min(height / steps + 0.5, y + height - top));
        }
        pen.frame(LabTheme.AXIS, 0.75, new Rectangle2D.Double(x, y, 12, height));
        int decimals = Numbers.decimals(scale[1] - scale[0]);
        double[] marks = {scale[1], (scale[0] + scale[1]) / 2, scale[0]};
        for (int i = 0; i < marks.length; i++) {
            String mark = Numbers.fixed(marks[i], decimals);
            pen.fitted(mark, Pen.plain(10), LabTheme.INK, x + 16, y + 5 + (height - 10) * i / 2, 0, 36);
        }
    }
}
