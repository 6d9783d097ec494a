package activationlab.notebook;

import static activationlab.notebook.Lab.curves;
import static activationlab.notebook.Lab.grid;
import static activationlab.notebook.Lab.plane;
import static activationlab.notebook.Lab.portrait;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activations;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void aGridJoinsPicturesAndCaptions() {
        Figure figure = grid(
                2,
                curves(Activations.RELU).size(200, 150),
                curves(Activations.TANH).size(180, 160),
                curves(Activations.STEP).size(100, 100));
        assertEquals(408, figure.width());
        assertEquals(328, figure.height());
        assertTrue(figure.caption().contains("ReLU rises") && figure.caption().contains("tanh rises"));
        assertEquals(figure.width() * 2, figure.image().getWidth());
        assertTrue(message(() -> grid(0, curves(Activations.RELU))).contains("at least one column"));
        assertTrue(message(() -> grid(2)).contains("0 figures"));
    }

    @Test
    void aPlaneCountsTheExamplesOnTheirSide() {
        Plane line = plane((a, b) -> a + b - 0.5)
                .example(0, 0, 0)
                .example(1, 1, 0)
                .example(0, 1, 1)
                .example(1, 0, 1);
        assertTrue(line.text().contains("1 of 4 examples are on their side"), line.text());
        assertTrue(plane((a, b) -> 1).title("all").text().startsWith("all: 100 % of the plane is shaded"));
        assertTrue(plane((a, b) -> 0).over(-1, 1).above(0.25).size(200).text().contains("0 % of the plane"));
        assertTrue(message(() -> plane(null)).contains("no function"));
        assertTrue(message(() -> plane((a, b) -> a).over(1, 0)).contains("smaller"));
        assertTrue(message(() -> plane((a, b) -> a).size(5)).contains("between 150 and 1000"));
    }

    @Test
    void thePlaneShadesTheSideAboveTheThreshold() {
        BufferedImage image = plane((a, b) -> a).over(-1, 2).size(300).figure().image();
        int left = image.getRGB(200, 200);
        int right = image.getRGB(500, 200);
        assertEquals(0xcfe3f1, right & 0xffffff, "shaded where x₁ is above one half");
        assertTrue((left & 0xffffff) != 0xcfe3f1, "white where it is below");
    }

    @Test
    void aPortraitComputesTheNetwork() {
        double[][][] weights = {{{1, 1}, {1, 1}}, {{1, -2}}};
        double[][] biases = {{0, -1}, {0}};
        Figure figure = portrait(weights, biases, Activations.RELU, 1, 1);
        assertTrue(figure.text().contains("ReLU units say 2 and 1; its output is 0"), figure.text());
        assertTrue(figure.html().contains("al-figure"));
        double[][] wrong = {{0}, {0}};
        assertTrue(
                message(() -> portrait(weights, wrong, Activations.RELU, 1, 1)).contains("2 units but 1 biases"));
        assertTrue(message(() -> portrait(weights, biases, Activations.RELU, 1)).contains("2 weights for 1 inputs"));
        assertTrue(message(() -> portrait(new double[0][][], biases, Activations.RELU, 1))
                .contains("at least one"));
    }

    @Test
    void moreColoursThanAPaletteHoldsTakeTheNearest() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 64; y++) {
                image.setRGB(x, y, new Color(4 * x, 4 * y, 128).getRGB());
            }
        }
        BufferedImage back = ImageIO.read(new ByteArrayInputStream(IndexedPng.encode(image)));
        // 4,096 colours in a square of 64 × 64 shades, 4 apart: 256 of them can be 16 apart, so none is farther than
        // 16.
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 64; y++) {
                Color seen = new Color(back.getRGB(x, y));
                int off = Math.max(Math.abs(seen.getRed() - 4 * x), Math.abs(seen.getGreen() - 4 * y));
                assertTrue(off <= 16 && seen.getBlue() == 128, seen + " at " + x + ", " + y);
            }
        }
    }

    @Test
    void aMachineWithoutFontsIsExplained() {
        List<Throwable> causes = List.of(
                new InternalError("java.lang.reflect.InvocationTargetException"),
                new RuntimeException("Fontconfig head is null, check your fonts or fonts configuration"));
        for (Throwable cause : causes) {
            Figure figure = new Figure(10, 10, g -> sneaky(g, cause), "x");
            Exception e = assertThrows(IllegalStateException.class, figure::image);
            assertTrue(e.getMessage().contains("fontconfig and fonts-dejavu-core"), e.getMessage());
        }
        Figure other = new Figure(10, 10, g -> sneaky(g, new IllegalArgumentException("mine")), "x");
        assertEquals("mine", message(other::image));
    }

    @Test
    void drawingDoesNotForgetTheStopButton() {
        Figure forgetful = new Figure(10, 10, g -> Thread.interrupted(), "x");
        Thread.currentThread().interrupt();
        forgetful.image();
        assertTrue(Thread.interrupted());
        forgetful.image();
        assertFalse(Thread.interrupted());
    }

    @Test
    void aPlotKeepsItsColoursAlmostExactly() throws IOException {
        BufferedImage image = curves(Activations.SIGMOID, Activations.TANH)
                .over(-6, 6)
                .figure()
                .image();
        BufferedImage back = ImageIO.read(new ByteArrayInputStream(IndexedPng.encode(image)));
        int worst = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                Color a = new Color(image.getRGB(x, y));
                Color b = new Color(back.getRGB(x, y));
                worst = Math.max(worst, Math.abs(a.getRed() - b.getRed()));
                worst = Math.max(worst, Math.abs(a.getGreen() - b.getGreen()));
                worst = Math.max(worst, Math.abs(a.getBlue() - b.getBlue()));
            }
        }
        assertTrue(worst <= 8, "a channel is off by " + worst);
    }

    private static void sneaky(Graphics2D g, Throwable cause) {
        g.setColor(Color.BLACK);
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }
}
