package activationlab.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More of it is tested where it is used most, in {@code OwnFunctionTest} of the functions. */
@DisplayName("Derivatives by differences")
class DifferencesTest {

    @Test
    void keepTheDigitsThatAreDocumented() {
        for (double x = -3; x < 3; x += 0.01) {
            assertEquals(StrictMath.cos(x), Differences.first(StrictMath::sin, x), 5e-11);
            assertEquals(-StrictMath.sin(x), Differences.second(StrictMath::sin, x), 5e-8);
        }
        assertEquals(3e100, Differences.first(x -> 1.5 * x * x, 1e100), 1e90);
    }

    @Test
    void areExactForLinesAndNearlyForParabolas() {
        assertEquals(3, Differences.first(x -> 3 * x, 0.1), 1e-11);
        assertEquals(0, Differences.second(x -> 5, 0.1));
        assertEquals(6, Differences.second(x -> 3 * x * x, 0.1), 1e-7);
    }

    @Test
    void doNotReachAcrossKinksInWhateverOrderTheyAreGiven() {
        DoubleUnaryOperator zigzag = x -> Math.abs(Math.abs(x) - 1e-7);
        for (double[] kinks : new double[][] {{-1e-7, 0, 1e-7}, {1e-7, 0, -1e-7}, {0, 1e-7, -1e-7}}) {
            assertEquals(-1, Differences.first(zigzag, 5e-8, kinks), 1e-6);
            assertEquals(1, Differences.first(zigzag, -5e-8, kinks), 1e-6);
            assertEquals(1, Differences.first(zigzag, 2e-7, kinks), 1e-6);
            assertEquals(1, Differences.first(zigzag, 0, kinks), 1e-6, "from the left");
        }
    }

    @Test
    void secondDerivativesBesideAKinkUseOneSideOnly() {
        DoubleUnaryOperator bends = x -> x < 0 ? 5 * x + x * x + x * x * x : 7 - 2 * x + 3 * x * x - x * x * x;
        for (double x : new double[] {1e-7, 1e-5, 1e-4}) {
            assertEquals(6 - 6 * x, Differences.second(bends, x, 0), 1e-5, () -> "at " + x);
            assertEquals(2 - 6 * x, Differences.second(bends, -x, 0), 1e-5, () -> "at " + -x);
        }
        assertEquals(2, Differences.second(bends, 0, 0), 1e-5, "from the left");
        // With little room on both sides the step is small, and the result rough.
        assertEquals(6, Differences.second(bends, 4e-5, 0, 1e-4), 1e-2);
        assertEquals(6, Differences.second(bends, 6e-5, 0, 1e-4), 1e-2);
    }

    @Test
    void noResultIsMinusZero() {
        DoubleUnaryOperator nothing = x -> -x * 0.0;
        for (double x : new double[] {-1, 0, 1, 1e200, -1e200, Double.POSITIVE_INFINITY}) {
            assertEquals(0.0, Differences.first(nothing, x), () -> "first at " + x);
            assertEquals(0.0, Differences.first(nothing, x, x > 1e9 ? 0 : x), () -> "first at a kink at " + x);
            assertEquals(0.0, Differences.second(nothing, x), () -> "second at " + x);
            assertEquals(0.0, Differences.second(nothing, x, x > 1e9 ? 0 : x), () -> "second at a kink at " + x);
        }
    }

    @Test
    void nanAndInfinity() {
        assertTrue(Double.isNaN(Differences.first(x -> 1, Double.NaN)));
        assertTrue(Double.isNaN(Differences.second(x -> 1, Double.NaN)));
        assertEquals(1, Differences.first(x -> Math.max(0, x), Double.POSITIVE_INFINITY));
        assertEquals(0, Differences.second(x -> Math.max(0, x), Double.NEGATIVE_INFINITY));
    }

    @Test
    void badInputIsNamed() {
        refused("f is null; give it a function such as x -> x * x", () -> Differences.first(null, 1));
        refused("f is null; give it a function such as x -> x * x", () -> Differences.second(null, 1));
        refused("kinks is null; leave it out if there are none", () -> Differences.first(x -> x, 1, (double[]) null));
        refused("kinks must be finite numbers, not NaN", () -> Differences.derivative(x -> x, 0, Double.NaN));
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
