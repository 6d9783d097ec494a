package activationlab.notebook;

import java.awt.Color;
import java.awt.geom.Rectangle2D;

/**
 * Small pictures of numbers, such as handwritten digits or what units respond to: a square for each number, dark for
 * large ones.
 *
 * <p>All pictures have one scale, from the smallest to the largest of all numbers, so that they can be compared. With
 * {@link #signed()} it is blue for negative, white for 0 and orange for positive numbers.
 */
public final class Tiles implements Drawable {

    private static final int MOST_WIDTH = 720;
    private static final int MOST_TILE = 96;
    private static final int MOST_TILES = 200;
    private static final int GAP = 10;

    private final int columns;
    private final int width;
    private final double[][] images;
    private final String[] labels;
    private String title = "";
    private boolean signed;
    private double low;
    private double high;

    Tiles(int columns, int width, double[][] images, String... labels) {
        if (images == null || images.length == 0 || images.length > MOST_TILES) {
            throw new IllegalArgumentException("tiles(…): there must be 1 to " + MOST_TILES + " images, not "
                    + (images == null ? "null" : images.length) + ".");
        }
        if (columns < 1 || columns > 20 || width < 1 || width > 64) {
            throw new IllegalArgumentException("tiles(" + columns + ", " + width
                    + ", …): there can be 1 to 20 columns, and images 1 to 64 pixels wide.");
        }
        if (columns * (width + GAP) + GAP > MOST_WIDTH) {
            throw new IllegalArgumentException(
                    "tiles(" + columns + ", " + width + ", …): so many columns do not fit; at" + " most "
                            + (MOST_WIDTH - GAP) / (width + GAP) + " of this width do.");
        }
        if (labels == null || (labels.length != 0 && labels.length != images.length)) {
            throw new IllegalArgumentException("tiles(…): there are " + images.length + " images and "
                    + (labels == null ? "no (null)" : labels.length) + " labels; give one for each, or none at all.");
        }
        low = Double.POSITIVE_INFINITY;
        high = Double.NEGATIVE_INFINITY;
        this.images = new double[images.length][];
        for (int i = 0; i < images.length; i++) {
            if (images[i] == null
                    || images[i].length == 0
                    || images[i].length % width != 0
                    || images[i].length != images[0].length) {
                throw new IllegalArgumentException("tiles(…): image " + i + " has "
                        + (images[i] == null ? "no (null)" : images[i].length) + " numbers, which are no rows of "
                        + width
                        + " or not as many as in image 0.");
            }
            for (double value : images[i]) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "tiles(…): image " + i + " holds " + value + "; pictures are made of finite numbers.");
                }
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            this.images[i] = images[i].clone();
        }
        this.columns = Math.min(columns, images.length);
        this.width = width;
        this.labels = labels.clone();
    }

    /**
     * The title above the pictures; it also opens the caption.
     *
     * @param title short text
     * @return this figure
     */
    public Tiles title(String title) {
        this.title = title;
        return this;
    }

    /**
     * Blue for negative, white for 0, orange for positive numbers.
     *
     * @return this figure
     */
    public Tiles signed() {
        this.signed = true;
        return this;
    }

    /**
     * The range of the scale, instead of that of the numbers; numbers outside have the colour of the nearer end.
     *
     * @param low lower end
     * @param high upper end, larger than {@code low}
     * @return this figure
     * @throws IllegalArgumentException if they are not in this order or not finite
     */
    public Tiles range(double low, double high) {
        Plot.requireRange("range", low, high);
        this.low = low;
        this.high = high;
        return this;
    }

    @Override
    public Figure figure() {
        int rows = images[0].length / width;
        // Whole pixels of the page for each number: edges stay crisp.
        int pixel =
                Math.max(1, Math.min(MOST_TILE / Math.max(width, rows), ((MOST_WIDTH - GAP) / columns - GAP) / width));
        int tileWidth = pixel * width;
        int tileHeight = pixel * rows;
        int below = labels.length == 0 ? 0 : 16;
        int top = title.isEmpty() ? GAP : 30;
        int lines = (images.length + columns - 1) / columns;
        int cell = Math.max(tileWidth, labels.length == 0 ? 0 : Math.min(40, (MOST_WIDTH - GAP) / columns - GAP)) + GAP;
        double needed = Math.min(MOST_WIDTH, Pen.width(title, Pen.bold(13)) + 16);
        int full = (int) Math.ceil(Math.max(GAP + columns * cell, needed));
        int left = (full - columns * cell + GAP) / 2;
        return new Figure(
                full,
                top + lines * (tileHeight + below + GAP),
                g -> {
                    Pen pen = new Pen(g);
                    pen.title(title, full);
                    for (int i = 0; i < images.length; i++) {
                        int x = left + (i % columns) * cell + (cell - GAP - tileWidth) / 2;
                        int y = top + (i / columns) * (tileHeight + below + GAP);
                        for (int p = 0; p < images[i].length; p++) {
                            Color color = color(images[i][p]);
                            pen.rectangle(color, x + p % width * pixel, y + p / width * pixel, pixel, pixel);
                        }
                        pen.frame(
                                new Color(0xb8b8b8),
                                0.75,
                                new Rectangle2D.Double(x - 0.5, y - 0.5, tileWidth + 1, tileHeight + 1));
                        if (labels.length > 0) {

                            pen.fitted(
                                    labels[i],
                                    Pen.plain(11),
                                    LabTheme.INK,
                                    x + tileWidth / 2.0,
                                    y + tileHeight + 9,
                                    0.5,
                                    cell - 3);
                        }
                    }
                },
                caption(rows));
    }

    private Color color(double value) {
        if (signed) {
            double largest = Math.max(Math.abs(low), Math.abs(high));
            return Shades.diverging(largest == 0 ? 0 : value / largest);
        }
        double share = high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0;
        return Shades.mix(Color.WHITE, LabTheme.INK, share);
    }

    private String caption(int rows) {
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + ": ")
                .append(images.length)
                .append(images.length == 1 ? " picture of " : " pictures of ")
                .append(width)
                .append(" × ")
                .append(rows)
                .append(" numbers from ")
                .append(Numbers.pretty(low))
                .append(" to ")
                .append(Numbers.pretty(high))
                .append(signed ? ", blue negative and orange positive" : ", large ones dark");
        if (labels.length > 0) {
            text.append("; labels: ").append(String.join(", ", labels));
        }
        return Numbers.sentence(text.append('.'));
    }
}
