package activationlab.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A picture with a sentence that says what it shows.
 *
 * <p>The sentence is the alternative text of the image and stands under it as caption, so that nobody has to guess what
 * should be seen. The image has twice the pixels of its displayed size and a white ground, which reads in the light and
 * in the dark theme.
 */
public final class Figure implements Drawable {

    private static final int SCALE = 2;
    static final int GAP = 8;

    private final int width;
    private final int height;
    private final Consumer<Graphics2D> painter;
    private final String caption;

    Figure(int width, int height, Consumer<Graphics2D> painter, String caption) {
        this.width = width;
        this.height = height;
        this.painter = painter;
        this.caption = Objects.requireNonNull(caption);
    }

    /**
     * Several figures as one, in rows from left to right.
     *
     * @param columns how many stand side by side, at least 1
     * @param figures the figures, at least one
     * @return one figure whose caption joins theirs
     * @throws IllegalArgumentException if there is no figure or no column
     */
    static Figure grid(int columns, List<Figure> figures) {
        if (figures.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("grid(" + columns + ", …) of " + figures.size()
                    + " figures: give at least one column and one figure.");
        }
        int cellWidth = figures.stream().mapToInt(f -> f.width).max().getAsInt();
        int cellHeight = figures.stream().mapToInt(f -> f.height).max().getAsInt();
        int across = Math.min(columns, figures.size());
        int rows = (figures.size() + across - 1) / across;
        Consumer<Graphics2D> painter = g -> {
            for (int i = 0; i < figures.size(); i++) {
                Graphics2D panel = (Graphics2D) g.create();
                panel.translate((i % across) * (cellWidth + GAP), (i / across) * (cellHeight + GAP));
                panel.clipRect(0, 0, cellWidth, cellHeight);
                figures.get(i).painter.accept(panel);
                panel.dispose();
            }
        };
        StringBuilder caption = new StringBuilder();
        for (Figure figure : figures) {
            caption.append(caption.isEmpty() ? "" : " ").append(figure.caption);
        }
        return new Figure(
                across * (cellWidth + GAP) - GAP, rows * (cellHeight + GAP) - GAP, painter, caption.toString());
    }

    /**
     * The same picture with a caption of one's own.
     *
     * @param text a sentence that says what the picture shows
     * @return a new figure
     */
    public Figure caption(String text) {
        return new Figure(width, height, painter, text);
    }

    /**
     * The caption, which is also the alternative text.
     *
     * @return one or more sentences
     */
    public String caption() {
        return caption;
    }

    @Override
    public Figure figure() {
        return this;
    }

    /** Paints at displayed size: the form that the golden tests compare. */
    void paint(Graphics2D g) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        painter.accept(g);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The picture with {@value #SCALE} × {@value #SCALE} pixels for each displayed one. */
    BufferedImage image() {
        // Java's fonts forget that a thread was interrupted; the stop button must reach the loop that draws figures.
        boolean interrupted = Thread.interrupted();
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.scale(SCALE, SCALE);
            paint(g);
        } catch (InternalError | NoClassDefFoundError | ExceptionInInitializerError e) {
            throw noFonts(e);
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains("Fontconfig")) {
                throw noFonts(e);
            }
            throw e;
        } finally {
            g.dispose();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return image;
    }

    private static IllegalStateException noFonts(Throwable cause) {
        return new IllegalStateException(
                "Java finds no fonts on this machine, so no figure can be drawn. Install the packages fontconfig and"
                        + " fonts-dejavu-core (Debian and Ubuntu: sudo apt-get install fontconfig fonts-dejavu-core),"
                        + " then restart the kernel and run the cell again.",
                cause);
    }

    /** The image alone, as an element of HTML. */
    String imageHtml() {
        String base64 = Base64.getEncoder().encodeToString(IndexedPng.encode(image()));
        return "<img alt=\"" + Html.attribute(caption) + "\" width=\"" + width + "\" height=\"" + height
                + "\" style=\"max-width:100%;height:auto;background:#fff\" src=\"data:image/png;base64," + base64
                + "\">";
    }

    @Override
    public String html() {
        return "<figure class=\"al-figure\" style=\"margin:4px 0 8px;max-width:" + width + "px\">" + imageHtml()
                + "<figcaption style=\"margin-top:4px;line-height:1.4\">" + Html.escape(caption)
                + "</figcaption></figure>";
    }

    @Override
    public String text() {
        return caption;
    }
}
