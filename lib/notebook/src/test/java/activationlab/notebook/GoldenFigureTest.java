package activationlab.notebook;

import static activationlab.notebook.Lab.census;
import static activationlab.notebook.Lab.curves;
import static activationlab.notebook.Lab.decisions;
import static activationlab.notebook.Lab.dots;
import static activationlab.notebook.Lab.heatMap;
import static activationlab.notebook.Lab.plot;
import static activationlab.notebook.Lab.portrait;
import static activationlab.notebook.Lab.reliability;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import activationlab.function.Activations;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Figures, stroke by stroke. PNG differs between JDKs, because they rasterise text differently; SVG with a font of its own
 * is equal to the byte on all of them. After a wanted change, write the files anew with {@code mvn verify
 * -Dgolden.rewrite=true -pl lib/notebook -am} and look at each of them before you commit.
 */
class GoldenFigureTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private static final double[] XS = {0, 1, 2};

    private static final Map<String, Supplier<Drawable>> FIGURES = Map.ofEntries(
            Map.entry(
                    "band-on-a-logarithmic-axis",
                    () -> plot().band("ReLU", XS, new double[][] {{1, 0.1, 0.01}, {1, 0.2, 0.05}, {1, 0.01, 0}})
                            .theory("expected", XS, new double[] {1, 0.1, 0.01})
                            .line("dead", XS, new double[] {1, 0, 0})
                            .vertical(1, "here")
                            .axes("layer", "spread")
                            .logY()
                            .size(320, 240)),
            Map.entry(
                    "bars-under-a-curve",
                    () -> plot().curve(Activations.RELU)
                            .bars("share", new double[] {-1, -0.5, 0, 0.5}, new double[] {0.2, 0.5, 0, 0.3})
                            .vertical(0, "bend")
                            .over(-2, 2)
                            .within(-0.1, 1)
                            .size(320, 220)),
            Map.entry(
                    "census",
                    () -> census(
                                    new String[] {"layer 1", "layer 2"},
                                    new String[] {"alive", "asleep", "dead", "low", "high", "other"},
                                    new double[][] {{0.7, 0.1, 0.1, 0.05, 0.05, 0}, {0.2, 0.2, 0.2, 0.1, 0.1, 0.2}})
                            .title("Units")),
            Map.entry(
                    "curves-with-slope",
                    () -> curves(Activations.SIGMOID).withSlope().over(-6, 6).size(320, 220)),
            Map.entry(
                    "decisions",
                    () -> decisions(
                                    new double[] {-1, 0, 1},
                                    new double[] {-1, 0, 1},
                                    new int[][] {{0, 0, 1}, {0, 0, 1}, {2, 2, 1}},
                                    new double[][] {{1, 0.8, 0.9}, {0.8, 0.5, 0.5}, {0.9, 0.6, 1}})
                            .points(new double[][] {{-0.9, -1}, {1, 0.4}, {-1, 0.8}, {0.4, 0}}, new int[] {0, 1, 2, 1})
                            .size(240)),
            Map.entry(
                    "dot-grid",
                    () -> dots(List.of("sigmoid", "ReLU"), List.of("0.1", "1", "10"), SeedGridTest.results())
                            .axes("function", "rate")),
            Map.entry(
                    "heat-map",
                    () -> heatMap(List.of("sigmoid", "ReLU"), List.of("0.1", "1", "10"), SeedGridTest.results())
                            .axes("function", "rate")
                            .title("Accuracy")),
            Map.entry(
                    "kink-and-jump",
                    () -> curves(Activations.RELU).withSlope().over(-2, 2).size(320, 220)),
            Map.entry(
                    "legend",
                    () -> plot().line("a", XS, XS)
                            .line("b", XS, new double[] {2, 1, 0})
                            .points("c", XS, new double[] {1, 1, 1})
                            .line("d", XS, new double[] {1, Double.NaN, 2})
                            .title("")
                            .size(400, 300)),
            Map.entry(
                    "points-and-line",
                    () -> plot().line("line", new double[] {0, 1, 2}, new double[] {0, 1, 4})
                            .points("points", new double[] {0, 1, 2}, new double[] {0.5, 1, 3})
                            .axes("step", "loss")
                            .size(320, 220)),
            Map.entry(
                    "portrait",
                    () -> portrait(
                            new double[][][] {{{1, 1}, {1, 1}}, {{1, -2}}},
                            new double[][] {{0, -1}, {0}},
                            Activations.RELU,
                            1,
                            0)),
            Map.entry(
                    "reliability",
                    () -> reliability(
                            new double[] {0.1, 0.3, 0.6, 0.95},
                            new double[] {0, 0.4, 0.5, 0.9},
                            new int[] {0, 5, 20, 80},
                            0.06)),
            Map.entry("verdict-strip", () -> new VerdictStrip(VerdictStripTest.everyWord()).title("Statements")));

    @BeforeAll
    static void useAFontThatIsEqualEverywhere() throws IOException, FontFormatException {
        try (InputStream in =
                GoldenFigureTest.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf")) {
            LabTheme.useFont(Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(12f));
        }
    }

    @AfterAll
    static void useTheUsualFont() {
        LabTheme.useFont(LabTheme.USUAL_FONT);
    }

    @TestFactory
    Stream<DynamicTest> figuresAreAsTheyWere() {
        return FIGURES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> compare(e.getKey(), e.getValue())));
    }

    private static void compare(String name, Supplier<Drawable> figure) throws IOException {
        String svg = svg(figure.get().figure());
        Path file = FOLDER.resolve(name + ".svg");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, svg);
            return;
        }
        String golden = Files.readString(file).replace("\r\n", "\n");
        if (!golden.equals(svg)) {
            Path seen = Path.of("target", "golden", name + ".svg");
            Files.createDirectories(seen.getParent());
            Files.writeString(seen, svg);
            int at = 0;
            while (at < Math.min(golden.length(), svg.length()) && golden.charAt(at) == svg.charAt(at)) {
                at++;
            }
            fail("The figure " + name + " has changed, first at character " + at + ". Compare " + file + " with " + seen
                    + " in a browser. If the change is wanted, see the comment of this class.");
        }
        assertEquals(golden, svg);
    }

    private static String svg(Figure figure) throws IOException {
        VectorGraphics2D g = new VectorGraphics2D();
        figure.paint(g);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SVGProcessor()
                .getDocument(g.getCommands(), new PageSize(figure.width(), figure.height()))
                .writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
