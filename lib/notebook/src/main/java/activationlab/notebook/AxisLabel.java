package activationlab.notebook;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** A label beside the vertical axis where XChart has no tick: zero, on a logarithmic axis. */
final class AxisLabel extends Annotation {

    private final String text;
    private final double y;

    AxisLabel(String text, double y) {
        super(false);
        this.text = text;
        this.y = y;
    }

    @Override
    public void paint(Graphics2D g) {
        Shape outline =
                new TextLayout(text, new LabTheme().getAxisTickLabelsFont(), g.getFontRenderContext()).getOutline(null);
        Rectangle2D size = outline.getBounds2D();
        Shape placed = AffineTransform.getTranslateInstance(
                        getXAxisScreenValueForMin() - 5 - size.getMaxX(), getYAxisScreenValue(y) - size.getCenterY())
                .createTransformedShape(outline);
        g.setColor(LabTheme.INK);
        g.fill(placed);
        bounds = placed.getBounds2D();
    }
}
