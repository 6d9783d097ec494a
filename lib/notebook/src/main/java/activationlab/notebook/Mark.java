package activationlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something that a figure with sliders draws: its look, which stays, and its numbers, which a slider may change.
 *
 * @param name what the legend says, or nothing
 * @param kind what the browser makes of the numbers: {@code line}, {@code bars}, {@code dots} or {@code text}
 * @param style attributes of SVG
 * @param stamp for dots, the path of one of them
 * @param text what a text says
 * @param x positions; for bars the first, the spacing and the width
 * @param y heights; NaN breaks a line
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this package
record Mark(String name, String kind, String style, String stamp, String text, double[] x, double[] y) {

    /** Circle, diamond, square and triangle, as XChart has them. */
    static final String[] STAMPS = {
        "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "m0-5l5 5l-5 5l-5-5z", "m-4-4h8v8h-8z", "m0-5l5 9h-10z"
    };

    static final String DOWN = "m0 5l5-9h-10z";

    /** A line may leave the points that make it by so many pixels. */
    private static final double UNSEEN = 0.1;

    static Mark line(String name, Color color, BasicStroke stroke, double[] x, double[] y) {
        float[] dashes = stroke.getDashArray();
        String dash = dashes == null
                ? ""
                : IntStream.range(0, dashes.length)
                        .mapToObj(i -> Numbers.format(dashes[i]))
                        .collect(Collectors.joining(" ", " stroke-dasharray=\"", "\""));
        String style = String.format(
                Locale.ROOT,
                "fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s",
                hex(color),
                Numbers.format(stroke.getLineWidth()),
                dash);
        return new Mark(name, "line", style, "", "", x, y);
    }

    static Mark bars(
            String name, Color edge, Color fill, double first, double spacing, double width, double[] heights) {
        String style = "fill=\"" + hex(fill) + "\" stroke=\"" + hex(edge) + "\"";
        return new Mark(name, "bars", style, "", "", new double[] {first, spacing, width}, heights);
    }

    static Mark dots(String name, Color color, String stamp, double[] x, double[] y) {
        return new Mark(name, "dots", "fill=\"" + hex(color) + "\"", stamp, "", x, y);
    }

    /** Polygons without an edge, with NaN between them. */
    static Mark shades(Color color, double opacity, double[][] points) {
        String style = "fill=\"" + hex(color) + "\" fill-opacity=\"" + Numbers.format(opacity) + "\"";
        return new Mark("", "line", style, "", "", points[0], points[1]);
    }

    static Mark text(String text, double x, double y) {
        return new Mark("", "text", "", "", text, new double[] {x}, new double[] {y});
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }

    /** Whether the same element of a page can show both. */
    boolean looksLike(Mark other) {
        return name.equals(other.name)
                && kind.equals(other.kind)
                && style.equals(other.style)
                && stamp.equals(other.stamp);
    }

    /**
     * The same without the points that nobody would miss: a drawn function has 641 of them, and most lie on the line
     * between their neighbours. Heights far outside the figure move nearer, because a float could not hold them all.
     */
    Mark thinned(Ruler ruler) {
        if (!kind.equals("line")) {
            return this;
        }
        double tall = ruler.high() - ruler.low();
        double[] heights = Arrays.stream(y)
                .map(v -> Math.max(ruler.low() - 100 * tall, Math.min(ruler.high() + 100 * tall, v)))
                .toArray();
        double[] across = Arrays.stream(x)
                .map(v -> v / (ruler.to() - ruler.from()) * ruler.width())
                .toArray();
        double[] up = Arrays.stream(heights).map(v -> v / tall * ruler.height()).toArray();
        boolean[] kept = new boolean[x.length];
        int start = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i == x.length || Double.isNaN(y[i])) {
                if (i > start) {
                    keep(across, up, start, i - 1, kept);
                }
                if (i < x.length) {
                    kept[i] = true;
                }
                start = i + 1;
            }
        }
        int[] which = IntStream.range(0, x.length).filter(i -> kept[i]).toArray();
        return new Mark(
                name,
                kind,
                style,
                stamp,
                text,
                Arrays.stream(which).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(which).mapToDouble(i -> heights[i]).toArray());
    }

    /** Ramer, Douglas and Peucker: the ends stay, and the point farthest from the line between them if it is seen. */
    private static void keep(double[] x, double[] y, int first, int last, boolean[] kept) {
        kept[first] = true;
        kept[last] = true;
        double farthest = UNSEEN;
        int middle = -1;
        double dx = x[last] - x[first];
        double dy = y[last] - y[first];
        double length = Math.sqrt(dx * dx + dy * dy);
        for (int i = first + 1; i < last; i++) {
            double px = x[i] - x[first];
            double py = y[i] - y[first];
            double along = length == 0 ? 0 : (px * dx + py * dy) / length;
            boolean beside = along < 0 || along > length || length == 0;
            double off = beside
                    ? Math.sqrt(Math.min(
                            px * px + py * py,
                            (x[i] - x[last]) * (x[i] - x[last]) + (y[i] - y[last]) * (y[i] - y[last])))
                    : Math.abs(px * dy - py * dx) / length;
            if (off > farthest) {
                farthest = off;
                middle = i;
            }
        }
        if (middle >= 0) {
            keep(x, y, first, middle, kept);
            keep(x, y, middle, last, kept);
        }
    }
}
