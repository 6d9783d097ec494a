package activationlab.notebook;

import static activationlab.notebook.Lab.dots;
import static activationlab.notebook.Lab.heatMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Task;
import activationlab.experiment.Metric;
import activationlab.experiment.Results;
import activationlab.experiment.Sweep;
import activationlab.function.Activations;
import activationlab.network.Architecture;
import activationlab.network.Training;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Heat maps and grids of dots: what they say of the runs, and that everything stays in the picture. */
class SeedGridTest {

    private static final List<String> ROWS = List.of("sigmoid", "ReLU");
    private static final List<String> COLUMNS = List.of("0.1", "1", "10");

    /** The best cell is ReLU at 1, the worst sigmoid at 10, the seeds disagree at ReLU and 10, one cell is empty. */
    static double[][][] results() {
        return new double[][][] {
            {{0.5, 0.51, 0.5, 0.52}, {0.8, 0.81, 0.8, 0.8}, {Double.NaN, Double.NaN, Double.NaN, 0.5}},
            {{0.9, 0.91, 0.92, 0.9}, {0.99, 1, 1, 1}, {0.2, 1, 0.9, Double.POSITIVE_INFINITY}}
        };
    }

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void theCaptionNamesTheBestTheWorstAndWhereSeedsDisagree() {
        String text = heatMap(ROWS, COLUMNS, results())
                .axes("function", "rate")
                .title("Accuracy")
                .text();
        assertEquals(
                "Accuracy: medians of 4 runs for each of 2 × 3 cells (function × rate). Best: ReLU at 1 with a median of 1;"
                        + " worst: sigmoid at 10 with 0. Seeds disagree in 2 of 6 cells, most in ReLU at 10 (0.06 to 0.97"
                        + " in the middle 80 %). 4 of 24 runs diverged (counted as 0).",
                text);
        assertTrue(dots(ROWS, COLUMNS, results()).text().startsWith("4 runs for each of 2 × 3 cells."));
    }

    @Test
    void theWorstResultDecidesWhatIsBest() {
        double[][][] losses = {{{0.1}, {0.5}}};
        HeatMap map = heatMap(List.of("a"), List.of("x", "y"), losses);
        assertTrue(map.text().contains("Best: a at y"), map.text());
        map.worst(Double.POSITIVE_INFINITY);
        assertTrue(map.text().contains("Best: a at x"), map.text());
        map.worst(Double.NEGATIVE_INFINITY);
        assertTrue(map.text().contains("Best: a at y"), map.text());
    }

    @Test
    void divergedRunsCountAsTheWorst() {
        double[][][] one = {{{1, 1, Double.NaN, Double.NaN, Double.NaN}}};
        String text = heatMap(List.of("a"), List.of("x"), one).text();
        assertTrue(text.contains("The median is 0.") && text.contains("3 of 5 runs diverged"), text);
        assertTrue(heatMap(List.of("a"), List.of("x"), one)
                .worst(Double.POSITIVE_INFINITY)
                .text()
                .contains("The median is ∞."));
    }

    @Test
    void agreementPartialRunsAndEmptyCellsAreSaid() {
        double[][][] some = {{{0.5, 0.5}, {}}};
        String text =
                heatMap(List.of("a"), List.of("x", "y"), some).partial(true).text();
        assertTrue(text.contains("Seeds agree within 0.1 everywhere."), text);
        assertTrue(text.contains("1 cell was not run. Partial: stopped early."), text);
        double[][][] none = {{{}, {}}};
        assertEquals(
                "0 runs for each of 1 × 2 cells. No cell has a result.",
                dots(List.of("a"), List.of("x", "y"), none).text());
        double[][][] wide = {{{0.5, 0.6}, {0.5, 0.5}}};
        HeatMap map = heatMap(List.of("a"), List.of("x", "y"), wide);
        assertTrue(map.text().contains("Seeds agree"));
        assertTrue(map.disagreement(0.05).text().contains("Seeds disagree in 1 of 2 cells: a at x (0.51 to 0.59"));
    }

    @Test
    void whatDisagreementIsFollowsTheResults() {
        double[][][] epochs = {{{10, 11, 12}, {10, 20, 30}, {50, 50, 50}}};
        HeatMap map = heatMap(List.of("a"), COLUMNS, epochs);
        assertTrue(map.text().contains("Seeds disagree in 1 of 3 cells: a at 1 (12 to 28"), map.text());
        assertEquals(4, map.agreement(map.cells()), "a tenth of 10 to 50");
        assertEquals(4, map.range(0, 1000).agreement(map.cells()), "whatever is shown");
        double[][][] shares = {{{0.5, 0.55}}};
        HeatMap accuracy = heatMap(List.of("a"), List.of("x"), shares).range(0.5, 0.6);
        assertEquals(0.1, accuracy.agreement(accuracy.cells()));
        double[][][] gaps = {{{-0.05, 0.02}}};
        HeatMap differences = heatMap(List.of("a"), List.of("x"), gaps).worst(1);
        assertEquals(0.1, differences.agreement(differences.cells()));
    }

    @Test
    void aSingleDirectionNeedsNoNameForTheOther() {
        double[][][] row = {{{0.5, 0.5}, {0.9, 0.9}}};
        assertEquals(
                "2 runs for each of 2 cells (rate). Best: rate 1 with a median of 0.9; worst: rate 0.1 with 0.5."
                        + " Seeds agree within 0.1 everywhere.",
                dots(List.of(""), List.of("0.1", "1"), row).axes("", "rate").text());
        double[][][] column = {{{0.5, 0.5}}, {{0.9, 0.9}}};
        DotGrid down = dots(List.of("0.1", "1"), List.of(""), column);
        assertTrue(down.text().startsWith("2 runs for each of 2 cells. Best: 1 with a median of 0.9"), down.text());
        inside(down.axes("rate", "").figure());
        double[][][] one = {{{0.5}}};
        assertTrue(heatMap(List.of(""), List.of("x"), one).text().startsWith("1 cell. The value is 0.5"));
    }

    @Test
    void aSweepWithOneAxisRunsFromLeftToRight() {
        Training plan = Training.of(Architecture.of(2, 4, 4, 3).activation(Activations.IDENTITY))
                .epochs(20)
                .target(1);
        Sweep sweep = Sweep.of(plan, Task.spirals());
        Results rates = sweep.rates(0.1, 0.3, 1e9).seeds(2).run();
        String text = dots(rates).text();
        assertTrue(text.startsWith("Test accuracy: 2 runs for each of 3 cells (rate). Best: rate 0."), text);
        assertTrue(text.contains("2 of 6 runs diverged (counted as 0)."), text);
        Figure figure = heatMap(rates).figure();
        assertTrue(figure.width() > 320, figure.width() + " pixels for three cells side by side");
        inside(figure);
        String off = dots(rates, Metric.OFF).text();
        assertTrue(off.contains("2 of 6 runs diverged (counted as 1)."), off);
        assertTrue(Lab.summary(rates, Metric.OFF).name().endsWith("; diverged runs count as 1"));
        String epochs = heatMap(rates, Metric.EPOCHS_TO_TARGET).text();
        assertTrue(epochs.contains("6 of 6 runs: diverged or never (counted as ∞)."), epochs);
        Results many = sweep.rates(
                        IntStream.rangeClosed(1, 13).mapToDouble(i -> 0.01 * i).toArray())
                .seeds(1)
                .run();
        assertTrue(dots(many).text().startsWith("Test accuracy: 13 cells (rate). Best: rate 0."));
    }

    @Test
    void deadRunsAreExplained() {
        double[][][] two = {{{0.5, 0.5}}};
        assertTrue(heatMap(List.of("a"), List.of("x"), two)
                .dead(new int[][] {{1}})
                .text()
                .endsWith(" 1 run ended dead (all units of a layer off)."));
    }

    @Test
    void theColourOfACellIsThatOfItsMedianOnTheScale() {
        BufferedImage image = heatMap(List.of("a", "b"), List.of("x"), new double[][][] {{{3}}, {{7}}})
                .range(3, 7)
                .figure()
                .image();
        Set<Integer> colors = colors(image);
        assertTrue(colors.contains(Shades.viridis(0).getRGB()), "the smallest is dark violet");
        assertTrue(colors.contains(Shades.viridis(1).getRGB()), "the largest is yellow");
    }

    @Test
    void everyNumberOnAnyShadeHasContrast() {
        for (int i = 0; i <= 1000; i++) {
            Color ground = Shades.viridis(i / 1000.0);
            double contrast = Shades.contrast(ground, Shades.ink(ground));
            assertTrue(contrast >= 4.5, contrast + " at " + i);
        }
        assertEquals(21, Shades.contrast(Color.BLACK, Color.WHITE), 1e-9);
        assertEquals(Shades.viridis(0), Shades.viridis(-5));
        assertEquals(Shades.viridis(1), Shades.viridis(5));
        assertEquals(Color.WHITE, Shades.diverging(0));
        assertEquals(LabTheme.color(0), Shades.diverging(-2));
    }

    @Test
    void nothingLeavesThePictureWhateverTheSize() {
        for (int rows : new int[] {1, 2, 9}) {
            for (int columns : new int[] {1, 7}) {
                List<String> rowNames = names("row of name ", rows);
                List<String> columnNames = names("column name", columns);
                double[][][] values = new double[rows][columns][20];
                for (double[][] row : values) {
                    for (double[] cell : row) {
                        for (int i = 0; i < cell.length; i++) {
                            cell[i] = i % 7 == 6 ? Double.NaN : -1234.5 * i;
                        }
                    }
                }
                inside(heatMap(rowNames, columnNames, values)
                        .axes("activation function", "initialisation of the weights")
                        .title("Two spirals after 300 steps of training")
                        .figure());
                inside(dots(rowNames, columnNames, values)
                        .axes("activation function", "initialisation of the weights")
                        .partial(true)
                        .figure());
            }
        }
        double[][][] nothing = {{{Double.NaN, Double.NaN}}};
        inside(heatMap(List.of("a"), List.of("x"), nothing).figure());
        inside(dots(List.of("a"), List.of("x"), nothing)
                .worst(Double.POSITIVE_INFINITY)
                .figure());
    }

    /** A margin of two pixels of the image stays white all around. */
    static void inside(Figure figure) {
        assertTrue(figure.width() <= 720, figure.width() + " pixels wide");
        BufferedImage image = figure.image();
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        for (int x = 0; x <= right; x++) {
            assertEquals(-1, image.getRGB(x, 0) & image.getRGB(x, 1), "top at " + x + ": " + figure.caption());
            assertEquals(-1, image.getRGB(x, bottom) & image.getRGB(x, bottom - 1), "bottom: " + figure.caption());
        }
        for (int y = 0; y <= bottom; y++) {
            assertEquals(-1, image.getRGB(0, y) & image.getRGB(1, y), "left: " + figure.caption());
            assertEquals(-1, image.getRGB(right, y) & image.getRGB(right - 1, y), "right: " + figure.caption());
        }
    }

    private static List<String> names(String start, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(start + (i + 1));
        }
        return names;
    }

    private static Set<Integer> colors(BufferedImage image) {
        Set<Integer> colors = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colors.add(image.getRGB(x, y));
            }
        }
        return colors;
    }

    @Test
    void twentyEqualDotsStandBesideEachOther() {
        double[] aside = DotGrid.aside(new double[20], 40);
        Arrays.sort(aside);
        for (int i = 1; i < aside.length; i++) {
            assertTrue(aside[i] - aside[i - 1] > 1.5, "dots " + i + " at " + Arrays.toString(aside));
        }
        assertTrue(aside[0] >= -40 && aside[19] <= 40, Arrays.toString(aside));
        double[] apart = DotGrid.aside(new double[] {0, 30, 60}, 40);
        assertEquals("[0.0, 0.0, 0.0]", Arrays.toString(apart), "dots that are apart stay in the middle");
    }

    @Test
    void aSpreadIsInterpolatedAndKeepsInfinity() {
        assertEquals(new Spread(1.4, 3, 4.6), Spread.of(5, 1, 2, 4, 3));
        assertEquals(new Spread(7, 7, 7), Spread.of(7));
        double infinity = Double.POSITIVE_INFINITY;
        assertEquals(new Spread(infinity, infinity, infinity), Spread.of(infinity, infinity, infinity));
        assertEquals(infinity, Spread.of(0, infinity, infinity).high());
        assertEquals(0, Spread.of(infinity, infinity).width());
    }

    @Test
    void saysWhatIsWrongWithTheInput() {
        double[][][] ok = {{{1}}};
        assertTrue(message(() -> heatMap(List.of(), List.of("x"), ok)).contains("rows must hold 1 to 40 names, not 0"));
        assertTrue(message(() -> dots(List.of("a"), null, ok)).contains("columns must hold 1 to 12 names, not null"));
        assertTrue(message(() -> heatMap(ROWS, COLUMNS, ok)).contains("2 names of rows but 1 rows"));
        assertTrue(message(() -> heatMap(ROWS, COLUMNS, null)).contains("no values (null)"));
        assertTrue(
                message(() -> heatMap(List.of("a"), COLUMNS, ok)).contains("3 names of columns but row \"a\" has 1"));
        assertTrue(
                message(() -> heatMap(List.of("a"), COLUMNS, new double[1][][])).contains("no cells (null)"));
        assertTrue(message(() -> heatMap(List.of("a"), List.of("x"), new double[1][1][]))
                .contains("the cell \"a\", \"x\" is null"));
        HeatMap map = heatMap(List.of("a"), List.of("x"), ok);
        assertTrue(message(() -> map.worst(Double.NaN)).startsWith("worst(NaN)"));
        assertTrue(message(() -> map.disagreement(-1)).startsWith("disagreement(-1.0)"));
        assertTrue(message(() -> map.range(1, 1)).startsWith("range(1.0, 1.0)"));
    }

    @Test
    void numbersInCellsHaveDecimalsForTheirRange() {
        assertEquals(2, Numbers.decimals(1));
        assertEquals(0, Numbers.decimals(5000));
        assertEquals(4, Numbers.decimals(1e-9));
        assertEquals("0.50", Numbers.fixed(0.5, 2));
        assertEquals("−1.25", Numbers.fixed(-1.25, 2));
        assertEquals("0.00", Numbers.fixed(-0.001, 2), "no negative zero");
        assertEquals("1.2e−7", Numbers.fixed(1.2e-7, 4), "too small for four decimals");
        assertEquals("∞", Numbers.fixed(Double.POSITIVE_INFINITY, 2));
        assertEquals("1.235e6", Numbers.fixed(1234567, 0));
        assertEquals("A b", Numbers.sentence("a b"));
        assertFalse(Numbers.sentence("").contains(" "));
    }
}
