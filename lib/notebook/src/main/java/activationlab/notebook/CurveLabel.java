package activationlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * A name beside its curve, in the colour of the curve, on a white halo. XChart's own text annotation has one colour for
 * all and no halo.
 */
final class CurveLabel extends Annotation {

    private static final BasicStroke HALO = new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private final String text;
    private final double x;
    private final double y;
    private final Color color;
    private final boolean boxed;

    /** A label centred at a point of the chart; on a white box if a line passes behind it. */
    CurveLabel(String text, double x, double y, Color color, boolean boxed) {
        super(false);
        this.text = text;
        this.x = x;
        this.y = y;
        this.color = color;
        this.boxed = boxed;
    }

    @Override
    public void paint(Graphics2D g) {
        Shape outline = new TextLayout(text, styler.getAnnotationTextFont(), g.getFontRenderContext()).getOutline(null);
        Rectangle2D size = outline.getBounds2D();
        double middle = getXAxisScreenValue(x);
        double half = size.getWidth() / 2;
        // Inside the plot also for a place at its edge.
        middle = Math.max(getXAxisScreenValueForMin() + half, Math.min(getXAxisScreenValueForMax() - half, middle));
        double left = middle - size.getCenterX();
        double base = getYAxisScreenValue(y) - size.getCenterY();
        Shape placed = AffineTransform.getTranslateInstance(left, base).createTransformedShape(outline);
        g.setColor(Color.WHITE);
        g.setStroke(HALO);
        g.draw(placed);
        if (boxed) {
            g.fill(placed.getBounds2D());
        }
        g.setColor(color);
        g.fill(placed);
        bounds = placed.getBounds2D();
    }
}
