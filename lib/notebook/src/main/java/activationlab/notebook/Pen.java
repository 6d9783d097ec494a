package activationlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Collection;

/**
 * What the figures that XChart cannot draw are drawn with: text as outlines, so that it has the same shape on every
 * machine, lines, rectangles and the marks that tell classes apart.
 *
 * <p>A pen stands for one {@link Graphics2D} while one figure is painted.
 */
final class Pen {

    /** How far the middle of capital letters is above the line they stand on, as a share of the font's size. */
    private static final double MIDDLE = 0.365;

    /** Text is measured before there is anything to paint on, and always in the same way. */
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private static final float LEAST_FONT = 7.5f;
    private static final int MARKS = 5;

    private final Graphics2D g;

    Pen(Graphics2D g) {
        this.g = g;
    }

    static Font plain(double size) {
        return new LabTheme().getBaseFont().deriveFont(Font.PLAIN, (float) size);
    }

    static Font bold(double size) {
        return new LabTheme().getBaseFont().deriveFont(Font.BOLD, (float) size);
    }

    /** The width of a text in pixels. */
    static double width(String text, Font font) {
        return text.isEmpty() ? 0 : outline(text, font).getBounds2D().getWidth();
    }

    /** The width of the longest of some texts in pixels; 0 if there are none. */
    static double widest(Collection<String> texts, Font font) {
        return texts.stream().mapToDouble(text -> width(text, font)).max().orElse(0);
    }

    /** The same font, smaller if the text needs it: names are as long as their authors like. */
    static Font fit(String text, Font font, double width) {
        double needed = width(text, font);
        return needed <= width
                ? font
                : font.deriveFont(Math.max(LEAST_FONT, (float) (font.getSize2D() * width / needed)));
    }

    private static Shape outline(String text, Font font) {
        return new TextLayout(text, font, MEASURE).getOutline(null);
    }

    /**
     * Text around a point.
     *
     * @param align 0 if it begins at x, 0.5 if its middle is there, 1 if it ends there
     */
    void text(String text, Font font, Color color, double x, double y, double align) {
        if (text.isEmpty()) {
            return;
        }
        g.setColor(color);
        g.fill(placed(text, font, x, y, align));
    }

    /** The title above a figure of this width. */
    void title(String title, double width) {
        fitted(title, bold(13), LabTheme.INK, width / 2, 15, 0.5, width - 12);
    }

    /** Text that keeps within a width: in a smaller font if it must, and shortened if that is not enough. */
    void fitted(String text, Font font, Color color, double x, double y, double align, double room) {
        Font smaller = fit(text, font, room);
        text(shortened(text, smaller, room), smaller, color, x, y, align);
    }

    private static String shortened(String text, Font font, double room) {
        String result = text;
        for (int length = text.length() - 1; length > 0 && width(result, font) > room + 0.5; length--) {
            result = text.substring(0, length).stripTrailing() + "…";
        }
        return result;
    }

    /** Text with a white rim, to be read on any ground. */
    void halo(String text, Font font, Color color, double x, double y, double align) {
        Shape shape = placed(text, font, x, y, align);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
        g.setColor(color);
        g.fill(shape);
    }

    /** Text that reads from bottom to top within a height, its middle at the point. */
    void upwards(String name, Font usual, Color color, double x, double y, double room) {
        Font font = fit(name, usual, room);
        String text = shortened(name, font, room);
        if (text.isEmpty()) {
            return;
        }
        AffineTransform turn = AffineTransform.getTranslateInstance(x, y);
        turn.quadrantRotate(3);
        g.setColor(color);
        g.fill(turn.createTransformedShape(placed(text, font, 0, 0, 0.5)));
    }

    private static Shape placed(String text, Font font, double x, double y, double align) {
        Shape shape = outline(text, font);
        Rectangle2D box = shape.getBounds2D();
        return AffineTransform.getTranslateInstance(
                        x - box.getX() - align * box.getWidth(), y + MIDDLE * font.getSize2D())
                .createTransformedShape(shape);
    }

    void rectangle(Color color, double x, double y, double width, double height) {
        fill(color, new Rectangle2D.Double(x, y, width, height));
    }

    void fill(Color color, Shape shape) {
        g.setColor(color);
        g.fill(shape);
    }

    void frame(Color color, double stroke, Shape shape) {
        g.setColor(color);
        g.setStroke(new BasicStroke((float) stroke));
        g.draw(shape);
    }

    void line(Color color, double stroke, double x0, double y0, double x1, double y1) {
        frame(color, stroke, new Line2D.Double(x0, y0, x1, y1));
    }

    void dashed(Color color, double stroke, double x0, double y0, double x1, double y1) {
        g.setColor(color);
        g.setStroke(new BasicStroke(
                (float) stroke, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0));
        g.draw(new Line2D.Double(x0, y0, x1, y1));
    }

    void dot(Color color, double x, double y, double radius) {
        fill(color, new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    void cross(Color color, double stroke, double x, double y, double radius) {
        line(color, stroke, x - radius, y - radius, x + radius, y + radius);
        line(color, stroke, x - radius, y + radius, x + radius, y - radius);
    }

    /** Oblique lines over a rectangle. */
    void hatch(Color color, double stroke, double gap, double x, double y, double width, double height) {
        Graphics2D inside = (Graphics2D) g.create();
        inside.clip(new Rectangle2D.Double(x, y, width, height));
        Pen pen = new Pen(inside);
        for (double at = gap / 2; at < width + height; at += gap) {
            pen.line(color, stroke, x + at, y, x + at - height, y + height);
        }
        inside.dispose();
    }

    /** One of five marks of nearly equal area, filled with a colour and rimmed in white. */
    void mark(int index, Color color, double x, double y, double radius) {
        Shape shape = markShape(index, x, y, radius);
        frame(Color.WHITE, 2.2, shape);
        fill(color, shape);
    }

    private static Shape markShape(int index, double x, double y, double r) {
        return switch (index % MARKS) {
            case 0 -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case 1 -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            case 2 -> polygon(x, y - 1.25 * r, x + 1.2 * r, y + 0.85 * r, x - 1.2 * r, y + 0.85 * r);
            case 3 -> polygon(x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y);
            default -> polygon(x, y + 1.25 * r, x + 1.2 * r, y - 0.85 * r, x - 1.2 * r, y - 0.85 * r);
        };
    }

    static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
