package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Arrays")
class ArraysTest {

    /** The functions of the library, and one that has only the scalar forms. */
    static Stream<Activation> functions() {
        return Stream.concat(Samples.functions(), Stream.of(Activation.of("square", x -> x * x, x -> 2 * x)));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void arrayAndScalarAgreeBitForBit(Activation f) {
        for (double[] x : Samples.lengths()) {
            double[] before = x.clone();
            double[] values = new double[x.length];
            double[] slopes = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                values[i] = f.value(x[i]);
                slopes[i] = f.derivative(x[i]);
            }

            double[] y = f.apply(x);
            assertSameBits(values, y, x, "apply(x)");
            assertNotSame(x, y);
            y = new double[x.length];
            f.apply(x, y);
            assertSameBits(values, y, x, "apply(x, y)");
            y = new double[x.length];
            double[] d = new double[x.length];
            f.applyWithDerivative(x, y, d);
            assertSameBits(values, y, x, "applyWithDerivative's values");
            assertSameBits(slopes, d, x, "applyWithDerivative's slopes");
            assertSameBits(before, x, x, "the inputs are left as they are");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theResultsMayReplaceTheInputs(Activation f) {
        for (double[] x : Samples.lengths()) {
            double[] values = new double[x.length];
            double[] slopes = new double[x.length];
            f.applyWithDerivative(x, values, slopes);

            double[] both = x.clone();
            f.applyInPlace(both);
            assertSameBits(values, both, x, "applyInPlace");
            both = x.clone();
            f.apply(both, both);
            assertSameBits(values, both, x, "apply(x, x)");
            both = x.clone();
            double[] other = new double[x.length];
            f.applyWithDerivative(both, both, other);
            assertSameBits(values, both, x, "values over the inputs");
            assertSameBits(slopes, other, x, "slopes beside them");
            both = x.clone();
            other = new double[x.length];
            f.applyWithDerivative(both, other, both);
            assertSameBits(values, other, x, "values beside the slopes");
            assertSameBits(slopes, both, x, "slopes over the inputs");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void wrongArraysAreRefused(Activation f) {
        double[] two = new double[2];
        double[] three = new double[3];
        assertEquals("x is null; apply needs an array of inputs", refusal(() -> f.apply(null)));
        String noInput = "x is null; an array of inputs is needed";
        assertEquals(noInput, refusal(() -> f.applyInPlace(null)));
        assertEquals(noInput, refusal(() -> f.apply(null, two)));
        assertEquals(noInput, refusal(() -> f.applyWithDerivative(null, two, new double[2])));
        assertEquals("y is null; an array for the results is needed", refusal(() -> f.apply(two, null)));
        assertEquals(
                "y is null; an array for the results is needed",
                refusal(() -> f.applyWithDerivative(two, null, new double[2])));
        assertEquals(
                "slopes is null; an array for the results is needed",
                refusal(() -> f.applyWithDerivative(two, new double[2], null)));
        assertEquals("y has 3 elements but x has 2; make them equally long", refusal(() -> f.apply(two, three)));
        assertEquals(
                "slopes has 3 elements but x has 2; make them equally long",
                refusal(() -> f.applyWithDerivative(two, new double[2], three)));
        String same = "y and slopes are the same array; the slopes would replace the values";
        double[] results = new double[2];
        assertEquals(same, refusal(() -> f.applyWithDerivative(two, results, results)));
        assertEquals(same, refusal(() -> f.applyWithDerivative(two, two, two)));
    }

    private static String refusal(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    private static void assertSameBits(double[] expected, double[] actual, double[] x, String what) {
        long[] wanted = new long[expected.length];
        long[] found = new long[actual.length];
        for (int i = 0; i < wanted.length; i++) {
            // all NaN count as one
            wanted[i] = Double.doubleToLongBits(expected[i]);
            found[i] = Double.doubleToLongBits(actual[i]);
            if (wanted[i] != found[i]) {
                assertEquals(expected[i], actual[i], what + " of " + x.length + " at x = " + x[i]);
            }
        }
        assertArrayEquals(wanted, found, what);
    }
}
