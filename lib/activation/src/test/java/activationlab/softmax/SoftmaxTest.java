package activationlab.softmax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Softmax: margins, forms and bad input")
class SoftmaxTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final Softmax SOFTMAX = new Softmax();

    private static double[] row(double... logits) {
        return logits;
    }

    /** The row alone, then longer: the long rows take another way. */
    private static void check(double[] probabilities, double[] logs, double... logits) {
        assertArrayEquals(probabilities, SOFTMAX.apply(logits));
        assertArrayEquals(logs, SOFTMAX.log(logits));
        double[] longer = Arrays.copyOf(logits, 600);
        Arrays.fill(longer, logits.length, 600, -INF);
        assertArrayEquals(probabilities, Arrays.copyOf(SOFTMAX.apply(longer), logits.length));
        assertArrayEquals(logs, Arrays.copyOf(SOFTMAX.log(longer), logits.length));
    }

    @Test
    void greatLogits() {
        check(row(0.2689414213699951, 0.7310585786300049), row(-1.3132616875182228, -0.31326168751822286), 1000, 1001);
        check(row(0.5, 0.5), row(-Math.log(2), -Math.log(2)), 1e308, 1e308);
        check(row(0, 1), row(-INF, 0), -1.7e308, 1.7e308);
        check(row(0, 1), row(-1e308, 0), -1e308, 0);
    }

    @Test
    @DisplayName("[0, −40]: the digits that 1 absorbs")
    void sureClassifier() {
        check(row(1, 4.248354255291589e-18), row(-4.248354255291589e-18, -40), 0, -40);
        assertEquals(4.248354255291589e-18, SOFTMAX.logSumExp(row(0, -40)));
    }

    @Test
    void oneElement() {
        check(row(1), row(0.0), 5);
        check(row(1), row(0.0), -1e300);
        check(row(1), row(0.0), INF);
        check(row(NAN), row(NAN), -INF);
        check(row(NAN), row(NAN), NAN);
        assertEquals(5, SOFTMAX.logSumExp(row(5)));
        assertEquals(2.5, new Softmax(2).logSumExp(row(5)));
    }

    @Test
    void emptyRow() {
        assertEquals(0, SOFTMAX.apply(row()).length);
        assertEquals(0, SOFTMAX.log(row()).length);
        assertEquals(-INF, SOFTMAX.logSumExp(row()));
        assertEquals(0, SOFTMAX.apply(new double[0][]).length);
        assertEquals(0, SOFTMAX.jacobianTimes(row(), row()).length);
    }

    @Test
    void minusInfinity() {
        check(row(0, 0.5, 0.5), row(-INF, -Math.log(2), -Math.log(2)), -INF, 3, 3);
        check(row(NAN, NAN), row(NAN, NAN), -INF, -INF);
        assertEquals(-INF, SOFTMAX.logSumExp(row(-INF, -INF)));
        assertEquals(3, SOFTMAX.logSumExp(row(-INF, 3)));
    }

    @Test
    void plusInfinity() {
        check(row(0, 1, 0, 0), row(-INF, 0, -INF, -INF), 1, INF, 1e308, -INF);
        check(row(NAN, NAN, NAN), row(NAN, NAN, NAN), INF, 0, INF);
        assertEquals(INF, SOFTMAX.logSumExp(row(INF, 0, INF)));
    }

    @Test
    void notANumber() {
        check(row(NAN, NAN, NAN), row(NAN, NAN, NAN), 1, NAN, -INF);
        check(row(NAN, NAN), row(NAN, NAN), INF, NAN);
        check(row(NAN, NAN), row(NAN, NAN), NAN, -INF);
        // A NaN with its sign bit set, as 0/0 gives on x86.
        double negative = Double.longBitsToDouble(0xfff8000000000000L);
        check(row(NAN, NAN), row(NAN, NAN), negative, 0);
        assertEquals(NAN, SOFTMAX.logSumExp(row(1, NAN)));
        assertEquals(NAN, SOFTMAX.logSumExp(row(INF, NAN)));
        assertEquals(NAN, SOFTMAX.logSumExp(row(-INF, NAN)));
    }

    @Test
    void signsOfZeroDoNotMatter() {
        check(row(0.5, 0.5), row(-Math.log(2), -Math.log(2)), 0.0, -0.0);
    }

    @Test
    void masks() {
        double[] logits = {1, NAN, 2, INF, 3};
        boolean[] mask = {true, false, true, false, true};
        double[] short3 = SOFTMAX.apply(row(1, 2, 3));
        double[] logs3 = SOFTMAX.log(row(1, 2, 3));
        assertArrayEquals(row(short3[0], 0, short3[1], 0, short3[2]), SOFTMAX.apply(logits, mask));
        assertArrayEquals(row(logs3[0], -INF, logs3[1], -INF, logs3[2]), SOFTMAX.log(logits, mask));
        assertArrayEquals(row(1, NAN, 2, INF, 3), logits, "left as it is");
        assertArrayEquals(row(NAN, NAN), SOFTMAX.apply(row(1, 2), new boolean[2]));
        assertArrayEquals(row(NAN, NAN), SOFTMAX.log(row(1, 2), new boolean[2]));
        SOFTMAX.apply(logits, mask, logits);
        assertArrayEquals(row(short3[0], 0, short3[1], 0, short3[2]), logits, "in place");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 16, 17, 256, 257, 512, 1000})
    void allFormsGiveTheSameBits(int n) {
        double[][] logits = {Samples.normal(n, 1, 2), Samples.normal(n, 2, 100), Samples.normal(n, 3, 0.1)};
        logits[1][n / 2] = -INF;
        double[][] before = {logits[0].clone(), logits[1].clone(), logits[2].clone()};
        Softmax[] temperatures = {SOFTMAX, new Softmax(0.3)};
        for (Softmax softmax : temperatures) {
            double[][] p = softmax.apply(logits);
            double[][] logs = softmax.log(logits);
            double[] sums = softmax.logSumExp(logits);
            assertArrayEquals(before, logits, "left as they are");
            for (int i = 0; i < logits.length; i++) {
                assertArrayEquals(p[i], softmax.apply(logits[i]));
                assertArrayEquals(logs[i], softmax.log(logits[i]));
                assertEquals(sums[i], softmax.logSumExp(logits[i]));
                double[] inPlace = logits[i].clone();
                softmax.apply(inPlace, inPlace);
                assertArrayEquals(p[i], inPlace);
                inPlace = logits[i].clone();
                softmax.log(inPlace, inPlace);
                assertArrayEquals(logs[i], inPlace);
                boolean[] all = new boolean[n];
                Arrays.fill(all, true);
                assertArrayEquals(p[i], softmax.apply(logits[i], all));
                assertArrayEquals(logs[i], softmax.log(logits[i], all));
            }
            double[][] inPlace = {logits[0].clone(), logits[1].clone(), logits[2].clone()};
            softmax.apply(inPlace, inPlace);
            assertArrayEquals(p, inPlace);
        }
    }

    @Test
    void rowsOfDifferentLengths() {
        double[][] p = SOFTMAX.apply(new double[][] {{1}, {}, {3, 3}});
        assertArrayEquals(new double[][] {{1}, {}, {0.5, 0.5}}, p);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void temperatureOutOfRange(double temperature) {
        var error = assertThrows(IllegalArgumentException.class, () -> new Softmax(temperature));
        assertEquals(
                "temperature is " + temperature
                        + "; it must be finite and greater than 0 (for the limit 0 take the greatest logit)",
                error.getMessage());
    }

    @Test
    void badInput() {
        fails("logits is null; an array is needed", () -> SOFTMAX.apply((double[]) null));
        fails("logits is null; an array is needed", () -> SOFTMAX.apply(null, row(1)));
        fails("probabilities is null; an array is needed", () -> SOFTMAX.apply(row(1), (double[]) null));
        fails(
                "probabilities has 2 elements but logits has 1; make them equally long",
                () -> SOFTMAX.apply(row(1), row(1, 2)));
        fails(
                "logarithms has 2 elements but logits has 1; make them equally long",
                () -> SOFTMAX.log(row(1), row(1, 2)));
        fails("logits is null; an array is needed", () -> SOFTMAX.logSumExp((double[]) null));
        fails(
                "mask is null; leave it out or say which entries take part",
                () -> SOFTMAX.apply(row(1), (boolean[]) null));
        fails(
                "mask has 2 elements but logits has 1; make them equally long",
                () -> SOFTMAX.log(row(1), new boolean[2]));
        fails("logits is null; an array is needed", () -> SOFTMAX.log((double[][]) null));
        fails("logits[1] is null; every row must be there", () -> SOFTMAX.apply(new double[][] {{1}, null}));
        fails("logits[0] is null; every row must be there", () -> SOFTMAX.logSumExp(new double[][] {null}));
        fails(
                "probabilities has 1 rows but logits has 2; give each row its own",
                () -> SOFTMAX.apply(new double[2][3], new double[1][3]));
        fails(
                "logarithms[1] has 2 elements but logits[1] has 3; make them equally long",
                () -> SOFTMAX.log(new double[2][3], new double[][] {{1, 2, 3}, {1, 2}}));
        fails(
                "probabilities add up to 3.0, not 1; pass the result of apply, not the logits",
                () -> SOFTMAX.jacobianTimes(row(1, 2), row(1, 2)));
        fails(
                "probabilities has 1 elements but v has 2; make them equally long",
                () -> SOFTMAX.logJacobianTimes(row(1), row(1, 2)));
        fails("product is null; an array is needed", () -> SOFTMAX.logJacobianTransposedTimes(row(1), row(1), null));
        fails("v is null; an array is needed", () -> SOFTMAX.jacobianTimes(row(1), null));
    }

    private static void fails(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
