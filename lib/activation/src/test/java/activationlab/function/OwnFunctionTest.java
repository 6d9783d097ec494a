package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reader does in a cell: functions of their own. */
@DisplayName("A function of your own")
class OwnFunctionTest {

    /** As a reader writes it, NaN and all. */
    private static double textbookRelu(double x) {
        return x > 0 ? x : 0;
    }

    @Test
    void inOneLine() {
        Activation square = Activation.of("square", x -> x * x);

        assertEquals("square", square.name());
        assertEquals("square", square.toString());
        assertEquals(9, square.value(3));
        assertEquals(6, square.derivative(3), 1e-9);
        assertEquals(2, square.slope().derivative(3), 1e-6);
        assertEquals("square′", square.slope().name());
        assertArrayEquals(new double[] {1, 4}, square.apply(new double[] {1, 2}));
        assertEquals(0, square.kinks().length);
        assertEquals("f", Activation.of(x -> x * x).name());
    }

    @Test
    void withItsDerivative() {
        Activation square = Activation.of("square", x -> x * x, x -> 2 * x);

        assertEquals(6, square.derivative(3));
        assertEquals(6, square.slope().value(3));
        assertEquals(2, square.slope().derivative(3), 1e-9);
        assertEquals("square′′", square.slope().slope().name());
        assertEquals(2, square.slope().slope().value(3), 1e-9);
        assertEquals(0, square.slope().slope().derivative(3), 1e-6);
    }

    @Test
    void asAClass() {
        class Square implements Activation {
            @Override
            public double value(double x) {
                return x * x;
            }

            @Override
            public double derivative(double x) {
                return 2 * x;
            }
        }
        Activation named = new Square();
        Activation anonymous = new Square() {};

        assertEquals("Square", named.name());
        assertEquals("f", anonymous.name(), "an anonymous class has no name");
        assertEquals(0, named.kinks().length);
        assertEquals(4, named.slope().value(2));
        assertArrayEquals(new double[] {4}, named.apply(new double[] {2}));
    }

    @Test
    void aLambdaBehindASubInterfaceHasNoStrangeName() {
        OneMethod f = x -> x;
        assertEquals("f", f.name(), "the generated name differs from run to run");
        assertEquals(1, f.derivative(2));
    }

    private interface OneMethod extends Activation {
        @Override
        default double derivative(double x) {
            return 1;
        }
    }

    @Test
    void theExceptionOfTheFunctionComesOutUnchanged() {
        var mistake = new IllegalStateException("mine");
        Activation broken = Activation.of("broken", x -> {
            throw mistake;
        });
        assertSame(mistake, assertThrows(IllegalStateException.class, () -> broken.apply(new double[] {1})));
        assertSame(mistake, assertThrows(IllegalStateException.class, () -> broken.derivative(1)));
    }

    @Test
    void kinksAreSortedCopiesWithoutRepetition() {
        double[] given = {1, -1, 0.0, -0.0, 1};
        Activation f = Activation.of("f", x -> x, given);
        given[0] = 9;
        assertArrayEquals(new double[] {-1, 0, 1}, f.kinks());
        f.kinks()[0] = 9;
        assertArrayEquals(new double[] {-1, 0, 1}, f.kinks());
        assertArrayEquals(new double[] {-1, 0, 1}, f.slope().kinks());
        assertArrayEquals(new double[] {-1, 0, 1}, f.slope().slope().kinks());
    }

    @Test
    void badInputIsNamed() {
        DoubleUnaryOperator nothing = null;
        double[] noKinks = null;
        refused("name is null; give it a name", () -> Activation.of(null, x -> x));
        refused("name is blank; give it a name", () -> Activation.of(" ", x -> x, x -> 1));
        refused("f of \"a\" is null; give it a function such as x -> x * x", () -> Activation.of("a", nothing));
        refused("f of \"f\" is null; give it a function such as x -> x * x", () -> Activation.of(nothing));
        refused(
                "derivative of \"a\" is null; give it a function such as x -> x * x",
                () -> Activation.of("a", x -> x, nothing));
        refused("kinks of \"a\" is null; leave it out if there are none", () -> Activation.of("a", x -> x, noKinks));
        refused("kinks of \"a\" must be finite numbers, not NaN", () -> Activation.of("a", x -> x, 0, Double.NaN));
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    @DisplayName("Numeric slopes keep the digits that are documented")
    void digits() {
        double first = 0;
        double second = 0;
        double secondFromFormula = 0;
        Activation sine = Activation.of("sin", StrictMath::sin);
        Activation sineWithSlope = Activation.of("sin", StrictMath::sin, StrictMath::cos);
        for (double x = -3; x < 3; x += 0.01) {
            first = Math.max(first, Math.abs(sine.derivative(x) - StrictMath.cos(x)));
            second = Math.max(second, Math.abs(sine.slope().derivative(x) + StrictMath.sin(x)));
            secondFromFormula =
                    Math.max(secondFromFormula, Math.abs(sineWithSlope.slope().derivative(x) + StrictMath.sin(x)));
        }
        assertTrue(first < 5e-11, "f′ from f: " + first);
        assertTrue(secondFromFormula < 5e-11, "f″ from f′: " + secondFromFormula);
        assertTrue(second < 5e-8, "f″ from f: " + second);
    }

    @Test
    void numericSlopeOfLargeInputs() {
        Activation line = Activation.of("line", x -> 3 * x);
        for (double x : new double[] {1e3, -1e9, 1e100, -1e200, Double.MAX_VALUE}) {
            assertEquals(3, line.derivative(x), 1e-9, () -> "at " + x);
            assertEquals(0, line.slope().derivative(x), 1e-3 / Math.abs(x), () -> "at " + x);
        }
    }

    @Test
    void numericSlopeAtInfinityIsTheLimit() {
        double infinity = Double.POSITIVE_INFINITY;
        Activation relu = Activation.of("textbook ReLU", OwnFunctionTest::textbookRelu);
        assertEquals(1, relu.derivative(infinity));
        assertEquals(0, relu.derivative(-infinity));
        assertEquals(0, relu.slope().derivative(infinity));
        Activation softsign = Activation.of("softsign", x -> x / (1 + Math.abs(x)));
        assertEquals(0, softsign.derivative(infinity));
        assertEquals(0, softsign.slope().derivative(-infinity));
    }

    @Test
    void numericSlopeOfNanIsNanEvenIfTheFunctionForgetsIt() {
        Activation relu = Activation.of("textbook ReLU", OwnFunctionTest::textbookRelu, 0);
        assertEquals(0, relu.value(Double.NaN), "the library does not change your function");
        assertTrue(Double.isNaN(relu.derivative(Double.NaN)));
        assertTrue(Double.isNaN(relu.slope().derivative(Double.NaN)));
    }

    @Test
    @DisplayName("A kink that is given stays sharp; one that is not given is smeared over the step")
    void kinks() {
        Activation relu = Activation.of("ReLU", OwnFunctionTest::textbookRelu);
        assertEquals(0.5, relu.derivative(0));

        Activation sharp = Activation.of("ReLU", OwnFunctionTest::textbookRelu, 0);
        for (double x : new double[] {-1, -1e-6, -4.9e-324, 0, 4.9e-324, 1e-6, 1}) {
            assertEquals(x > 0 ? 1 : 0, sharp.derivative(x), 1e-10, () -> "at " + x);
            assertEquals(0, sharp.slope().derivative(x), 1e-6, () -> "at " + x);
        }
    }

    @Test
    void jumpsDoNotLeakIntoTheSlope() {
        // The value at the jump belongs to neither side.
        Activation half = Activation.of("H", x -> x > 0 ? 1 : x < 0 ? 0 : 0.5, 0);
        for (double x : new double[] {-1e-7, 0, 1e-7}) {
            assertEquals(0, half.derivative(x), () -> "at " + x);
            assertEquals(0, half.slope().derivative(x), () -> "at " + x);
        }
        for (double x : new double[] {-1e-7, 0, 1e-7}) {
            assertEquals(0, Activations.RELU.slope().derivative(x), () -> "ReLU″ at " + x);
            assertEquals(0, Activations.STEP.slope().derivative(x), () -> "step″ at " + x);
            assertEquals(0, new LeakyRelu(0.2).slope().derivative(x), () -> "leaky ReLU″ at " + x);
        }
    }

    @Test
    void noSlopeIsMinusZero() {
        Activation nothing = Activation.of("nothing", x -> -x * 0.0);
        for (double x : new double[] {0, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertEquals(0.0, nothing.derivative(x), () -> "at " + x);
            assertEquals(0.0, nothing.slope().derivative(x), () -> "at " + x);
        }
    }

    @Test
    void theSlopeFromTheLeftIsTakenAtAKink() {
        assertEquals(0.2, Activation.of("leaky", x -> x > 0 ? x : 0.2 * x, 0).derivative(0), 1e-10);
        assertEquals(2, Activation.of("steep", x -> x > 0 ? x : 2 * x, 0).derivative(0), 1e-10);
        assertEquals(-1, Activation.of("abs", Math::abs, 0).derivative(0), 1e-10);
    }

    @Test
    void twoKinksWithinOneStep() {
        Activation ramp = Activation.of("ramp", x -> Math.max(0, Math.min(1e-7, x)), 0, 1e-7);
        assertEquals(1, ramp.derivative(3e-8), 1e-6);
        assertEquals(1, ramp.derivative(7e-8), 1e-6);
        assertEquals(0, ramp.derivative(-1e-8));
        assertEquals(0, ramp.derivative(2e-7));
    }
}
