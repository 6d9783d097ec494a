package activationlab.notebook;

import static activationlab.notebook.Lab.curves;
import static activationlab.notebook.Lab.multiples;
import static activationlab.notebook.Lab.plot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activations;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bands over seeds, logarithmic axes, marked places and plots that share their ranges. */
class BandTest {

    private static final double[] XS = {0, 1, 2};

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void aBandIsTheMedianWithTheMiddleEightyPercent() {
        double[][] runs = new double[11][];
        for (int i = 0; i < 11; i++) {
            runs[i] = new double[] {5, i, 10 * i};
        }
        assertEquals(
                "epoch from 0 to 2: ReLU (median) rises from 5 to 50, at the end the middle 80 % of 11 runs from 10 to 90."
                        .replace("rises from 5", "rises from 5"),
                plot().band("ReLU", XS, runs).axes("epoch", "loss").text());
        String given = plot().band("theory", XS, XS, new double[] {1, 2, 3}, new double[] {2, 3, 4})
                .text();
        assertTrue(given.contains("theory rises from 1 to 3, at the end the shade from 2 to 4"), given);
        assertTrue(
                plot().band("one", XS, new double[][] {{1, 2, 3}}).text().endsWith("one rises from 1 to 3."),
                "a single run has no spread");
    }

    @Test
    void runsThatDivergedAreLeftOutAndCounted() {
        double nan = Double.NaN;
        double[][] runs = {{1, 1, 1}, {1, 2, nan}, {1, 3, nan}};
        String text = plot().band("tanh", XS, runs).text();
        assertTrue(text.contains("rises from 1 to 2 (1 values are not finite)"), text);
        assertTrue(
                text.contains("the middle 80 % of 3 runs from 1.2 to 2.8 (2 of 3 runs have no value at the end)"),
                text);
    }

    @Test
    void theShadeIsDrawn() {
        BufferedImage image = plot().band("a", XS, XS, new double[] {5, 6, 7}, new double[] {10, 11, 12})
                .size(300, 200)
                .figure()
                .image();
        int blueish = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            Color color = new Color(image.getRGB(300, y));
            blueish += color.getBlue() > color.getRed() + 20 ? 1 : 0;
        }
        assertTrue(blueish > 150, blueish + " shaded pixels in the middle column");
    }

    @Test
    void zerosOnALogarithmicAxisAreKeptAndCounted() {
        String text = plot().line("gradient", XS, new double[] {1, 0, 1e-300})
                .line("other", XS, new double[] {-1, 0, 1e300})
                .logY()
                .text();
        assertTrue(text.contains("1e−300"), text);
        assertTrue(text.contains("(1 of 3 values are 0 and stand at the lower edge)"), text);
        assertTrue(text.contains("(2 of 3 values are 0 or negative and stand at the lower edge)"), text);
        assertTrue(text.endsWith("The vertical axis is logarithmic."), text);
        assertTrue(plot().line("n", XS, new double[] {-1, 1, 2}).logY().text().contains("1 of 3 values are negative"));
    }

    @Test
    void zerosOnALogarithmicAxisAreTrianglesAtTheLowerEdge() {
        BufferedImage with = plot().points("a", XS, new double[] {1, 0, 1})
                .logY()
                .size(300, 200)
                .figure()
                .image();
        BufferedImage without = plot().points("a", XS, new double[] {1, 10, 1})
                .logY()
                .size(300, 200)
                .figure()
                .image();
        assertTrue(lowestBlue(with) > 280, "a mark near the lower edge, at row " + lowestBlue(with));
        assertTrue(lowestBlue(without) < 100, "without zeros there is none");
    }

    /** The lowest row with a mark in the middle third. */
    private static int lowestBlue(BufferedImage image) {
        int lowest = 0;
        for (int x = image.getWidth() / 3; x < 2 * image.getWidth() / 3; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                lowest = image.getRGB(x, y) == LabTheme.color(0).getRGB() ? Math.max(lowest, y) : lowest;
            }
        }
        return lowest;
    }

    @Test
    void aLogarithmicAxisWorksForEveryKindOfNumber() {
        assertTrue(plot().line("none", XS, new double[3]).logY().text().contains("3 of 3 values are 0"));
        assertTrue(plot().line("wide", XS, new double[] {1e-300, 1, 1e300})
                        .logY()
                        .figure()
                        .image()
                        .getWidth()
                > 0);
        assertTrue(curves(Activations.SOFTPLUS)
                .over(-5, 5)
                .logY()
                .within(0.001, 10)
                .text()
                .contains("softplus rises"));
        assertTrue(plot().band("b", XS, new double[] {0, 0, 1}, new double[] {0, 1, 2}, new double[] {1, 2, 3})
                .logY()
                .text()
                .contains("1 of 3 values are 0"));
        assertTrue(message(() -> plot().line("a", XS, XS).logY().within(0, 1).figure())
                .contains("both ends must be positive"));
    }

    @Test
    void theoriesAndMarkedPlacesAreNamed() {
        String text = plot().band("ReLU", XS, new double[][] {{1, 2, 3}})
                .theory("expected", XS, new double[] {1, 2, 4})
                .vertical(1.5, "here")
                .text();
        assertTrue(text.contains("; expected rises from 1 to 4. Marked at 1.5: here."), text);
        assertTrue(
                plot().line("a", XS, XS).vertical(7, "far").text().startsWith("x from 0 to 7"),
                "a marked place belongs to the range");
        assertTrue(message(() -> plot().vertical(Double.NaN, "x")).startsWith("vertical(NaN, \"x\")"));
    }

    @Test
    void aGivenRangeHoldsForDataToo() {
        assertTrue(plot().line("a", XS, XS).over(-3, 3).text().startsWith("x from −3 to 3"));
        assertTrue(plot().line("a", XS, XS).text().startsWith("x from 0 to 2"));
        assertTrue(plot().line("", XS, XS).figure().image().getWidth() > 0, "a line without a name can be drawn");
    }

    @Test
    void aDenseLineIsOnePath() {
        double[] many = new double[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        assertTrue(plot().line("a", many, many).figure().image().getWidth() > 0);
    }

    @Test
    void multiplesShareTheirRangesAndLeaveThePlotsAsTheyAre() {
        Plot small = plot().line("small", XS, new double[] {0, 1, 2}).title("a");
        Plot large = plot().line("large", new double[] {-5, 10}, new double[] {-50, 100})
                .title("b");
        Figure figure = multiples(2, small, large);
        assertTrue(figure.width() <= 720);
        assertTrue(figure.caption().contains("small rises from 0 to 2"));
        assertTrue(small.text().startsWith("x from 0 to 2"), small.text());
        // The same ranges: what is drawn of the small one is a short piece, where it would fill a plot of its own.
        BufferedImage shared = figure.image();
        int own = blueRows(plot().line("small", XS, XS).size(356, 282).figure().image(), 712);
        int together = blueRows(shared, shared.getWidth() / 2);
        assertTrue(together < own / 4, together + " rows of " + own);
        assertTrue(message(() -> multiples(0, small)).contains("at least one column"));
        assertTrue(message(() -> multiples(2)).contains("0 plots"));
        assertTrue(message(() -> multiples(2, plot())).contains("is empty"));
    }

    private static int blueRows(BufferedImage image, int width) {
        int rows = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            boolean blue = false;
            for (int x = 0; x < width; x++) {
                blue |= image.getRGB(x, y) == LabTheme.color(0).getRGB();
            }
            rows += blue ? 1 : 0;
        }
        return rows;
    }

    @Test
    void ticksAreWholeWhereThePositionsAre() {
        assertFalse(plot().line("a", XS, XS).size(640, 400).text().isEmpty());
        org.knowm.xchart.XYChart chart = new org.knowm.xchart.XYChart(600, 400);
        LabTheme.wholeTicks(chart, 0, 3, 500);
        assertEquals(
                "2", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(2.0));
        assertEquals(
                "0", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(-1e-12));
        assertEquals(
                " ", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(0.5));
        assertEquals(
                "  ", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(2.5));
        LabTheme.powersOfTen(chart, -12, 3, -12, 300);
        assertEquals(
                "10⁻¹²",
                chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(-12.0));
        assertEquals(
                "10³", chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(3.0));
    }

    @Test
    void noPowerOfTenStandsAtTheRowOfZero() {
        for (int decades : new int[] {1, 10, 30, 290}) {
            double least = Double.parseDouble("1e-" + decades);
            Plot plot = plot().line("a", XS, new double[] {1, 0, least}).logY();
            Ruler ruler = Plot.alike(List.of(plot)).get(0).frame().ruler();
            assertEquals(-decades, ruler.lowest(), 1e-9, "the lowest power with a label");
            assertTrue(ruler.svg().contains(">0</text>"));
            assertFalse(ruler.svg().contains(LabTheme.powerOfTen(-decades - 1)));
            int wide = widthOfTheLowestLabel(plot.axes("", "").figure().image());
            assertTrue(wide > 4 && wide < 20, wide + " pixels, as wide as 0, not as a power of ten");
        }
    }

    private static int widthOfTheLowestLabel(BufferedImage image) {
        int left = 76;
        int right = 0;
        int rows = 0;
        for (int y = 750; rows < 24; y--) {
            for (int x = 0; x < 76; x++) {
                if ((image.getRGB(x, y) & 0xff) < 0x80) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
            rows += rows > 0 || right > 0 ? 1 : 0;
        }
        return right - left;
    }

    @Test
    void saysWhatIsWrongWithABand() {
        assertTrue(message(() -> plot().band("a", XS, new double[0][])).contains("no runs"));
        assertTrue(message(() -> plot().band("a", XS, new double[][] {{1}}))
                .contains("\"a\" has 3 positions and run 1 of \"a\" has 1 values"));
        assertTrue(message(() -> plot().band("a", XS, XS, XS, null)).contains("the upper edge of \"a\" has no (null)"));
    }
}
