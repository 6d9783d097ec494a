package activationlab.notebook;

import static activationlab.notebook.Lab.curves;
import static activationlab.notebook.Lab.plot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activation;
import activationlab.function.Activations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlotTest {

    private static final double[] XS = {0, 1, 2};

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void aFigureIsAnImageAtTwiceItsSizeInIndexedColours() throws IOException {
        String html = curves(Activations.SIGMOID).over(-6, 6).html();
        assertTrue(html.contains("width=\"640\" height=\"400\""), html.substring(0, 300));
        Matcher data = Pattern.compile("data:image/png;base64,([^\"]+)\"").matcher(html);
        assertTrue(data.find());
        byte[] png = Base64.getDecoder().decode(data.group(1));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(1280, image.getWidth());
        assertEquals(800, image.getHeight());
        assertEquals(BufferedImage.TYPE_BYTE_INDEXED, image.getType());
        assertEquals(0xffffffff, image.getRGB(0, 0), "a white ground, also in the dark theme");
        assertTrue(png.length < 45_000, png.length + " bytes");
    }

    @Test
    void theCaptionIsTheAlternativeText() {
        String html = curves(Activations.TANH).over(-2, 2).html();
        String caption = "x from −2 to 2: tanh rises from −0.964 to 0.964.";
        assertTrue(html.contains("alt=\"" + caption + "\""), html.substring(0, 200));
        assertTrue(html.contains(caption + "</figcaption>"));
    }

    @Test
    void theCaptionDescribesRisesFallsJumpsAndExtremes() {
        assertEquals(
                "x from −3 to 3: step jumps from 0 to 1 at 0.",
                curves(Activations.STEP).over(-3, 3).text());
        assertEquals(
                "x from −1 to 1: down falls from 1 to −1.",
                plot().curve("down", x -> -x).over(-1, 1).text());
        assertEquals(
                "x from −1 to 1: flat stays at 2.",
                plot().curve("flat", x -> 2).over(-1, 1).text());
        assertEquals(
                "x from −2 to 2: bowl goes from 4 to 4, lowest 0 at 0.",
                plot().curve("bowl", x -> x * x).over(-2, 2).text());
        assertEquals(
                "x from −6 to 6: sigmoid′ goes from 0.002467 to 0.002467, highest 0.25 at 0.",
                curves(Activations.SIGMOID.slope()).over(-6, 6).text());
    }

    @Test
    void gapsAreCountedInTheCaption() {
        String text = plot().line("log", XS, new double[] {Double.NEGATIVE_INFINITY, 0, Double.NaN})
                .text();
        assertTrue(text.contains("log stays at 0 (2 values are not finite)"), text);
        String half = plot().curve("root", Math::sqrt)
                .curve("line", x -> x)
                .over(-1, 1)
                .text();
        assertTrue(half.contains("root rises from 0 to 1 (320 values are not finite)"), half);
    }

    @Test
    void ownWordsComeFirstOrAlone() {
        assertTrue(curves(Activations.RELU).says("Look left.").text().startsWith("Look left. x from"));
        assertEquals(
                "Only this.", curves(Activations.RELU).saysOnly("Only this.").text());
        assertEquals("Mine.", curves(Activations.RELU).figure().caption("Mine.").text());
    }

    @Test
    void manyCurvesHaveALegendAndEqualNamesDoNotClash() {
        String text = curves(Activations.basic().toArray(Activation[]::new))
                .curve(Activations.RELU)
                .text();
        assertEquals(3, text.split("; ReLU rises", -1).length, text);
        assertTrue(plot().points("a", XS, XS)
                .points("b", XS, XS)
                .points("c", XS, XS)
                .points("d", XS, XS)
                .axes("", "y")
                .title("t")
                .text()
                .contains("d: 3 points"));
    }

    @Test
    void aKinkIsDrawnWhereItIs() {
        // The corner of |x| lies between two samples of this range; without the kink its depth would be missed.
        Activation corner = new Activation() {
            @Override
            public double value(double x) {
                return Math.abs(x - 0.001);
            }

            @Override
            public double derivative(double x) {
                return x > 0.001 ? 1 : -1;
            }

            @Override
            public String name() {
                return "corner";
            }

            @Override
            public double[] kinks() {
                return new double[] {0.001};
            }
        };
        assertTrue(curves(corner).over(-3, 3).text().contains("lowest 0 at 0.001"));
    }

    @Test
    void saysWhatIsWrongWithTheInput() {
        assertTrue(message(() -> plot().figure()).contains("is empty"));
        assertTrue(message(() -> curves((Activation) null)).contains("no function to draw"));
        assertTrue(message(() -> plot().curve("f", null)).contains("no function to draw"));
        assertTrue(message(() -> plot().over(1, 1)).startsWith("over(1.0, 1.0)"));
        assertTrue(message(() -> plot().over(Double.NaN, 1)).contains("both finite"));
        assertTrue(message(() -> plot().within(2, 1)).startsWith("within(2.0, 1.0)"));
        assertTrue(message(() -> plot().size(10, 5000)).contains("between 100 and 2000"));
        assertTrue(message(() -> plot().line("f", new double[0], new double[0])).contains("at least one"));
        assertTrue(message(() -> plot().line("f", XS, null)).contains("no (null) heights"));
        assertTrue(message(() -> plot().points("f", XS, new double[2])).contains("3 positions and 2 heights"));
        assertTrue(message(() -> plot().points("f", new double[] {Double.NaN}, new double[1])
                        .figure())
                .contains("positions must be finite"));
        assertTrue(message(() -> plot().curve("f", x -> Double.NaN).figure()).contains("no value of \"f\""));
    }

    @Test
    void aSinglePointIsEnough() {
        assertTrue(
                plot().points("one", new double[] {1}, new double[] {2}).text().contains("one: 1 point"));
    }

    @Test
    void fewBarsAreToldOneByOne() {
        assertEquals(
                "class from 0 to 2: p: bars of 0.7 at 0, 0.2 at 1, 0.1 at 2.",
                plot().bars("p", XS, new double[] {0.7, 0.2, 0.1})
                        .axes("class", "")
                        .text());
        assertEquals(
                "x from 3 to 3: one: a bar of −2 at 3.",
                plot().bars("one", new double[] {3}, new double[] {-2}).text());
    }

    @Test
    void ofManyBarsTheHighestAndTheMean() {
        double[] x = new double[9];
        double[] heights = new double[9];
        for (int i = 0; i < 9; i++) {
            x[i] = i * 0.1;
            heights[i] = i == 2 ? 3 : i == 6 ? 1 : 0;
        }
        String start = "x from 0 to 0.8: share: 9 bars, highest 3 at 0.2";
        assertEquals(start + ", mean 0.3.", plot().bars("share", x, heights).text());
        heights[8] = -1;
        assertEquals(start + ".", plot().bars("share", x, heights).text());
    }

    @Test
    void classesHaveNoMean() {
        double[] digits = new double[10];
        double[] shares = new double[10];
        for (int i = 0; i < 10; i++) {
            digits[i] = i;
            shares[i] = i == 4 ? 0.75 : i == 7 ? 0.2 : 0.00625;
        }
        assertEquals(
                "digit from 0 to 9: p: 10 bars, highest 0.75 at 4, then 0.2 at 7.",
                plot().bars("p", digits, shares).axes("digit", "").text());
        shares[0] = 0.9;
        assertTrue(plot().bars("p", digits, shares).text().endsWith("highest 0.9 at 0, then 0.75 at 4."));
    }

    @Test
    void theTitleStandsInForTheNameOfAnOnlySeries() {
        assertEquals(
                "x from 0 to 2: Shares: bars of 0 at 0, 1 at 1, 2 at 2.",
                plot().bars("", XS, XS).title("Shares").text());
        assertEquals(
                "x from 0 to 2: bars of 0 at 0, 1 at 1, 2 at 2.",
                plot().bars("", XS, XS).text());
        assertEquals(
                "x from 0 to 2: the line rises from 0 to 2; 3 points.",
                plot().line("", XS, XS).points("", XS, XS).title("Both").text());
        assertEquals(
                "One: x from 0 to 2: the line rises from 0 to 2.",
                Lab.multiples(1, plot().line("", XS, XS).title("one")).caption(),
                "not twice");
    }

    @Test
    void barsStandBehindLinesOnTheLowerEdge() {
        BufferedImage image = plot().curve("c", x -> 0.5)
                .bars("", XS, new double[] {1, 1, 1})
                .over(0, 2)
                .within(0, 1)
                .figure()
                .image();
        List<Integer> column = IntStream.range(0, image.getHeight())
                .mapToObj(y -> image.getRGB(700, y) & 0xffffff)
                .toList();
        assertTrue(column.contains(0x0072b2), "the line is in front");
        assertTrue(column.contains(0xecb78c), "of the bar");
        Ruler ruler =
                Plot.alike(List.of(plot().bars("", XS, XS))).get(0).frame().ruler();
        assertEquals(-0.015 * 2.16, ruler.low(), 1e-12, "a little room for the label of 0");
        Ruler below = Plot.alike(List.of(plot().bars("", XS, XS).line("", XS, new double[] {0, -1, 0})))
                .get(0)
                .frame()
                .ruler();
        assertEquals(-1 - 0.24, below.low(), 1e-12);
    }

    @Test
    void barsMustBeEvenAndFinite() {
        assertTrue(message(() -> plot().bars("p", new double[] {0, 1, 3}, XS)).contains("bars(\"p\", …): bar 2 has"));
        assertTrue(message(() -> plot().bars("p", new double[] {2, 1, 0}, XS)).contains("ascending and evenly spaced"));
        assertTrue(message(() -> plot().bars("p", XS, new double[] {0, Double.NaN, 0}))
                .contains("the height NaN"));
        assertTrue(message(() -> plot().bars("p", XS, new double[2])).contains("3 positions and 2 heights"));
        assertTrue(message(() -> plot().bars("p", XS, XS).logY().figure()).contains("bars begin at 0"));
    }
}
