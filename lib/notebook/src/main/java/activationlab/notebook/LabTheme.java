package activationlab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.theme.AbstractBaseTheme;

/** The look of all charts: white, thin grid, quiet axes, colours that stay apart for colour-blind readers. */
final class LabTheme extends AbstractBaseTheme {

    static final Color INK = new Color(0x222222);
    static final Color AXIS = new Color(0x8a8a8a);
    static final Color GRID = new Color(0xe3e3e3);

    /**
     * Blue, vermillion, green, purple, black of Okabe and Ito's palette: the ones with a contrast of at least 3 : 1
     * against white. Colour never stands alone: each has a dash of its own.
     */
    private static final Color[] COLORS = {
        new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xb85c95), new Color(0x000000)
    };

    private static final float[][] DASHES = {null, {9, 5}, {9, 4, 2, 4}, {2, 4}, {14, 4}};

    /** DejaVu Sans has σ, ′, ∂ and the arrows; Java falls back to its own sans-serif where it is missing. */
    static final Font USUAL_FONT = new Font("DejaVu Sans", Font.PLAIN, 12);

    private static volatile Font font = USUAL_FONT;

    /** Another font for all charts: the golden figures bring their own, so that no machine's fonts matter. */
    static void useFont(Font other) {
        font = other;
    }

    static Color color(int index) {
        return COLORS[index % COLORS.length];
    }

    static BasicStroke stroke(int index, float width) {
        float[] dash = DASHES[index % DASHES.length];
        return dash == null
                ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    /** Ticks rounded and with a real minus sign. */
    static void prettyTicks(XYChart chart) {
        chart.getStyler()
                .setXAxisTickLabelsFormattingFunction(LabTheme::tick)
                .setYAxisTickLabelsFormattingFunction(LabTheme::tick);
    }

    /** XChart's tick at zero can be 1e-17. */
    private static String tick(double value) {
        return Numbers.pretty(Math.abs(value) < 1e-12 ? 0 : Math.rint(value * 1e9) / 1e9);
    }

    /** Ticks at whole numbers only, on a horizontal axis of about so many pixels. */
    static void wholeTicks(XYChart chart, double from, double to, int pixels) {
        chart.getStyler()
                .setXAxisTickMarkSpacingHint(pixelsForOne(from, to, pixels, 40))
                .setXAxisTickLabelsFormattingFunction(
                        v -> isWhole(v) ? Numbers.pretty(Math.rint(v) + 0.0) : blank(v, from, to));
    }

    /** Ticks at whole powers of ten from a lowest one, on a vertical axis that shows logarithms on about so many pixels. */
    static void powersOfTen(XYChart chart, double low, double high, double lowest, int pixels) {
        chart.getStyler()
                .setYAxisTickMarkSpacingHint(pixelsForOne(low, high, pixels, 40))
                .setYAxisTickLabelsFormattingFunction(
                        v -> isWhole(v) && v > lowest - 1e-9 ? powerOfTen((int) Math.rint(v)) : blank(v, low, high));
    }

    /** Room for one unit: XChart then takes a step of one or more. A little less, because it rounds to 1, 2 or 5. */
    private static int pixelsForOne(double from, double to, int pixels, int least) {
        return (int) Math.max(least, 0.92 * pixels / Math.max(1.04, to - from));
    }

    private static boolean isWhole(double value) {
        return Math.abs(value - Math.rint(value)) < 1e-9;
    }

    /** No label; but XChart has no ticks at all where both ends of the axis have the same one. */
    private static String blank(double value, double from, double to) {
        return value < (from + to) / 2 ? " " : "  ";
    }

    static String powerOfTen(int exponent) {
        StringBuilder text = new StringBuilder("10");
        for (char c : Integer.toString(exponent).toCharArray()) {
            text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return text.toString();
    }

    @Override
    public Font getBaseFont() {
        return font;
    }

    @Override
    public Color getChartFontColor() {
        return INK;
    }

    @Override
    public int getChartPadding() {
        return 8;
    }

    @Override
    public Font getChartTitleFont() {
        return font.deriveFont(Font.BOLD, 13f);
    }

    @Override
    public boolean isChartTitleBoxVisible() {
        return false;
    }

    @Override
    public Font getAxisTitleFont() {
        return font;
    }

    @Override
    public Font getAxisTickLabelsFont() {
        return font.deriveFont(11f);
    }

    @Override
    public Color getAxisTickLabelsColor() {
        return INK;
    }

    @Override
    public boolean isAxisTicksLineVisible() {
        return false;
    }

    @Override
    public boolean isAxisTicksMarksVisible() {
        return false;
    }

    @Override
    public int getXAxisTickMarkSpacingHint() {
        return 56;
    }

    @Override
    public int getYAxisTickMarkSpacingHint() {
        return 56;
    }

    @Override
    public Color getPlotGridLinesColor() {
        return GRID;
    }

    @Override
    public BasicStroke getPlotGridLinesStroke() {
        return new BasicStroke(0.75f);
    }

    @Override
    public boolean isPlotBorderVisible() {
        return false;
    }

    @Override
    public boolean isPlotTicksMarksVisible() {
        return false;
    }

    @Override
    public int getPlotMargin() {
        return 0;
    }

    @Override
    public double getPlotContentSize() {
        return 1.0;
    }

    @Override
    public LegendPosition getLegendPosition() {
        return LegendPosition.OutsideS;
    }

    @Override
    public Font getLegendFont() {
        return font;
    }

    @Override
    public Color getLegendBorderColor() {
        return Color.WHITE;
    }

    @Override
    public int getLegendSeriesLineLength() {
        return 36;
    }

    @Override
    public Font getAnnotationTextFont() {
        return font;
    }
}
