package activationlab.softmax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.numeric.Ulp;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Binary cross-entropy")
class BinaryCrossEntropyTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    @Test
    @DisplayName("Accuracy of value and gradient against reference values")
    void accuracy() {
        Rows.Errors values = new Rows.Errors();
        Rows.Errors hard = new Rows.Errors();
        double soft = 0;
        for (String[] line : Rows.lines(Rows.class, "binary.csv")) {
            double logit = Double.parseDouble(line[0]);
            double target = Double.parseDouble(line[1]);
            BigDecimal value = new BigDecimal(line[2]);
            BigDecimal gradient = new BigDecimal(line[3]);
            String where = "logit " + logit + ", target " + target;
            values.add(BinaryCrossEntropy.value(logit, target), value, where);
            double computed = BinaryCrossEntropy.gradient(logit, target);
            if (target == 0 || target == 1) {
                hard.add(computed, gradient, where);
            } else {
                double small = 1 / (1 + StrictMath.exp(Math.abs(logit)));
                double greater = Math.max(small, logit > 0 ? 1 - target : target);
                double error = new BigDecimal(computed).subtract(gradient).abs().doubleValue() / Math.ulp(greater);
                soft = Math.max(soft, error);
            }
        }
        assertTrue(values.max() <= 1.5 && values.rms() <= 0.5 && values.subnormal() <= 0.5, "value: " + values);
        assertTrue(hard.max() <= 1.5 && hard.rms() <= 0.5 && hard.subnormal() <= 0.5, "gradient: " + hard);
        assertTrue(soft <= 1, "gradient: " + soft + " ulp of the greater summand");
        if (Boolean.getBoolean("accuracy.table")) {
            System.out.println("binary value: " + values);
            System.out.println("binary gradient: " + hard + "; soft targets " + soft);
        }
    }

    @Test
    @DisplayName("A sure answer: the digits that 1 absorbs")
    void sureAnswer() {
        assertEquals(4.248354255291589e-18, BinaryCrossEntropy.value(40, 1));
        assertEquals(-4.248354255291589e-18, BinaryCrossEntropy.gradient(40, 1));
        assertEquals(40, BinaryCrossEntropy.value(40, 0));
        assertEquals(1, BinaryCrossEntropy.gradient(40, 0));
        assertEquals(4.248354255291589e-18, BinaryCrossEntropy.value(-40, 0));
        assertEquals(4.248354255291589e-18, BinaryCrossEntropy.gradient(-40, 0));
        assertEquals(Math.log(2), BinaryCrossEntropy.value(0, 0.3));
    }

    @Test
    @DisplayName("Beyond 800 the loss is x·(1 − t), of which no part is rounded before the end")
    void greatLogits() {
        for (int i = 1; i <= 1000; i++) {
            double x = 1000 + i / 7.0;
            double t = 0.5 / i;
            BigDecimal exact = new BigDecimal(x).multiply(BigDecimal.ONE.subtract(new BigDecimal(t)));
            assertTrue(Ulp.error(BinaryCrossEntropy.value(x, t), exact) <= 0.501);
        }
    }

    @Test
    void infinities() {
        assertEquals(0.0, BinaryCrossEntropy.value(INF, 1));
        assertEquals(INF, BinaryCrossEntropy.value(INF, 0));
        assertEquals(INF, BinaryCrossEntropy.value(INF, 0.9));
        assertEquals(0.0, BinaryCrossEntropy.value(-INF, 0));
        assertEquals(INF, BinaryCrossEntropy.value(-INF, 1));
        assertEquals(INF, BinaryCrossEntropy.value(-INF, 0.1));
        assertEquals(0.0, BinaryCrossEntropy.gradient(INF, 1));
        assertEquals(0.75, BinaryCrossEntropy.gradient(INF, 0.25));
        assertEquals(-0.25, BinaryCrossEntropy.gradient(-INF, 0.25));
        assertEquals(0.0, BinaryCrossEntropy.gradient(-INF, 0));
    }

    @Test
    void notANumber() {
        for (double x : new double[] {NAN, 0, 1, -1, 200, -200, INF, -INF}) {
            assertEquals(NAN, BinaryCrossEntropy.value(x, NAN));
            assertEquals(NAN, BinaryCrossEntropy.gradient(x, NAN));
        }
        assertEquals(NAN, BinaryCrossEntropy.value(NAN, 1));
        assertEquals(NAN, BinaryCrossEntropy.gradient(NAN, 0));
    }

    @Test
    @DisplayName("It is the cross-entropy of softmax for the logits [x, 0] and targets [t, 1 − t]")
    void twoClasses() {
        for (double x = -60; x <= 60; x += 0.77) {
            double[] logits = {x, 0};
            for (double t : new double[] {0, 0.25, 0.5, 1}) {
                double[] targets = {t, 1 - t};
                double[] gradient = new double[2];
                double value = CrossEntropy.valueWithGradient(logits, targets, gradient);
                assertEquals(value, BinaryCrossEntropy.value(x, t), 2 * Math.ulp(value));
                assertEquals(
                        gradient[0],
                        BinaryCrossEntropy.gradient(x, t),
                        t == 0 || t == 1 ? 3 * Math.ulp(gradient[0]) : 0x1p-53);
            }
        }
    }

    @Test
    void gradientAgreesWithDifferences() {
        double step = 0x1p-17;
        for (double x = -5; x <= 5; x += 0.3) {
            double slope = (BinaryCrossEntropy.value(x + step, 0.3) - BinaryCrossEntropy.value(x - step, 0.3))
                    / ((x + step) - (x - step));
            assertEquals(slope, BinaryCrossEntropy.gradient(x, 0.3), 1e-9);
        }
    }

    @Test
    void arrays() {
        double[] logits = Samples.normal(100, 1, 5);
        double[] targets = new double[100];
        for (int i = 0; i < 100; i++) {
            targets[i] = i % 3 / 2.0;
        }
        double expected = 0;
        double[] slopes = new double[100];
        double[] means = new double[100];
        for (int i = 0; i < 100; i++) {
            expected += BinaryCrossEntropy.value(logits[i], targets[i]);
            slopes[i] = BinaryCrossEntropy.gradient(logits[i], targets[i]);
            means[i] = slopes[i] / 100;
        }
        double sum = BinaryCrossEntropy.sum(logits, targets);
        assertEquals(expected, sum, 1e-12);
        assertEquals(sum / 100, BinaryCrossEntropy.mean(logits, targets));
        double[] gradient = new double[100];
        assertEquals(sum, BinaryCrossEntropy.sumWithGradient(logits, targets, gradient));
        assertArrayEquals(slopes, gradient);
        assertEquals(sum / 100, BinaryCrossEntropy.meanWithGradient(logits, targets, gradient));
        assertArrayEquals(means, gradient);
        double[] inPlace = logits.clone();
        assertEquals(sum, BinaryCrossEntropy.sumWithGradient(inPlace, targets, inPlace));
        assertArrayEquals(slopes, inPlace);
        inPlace = targets.clone();
        assertEquals(sum, BinaryCrossEntropy.sumWithGradient(logits, inPlace, inPlace));
        assertArrayEquals(slopes, inPlace);
        double[] many = Samples.normal(10_000, 2, 5);
        double[] ones = new double[10_000];
        Arrays.fill(ones, 1);
        BigDecimal exact = BigDecimal.ZERO;
        for (double logit : many) {
            exact = exact.add(new BigDecimal(BinaryCrossEntropy.value(logit, 1)));
        }
        assertEquals(exact.doubleValue(), BinaryCrossEntropy.sum(many, ones), "rounded once");
        assertEquals(0, BinaryCrossEntropy.sum(new double[0], new double[0]));
        assertEquals(INF, BinaryCrossEntropy.sum(new double[] {INF, 1}, new double[] {0, 1}));
    }

    @Test
    void badInput() {
        double[] one = {1};
        double[] two = {1, 1};
        double[] none = {};
        fails("target is 1.5; it must be from 0 (no) to 1 (yes)", () -> BinaryCrossEntropy.value(0, 1.5));
        fails("target is -0.1; it must be from 0 (no) to 1 (yes)", () -> BinaryCrossEntropy.gradient(0, -0.1));
        fails(
                "targets[1] is 2.0; it must be from 0 (no) to 1 (yes)",
                () -> BinaryCrossEntropy.sum(two, new double[] {1, 2}));
        fails(
                "targets[0] is -1.0; it must be from 0 (no) to 1 (yes)",
                () -> BinaryCrossEntropy.sum(one, new double[] {-1}));
        fails(
                "targets has 1 elements but logits has 2; make them equally long",
                () -> BinaryCrossEntropy.mean(two, one));
        fails("logits is null; an array is needed", () -> BinaryCrossEntropy.sum(null, one));
        fails("gradient is null; an array is needed", () -> BinaryCrossEntropy.sumWithGradient(one, one, null));
        fails("logits is empty; a mean needs at least one", () -> BinaryCrossEntropy.mean(none, none));
        fails(
                "logits is empty; a mean needs at least one",
                () -> BinaryCrossEntropy.meanWithGradient(none, none, none));
    }

    private static void fails(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
