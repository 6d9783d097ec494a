package activationlab.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Roots and extrema")
class RootsTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void rootIsTheNearestDouble() {
        assertEquals(Math.sqrt(2), Roots.root(x -> x * x - 2, 0, 2), 2.3e-16);
        assertEquals(-Math.sqrt(2), Roots.root(x -> x * x - 2, -5, 0), 2.3e-16);
        // The zero of cos, from mpmath: 1.5707963267948966192…
        assertEquals(1.5707963267948966, Roots.root(StrictMath::cos, 1, 2));
        // x·e^x = 1 at 0.56714329040978387300 (mpmath.lambertw(1))
        assertEquals(0.5671432904097838, Roots.root(x -> x * StrictMath.exp(x) - 1, -1e300, 700), 1.2e-16);
    }

    @Test
    void rootOfTinyAndHugeSizeAndAtTheEnds() {
        assertEquals(1e-300, Roots.root(x -> x - 1e-300, -1, 1));
        assertEquals(-1e300, Roots.root(x -> x + 1e300, -INFINITY, INFINITY));
        assertEquals(0, Roots.root(x -> x, 0, 5));
        assertEquals(5, Roots.root(x -> x - 5, 0, 5));
        assertEquals(2, Roots.root(x -> 2 - x, 1, 5), "falling");
    }

    @Test
    void aJumpAcrossZeroCountsAsRoot() {
        assertEquals(0.3, Roots.root(x -> x > 0.3 ? 2 : -1, 0, 1), "the side with the smaller value");
        assertEquals(Math.nextUp(0.3), Roots.root(x -> x > 0.3 ? 1 : -2, 0, 1));
    }

    @Test
    void rootNeedsDifferentSigns() {
        refused(
                "f must have different signs at both ends, but f(1.0) = 1.0 and f(2.0) = 4.0",
                () -> Roots.root(x -> x * x, 1, 2));
        refused(
                "f must have different signs at both ends, but f(-1.0) = NaN and f(2.0) = 2.0",
                () -> Roots.root(x -> x < 0 ? Double.NaN : x, -1, 2));
        refused("low must not be greater than high, but low = 2.0 and high = 1.0", () -> Roots.root(x -> x, 2, 1));
        refused("low = NaN and high = 1.0 must not be NaN", () -> Roots.root(x -> x, Double.NaN, 1));
        refused("f is null; give it a function such as x -> x * x", () -> Roots.root(null, 0, 1));
    }

    private static double[] grid(double low, double high, int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(i -> low + (high - low) * i / steps)
                .toArray();
    }

    @Test
    void everyChangeOfSignOnTheGrid() {
        double[] zeros = Roots.signChanges(StrictMath::sin, grid(-10, 10, 100));
        assertEquals(7, zeros.length);
        for (int i = 0; i < 7; i++) {
            assertEquals((i - 3) * Math.PI, zeros[i], 2e-15);
        }
        assertArrayEquals(new double[] {-1, 0, 1}, Roots.signChanges(x -> x * (x * x - 1), grid(-4, 4, 16)));
        assertArrayEquals(new double[0], Roots.signChanges(x -> x * x, grid(-1, 1, 10)), "touched, not crossed");
        assertArrayEquals(new double[0], Roots.signChanges(x -> Math.max(0, x), grid(-1, 1, 10)));
        assertArrayEquals(
                new double[0], Roots.signChanges(x -> x == 0 ? Double.NaN : x, grid(-1, 1, 10)), "NaN between");
        assertArrayEquals(new double[0], Roots.signChanges(x -> x));
    }

    @Test
    void aStretchOfZerosIsOneChangeAtItsEnd() {
        DoubleUnaryOperator shrink = x -> x > 1 ? x - 1 : x < -1 ? x + 1 : 0;
        double[] zeros = Roots.signChanges(shrink, grid(-3.1, 3.2, 63));
        assertEquals(1, zeros.length);
        assertEquals(0, shrink.applyAsDouble(zeros[0]));
    }

    @Test
    void gridsThatDoNotAscendAreRefused() {
        refused("grid must ascend, but 1.0 follows 1.0 at index 2", () -> Roots.signChanges(x -> x, 0, 1, 1));
        refused("grid must ascend, but NaN follows 0.0 at index 1", () -> Roots.signChanges(x -> x, 0, Double.NaN));
        refused("grid is null; give it the points to look at", () -> Roots.signChanges(x -> x, (double[]) null));
        refused("f is null; give it a function such as x -> x * x", () -> Roots.signChanges(null, 0, 1));
    }

    @Test
    void minimumAndMaximum() {
        // The minimum of x·σ(x), from mpmath: −0.27846454276107379510 at −1.2784645427610737951.
        Roots.Point lowest = Roots.minimum(x -> x / (1 + StrictMath.exp(-x)), -10, 10);
        assertEquals(-0.2784645427610738, lowest.y(), 1e-16);
        assertEquals(-1.278464542761074, lowest.x(), 3e-8);
        Roots.Point highest = Roots.maximum(StrictMath::sin, 0, 3);
        assertEquals(1, highest.y());
        assertEquals(Math.PI / 2, highest.x(), 3e-8);
        // The highest of several.
        assertEquals(2, Roots.maximum(x -> 2 - (x - 3) * (x - 3) * 9, -50, 50).y(), 1e-14);
    }

    @Test
    void extremaAtTheEndsAtKinksAndOfConstants() {
        assertEquals(new Roots.Point(-2, -2), Roots.minimum(x -> x, -2, 7));
        assertEquals(new Roots.Point(7, 7), Roots.maximum(x -> x, -2, 7));
        assertEquals(0.3, Roots.minimum(x -> Math.abs(x - 0.3), -1, 7).x(), 1e-15);
        assertEquals(5, Roots.maximum(x -> 5, -1, 1).y());
        assertEquals(0.0, Roots.maximum(x -> 0, -1, 1).y(), "not -0.0");
        assertEquals(new Roots.Point(3, 9), Roots.maximum(x -> x * x, 3, 3));
        assertEquals(
                Double.MAX_VALUE,
                Roots.maximum(x -> x, -Double.MAX_VALUE, Double.MAX_VALUE).y());
    }

    @Test
    void nanDoesNotCountAsAnExtremum() {
        assertEquals(0, Roots.minimum(Math::sqrt, -1, 1).y());
        assertEquals(1, Roots.maximum(Math::sqrt, -1, 1).y());
        assertTrue(Double.isNaN(Roots.minimum(x -> Double.NaN, -1, 1).x()));
        assertTrue(Double.isNaN(Roots.maximum(x -> Double.NaN, -1, 1).y()));
    }

    @Test
    void badIntervalsAreNamed() {
        refused("low must be a finite number, not -Infinity", () -> Roots.minimum(x -> x, -INFINITY, 1));
        refused("high must be a finite number, not NaN", () -> Roots.maximum(x -> x, 0, Double.NaN));
        refused("low must not be greater than high, but low = 1.0 and high = 0.0", () -> Roots.minimum(x -> x, 1, 0));
        refused("f is null; give it a function such as x -> x * x", () -> Roots.minimum(null, 0, 1));
        refused("f is null; give it a function such as x -> x * x", () -> Roots.maximum(null, 0, 1));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
