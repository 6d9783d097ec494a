package activationlab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Data sets")
class DatasetTest {

    private static final double[][] ROWS = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
    private static final Dataset FOUR = Dataset.classification("four", ROWS, new int[] {0, 2, 2, 0}, 3);
    private static final Dataset LINE =
            Dataset.regression("line", new double[][] {{1}, {2}}, new double[][] {{10, 11, 12}, {20, 21, 22}});

    /** n examples, each with its own number as input, and with a label that the number gives. */
    private static Dataset numbered(int n, int classes) {
        double[][] inputs = new double[n][1];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            inputs[i][0] = i;
            labels[i] = i * i % classes;
        }
        return Dataset.classification("numbered", inputs, labels, classes);
    }

    private static double[] column(Dataset data, int j) {
        return IntStream.range(0, data.size())
                .mapToDouble(i -> data.input(i)[j])
                .toArray();
    }

    @Test
    void whatGoesInComesOut() {
        assertEquals("four", FOUR.name());
        assertEquals(4, FOUR.size());
        assertEquals(2, FOUR.width());
        assertEquals(3, FOUR.classes());
        assertEquals(3, FOUR.outputs());
        assertTrue(FOUR.isClassification());
        assertArrayEquals(ROWS, FOUR.inputs());
        assertArrayEquals(new double[] {5, 6}, FOUR.input(2));
        assertArrayEquals(new int[] {0, 2, 2, 0}, FOUR.labels());
        assertEquals(2, FOUR.label(1));
        assertArrayEquals(new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 0, 1}, {1, 0, 0}}, FOUR.targets());

        assertEquals("line", LINE.name());
        assertEquals(2, LINE.size());
        assertEquals(1, LINE.width());
        assertEquals(0, LINE.classes());
        assertEquals(3, LINE.outputs());
        assertFalse(LINE.isClassification());
        assertArrayEquals(new double[][] {{10, 11, 12}, {20, 21, 22}}, LINE.targets());
    }

    @Test
    void textIsNameAndShape() {
        assertEquals("four: 4 examples, 2 inputs, 3 classes", FOUR.toString());
        assertEquals("line: 2 examples, 1 input, 3 targets", LINE.toString());
        assertEquals("one: 1 example, 1 input, 1 target", one(1).toString());
    }

    private static Dataset one(double input) {
        return Dataset.regression("one", new double[][] {{input}}, new double[][] {{1}});
    }

    @Test
    void nobodyCanChangeIt() {
        double[][] inputs = {{1, 2}, {3, 4}};
        int[] labels = {0, 1};
        double[][] targets = {{1}, {2}};
        Dataset classes = Dataset.classification("c", inputs, labels, 2);
        Dataset numbers = Dataset.regression("r", inputs, targets);
        inputs[0][0] = 99;
        inputs[1] = null;
        labels[0] = 1;
        targets[0][0] = 99;
        targets[1] = null;
        classes.inputs()[0][0] = 98;
        classes.input(0)[0] = 98;
        classes.labels()[0] = 1;
        classes.targets()[0][0] = 98;
        numbers.targets()[0][0] = 98;
        assertArrayEquals(new double[][] {{1, 2}, {3, 4}}, classes.inputs());
        assertArrayEquals(new int[] {0, 1}, classes.labels());
        assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, classes.targets());
        assertArrayEquals(new double[][] {{1}, {2}}, numbers.targets());
    }

    @Test
    void rowsAreCopiedIntoBuffers() {
        double[] buffer = new double[5];
        FOUR.copyInput(1, buffer);
        assertArrayEquals(new double[] {3, 4, 0, 0, 0}, buffer);
        FOUR.copyInput(3, buffer, 3);
        assertArrayEquals(new double[] {3, 4, 0, 7, 8}, buffer);
        String room = "to has 5 elements; there is no room for 2 inputs from offset ";
        refused(room + "4 on", () -> FOUR.copyInput(0, buffer, 4));
        refused(room + "-1 on", () -> FOUR.copyInput(0, buffer, -1));
        refused(room + Integer.MAX_VALUE + " on", () -> FOUR.copyInput(0, buffer, Integer.MAX_VALUE));
        refused(
                "to has 1 elements; there is no room for 2 inputs from offset 0 on",
                () -> FOUR.copyInput(0, new double[1]));
        refused("to is null; it must be given", () -> FOUR.copyInput(0, null));
        refused("i must be from 0 to 3 for 4 examples, not 4", () -> FOUR.copyInput(4, buffer));
    }

    @Test
    void subsetTakesWhatItIsTold() {
        Dataset some = FOUR.subset(3, 1, 1);
        assertArrayEquals(new double[][] {{7, 8}, {3, 4}, {3, 4}}, some.inputs());
        assertArrayEquals(new int[] {0, 2, 2}, some.labels());
        assertEquals(3, some.classes());
        assertEquals("four", some.name());
        assertArrayEquals(new double[][] {{20, 21, 22}}, LINE.subset(1).targets());
        refused("indices is null; it must be given", () -> FOUR.subset((int[]) null));
        refused("indices is empty; at least one example is needed", FOUR::subset);
        refused("indices[1] must be from 0 to 3 for 4 examples, not -1", () -> FOUR.subset(0, -1));
    }

    @Test
    void shufflingMovesExamplesWithTheirLabels() {
        Dataset data = numbered(100, 7);
        Dataset shuffled = data.shuffled(1);
        double[] x = column(shuffled, 0);
        for (int i = 0; i < x.length; i++) {
            assertEquals(x[i] * x[i] % 7, shuffled.label(i));
        }
        assertFalse(Arrays.equals(column(data, 0), x));
        assertArrayEquals(x, column(data.shuffled(1), 0), "the same seed");
        assertFalse(Arrays.equals(x, column(data.shuffled(2), 0)), "another seed");
        Arrays.sort(x);
        assertArrayEquals(column(data, 0), x, "each example once");
    }

    @Test
    @DisplayName("a split takes round(share · count) of each class, and no example twice")
    void splitIsStratified() {
        Dataset data = numbered(100, 7); // i² mod 7 is 0, 1, 2 or 4, with 15, 29, 28, 28 examples
        for (double share : new double[] {0.1, 0.5, 0.77}) {
            Dataset.Split split = data.split(share, 3);
            for (int c = 0; c < 7; c++) {
                assertEquals(Math.round(share * count(data, c)), count(split.train(), c), share + ", class " + c);
            }
            double[] all = Stream.of(split.train(), split.test())
                    .flatMapToDouble(part -> Arrays.stream(column(part, 0)))
                    .sorted()
                    .toArray();
            assertArrayEquals(column(data, 0), all);
            assertArrayEquals(
                    column(split.test(), 0), column(data.split(share, 3).test(), 0));
            assertFalse(Arrays.equals(
                    column(split.test(), 0), column(data.split(share, 4).test(), 0)));
            assertEquals(7, split.test().classes());
        }
        double[] train = column(data.split(0.5, 1).train(), 0);
        double[] sorted = train.clone();
        Arrays.sort(sorted);
        assertFalse(Arrays.equals(sorted, train), "in random order");
    }

    private static long count(Dataset data, int label) {
        return Arrays.stream(data.labels()).filter(c -> c == label).count();
    }

    @Test
    void splitOfARegression() {
        Dataset.Split split = Datasets.curve(x -> 3 * x, 0, 9, 10, 0, 0).split(0.75, 5);
        assertEquals(8, split.train().size());
        assertEquals(2, split.test().size());
        for (int i = 0; i < 8; i++) {
            assertEquals(3 * split.train().input(i)[0], split.train().targets()[i][0]);
        }
    }

    @Test
    void splitThatCannotBe() {
        String range = "share must be more than 0 and less than 1, not ";
        refused(range + "0.0", () -> FOUR.split(0, 1));
        refused(range + "1.0", () -> FOUR.split(1, 1));
        refused(range + "NaN", () -> FOUR.split(Double.NaN, 1));
        String empty = " of 4 examples into the first part; each part needs at least one";
        refused("share = 0.1 puts 0" + empty, () -> FOUR.split(0.1, 1));
        refused("share = 0.9 puts 4" + empty, () -> FOUR.split(0.9, 1));
    }

    @Test
    @DisplayName("standardised: mean 0 and deviation 1 in the reference, and the same shift for the other part")
    void standardisation() {
        double[][] train = {{1, 100, 0.1}, {2, 300, 0.1}, {3, 100, 0.1}, {6, 300, 0.1}};
        Dataset reference = Dataset.classification("train", train, new int[4], 2);
        double root = Math.sqrt(3.5);
        Dataset same = reference.standardised(reference);
        assertArrayEquals(new double[] {-2 / root, -1, 0}, same.input(0));
        assertArrayEquals(new double[] {3 / root, 1, 0}, same.input(3));
        Dataset other = Dataset.regression("test", new double[][] {{3, 500, 7}}, new double[][] {{42}});
        Dataset moved = other.standardised(reference);
        assertArrayEquals(new double[] {0, 3, 0}, moved.input(0), "a column without spread becomes 0 everywhere");
        assertArrayEquals(new double[][] {{42}}, moved.targets());
        assertEquals("test", moved.name());
        assertArrayEquals(new double[] {3, 500, 7}, other.input(0), "the original stays");
    }

    @Test
    @DisplayName("a column of equal numbers is constant, although their rounded mean is another number")
    void constantInSpiteOfRounding() {
        double[][] inputs = new double[10][1];
        double sum = 0;
        for (double[] row : inputs) {
            row[0] = 0.1;
            sum += 0.1;
        }
        assertNotEquals(0.1, sum / 10);
        Dataset data = Dataset.classification("constant", inputs, new int[10], 2);
        assertArrayEquals(new double[10], column(data.standardised(data), 0));
    }

    @Test
    void standardisationThatCannotBe() {
        refused("reference is null; it must be given", () -> FOUR.standardised(null));
        refused(
                "reference has 1 inputs for each example, but this data set has 2",
                () -> FOUR.standardised(numbered(3, 2)));
        Dataset huge = Dataset.regression("huge", new double[][] {{1e308}, {1.5e308}}, new double[2][1]);
        refused(
                "column 0 of reference has the mean Infinity and the standard deviation Infinity, which makes "
                        + "inputs[0][0] = 1.0E308 the number NaN; change its unit first",
                () -> huge.standardised(huge));
        Dataset tiny = Dataset.regression("tiny", new double[][] {{0}, {1e-200}}, new double[2][1]);
        refused(
                "column 0 of reference has the mean 5.0E-201 and the standard deviation 0.0, which makes "
                        + "inputs[0][0] = 0.0 the number -Infinity; change its unit first",
                () -> tiny.standardised(tiny));
    }

    @Test
    void labelsOfARegression() {
        String message = "The data set line is for regression and has no labels; take its targets";
        assertEquals(
                message, assertThrows(IllegalStateException.class, LINE::labels).getMessage());
        assertEquals(
                message,
                assertThrows(IllegalStateException.class, () -> LINE.label(0)).getMessage());
    }

    @Test
    void indicesOutOfRange() {
        refused("i must be from 0 to 3 for 4 examples, not 4", () -> FOUR.input(4));
        refused("i must be from 0 to 3 for 4 examples, not -1", () -> FOUR.label(-1));
    }

    @Test
    void badRowsAreNamed() {
        int[] labels = {0, 1};
        refused("name is null; it must be given", () -> Dataset.classification(null, ROWS, labels, 2));
        refused(
                "name is blank; give the data set one, such as \"moons\"",
                () -> Dataset.regression(" ", ROWS, new double[4][1]));
        refused("inputs is null; it must be given", () -> Dataset.classification("d", null, labels, 2));
        refused("labels is null; it must be given", () -> Dataset.classification("d", ROWS, null, 2));
        refused("targets is null; it must be given", () -> Dataset.regression("d", ROWS, null));
        bad("inputs has no rows; at least one example is needed");
        bad("inputs has rows without elements; at least one number is needed", new double[0], new double[0]);
        bad("inputs[1] is null; every row must be there", new double[1], null);
        bad("inputs[1] has 3 elements but inputs[0] has 2; make them equally long", new double[2], new double[3]);
        bad("inputs[1] has 0 elements but inputs[0] has 2; make them equally long", new double[2], new double[0]);
        bad("inputs[1][0] must be a finite number, not NaN", new double[2], new double[] {Double.NaN, 1});
        bad("inputs[0][1] must be a finite number, not -Infinity", new double[] {1, -1 / 0.0}, new double[2]);
        refused(
                "targets[0][0] must be a finite number, not Infinity",
                () -> Dataset.regression("d", new double[1][1], new double[][] {{1 / 0.0}}));
        refused(
                "targets has 3 elements but inputs has 4 rows; give each row its own",
                () -> Dataset.regression("d", ROWS, new double[3][1]));
    }

    private static void bad(String message, double[]... inputs) {
        refused(message, () -> Dataset.classification("d", inputs, new int[inputs.length], 2));
    }

    @Test
    void badLabelsAreNamed() {
        refused(
                "labels has 2 elements but inputs has 4 rows; give each row its own",
                () -> Dataset.classification("d", ROWS, new int[2], 2));
        refused("classes must be at least 2, not 1", () -> Dataset.classification("d", ROWS, new int[4], 1));
        refused(
                "labels[2] must be from 0 to 1 for 2 classes, not 2",
                () -> Dataset.classification("d", ROWS, new int[] {0, 1, 2, 0}, 2));
        refused(
                "labels[3] must be from 0 to 1 for 2 classes, not -1",
                () -> Dataset.classification("d", ROWS, new int[] {0, 1, 1, -1}, 2));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
