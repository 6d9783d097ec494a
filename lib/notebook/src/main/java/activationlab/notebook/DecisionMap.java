package activationlab.notebook;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Which class a network gives to each point of a plane.
 *
 * <p>Each class has a colour, a mark and its name written into its largest region; where the network is less confident
 * its colour is paler. Examples stand on top with the mark of their true class; those in the region of another class
 * have a ring.
 *
 * <pre>{@code show(decisions(xs, ys, classOf, confidence).points(inputs, labels));}</pre>
 */
public final class DecisionMap implements Drawable {

    private static final int MOST_CLASSES = 5;
    private static final double LEFT = 54;

    private final double[] xs;
    private final double[] ys;
    private final int[][] classOf;
    private final double[][] confidence;
    private final int classes;
    private double[][] inputs = new double[0][];
    private int[] labels = new int[0];

    /** The class given to each example itself; null where only the places of the map are known. */
    private int[] decided;

    private List<String> names;
    private String title = "";
    private String nameX = "x₁";
    private String nameY = "x₂";
    private int size = 400;

    DecisionMap(double[] xs, double[] ys, int[][] classOf, double[][] confidence) {
        requireAscending("xs", xs);
        requireAscending("ys", ys);
        requireGrid("classOf", classOf == null ? -1 : classOf.length, ys.length);
        if (confidence != null) {
            requireGrid("confidence", confidence.length, ys.length);
        }
        int highest = 0;
        for (int i = 0; i < ys.length; i++) {
            requireGrid("row " + i + " of classOf", classOf[i] == null ? -1 : classOf[i].length, xs.length);
            for (int c : classOf[i]) {
                requireClass("classOf", c);
                highest = Math.max(highest, c);
            }
            if (confidence != null) {
                requireGrid(
                        "row " + i + " of confidence", confidence[i] == null ? -1 : confidence[i].length, xs.length);
                for (double c : confidence[i]) {
                    if (!(c >= 0 && c <= 1)) {
                        throw new IllegalArgumentException(
                                "decisions(…): confidence holds " + c + "; it must be between 0 and 1.");
                    }
                }
            }
        }
        this.xs = xs.clone();
        this.ys = ys.clone();
        this.classOf = new int[ys.length][];
        this.confidence = confidence == null ? null : new double[ys.length][];
        for (int i = 0; i < ys.length; i++) {
            this.classOf[i] = classOf[i].clone();
            if (confidence != null) {
                this.confidence[i] = confidence[i].clone();
            }
        }
        this.classes = highest + 1;
        names = numbers(classes);
    }

    private static void requireAscending(String name, double[] values) {
        boolean right = values != null && values.length >= 2;
        for (int i = 1; right && i < values.length; i++) {
            right = values[i] > values[i - 1] && Double.isFinite(values[i]) && Double.isFinite(values[i - 1]);
        }
        if (!right) {
            throw new IllegalArgumentException(
                    "decisions(…): " + name + " must hold at least two finite numbers that ascend.");
        }
    }

    private static void requireGrid(String what, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException("decisions(…): " + what + " has "
                    + (length < 0 ? "no (null)" : Integer.toString(length)) + " entries, but there are " + expected
                    + " places for them.");
        }
    }

    private static void requireClass(String what, int c) {
        if (c < 0 || c >= MOST_CLASSES) {
            throw new IllegalArgumentException(
                    what + " holds the class " + c + "; classes are 0 to " + (MOST_CLASSES - 1) + ".");
        }
    }

    private static List<String> numbers(int classes) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            names.add(Integer.toString(i));
        }
        return names;
    }

    /**
     * Examples on top of the map.
     *
     * @param inputs rows of two numbers
     * @param labels the true class of each, 0 to 4
     * @return this map
     * @throws IllegalArgumentException if there are not as many of both, or a row has not two finite numbers
     */
    public DecisionMap points(double[][] inputs, int[] labels) {
        if (inputs == null || labels == null || inputs.length != labels.length) {
            throw new IllegalArgumentException("points(…): there are " + (inputs == null ? "no (null)" : inputs.length)
                    + " inputs and " + (labels == null ? "no (null)" : labels.length) + " labels.");
        }
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] == null
                    || inputs[i].length != 2
                    || !Double.isFinite(inputs[i][0])
                    || !Double.isFinite(inputs[i][1])) {
                throw new IllegalArgumentException("points(…): input " + i + " must be two finite numbers, not "
                        + Numbers.describe(inputs[i]) + ".");
            }
            requireClass("points(…): labels", labels[i]);
        }
        this.inputs = new double[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            this.inputs[i] = inputs[i].clone();
        }
        this.labels = labels.clone();
        this.decided = null;
        return this;
    }

    /** Examples with the class that the network gives them: near a border a place of the map may say otherwise. */
    DecisionMap points(double[][] inputs, int[] labels, int[] decided) {
        points(inputs, labels);
        this.decided = decided.clone();
        return this;
    }

    /**
     * Names of the classes, instead of their numbers.
     *
     * @param names one for each class
     * @return this map
     * @throws IllegalArgumentException if there are fewer names than classes in the map
     */
    public DecisionMap names(String... names) {
        if (names == null || names.length < classes) {
            throw new IllegalArgumentException("names(…): there are " + classes + " classes and "
                    + (names == null ? "no (null)" : names.length) + " names.");
        }
        this.names = List.of(names);
        return this;
    }

    /**
     * The title above the map; it also opens the caption.
     *
     * @param title short text
     * @return this map
     */
    public DecisionMap title(String title) {
        this.title = title;
        return this;
    }

    /**
     * The names of the axes.
     *
     * @param x below the horizontal axis
     * @param y beside the vertical axis
     * @return this map
     */
    public DecisionMap axes(String x, String y) {
        this.nameX = x;
        this.nameY = y;
        return this;
    }

    /**
     * The size on the page.
     *
     * @param pixels width and height, 180 to 720
     * @return this map
     */
    public DecisionMap size(int pixels) {
        if (pixels < 180 || pixels > 720) {
            throw new IllegalArgumentException("size(" + pixels + "): must be between 180 and 720 pixels.");
        }
        this.size = pixels;
        return this;
    }

    /** The places are the middles of cells: the ground reaches half a cell farther. */
    private Ground ground() {
        double top = title.isEmpty() ? 10 : 30;
        double halfX = (xs[xs.length - 1] - xs[0]) / (xs.length - 1) / 2;
        double halfY = (ys[ys.length - 1] - ys[0]) / (ys.length - 1) / 2;
        return new Ground(
                LEFT,
                top,
                size - LEFT - 12,
                size - top - 42,
                xs[0] - halfX,
                xs[xs.length - 1] + halfX,
                ys[0] - halfY,
                ys[ys.length - 1] + halfY);
    }

    @Override
    public Figure figure() {
        Ground ground = ground();
        return new Figure(
                size,
                size,
                g -> {
                    Pen pen = new Pen(g);
                    paintRegions(pen, ground);
                    paintPoints(pen, ground);
                    paintNames(pen, ground);
                    ground.labels(pen, nameX, nameY);
                    pen.title(title, size);
                },
                caption());
    }

    /** The middle between a place and the one before it; at the ends the edge of the ground. */
    private static double edge(double[] places, int index, double first, double last) {
        if (index == 0) {
            return first;
        }
        return index == places.length ? last : (places[index - 1] + places[index]) / 2;
    }

    private void paintRegions(Pen pen, Ground ground) {
        for (int i = 0; i < ys.length; i++) {
            double y0 = ground.y(edge(ys, i + 1, ground.fromY(), ground.toY()));
            double y1 = ground.y(edge(ys, i, ground.fromY(), ground.toY()));
            // Neighbours of one colour are one rectangle, and each reaches a little under the next: no seams.
            int start = 0;
            for (int j = 1; j <= xs.length; j++) {
                if (j == xs.length || !color(i, j).equals(color(i, start))) {
                    double x0 = ground.x(edge(xs, start, ground.fromX(), ground.toX()));
                    double x1 = ground.x(edge(xs, j, ground.fromX(), ground.toX()));
                    double under = j == xs.length ? 0 : 0.5;
                    pen.rectangle(color(i, start), x0, y0, x1 - x0 + under, y1 - y0 + (i == 0 ? 0 : 0.5));
                    start = j;
                }
            }
        }
        for (int i = 0; i < ys.length; i++) {
            for (int j = 0; j < xs.length; j++) {
                double x1 = ground.x(edge(xs, j + 1, ground.fromX(), ground.toX()));
                double x0 = ground.x(edge(xs, j, ground.fromX(), ground.toX()));
                double y1 = ground.y(edge(ys, i + 1, ground.fromY(), ground.toY()));
                double y0 = ground.y(edge(ys, i, ground.fromY(), ground.toY()));
                if (j + 1 < xs.length && classOf[i][j] != classOf[i][j + 1]) {
                    pen.line(LabTheme.INK, 1.2, x1, y0, x1, y1);
                }
                if (i + 1 < ys.length && classOf[i][j] != classOf[i + 1][j]) {
                    pen.line(LabTheme.INK, 1.2, x0, y1, x1, y1);
                }
            }
        }
    }

    /** The colour of a class, paler for less confidence; in steps, so that neighbours can be one rectangle. */
    private Color color(int i, int j) {
        double share = confidence == null ? 0.35 : 0.06 + 0.44 * Math.rint(confidence[i][j] * 40) / 40;
        return Shades.mix(Color.WHITE, LabTheme.color(classOf[i][j]), share);
    }

    private void paintPoints(Pen pen, Ground ground) {
        double radius = inputs.length > 400 ? 2.6 : inputs.length > 100 ? 3.4 : 4.5;
        for (int i = 0; i < inputs.length; i++) {
            double x = ground.x(inputs[i][0]);
            double y = ground.y(inputs[i][1]);
            if (isInside(inputs[i], ground)) {
                pen.mark(labels[i], LabTheme.color(labels[i]), x, y, radius);
                if (regionOf(i) != labels[i]) {
                    pen.frame(
                            LabTheme.INK,
                            1.3,
                            new java.awt.geom.Ellipse2D.Double(x - 2 * radius, y - 2 * radius, 4 * radius, 4 * radius));
                }
            }
        }
    }

    private static boolean isInside(double[] input, Ground ground) {
        return input[0] >= ground.fromX()
                && input[0] <= ground.toX()
                && input[1] >= ground.fromY()
                && input[1] <= ground.toY();
    }

    private int regionOf(int example) {
        return decided == null
                ? classOf[nearest(ys, inputs[example][1])][nearest(xs, inputs[example][0])]
                : decided[example];
    }

    private static int nearest(double[] places, double value) {
        int best = 0;
        for (int i = 1; i < places.length; i++) {
            best = Math.abs(places[i] - value) < Math.abs(places[best] - value) ? i : best;
        }
        return best;
    }

    /** The name of each class, with its mark, where its region is widest. */
    private void paintNames(Pen pen, Ground ground) {
        double[][] depth = depth();
        for (int c = 0; c < classes; c++) {
            int bestI = -1;
            int bestJ = -1;
            for (int i = 0; i < ys.length; i++) {
                for (int j = 0; j < xs.length; j++) {
                    if (classOf[i][j] == c && (bestI < 0 || depth[i][j] > depth[bestI][bestJ])) {
                        bestI = i;
                        bestJ = j;
                    }
                }
            }
            if (bestI >= 0) {
                double width = Pen.width(names.get(c), Pen.bold(13));
                double half = width / 2 + 10;
                double x = Math.max(
                        ground.left() + half, Math.min(ground.left() + ground.width() - half, ground.x(xs[bestJ])));
                double y =
                        Math.max(ground.top() + 11, Math.min(ground.top() + ground.height() - 11, ground.y(ys[bestI])));
                pen.rectangle(new Color(255, 255, 255, 200), x - half - 3, y - 10, 2 * half + 6, 20);
                pen.mark(c, LabTheme.color(c), x - width / 2 - 3, y, 4.5);
                pen.text(names.get(c), Pen.bold(13), LabTheme.INK, x + 7, y, 0.5);
            }
        }
    }

    /** How many places a cell is away from another class or from the edge. */
    private double[][] depth() {
        int rows = ys.length;
        int columns = xs.length;
        double[][] depth = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                depth[i][j] = 1
                        + Math.min(
                                from(depth, i, j, -1, 0),
                                Math.min(
                                        from(depth, i, j, 0, -1),
                                        Math.min(from(depth, i, j, -1, -1), from(depth, i, j, -1, 1))));
            }
        }
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                double back = Math.min(
                        from(depth, i, j, 1, 0),
                        Math.min(from(depth, i, j, 0, 1), Math.min(from(depth, i, j, 1, 1), from(depth, i, j, 1, -1))));
                depth[i][j] = Math.min(depth[i][j], 1 + back);
            }
        }
        return depth;
    }

    private double from(double[][] depth, int i, int j, int di, int dj) {
        int ni = i + di;
        int nj = j + dj;
        boolean outside = ni < 0 || ni >= ys.length || nj < 0 || nj >= xs.length;
        return outside || classOf[ni][nj] != classOf[i][j] ? 0 : depth[ni][nj];
    }

    private String caption() {
        int[] cells = new int[classes];
        for (int[] row : classOf) {
            for (int c : row) {
                cells[c]++;
            }
        }
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + ": ").append("the plane is given to ");
        int all = xs.length * ys.length;
        for (int c = 0; c < classes; c++) {
            text.append(c == 0 ? "" : c == classes - 1 ? " and " : ", ")
                    .append(names.get(c))
                    .append(" (")
                    .append(Math.round(100.0 * cells[c] / all))
                    .append(" %)");
        }
        if (inputs.length > 0) {
            Ground ground = ground();
            int right = 0;
            int inside = 0;
            for (int i = 0; i < inputs.length; i++) {
                if (isInside(inputs[i], ground)) {
                    inside++;
                    right += regionOf(i) == labels[i] ? 1 : 0;
                }
            }
            int outside = inputs.length - inside;
            text.append("; ")
                    .append(right)
                    .append(" of ")
                    .append(inside)
                    .append(" examples lie in the region of their class")
                    .append(right < inside ? ", the others have a ring" : "")
                    .append(outside == 0 ? "" : ", " + outside + " more are outside the map");
        }
        text.append(confidence == null ? "." : ". Paler colours are less confident.");
        return Numbers.sentence(text);
    }
}
