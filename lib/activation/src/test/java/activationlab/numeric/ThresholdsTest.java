package activationlab.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Thresholds to the last bit")
class ThresholdsTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void smallestAndLargestDouble() {
        assertEquals(0.1, Thresholds.smallest(x -> x >= 0.1, -INFINITY, INFINITY));
        assertEquals(Math.nextUp(0.1), Thresholds.smallest(x -> x > 0.1, -5, 5));
        assertEquals(Math.nextDown(-0.1), Thresholds.largest(x -> x < -0.1, -5, 5));
        assertEquals(-1e300, Thresholds.largest(x -> x <= -1e300, -INFINITY, INFINITY));
        // 1 + x is 1 up to half a unit, 2^-53, which rounds to even.
        assertEquals(0x1p-53, Thresholds.largest(x -> 1 + x == 1, 0, 1));
        // log(Double.MAX_VALUE)
        assertEquals(
                709.782712893384, Thresholds.largest(x -> StrictMath.exp(x) <= Double.MAX_VALUE, 0, INFINITY), 1e-13);
    }

    @Test
    void atTheEndsAndAtZero() {
        assertEquals(-INFINITY, Thresholds.smallest(x -> true, -INFINITY, INFINITY));
        assertEquals(INFINITY, Thresholds.smallest(x -> x == INFINITY, -INFINITY, INFINITY));
        assertEquals(INFINITY, Thresholds.largest(x -> true, -INFINITY, INFINITY));
        assertEquals(-INFINITY, Thresholds.largest(x -> x == -INFINITY, -INFINITY, INFINITY));
        assertEquals(0.0, Thresholds.smallest(x -> x >= 0, -1, 1), "not -0.0");
        assertEquals(0.0, Thresholds.largest(x -> x <= 0, -1, 1), "not -0.0");
        assertEquals(Double.MIN_VALUE, Thresholds.smallest(x -> x > 0, -1, 1));
        assertEquals(3, Thresholds.smallest(x -> true, 3, 3));
    }

    @Test
    void floats() {
        assertEquals(Math.nextUp(0.1f), Thresholds.smallestFloat(x -> x > 0.1f, -5, 5));
        assertEquals(-0.1f, Thresholds.largestFloat(x -> x <= -0.1f, -5, 5));
        assertEquals(0x1p-24f, Thresholds.largestFloat(x -> 1 + (float) x == 1f, 0, 1));
        assertEquals(0f, Thresholds.largestFloat(x -> x <= 0, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
        // ln(2^25): from there on 1 + e^-x is 1 in floats, once rounded.
        assertEquals(17.328680f, Thresholds.smallestFloat(x -> (float) (1 / (1 + StrictMath.exp(-x))) == 1f, 0, 50));
    }

    @Test
    void takesFewSteps() {
        int[] steps = new int[1];
        Thresholds.smallest(
                x -> {
                    steps[0]++;
                    return x > 1e-200;
                },
                -INFINITY,
                INFINITY);
        assertTrue(steps[0] <= 66, steps[0] + " steps");
    }

    @Test
    void badInputIsNamed() {
        refused(
                "the condition must hold at high = 1.0, but it does not; move that end",
                () -> Thresholds.smallest(x -> x > 2, 0, 1));
        refused(
                "the condition must hold at low = 3.0, but it does not; move that end",
                () -> Thresholds.largest(x -> x < 2, 3, 4));
        refused(
                "low must not be greater than high, but low = 1.0 and high = 0.0",
                () -> Thresholds.smallest(x -> true, 1, 0));
        refused("low = 0.0 and high = NaN must not be NaN", () -> Thresholds.largestFloat(x -> true, 0, Float.NaN));
        refused(
                "condition is null; give it a condition such as x -> f.value(x) == 1",
                () -> Thresholds.smallestFloat(null, 0, 1));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
