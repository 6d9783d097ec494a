package activationlab.softmax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.numeric.Ulp;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Cross-entropy")
class CrossEntropyTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static double[] row(double... numbers) {
        return numbers;
    }

    @Test
    @DisplayName("Accuracy of value and gradient against reference values")
    void accuracy() {
        Rows.Errors values = new Rows.Errors();
        Rows.Errors atTarget = new Rows.Errors();
        Rows.Errors elsewhere = new Rows.Errors();
        Rows.Errors expected = new Rows.Errors();
        for (Rows.Row row : Rows.shortRows()) {
            if (row.temperature() != 1) {
                continue;
            }
            double[] logits = row.logits();
            double[] gradient = new double[logits.length];
            for (int target = 0; target < Math.min(logits.length, 20); target++) {
                String where = row.kind() + ", logit " + logits[target];
                double value = CrossEntropy.valueWithGradient(logits, target, gradient);
                BigDecimal log = row.log().get(target);
                if (log == null) {
                    assertEquals(INF, value);
                } else {
                    values.add(value, log.negate(), where);
                }
                for (int i = 0; i < logits.length; i++) {
                    if (i == target) {
                        atTarget.add(-gradient[i], row.rest().get(i), where);
                    } else {
                        elsewhere.add(gradient[i], row.softmax().get(i), where);
                    }
                }
                double[] oneHot = new double[logits.length];
                oneHot[target] = 1;
                assertTrue(Ulp.distance(value, CrossEntropy.value(logits, oneHot)) <= 1, where);
                double[] other = new double[logits.length];
                CrossEntropy.valueWithGradient(logits, oneHot, other);
                assertArrayEquals(gradient, other, 0x1p-53);
            }
            BigDecimal mean = meanOfLogs(row);
            if (mean != null) {
                double[] even = new double[logits.length];
                Arrays.fill(even, 1.0 / logits.length);
                expected.add(CrossEntropy.value(logits, even), mean, row.kind());
            }
        }
        within(values, 1.7, 0.5, 0.5, "value");
        within(atTarget, 1.7, 0.5, 0.5, "gradient at the target");
        within(elsewhere, 1.7, 0.5, 0.5, "gradient elsewhere");
        within(expected, 1.7, 0.5, 0.5, "value with equal targets");
    }

    /** Null if one of them is not a double. −Σ log p / n with the double 1/n that the test passes as target. */
    private static BigDecimal meanOfLogs(Rows.Row row) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal log : row.log()) {
            if (log == null || Double.isInfinite(log.doubleValue())) {
                return null;
            }
            sum = sum.subtract(log);
        }
        return sum.multiply(new BigDecimal(1.0 / row.log().size()));
    }

    private static void within(Rows.Errors errors, double max, double rms, double subnormal, String what) {
        String line = what + ": " + errors;
        if (Boolean.getBoolean("accuracy.table")) {
            System.out.println(line);
        }
        assertTrue(errors.max() <= max && errors.rms() <= rms && errors.subnormal() <= subnormal, line);
    }

    @Test
    @DisplayName("[0, −40] with class 0: the digits that 1 absorbs")
    void sureClassifier() {
        double[] gradient = new double[2];
        assertEquals(4.248354255291589e-18, CrossEntropy.valueWithGradient(row(0, -40), 0, gradient));
        assertArrayEquals(row(-4.248354255291589e-18, 4.248354255291589e-18), gradient);
        assertEquals(40, CrossEntropy.valueWithGradient(row(0, -40), 1, gradient));
        assertArrayEquals(row(1, -1), gradient);
        assertEquals(800, CrossEntropy.value(row(0, -800), 1));
        assertEquals(0.0, CrossEntropy.value(row(3), 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40})
    void gradientAgreesWithDifferences(int n) {
        double[] logits = Samples.normal(n, 1, 2);
        double[] targets = new Softmax().apply(Samples.normal(n, 2, 1));
        double[] byClass = new double[n];
        double[] byTargets = new double[n];
        CrossEntropy.valueWithGradient(logits, 3, byClass);
        CrossEntropy.valueWithGradient(logits, targets, byTargets);
        double step = 0x1p-17;
        for (int i = 0; i < n; i++) {
            double[] up = logits.clone();
            double[] down = logits.clone();
            up[i] += step;
            down[i] -= step;
            double distance = up[i] - down[i];
            assertEquals((CrossEntropy.value(up, 3) - CrossEntropy.value(down, 3)) / distance, byClass[i], 1e-9);
            assertEquals(
                    (CrossEntropy.value(up, targets) - CrossEntropy.value(down, targets)) / distance,
                    byTargets[i],
                    1e-9);
        }
    }

    @Test
    void leastForTheRightProbabilities() {
        double[] logits = Samples.normal(10, 3, 2);
        double[] p = new Softmax().apply(logits);
        double[] gradient = new double[10];
        double entropy = CrossEntropy.valueWithGradient(logits, p, gradient);
        for (double slope : gradient) {
            assertEquals(0, slope, 0x1p-52);
        }
        for (int i = 0; i < 10; i++) {
            double[] moved = logits.clone();
            moved[i] += 0.1;
            assertTrue(CrossEntropy.value(moved, p) > entropy);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 300})
    void inPlace(int n) {
        double[] logits = Samples.normal(n, 4, 2);
        double[] targets = new Softmax().apply(Samples.normal(n, 5, 1));
        double[] gradient = new double[n];

        double value = CrossEntropy.valueWithGradient(logits, 1, gradient);
        assertEquals(value, CrossEntropy.value(logits, 1));
        double[] both = logits.clone();
        assertEquals(value, CrossEntropy.valueWithGradient(both, 1, both));
        assertArrayEquals(gradient, both);

        value = CrossEntropy.valueWithGradient(logits, targets, gradient);
        assertEquals(value, CrossEntropy.value(logits, targets));
        both = logits.clone();
        assertEquals(value, CrossEntropy.valueWithGradient(both, targets, both));
        assertArrayEquals(gradient, both);
    }

    @Test
    void margins() {
        double[] g = new double[3];
        assertEquals(INF, CrossEntropy.valueWithGradient(row(1, -INF, 1), 1, g));
        assertArrayEquals(row(0.5, -1, 0.5), g);
        assertEquals(Math.log(2), CrossEntropy.valueWithGradient(row(1, -INF, 1), 0, g), 1e-16);
        assertArrayEquals(row(-0.5, 0, 0.5), g);
        assertEquals(0.0, CrossEntropy.valueWithGradient(row(1, INF, 1), 1, g));
        assertArrayEquals(row(0, 0, 0), g);
        assertEquals(INF, CrossEntropy.valueWithGradient(row(1, INF, 1), 0, g));
        assertArrayEquals(row(-1, 1, 0), g);
        for (double[] logits : new double[][] {{INF, INF, 0}, {-INF, -INF, -INF}, {0, NAN, 0}, {INF, NAN, -INF}}) {
            assertEquals(NAN, CrossEntropy.valueWithGradient(logits, 0, g));
            assertArrayEquals(row(NAN, NAN, NAN), g);
            assertEquals(NAN, CrossEntropy.valueWithGradient(logits, row(0.5, 0.5, 0), g));
            assertArrayEquals(row(NAN, NAN, NAN), g);
        }
    }

    @Test
    void marginsWithTargets() {
        double[] g = new double[3];
        double log2 = Math.log(2);
        assertEquals(log2, CrossEntropy.valueWithGradient(row(1, -INF, 1), row(0.25, 0, 0.75), g), 1e-16);
        assertArrayEquals(row(0.25, 0, -0.25), g);
        assertEquals(INF, CrossEntropy.valueWithGradient(row(1, -INF, 1), row(0.25, 0.25, 0.5), g));
        assertArrayEquals(row(0.25, -0.25, 0), g);
        assertEquals(0.0, CrossEntropy.valueWithGradient(row(1, INF, 1), row(0, 1, 0), g));
        assertArrayEquals(row(0, 0, 0), g);
        assertEquals(INF, CrossEntropy.valueWithGradient(row(1, INF, 1), row(0.5, 0.5, 0), g));
        assertArrayEquals(row(-0.5, 0.5, 0), g);
        for (double[] logits : new double[][] {{1, 2, 3}, {1, INF, 3}}) {
            assertEquals(NAN, CrossEntropy.valueWithGradient(logits, row(NAN, 1, 0), g));
            assertArrayEquals(row(NAN, NAN, NAN), g);
        }
        assertEquals(INF, CrossEntropy.value(row(-1.7e308, 1.7e308), row(0.5, 0.5)));
    }

    @Test
    void batches() {
        double[][] logits = {Samples.normal(5, 6, 1), Samples.normal(5, 7, 3), Samples.normal(5, 8, 30)};
        int[] classes = {0, 4, 2};
        double[][] targets = new Softmax().apply(new double[][] {{1, 2, 3, 4, 5}, {0, 0, 0, 0, 0}, {9, 0, 0, 0, 0}});
        double[][] sum = new double[3][5];
        double[][] mean = new double[3][5];
        double[][] sumByTargets = new double[3][5];
        double[][] meanByTargets = new double[3][5];
        double byClass = CrossEntropy.sumWithGradient(logits, classes, sum);
        double byTargets = CrossEntropy.sumWithGradient(logits, targets, sumByTargets);
        assertEquals(byClass, CrossEntropy.sum(logits, classes));
        assertEquals(byClass / 3, CrossEntropy.mean(logits, classes));
        assertEquals(byClass / 3, CrossEntropy.meanWithGradient(logits, classes, mean));
        assertEquals(byTargets, CrossEntropy.sum(logits, targets));
        assertEquals(byTargets / 3, CrossEntropy.mean(logits, targets));
        assertEquals(byTargets / 3, CrossEntropy.meanWithGradient(logits, targets, meanByTargets));
        double expectedByClass = 0;
        double expectedByTargets = 0;
        for (int i = 0; i < 3; i++) {
            double[] gradient = new double[5];
            expectedByClass += CrossEntropy.valueWithGradient(logits[i], classes[i], gradient);
            assertArrayEquals(gradient, sum[i]);
            assertArrayEquals(gradient, times(3, mean[i]), 0x1p-52);
            expectedByTargets += CrossEntropy.valueWithGradient(logits[i], targets[i], gradient);
            assertArrayEquals(gradient, sumByTargets[i]);
            assertArrayEquals(gradient, times(3, meanByTargets[i]), 0x1p-52);
        }
        assertEquals(expectedByClass, byClass, 1e-14);
        assertEquals(expectedByTargets, byTargets, 1e-14);
        assertEquals(0, CrossEntropy.sum(new double[0][], new int[0]));
        assertEquals(INF, CrossEntropy.sum(new double[][] {{0, -INF}, {0, 0}}, new int[] {1, 0}));
    }

    @Test
    @DisplayName("The loss of a long batch is rounded once")
    void longBatch() {
        double[][] logits = new double[5000][];
        double[][] targets = new double[5000][];
        int[] classes = new int[5000];
        BigDecimal byClass = BigDecimal.ZERO;
        BigDecimal byTargets = BigDecimal.ZERO;
        for (int i = 0; i < 5000; i++) {
            logits[i] = Samples.normal(3, i, 4);
            targets[i] = new Softmax().apply(Samples.normal(3, -i, 1));
            byClass = byClass.add(new BigDecimal(CrossEntropy.value(logits[i], classes[i])));
            byTargets = byTargets.add(new BigDecimal(CrossEntropy.value(logits[i], targets[i])));
        }
        assertEquals(byClass.doubleValue(), CrossEntropy.sum(logits, classes));
        assertEquals(byTargets.doubleValue(), CrossEntropy.sum(logits, targets));
    }

    private static double[] times(double factor, double[] row) {
        return Arrays.stream(row).map(x -> factor * x).toArray();
    }

    @Test
    @DisplayName("A training step allocates nothing")
    void allocatesNothing() {
        double[][] logits = {Samples.normal(300, 9, 1), Samples.normal(300, 10, 3)};
        double[][] targets = new Softmax().apply(logits);
        int[] classes = {7, 8};
        double[][] gradients = new double[2][300];
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = 0;
        double sum = 0;
        for (int i = 0; i < 300; i++) {
            if (i == 100) {
                allocated = threads.getThreadAllocatedBytes(thread);
            }
            sum += CrossEntropy.meanWithGradient(logits, classes, gradients);
            sum += CrossEntropy.meanWithGradient(logits, targets, gradients);
        }
        allocated = threads.getThreadAllocatedBytes(thread) - allocated;
        assertTrue(sum > 0);
        // 400 steps: less than one small object for each ten of them.
        assertTrue(allocated < 1000, allocated + " bytes");
    }

    @Test
    void badInput() {
        double[][] logits = {{1, 2}, {3, 4}};
        double[][] targets = {{0.5, 0.5}, {1, 0}};
        fails("target is 2; it must be a class from 0 to 1", () -> CrossEntropy.value(row(1, 2), 2));
        fails("target is -1; it must be a class from 0 to 1", () -> CrossEntropy.value(row(1, 2), -1));
        fails("logits is null; an array is needed", () -> CrossEntropy.value(null, 0));
        fails("gradient is null; an array is needed", () -> CrossEntropy.valueWithGradient(row(1, 2), 0, null));
        fails(
                "gradient has 1 elements but logits has 2; make them equally long",
                () -> CrossEntropy.valueWithGradient(row(1, 2), 0, row(1)));
        fails("targets is null; an array is needed", () -> CrossEntropy.value(row(1, 2), null));
        fails(
                "targets has 1 elements but logits has 2; make them equally long",
                () -> CrossEntropy.value(row(1, 2), row(1)));
        fails("targets[1] is -0.5; a probability is 0 or greater", () -> CrossEntropy.value(row(1, 2), row(1.5, -0.5)));
        fails(
                "targets add up to 3.0, not 1; pass one probability for each class",
                () -> CrossEntropy.value(row(1, 2), row(1, 2)));
        fails(
                "targets add up to 0.0, not 1; pass one probability for each class",
                () -> CrossEntropy.value(row(), row()));
        double[] same = {0.5, 0.5};
        fails(
                "targets and the gradient are the same array; the gradient would replace the targets",
                () -> CrossEntropy.valueWithGradient(row(1, 2), same, same));
        fails(
                "targets[0] and the gradient are the same array; the gradient would replace the targets",
                () -> CrossEntropy.sumWithGradient(logits, targets, targets));
        fails("targets[1] is 5; it must be a class from 0 to 1", () -> CrossEntropy.sum(logits, new int[] {0, 5}));
        fails(
                "targets has 1 elements but logits has 2; make them equally long",
                () -> CrossEntropy.mean(logits, new int[] {0}));
        fails("targets is null; an array is needed", () -> CrossEntropy.sum(logits, (int[]) null));
        fails(
                "targets[0] add up to 2.0, not 1; pass one probability for each class",
                () -> CrossEntropy.mean(logits, new double[][] {{1, 1}, {1, 0}}));
        fails("logits has no rows; a mean needs at least one", () -> CrossEntropy.mean(new double[0][], new int[0]));
        fails(
                "logits has no rows; a mean needs at least one",
                () -> CrossEntropy.meanWithGradient(new double[0][], new int[0], new double[0][]));
        fails(
                "logits has no rows; a mean needs at least one",
                () -> CrossEntropy.mean(new double[0][], new double[0][]));
        fails(
                "gradients has 1 rows but logits has 2; give each row its own",
                () -> CrossEntropy.meanWithGradient(logits, targets, new double[1][2]));
    }

    private static void fails(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
