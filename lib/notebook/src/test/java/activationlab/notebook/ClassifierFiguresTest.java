package activationlab.notebook;

import static activationlab.notebook.Lab.census;
import static activationlab.notebook.Lab.decisions;
import static activationlab.notebook.Lab.histograms;
import static activationlab.notebook.Lab.reliability;
import static activationlab.notebook.Lab.tiles;
import static activationlab.notebook.SeedGridTest.inside;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activations;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** Decision maps, reliability, census bars, tiles and histograms. */
class ClassifierFiguresTest {

    private static final double[] PLACES = {-1, 0, 1};
    private static final int[][] CLASSES = {{0, 0, 1}, {0, 0, 1}, {2, 2, 1}};

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void aMapSaysWhoGetsHowMuchAndHowManyExamplesAreRight() {
        DecisionMap map = decisions(PLACES, PLACES, CLASSES, null)
                .points(new double[][] {{-1, -1}, {1, 0}, {-1, 1}, {5, 5}}, new int[] {0, 1, 0, 1})
                .title("Map");
        assertEquals(
                "Map: the plane is given to 0 (44 %), 1 (33 %) and 2 (22 %); 2 of 3 examples lie in the region of their"
                        + " class, the others have a ring, 1 more are outside the map.",
                map.text());
        map.names("low", "right", "high").axes("a", "b").size(300);
        assertTrue(map.text().contains("given to low (44 %)"), map.text());
        inside(map.figure());
        inside(decisions(new double[] {0, 1e-3}, new double[] {0, 1e5}, new int[][] {{0, 4}, {3, 1}}, null)
                .figure());
    }

    @Test
    void confidenceIsPaleness() {
        double[] two = {0, 1};
        double[][] confidence = {{0.2, 1}, {0.2, 1}};
        BufferedImage image = decisions(two, two, new int[2][2], confidence)
                .size(300)
                .figure()
                .image();
        Color left = new Color(image.getRGB(130, 40));
        Color right = new Color(image.getRGB(540, 40));
        assertTrue(left.getRed() > right.getRed() + 50, left + " must be paler than " + right);
        assertTrue(decisions(two, two, new int[2][2], confidence).text().endsWith("Paler colours are less confident."));
    }

    @Test
    void aMapSaysWhatIsWrongWithItsInput() {
        assertTrue(message(() -> decisions(new double[] {1, 1}, PLACES, CLASSES, null))
                .contains("xs must hold"));
        assertTrue(message(() -> decisions(PLACES, null, CLASSES, null)).contains("ys must hold"));
        assertTrue(message(() -> decisions(PLACES, PLACES, null, null)).contains("classOf has no (null) entries"));
        assertTrue(message(() -> decisions(PLACES, PLACES, new int[3][2], null))
                .contains("row 0 of classOf has 2 entries, but there are 3"));
        assertTrue(message(() -> decisions(PLACES, PLACES, new int[][] {{0, 0, 5}, {0, 0, 0}, {0, 0, 0}}, null))
                .contains("holds the class 5"));
        assertTrue(message(() -> decisions(PLACES, PLACES, CLASSES, new double[2][3]))
                .contains("confidence has 2"));
        assertTrue(message(() -> decisions(PLACES, PLACES, CLASSES, new double[3][2]))
                .contains("row 0 of confidence has 2"));
        assertTrue(message(() -> decisions(PLACES, PLACES, CLASSES, new double[][] {{2, 0, 0}, {}, {}}))
                .contains("confidence holds 2.0"));
        DecisionMap map = decisions(PLACES, PLACES, CLASSES, null);
        assertTrue(message(() -> map.points(new double[1][2], new int[2])).contains("1 inputs and 2 labels"));
        assertTrue(message(() -> map.points(new double[1][3], new int[1])).contains("must be two finite numbers"));
        assertTrue(message(() -> map.points(new double[1][2], new int[] {-1})).contains("holds the class -1"));
        assertTrue(message(() -> map.names("a")).contains("3 classes and 1 names"));
        assertTrue(message(() -> map.size(10)).contains("between 180 and 720"));
    }

    @Test
    void reliabilityNamesTheErrorTheDirectionAndTheLargestGap() {
        Reliability sure =
                reliability(new double[] {0.3, 0.5, 0.9}, new double[] {0.3, 7, 0.6}, new int[] {10, 0, 30}, 0.225);
        assertEquals(
                "On the whole more sure than right, by 0.225; the expected calibration error of 40 inputs is 0.225."
                        + " Largest gap: at a confidence of 0.9 the accuracy is 0.6 (30 inputs).",
                sure.text());
        inside(sure.title("Digits").figure());
        String shy = reliability(new double[] {0.5}, new double[] {1}, new int[] {1}, 0.5)
                .text();
        assertTrue(shy.contains("less sure than right, by 0.5") && shy.contains("(1 input)"), shy);
        assertEquals(
                "On the whole as sure as right; the expected calibration error of 2 inputs is 0.",
                reliability(new double[] {1}, new double[] {1}, new int[] {2}, 0)
                        .text());
    }

    @Test
    void reliabilitySaysWhatIsWrongWithItsInput() {
        double[] one = {0.5};
        assertTrue(message(() -> reliability(one, one, new int[2], 0)).contains("not 1, 1 and 2"));
        assertTrue(message(() -> reliability(null, one, null, 0)).contains("not null, 1 and null"));
        assertTrue(message(() -> reliability(one, one, new int[] {-1}, 0)).contains("counts holds -1"));
        assertTrue(message(() -> reliability(one, one, new int[1], 0)).contains("all bins are empty"));
        assertTrue(message(() -> reliability(one, new double[] {2}, new int[] {1}, 0))
                .contains("the accuracy 2.0"));
        assertTrue(
                message(() -> reliability(one, one, new int[] {1}, Double.NaN)).contains("ece is NaN"));
    }

    @Test
    void censusNamesTheExtremesOfEachKind() {
        String[] groups = {"layer 1", "layer 2"};
        String[] kinds = {"alive", "asleep", "dead"};
        CensusBars bars = census(groups, kinds, new double[][] {{0.9, 0.05, 0.05}, {0.5, 0.05, 0.45}});
        assertEquals(
                "alive from 50 % (layer 2) to 90 % (layer 1); asleep 5 % everywhere; dead from 5 % (layer 1) to 45 %"
                        + " (layer 2).",
                bars.text());
        inside(bars.title("Units").figure());
        String[] many = {
            "a kind of units", "another kind", "and one more kind", "a fourth one", "the fifth", "the sixth"
        };
        inside(census(new String[] {"a name that is very long and has to shrink"}, many, new double[][] {
                    {0.1, 0.2, 0.2, 0.2, 0.2, 0.1}
                })
                .figure());
        assertEquals(
                "k 40 %.",
                census(new String[] {"x"}, new String[] {"k"}, new double[][] {{0.4}})
                        .text());
        assertTrue(message(() -> census(new String[0], kinds, null)).contains("groups must hold 1 to 24 names, not 0"));
        assertTrue(message(() -> census(groups, null, null)).contains("kinds must hold 1 to 6 names, not null"));
        assertTrue(message(() -> census(groups, kinds, null)).contains("2 groups and no (null) rows"));
        assertTrue(message(() -> census(groups, kinds, new double[2][2])).contains("\"layer 1\" has 2 shares"));
        assertTrue(message(() -> census(groups, kinds, new double[][] {{2, 0, 0}, {}}))
                .contains("has the share 2.0"));
        assertTrue(message(() -> census(groups, kinds, new double[][] {{0.5, 0.5, 0.5}, {}}))
                .contains("add up to 1.5"));
    }

    @Test
    void tilesAreCrispAndShareOneScale() {
        Tiles pictures = tiles(2, 2, new double[][] {{0, 16, 0, 0}, {8, 8, 8, 8}}, "a", "b");
        assertEquals("2 pictures of 2 × 2 numbers from 0 to 16, large ones dark; labels: a, b.", pictures.text());
        Figure figure = pictures.figure();
        inside(figure);
        BufferedImage image = figure.image();
        assertEquals(0xffffff, image.getRGB(60, 60) & 0xffffff, "0 is white");
        assertEquals(LabTheme.INK.getRGB(), image.getRGB(160, 60), "the largest is ink");
        int half = new Color(image.getRGB(260, 60)).getRed();
        assertTrue(half > 120 && half < 160, "half the scale is grey: " + half);
        Tiles signed = tiles(3, 1, new double[][] {{-1}, {2}, {0}}).signed().title("Weights");
        assertTrue(signed.text().startsWith("Weights: 3 pictures of 1 × 1 numbers from −1 to 2, blue negative"));
        inside(signed.range(-4, 4).figure());
        inside(tiles(18, 28, new double[40][784])
                .title("A title that is longer")
                .figure());
        inside(tiles(1, 1, new double[][] {{0}}).signed().figure());
    }

    @Test
    void tilesSayWhatIsWrongWithTheirInput() {
        double[][] one = {{1, 2}};
        assertTrue(message(() -> tiles(1, 1, null)).contains("1 to 200 images, not null"));
        assertTrue(message(() -> tiles(0, 1, one)).startsWith("tiles(0, 1"));
        assertTrue(message(() -> tiles(20, 28, one)).contains("at most 18 of this width"));
        assertTrue(message(() -> tiles(1, 2, one, "a", "b")).contains("1 images and 2 labels"));
        assertTrue(message(() -> tiles(1, 3, one)).contains("image 0 has 2 numbers, which are no rows of 3"));
        assertTrue(message(() -> tiles(1, 1, new double[][] {{1}, null})).contains("image 1 has no (null)"));
        assertTrue(message(() -> tiles(1, 1, new double[][] {{Double.NaN}})).contains("image 0 holds NaN"));
        assertTrue(message(() -> tiles(1, 2, one).range(2, 1)).startsWith("range(2.0, 1.0)"));
    }

    @Test
    void histogramsNameMeanSpreadAndZeros() {
        String[] names = {"layer 1", "layer 2"};
        double[][] edges = {{-1, 0, 1}, {0, 1, 3}};
        Histograms both = histograms(names, edges, new double[][] {{5, 5}, {0, 4}});
        assertEquals(
                "layer 1 has the mean 0 and the spread 0.5; layer 2 has the mean 2 and the spread 0.", both.text());
        both.zeros(new double[] {0, 0.625})
                .under(Activations.RELU)
                .title("Inputs")
                .axis("z")
                .columns(2);
        assertEquals(
                "Inputs: layer 1 has the mean 0 and the spread 0.5; layer 2 has the mean 2 and the spread 0, 63 % zeros."
                        + " The line is ReLU, on a scale of its own.",
                both.text());
        assertTrue(both.figure().width() <= 720);
        Histograms empty = histograms(new String[] {"x"}, new double[][] {{0, 1}}, new double[][] {{0}});
        assertEquals("x has no values.", empty.under(Activations.STEP).text().substring(0, 16));
    }

    @Test
    void histogramsSayWhatIsWrongWithTheirInput() {
        String[] one = {"x"};
        double[][] edges = {{0, 1}};
        double[][] counts = {{1}};
        assertTrue(message(() -> histograms(new String[0], edges, counts)).contains("1 to 12 names, not 0"));
        assertTrue(message(() -> histograms(one, null, counts)).contains("no (null) rows of edges"));
        assertTrue(message(() -> histograms(one, counts, edges)).contains("2 counts and 1 edges"));
        assertTrue(message(() -> histograms(one, new double[][] {{1, 1}}, counts))
                .contains("edges(1.0, 1.0)"));
        assertTrue(message(() -> histograms(one, edges, new double[][] {{-1}})).contains("the count -1.0"));
        Histograms ok = histograms(one, edges, counts);
        assertTrue(message(() -> ok.under(null)).contains("no function"));
        assertTrue(message(() -> ok.zeros(new double[2])).contains("1 histograms and 2 shares"));
        assertTrue(message(() -> ok.zeros(new double[] {2})).contains("the share 2.0"));
        assertTrue(message(() -> ok.columns(9)).contains("between 1 and 4"));
    }
}
