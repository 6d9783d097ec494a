package activationlab.notebook;

import static activationlab.notebook.Lab.plot;
import static activationlab.notebook.Lab.slide;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlidesTest {

    private static final double[] XS = {0, 1, 2};

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    private static Plot shifted(double b) {
        return plot().curve("output", x -> Activations.RELU.value(x + b));
    }

    private static String refused(DoubleFunction<Plot> plot) {
        return message(() -> slide("b", 0, 1, 1, plot));
    }

    /** Group 1 of a pattern in what the script gets. */
    private static String part(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }

    /** The arrays of numbers that the script gets. */
    private static List<float[]> arrays(String html) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(part(html, "\"numbers\":\"([^\"]*)\"")))
                .order(ByteOrder.LITTLE_ENDIAN);
        List<float[]> arrays = new ArrayList<>();
        for (String length : part(html, "\"lengths\":\\[([^\\]]*)\\]").split(", ", -1)) {
            float[] array = new float[Integer.parseInt(length)];
            for (int i = 0; i < array.length; i++) {
                array[i] = bytes.getFloat();
            }
            arrays.add(array);
        }
        assertFalse(bytes.hasRemaining());
        return arrays;
    }

    @Test
    void stepsLandOnExactDecimals() {
        List<Double> seen = new ArrayList<>();
        slide("b", -3, 3, 0.1, b -> {
            seen.add(b);
            return shifted(b);
        });
        assertEquals(IntStream.rangeClosed(-30, 30).mapToObj(i -> i / 10.0).toList(), seen);
        Slides.Slider quarters = Slides.Slider.of("g", 0.5, 1.3, 0.25);
        assertEquals(List.of("0.5", "0.75", "1", "1.25"), labels(quarters));
        assertEquals(
                List.of("−1", "−0.6667", "−0.3333", "0", "0.3333", "0.6667", "1"),
                labels(Slides.Slider.of("t", -1, 1, 1.0 / 3)));
        assertEquals(List.of("100", "200"), labels(Slides.Slider.of("n", 100, 299, 100)));
    }

    private static List<String> labels(Slides.Slider slider) {
        return IntStream.range(0, slider.values().size())
                .mapToObj(slider::label)
                .toList();
    }

    @Test
    void theFirstSliderMovesLast() {
        List<List<Double>> seen = new ArrayList<>();
        Slides slides = slide("g", 1, 2, 1, "d", 2, 6, 2, (g, d) -> {
            seen.add(List.of(g, d));
            return plot().line("spread", XS, new double[] {1, g, g * d});
        });
        assertEquals("[[1.0, 2.0], [1.0, 4.0], [1.0, 6.0], [2.0, 2.0], [2.0, 4.0], [2.0, 6.0]]", seen.toString());
        assertEquals("g = 2, d = 4: x from 0 to 2: spread rises from 1 to 8.", slides.text());
        assertEquals(
                "g = 1, d = 6: x from 0 to 2: spread rises from 1 to 6.",
                slides.at(1, 6).text());
        assertTrue(slides.at(1, 6).html().contains("\"at\":[0, 2]"));
        assertTrue(message(() -> slides.at(1)).contains("1 of the values of 2 sliders"));
    }

    @Test
    void theStillPictureIsThePlotItStartsWith() {
        Slides slides = slide("bias", -3, 3, 0.1, SlidesTest::shifted);
        assertTrue(slides.text().startsWith("bias = 0: x from −5 to 5: output "), slides.text());
        Slides moved = slides.at(-0.4);
        assertTrue(moved.text().startsWith("bias = −0.4: x from"), moved.text());
        assertTrue(moved.html().startsWith("<figure class=\"al-explorer\""));
        assertTrue(moved.html().contains("<img alt=\"" + moved.text() + "\""));
        assertTrue(moved.html().contains("\"at\":[26]"));
        assertFalse(moved.html().contains("http"), "nothing from outside");
        assertTrue(moved.html().length() < 60_000, moved.html().length() + " characters");
        assertEquals(
                moved.html(),
                slide("bias", -3, 3, 0.1, SlidesTest::shifted).at(-0.4).html());
        assertTrue(message(() -> slides.at(0.05)).contains("\"bias\" never has the value 0.05; it goes from −3 to 3"));
        assertTrue(message(() -> slides.at(4)).contains("never has the value 4"));
        assertTrue(message(() -> slides.at(1, 2)).contains("2 of the values of 1 sliders"));
    }

    @Test
    void theNumbersAreThePlots() {
        double[] heights = {0.5, 0.1, 0.25};
        String html = slide(
                        "b",
                        1,
                        2,
                        1,
                        b -> plot().bars("share", XS, heights)
                                .points("data", XS, new double[] {b, Double.NaN, 0.1})
                                .curve("line", x -> x * b)
                                .over(-2, 2))
                .html();
        List<float[]> arrays = arrays(html);
        String[] frames = part(html, "\"frames\":\\[\\[\\[(.*?)\\]\\]\\]").split("\\]\\],\\[\\[", -1);
        assertEquals(2, frames.length);
        for (int b = 1; b <= 2; b++) {
            String[] marks = frames[b - 1].split("\\],\\[", -1);
            assertEquals(6, marks.length, "two axes, bars, points, curve, its jumps");
            assertEquals("[0.0, 1.0, 0.92]", x(arrays, marks[2]));
            assertEquals("[0.5, 0.1, 0.25]", y(arrays, marks[2]));
            assertEquals("[" + (float) b + ", NaN, 0.1]", y(arrays, marks[3]));
            assertEquals("[-2.0, 2.0]", x(arrays, marks[4]), "a straight line needs two points");
            assertEquals("[" + -2f * b + ", " + 2f * b + "]", y(arrays, marks[4]));
            assertEquals("[]", y(arrays, marks[5]));
        }
        assertEquals(frames[0].split("\\],\\[", -1)[2], frames[1].split("\\],\\[", -1)[2], "stored once");
    }

    private static String x(List<float[]> arrays, String mark) {
        return Arrays.toString(arrays.get(Integer.parseInt(mark.split(",", -1)[0])));
    }

    private static String y(List<float[]> arrays, String mark) {
        return Arrays.toString(arrays.get(Integer.parseInt(mark.split(",", -1)[1])));
    }

    @Test
    void thinLinesStayWithinATenthOfAPixel() {
        Plot one = Plot.alike(List.of(plot().curve(Activations.SIGMOID).over(-6, 6)))
                .get(0);
        Frame frame = one.frame();
        Mark full = frame.marks().stream()
                .filter(m -> m.name().equals("sigmoid"))
                .findFirst()
                .orElseThrow();
        Mark thin = full.thinned(frame.ruler());
        assertEquals(641, full.x().length);
        assertTrue(thin.x().length < 60, thin.x().length + " points");
        double pixel =
                (frame.ruler().high() - frame.ruler().low()) / frame.ruler().height();
        int next = 0;
        for (int i = 0; i < full.x().length; i++) {
            while (thin.x()[next + 1] < full.x()[i]) {
                next++;
            }
            double share = (full.x()[i] - thin.x()[next]) / (thin.x()[next + 1] - thin.x()[next]);
            double height = thin.y()[next] + share * (thin.y()[next + 1] - thin.y()[next]);
            // Measured upwards, not across the line, so a little more where it is steep.
            assertEquals(full.y()[i], height, 0.2 * pixel);
        }
    }

    @Test
    void gapsStayGaps() {
        String html = slide(
                        "b",
                        1,
                        2,
                        1,
                        b -> plot().line("a", new double[] {0, 1, 2, 3, 4, 5}, new double[] {
                                    0, b, Double.NaN, 1, 1, 1e300
                                })
                                .within(0, 2))
                .html();
        assertTrue(arrays(html).stream().anyMatch(a -> Arrays.toString(a).equals("[0.0, 1.0, NaN, 1.0, 1.0, 202.0]")));
    }

    @Test
    void allFramesShareTheirRanges() {
        String html = slide("b", 1, 3, 1, b -> plot().line("a", XS, new double[] {0, b, 100 * b}))
                .html();
        String[] view = part(html, "\"view\":\\[([^\\]]*)\\]").split(", ", -1);
        assertEquals(300 + 0.08 * 300, Double.parseDouble(view[3]), 1e-9);
        assertEquals(-0.08 * 300, Double.parseDouble(view[2]), 1e-9);
        for (String tick : List.of(">0<", ">100<", ">200<", ">300<")) {
            assertTrue(html.contains(tick.replace("<", "\\u003c")), tick);
        }
    }

    @Test
    void aLogarithmicAxisHasItsRowOfZero() {
        String html = slide(
                        "g",
                        1,
                        2,
                        1,
                        g -> plot().line("spread", XS, new double[] {1, g == 1 ? 0 : 0.1, 1e-3})
                                .band("runs", new double[][] {{1, 1, 1}, {2, 2, 2}})
                                .theory("expected", new double[] {1, 0.1, 0.01})
                                .vertical(g, "</script>" + g)
                                .axes("layer", "spread")
                                .title("Spread")
                                .logY())
                .html();
        assertTrue(html.contains(">10⁻³\\u003c/text>"), "powers of ten");
        assertTrue(html.contains(">0\\u003c/text>"), "the row of zero");
        assertTrue(html.contains(">Spread\\u003c/text>") && html.contains(">layer\\u003c/text>"));
        assertTrue(html.contains(",\"\\u003c/script>1.0\"]"), "labels of verticals");
        assertTrue(html.contains("The vertical axis is logarithmic."));
        assertFalse(part(html, "(?s)<script>(.*)</script>").contains("</script"), "nothing ends the script");
    }

    @Test
    void refusesWhatCannotSlide() {
        assertTrue(message(() -> slide("b", 1, 1, 0.1, SlidesTest::shifted)).contains("from must be smaller than to"));
        assertTrue(message(() -> slide("b", 0, 1, 0, SlidesTest::shifted)).contains("slide(\"b\", 0.0, 1.0, 0.0, …)"));
        assertTrue(
                message(() -> slide("b", 0, 1, Double.NaN, SlidesTest::shifted)).contains("finite"));
        assertTrue(message(() -> slide("b", 0, 1, 2, SlidesTest::shifted)).contains("this one 1; change its step"));
        assertTrue(message(() -> slide("b", 0, 400, 1, SlidesTest::shifted)).contains("this one 401; change its step"));
        assertTrue(message(() -> slide("b", 0, 20, 1, "c", 0, 20, 1, (b, c) -> shifted(b)))
                .contains("441 places together, at most 400 are drawn; take larger steps."));
        assertTrue(message(() -> slide("b", 0, 1, 1, null)).contains("there is no plot to make"));
        assertTrue(message(() -> slide("b", 0, 1, 1, "c", 0, 1, 1, null)).contains("there is no plot to make"));
        assertEquals("slide(\"b\", …): at b = 1 there is no plot (null).", refused(b -> b == 1 ? null : shifted(b)));
        assertTrue(refused(b -> plot()).contains("empty"));
        assertTrue(refused(b -> plot().line("a", XS, XS).title("b = " + b)).contains("at b = 1 title, axes, size"));
        assertEquals(
                "slide(\"b\", …): at b = 1 the plot has line \"1.0\", and the first one line \"0.0\"; all must have the"
                        + " same series, in the same order, and as many verticals.",
                refused(b -> plot().line(String.valueOf(b), XS, XS)));
        assertTrue(refused(b -> b == 0
                        ? plot().line("a", XS, XS)
                        : plot().line("a", XS, XS).vertical(0, "v"))
                .contains("line \"a\", text \"v\", and the first one line \"a\";"));
        double[] many = IntStream.range(0, 500).mapToDouble(i -> i).toArray();
        double[] noise = Lab.random(1).doubles(500 * 60).toArray();
        Slides large = slide(
                "b",
                0,
                59,
                1,
                b -> plot().points("p", many, Arrays.copyOfRange(noise, 500 * (int) b, 500 * ((int) b + 1))));
        assertTrue(message(large::html).contains("KB, at most 150 are shown; take larger steps, fewer points"));
    }
}
