package activationlab.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.function.Facts;
import activationlab.property.Line.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Functions as a reader types them in, with all the mistakes that are usual. */
@DisplayName("The sheet of a function of your own")
class PropertySheetTest {

    private static Line line(Activation f, String property) {
        return PropertySheet.of(f).lines().stream()
                .filter(line -> line.property().equals(property))
                .findFirst()
                .orElseThrow();
    }

    private static Line line(DoubleUnaryOperator f, String property) {
        return line(Activation.of("f", f), property);
    }

    private static void measured(String expected, DoubleUnaryOperator f, String property) {
        Line line = line(f, property);
        assertEquals(expected, line.measured(), property);
        assertEquals(line.stated().isEmpty() ? Verdict.MEASURED : Verdict.AS_STATED, line.verdict(), line.toString());
    }

    private static void judged(Verdict verdict, String measured, String remark, Line line) {
        assertEquals(measured, line.measured());
        assertEquals(remark, line.remark());
        assertEquals(verdict, line.verdict());
    }

    private static double softsign(double x) {
        return x / (1 + Math.abs(x));
    }

    @Test
    void rangeTellsWhatIsReachedAndWhatIsApproached() {
        measured("approaches -1 as x → -∞", StrictMath::tanh, "least value");
        measured("approaches 1 as x → ∞", StrictMath::tanh, "greatest value");
        measured("-1 for x ≤ -1", x -> Math.max(-1, Math.min(1, x)), "least value");
        measured("1 for x ≥ 1", x -> Math.max(-1, Math.min(1, x)), "greatest value");
        measured("1 for x > 0.3", x -> x > 0.3 ? 1 : 0, "greatest value");
        measured("-0.278465 at x = -1.27846", x -> x / (1 + StrictMath.exp(-x)), "least value");
        measured("approaches ∞ as x → ∞", x -> x / (1 + StrictMath.exp(-x)), "greatest value");
        measured("1 at x = 0", x -> StrictMath.exp(-x * x), "greatest value");
        measured("approaches 0 as x → ±∞", x -> StrictMath.exp(-x * x), "least value");
        measured("1 at x = 1.5708", StrictMath::sin, "greatest value");
        measured("3 for every x", x -> 3, "least value");
        measured("approaches -∞ as x → -∞", x -> x, "least value");
        measured("approaches ∞ near x = 0", x -> 1 / x, "greatest value");
        measured("no values", x -> Double.NaN, "greatest value");
        // Between the points of the grid, and far out.
        measured("2 at x = 0.3", x -> 2 - Math.abs(x - 0.3), "greatest value");
        measured("7 at x = 1000000", x -> 7 - Math.abs(x - 1e6) / 1e6, "greatest value");
    }

    @Test
    void courseTellsWhereAFunctionTurns() {
        measured("rises", x -> x * x * x, "course");
        measured("falls", x -> -StrictMath.atan(x), "course");
        measured("constant", x -> 3, "course");
        measured("unknown", x -> Double.NaN, "course");
        measured("falls to x = 0, rises", x -> x * x, "course");
        measured("rises to x = 0, falls", x -> StrictMath.exp(-x * x), "course");
        measured("falls to x = -1.27846, rises", x -> x / (1 + StrictMath.exp(-x)), "course");
        measured("rises to x = -1, falls to x = 1, rises", x -> x * x * x - 3 * x, "course");
        measured("constant for x ≤ 0, rises", x -> Math.max(0, x), "course");
        measured("constant for x ≤ -1, rises, constant for x ≥ 1", x -> Math.max(-1, Math.min(1, x)), "course");
        measured("constant for x ≤ 0.3, jumps, constant for x > 0.3", x -> x > 0.3 ? 1 : 0, "course");
        measured("rises and falls, turns 26 times from -40 to 40", StrictMath::sin, "course");
        measured("rises", x -> (float) StrictMath.tanh(x / 2) + x, "course");
    }

    @Test
    void symmetryAndZeros() {
        measured("odd", StrictMath::tanh, "symmetry");
        measured("even", StrictMath::cos, "symmetry");
        measured("odd and even", x -> 0, "symmetry");
        measured("odd about the point (0, 0.5)", x -> 1 / (1 + StrictMath.exp(-x)), "symmetry");
        measured("none", x -> Math.max(0, x), "symmetry");
        measured("none", Math::sqrt, "symmetry");

        measured("x = 0", StrictMath::tanh, "zeros");
        measured("none", StrictMath::exp, "zeros");
        measured("none", x -> 1 / x, "zeros");
        measured("none", x -> x > 0 ? 1 : -1, "zeros");
        measured("x = -1.41421, x = 1.41421", x -> x * x - 2, "zeros");
        measured("x = 0", x -> x * x, "zeros");
        measured("x = 0.3", x -> Math.abs(x - 0.3), "zeros");
        measured("for x ≤ 0", x -> Math.max(0, x), "zeros");
        measured("for x ≥ 0", x -> Math.min(0, x), "zeros");
        measured("for every x", x -> 0 * Math.min(1, Math.abs(x)), "zeros");
        measured("from -0.5 to 0.5 at least", x -> Math.abs(x) <= 0.5 ? 0 : x, "zeros");
        assertTrue(line(StrictMath::sin, "zeros").measured().endsWith("the one nearest to 0 at x = 0"));
    }

    @Test
    void steepestSlope() {
        measured("1 at x = 0", StrictMath::tanh, "steepest slope");
        measured("2 for every x", x -> 2 * x, "steepest slope");
        measured("approaches ∞ far out", x -> x * x, "steepest slope");
        measured("∞ at the jump, x = 0.3", x -> x > 0.3 ? 1 : 0, "steepest slope");
        Activation relu = Activation.of("relu", x -> Math.max(0, x), x -> x > 0 ? 1 : 0, 0);
        assertEquals("1 for x > 0", line(relu, "steepest slope").measured());
        Activation softplus =
                Activation.of("softplus", x -> Activations.SOFTPLUS.value(x), x -> Activations.SIGMOID.value(x));
        assertEquals("approaches 1 as x → ∞", line(softplus, "steepest slope").measured());
    }

    @Test
    void kinksAreFoundAndComparedWithThoseThatAreGiven() {
        Activation leaky = Activation.of("leaky", x -> x > 0 ? x : 0.2 * x, 0);
        judged(Verdict.AS_STATED, "x = 0: slope 0.2 before, 1 after", "", line(leaky, "kinks"));
        judged(
                Verdict.NOTE,
                "x = 0.3: slope -1 before, 1 after",
                "kinks() does not name x = 0.3",
                line(x -> Math.abs(x - 0.3), "kinks"));
        judged(
                Verdict.NOTE,
                "x = -7.12346: jumps by -2",
                "kinks() does not name x = -7.12346",
                line(x -> x > -7.123456 ? -1 : 1, "kinks"));
        judged(
                Verdict.NOTE,
                "none",
                "nothing jumps at x = 1",
                line(Activation.of("tanh", StrictMath::tanh, 1), "kinks"));
        judged(Verdict.NOTE, "more than 6", "kinks() does not name x = -39.5", line(StrictMath::rint, "kinks"));
        measured("none", x -> StrictMath.tanh(100 * x), "kinks");
        measured("none", x -> (float) StrictMath.tanh(x), "kinks");
        measured("none", x -> 1e200 * x, "kinks");
        measured("none", Math::sqrt, "kinks");
    }

    @Test
    void thresholdsForDoublesAndFloats() {
        // From mpmath: ln(2^54 − 1) and, for floats, ln(2^25 − 1).
        DoubleUnaryOperator elu = x -> x > 0 ? x : StrictMath.expm1(x);
        measured("-1 for x ≤ -37.42994775023705 (float: -17.32868)", elu, "constant on the left");
        measured("no", elu, "constant on the right");
        measured("for x ≥ 0", elu, "f(x) = x");
        measured("0 for x ≤ 0", x -> Math.max(0, x), "constant on the left");
        measured("∞ for x ≥ 709.7827128933841 (float: 88.72284)", StrictMath::exp, "constant on the right");
        measured("3 for every x", x -> 3, "constant on the right");
        measured("for every x", x -> x, "f(x) = x");
        measured("for x ≤ -0.5 and for x ≥ 0.5", x -> Math.abs(x) < 0.5 ? 0 : x, "f(x) = x");
        measured("not far from 0", StrictMath::tanh, "f(x) = x");
        assertFalse(line(StrictMath::rint, "f(x) = x").measured().contains("40"), "whole numbers do not count");
    }

    @Test
    void momentsDepthFactorAndGain() {
        Activation relu = Activation.of("relu", x -> Math.max(0, x), x -> x > 0 ? 1 : 0, 0);
        assertEquals(
                "mean 0.398942, variance 0.340845",
                line(relu, "for x from N(0, 1)").measured());
        assertEquals("0.5 (weights of gain 1)", line(relu, "depth factor χ").measured());
        assertEquals("forward 1.41421, backward 1.41421", line(relu, "gain").measured());
        measured("mean 0, variance 0.394294", StrictMath::tanh, "for x from N(0, 1)");
        measured("mean 3, variance 0", x -> 3, "for x from N(0, 1)");
        measured("mean NaN, variance NaN", Math::sqrt, "for x from N(0, 1)");
        judged(
                Verdict.NOTE,
                "0 (weights of gain 1)",
                "f′ does not see the jump",
                line(x -> x > 0.3 ? 1 : 0, "depth factor χ"));
    }

    @Test
    void aWrongDerivativeIsFound() {
        Activation wrong = Activation.of("tanh", StrictMath::tanh, x -> 1 - StrictMath.tanh(x));
        Line line = line(wrong, "f′");
        assertEquals(Verdict.WRONG, line.verdict());
        assertEquals("f′ is not the derivative of f", line.remark());
        assertTrue(line.measured().startsWith("f′(-"), line.measured());
        // Wrong on the left of a kink only.
        Activation half = Activation.of("relu", x -> Math.max(0, x), x -> x > 0 ? 1 : 0.01, 0);
        judged(
                Verdict.WRONG,
                "f′(-39.9844) = 0.01, differences of f give 0",
                "f′ is not the derivative of f",
                line(half, "f′"));
        Activation nothing = Activation.of("tanh", StrictMath::tanh, x -> Double.NaN);
        assertEquals(Verdict.WRONG, line(nothing, "f′").verdict());
        judged(
                Verdict.WRONG,
                "f′ is NaN at x = -1.79769e308, where f is not",
                "every x needs a value, and the same one each time",
                line(nothing, "defined"));
        Activation right = Activation.of("sin", x -> StrictMath.sin(20 * x), x -> 20 * StrictMath.cos(20 * x));
        assertEquals(Verdict.AS_STATED, line(right, "f′").verdict());
        judged(Verdict.NOTE, "cannot be compared", "f has no values", line(x -> Double.NaN, "f′"));
    }

    @Test
    void whatIsUndefinedIsSaid() {
        measured("for every x", StrictMath::tanh, "defined");
        judged(
                Verdict.WRONG,
                "f is NaN from x = -1.79769e308 to -4.94066e-324; f′ is NaN at x = 0, where f is not",
                "every x needs a value, and the same one each time",
                line(Math::sqrt, "defined"));
        judged(
                Verdict.WRONG,
                "f is NaN at x = 0; f′ is NaN at x = -7.62939e-6, where f is not",
                "every x needs a value, and the same one each time",
                line(x -> x == 0 ? Double.NaN : StrictMath.sin(x) / x, "defined"));
        DoubleUnaryOperator naive =
                x -> (StrictMath.exp(x) - StrictMath.exp(-x)) / (StrictMath.exp(x) + StrictMath.exp(-x));
        assertTrue(
                line(naive, "defined").measured().startsWith("f is NaN from x = -1.79769e308 to -768 and elsewhere"));
        judged(
                Verdict.WRONG,
                "f(512) = 512, but f(768) = ∞",
                "a number on the way to the result is too great for a double",
                line(x -> StrictMath.log(1 + StrictMath.exp(x)), "defined"));
    }

    @Test
    void exceptionsAreReportedNotThrown() {
        Activation picky = Activation.of("picky", x -> {
            if (x < -1) {
                throw new IllegalStateException("negative");
            }
            return x;
        });
        Line defined = line(picky, "defined");
        assertEquals(Verdict.WRONG, defined.verdict());
        assertTrue(
                defined.measured()
                        .startsWith("f(-1.7976931348623157e308) throws java.lang.IllegalStateException: negative"),
                defined.measured());
        assertEquals("-1 at x = -1", line(picky, "least value").measured());
        judged(Verdict.NOTE, "not tried", "f throws exceptions", line(picky, "arrays"));
        Activation slope = Activation.of("slope", x -> x, x -> {
            throw new UnsupportedOperationException("later");
        });
        assertTrue(line(slope, "defined").measured().contains("f′(-1.7976931348623157e308) throws"));
        assertEquals(
                20,
                PropertySheet.of(Activation.of("deep", PropertySheetTest::endless))
                        .lines()
                        .size());
    }

    @Test
    void aFunctionThatChangesIsReported() {
        int[] calls = new int[1];
        Line defined = line(x -> calls[0]++ % 7, "defined");
        judged(
                Verdict.WRONG,
                "two results for the same x = -1.79769e308",
                "every x needs a value, and the same one each time",
                defined);
        Activation slope = Activation.of("slope", x -> x, x -> calls[0]++ % 7);
        assertEquals(Verdict.WRONG, line(slope, "defined").verdict());
        // Signs and thresholds that change while they are looked for must not stop the sheet.
        for (int period : new int[] {2, 3, 5, 1000, 13_001}) {
            Activation f = Activation.of("f", x -> calls[0]++ % period - period / 2, x -> calls[0]++ % period);
            assertEquals(20, PropertySheet.of(f).lines().size());
        }
    }

    private static double endless(double x) {
        return x > 1e300 ? x : endless(Math.abs(x) + 1);
    }

    @Test
    void infinitiesMustContinueWhatIsBefore() {
        judged(
                Verdict.WRONG,
                "f = NaN, f′ = 0",
                "at the greatest doubles f is -0.0",
                line(x -> x / (1 + StrictMath.exp(-x)), "at x = -∞"));
        judged(
                Verdict.WRONG,
                "f = NaN, f′ = 0",
                "at the greatest doubles f is 1",
                line(PropertySheetTest::softsign, "at x = ∞"));
        measured("f = -0.0, f′ = 0", x -> Math.max(x, -40) / (1 + StrictMath.exp(-x)), "at x = -∞");
        judged(
                Verdict.NOTE,
                "f = NaN, f′ = NaN",
                "f has no limit there",
                line(Activation.of("sin", StrictMath::sin, StrictMath::cos), "at x = ∞"));
        measured("f = ∞, f′ = 1", x -> x, "at x = ∞");
        Activation forgets = Activation.of("forgets", x -> x, x -> Double.isInfinite(x) ? 0 : 1);
        judged(Verdict.WRONG, "f = ∞, f′ = 0", "at the greatest doubles f′ is 1", line(forgets, "at x = ∞"));
        // The logarithm is still on its way at the greatest doubles.
        measured("f = ∞, f′ = 2.11752e-151", x -> StrictMath.log1p(Math.abs(x)), "at x = ∞");
        Line stuck = line(x -> Double.isInfinite(x) ? 700 : StrictMath.log1p(Math.abs(x)), "at x = ∞");
        assertEquals(Verdict.WRONG, stuck.verdict());
        Line off = line(x -> Double.isInfinite(x) ? 1e-3 : 1 / (1 + Math.abs(x)), "at x = ∞");
        assertEquals(Verdict.WRONG, off.verdict());
    }

    @Test
    void nanMustNotVanish() {
        judged(Verdict.WRONG, "f = 0, f′ = NaN", "an error in the data would vanish", line(x -> x > 0 ? x : 0, "NaN"));
        measured("f = NaN, f′ = NaN", x -> Math.max(0, x), "NaN");
        Activation slope = Activation.of("relu", x -> Math.max(0, x), x -> x > 0 ? 1 : 0, 0);
        assertEquals(Verdict.WRONG, line(slope, "NaN").verdict());
    }

    @Test
    void nearZero() {
        measured("f(-0.0) = -0.0, f(0.0) = 0, f(4.9e-324) = 4.94066e-324", StrictMath::tanh, "near 0");
        measured("f(-0.0) = 0, f(0.0) = 0, f(4.9e-324) = 0", x -> Math.max(0, x) * Math.max(0, x), "near 0");
        judged(
                Verdict.NOTE,
                "f(-0.0) = 0, f(0.0) = 0, f(4.9e-324) = 0",
                "digits get lost: f(1e-17) = 0 instead of 1e-17",
                line(x -> StrictMath.exp(x) - 1, "near 0"));
        judged(
                Verdict.WRONG,
                "f(-0.0) = -∞, f(0.0) = ∞, f(4.9e-324) = ∞",
                "-0.0 and 0.0 are the same number",
                line(x -> 1 / x, "near 0"));
    }

    @Test
    void arraysMustHaveTheSameBits() {
        Activation other = new Activation() {
            @Override
            public double value(double x) {
                return x;
            }

            @Override
            public double derivative(double x) {
                return 1;
            }

            @Override
            public void apply(double[] x, double[] y) {
                for (int i = 0; i < x.length; i++) {
                    y[i] = x[i] == 2 ? Math.nextUp(2.0) : x[i];
                }
            }
        };
        judged(
                Verdict.WRONG,
                "other bits than one by one, at x = 2",
                "apply, applyWithDerivative, value and derivative must agree",
                line(other, "arrays"));
    }

    @Test
    void arraysThatThrowAreReported() {
        Activation f = new Activation() {
            @Override
            public double value(double x) {
                return x;
            }

            @Override
            public double derivative(double x) {
                return 1;
            }

            @Override
            public void apply(double[] x, double[] y) {
                throw new UnsupportedOperationException("one by one, please");
            }
        };
        judged(
                Verdict.WRONG,
                "throws java.lang.UnsupportedOperationException: one by one, please",
                "one by one it works",
                line(f, "arrays"));
    }

    @Test
    void kinksThatAreNoNumbersDoNotStopTheSheet() {
        for (double[] kinks : new double[][] {null, {Double.NaN, 1}, {1e308, -1e-320}}) {
            Activation f = new Activation() {
                @Override
                public double value(double x) {
                    return Math.max(1, x);
                }

                @Override
                public double derivative(double x) {
                    return x > 1 ? 1 : 0;
                }

                @Override
                public double[] kinks() {
                    return kinks;
                }
            };
            assertEquals("x = 1: slope 0 before, 1 after", line(f, "kinks").measured());
        }
    }

    /** The values of one function with the facts of another one. */
    private static Activation mixed(Activation f, Activation stated) {
        return new Activation() {
            @Override
            public double value(double x) {
                return f.value(x);
            }

            @Override
            public double derivative(double x) {
                return f.derivative(x);
            }

            @Override
            public String name() {
                return "mixed";
            }

            @Override
            public double[] kinks() {
                return f.kinks();
            }

            @Override
            public Optional<Facts> facts() {
                return stated.facts();
            }
        };
    }

    private static List<String> wrong(Activation f, Activation stated) {
        return PropertySheet.of(mixed(f, stated)).lines().stream()
                .filter(line -> line.verdict() == Verdict.WRONG)
                .map(Line::property)
                .toList();
    }

    @Test
    @DisplayName("Facts that do not hold are found, each one")
    void wrongFacts() {
        assertEquals(List.of(), wrong(Activations.TANH, Activations.TANH));
        assertEquals(
                List.of(
                        "least value",
                        "at x = -∞",
                        "symmetry",
                        "steepest slope",
                        "constant on the left",
                        "constant on the right",
                        "for x from N(0, 1)"),
                wrong(Activations.TANH, Activations.SIGMOID));
        assertEquals(
                List.of("least value", "course", "steepest slope", "constant on the left", "f(x) = x"),
                wrong(Activations.SILU, Activations.GELU));
        assertEquals(
                List.of("steepest slope", "kinks", "f(x) = x"),
                wrong(Activations.RELU, Activations.SQUARED_RELU).stream()
                        .filter(p -> !p.startsWith("constant"))
                        .toList());
        assertTrue(wrong(Activations.LEAKY_RELU, Activations.PRELU).contains("kinks"));
        assertTrue(
                wrong(Activations.HARD_TANH, Activations.TANH).contains("greatest value"), "reached, not approached");
        assertTrue(wrong(Activations.RELU, Activations.SOFTPLUS).contains("kinks"));
        assertTrue(wrong(Activations.SOFTPLUS, Activations.RELU).contains("kinks"));
    }

    @Test
    void aLineThatIsWrongFailsATestAndSaysWhy() {
        Activation relu = Activation.of("my ReLU", x -> x > 0 ? x : 0);
        Line line = line(relu, "NaN");
        String message =
                "my ReLU, NaN: f = 0, f′ = NaN (stated: NaN for NaN) - wrong: an error in the data would vanish";
        assertEquals(message, assertThrows(AssertionError.class, line::check).getMessage());
        PropertySheet sheet = PropertySheet.of(relu);
        assertEquals(message, assertThrows(AssertionError.class, sheet::check).getMessage());
        assertTrue(sheet.toString().contains("\nmy ReLU, zeros: for x ≤ 0 - measured\n"), sheet.toString());
        assertEquals("my ReLU", sheet.name());

        line(relu, "zeros").check();
        line(relu, "kinks").check(); // a note is no failure
        PropertySheet.of(Activations.RELU).check();
    }

    @Test
    void theTextIsTheSameEverywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            String german = PropertySheet.of(Activations.GELU).toString();
            Locale.setDefault(Locale.ROOT);
            assertEquals(german, PropertySheet.of(Activations.GELU).toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void numbersNameTheirDouble() {
        assertEquals("4.9e-324", Text.exact(Double.MIN_VALUE));
        assertEquals("1.7976931348623157e308", Text.exact(Double.MAX_VALUE));
        assertEquals("0.1", Text.exact(0.1));
        assertEquals("0.30000000000000004", Text.exact(0.1 + 0.2));
        assertEquals("1.4e-45", Text.exact(Float.MIN_VALUE));
        assertEquals("0.1", Text.exact(0.1f));
        assertEquals("-∞", Text.exact(Float.NEGATIVE_INFINITY));
        assertEquals("1e7", Text.rounded(1e7));
        assertEquals("1234570", Text.rounded(1234567));
        assertEquals("1.2e-6", Text.rough(1.2345e-6));
        assertEquals("0.000012", Text.rough(1.2345e-5));
    }

    @Test
    void badInputIsNamed() {
        assertEquals(
                "f is null; give it a function such as Activations.RELU or Activation.of(\"mine\", x -> x * x)",
                assertThrows(IllegalArgumentException.class, () -> PropertySheet.of(null))
                        .getMessage());
    }
}
