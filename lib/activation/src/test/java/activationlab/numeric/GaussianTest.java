package activationlab.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activation;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Means under a normal distribution")
class GaussianTest {

    /** The functions of src/test/python/numeric.py, from StrictMath. */
    private static final Map<String, Activation> FUNCTIONS = Map.of(
            "sigmoid", Activation.of("sigmoid", GaussianTest::sigmoid, x -> sigmoid(x) * sigmoid(-x)),
            "tanh", Activation.of("tanh", StrictMath::tanh, x -> 4 * sigmoid(2 * x) * sigmoid(-2 * x)),
            "softplus",
                    Activation.of(
                            "softplus",
                            x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
                            GaussianTest::sigmoid),
            "elu", Activation.of("elu", x -> x > 0 ? x : StrictMath.expm1(x), x -> x > 0 ? 1 : StrictMath.exp(x), 0),
            "relu", Activation.of("relu", x -> Math.max(0, x), x -> x > 0 ? 1 : 0, 0),
            "step", Activation.of("step", x -> x > 0 ? 1 : 0, x -> 0, 0),
            "hard tanh",
                    Activation.of("hard tanh", x -> Math.max(-1, Math.min(1, x)), x -> Math.abs(x) < 1 ? 1 : 0, -1, 1));

    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    @Test
    void agreesWithMpmathIfTheKinksAreGiven() {
        agrees(true, 1e-15);
    }

    @Test
    void agreesWithMpmathIfTheKinksAreNotGiven() {
        agrees(false, 1e-13);
    }

    private static void agrees(boolean given, double tolerance) {
        int count = 0;
        for (String[] row : GaussHermiteTest.rows("moments.csv")) {
            Activation function = FUNCTIONS.get(row[0]);
            double mean = Double.parseDouble(row[1]);
            double deviation = Double.parseDouble(row[2]);
            double[] kinks = given ? function.kinks() : new double[0];
            String what = row[0] + ", N(" + mean + ", " + deviation + "²)";
            // Relative to the mean of |f|, for which the root of the second moment is a bound.
            double size = Math.sqrt(Double.parseDouble(row[4]));
            double first = Gaussian.mean(function::value, mean, deviation, kinks);
            assertEquals(Double.parseDouble(row[3]), first, tolerance * size, what);
            double second = Gaussian.secondMoment(function::value, mean, deviation, kinks);
            assertEquals(Double.parseDouble(row[4]), second, tolerance * size * size, what);
            double slope = Double.parseDouble(row[5]);
            double depth = Gaussian.depthFactor(function::derivative, 1, deviation, kinks);
            assertEquals(slope, mean == 0 ? depth : slope, tolerance * slope, what);
            double variance = Gaussian.variance(function::value, mean, deviation, kinks);
            assertEquals(size * size - first * first, variance, 2 * tolerance * size * size, what);
            count++;
        }
        assertEquals(56, count);
    }

    @Test
    void knownMoments() {
        assertEquals(1, Gaussian.mean(x -> 1, 5, 3), 1e-15);
        assertEquals(15, Gaussian.mean(x -> x * x * x * x * x * x, 0, 1), 3e-14);
        assertEquals(StrictMath.exp(0.5), Gaussian.mean(StrictMath::exp, 0, 1), 2e-15);
        assertEquals(0, Gaussian.mean(StrictMath::tanh, 0, 1), "what cancels by symmetry cancels exactly");
        assertEquals(0.5, Gaussian.secondMoment(x -> StrictMath.sin(50 * x), 0, 1), 1e-14);
        assertEquals(9, Gaussian.mean(x -> x * x, 3, 0), "no deviation: f(mean)");
        assertEquals(0, Gaussian.variance(x -> 7e20, 0, 1), 1e12);
    }

    @Test
    void findsAJumpThatIsNotGiven() {
        // Φ(−0.3), from mpmath
        assertEquals(0.3820885778110473, Gaussian.mean(x -> x > 0.3 ? 1 : 0, 0, 1), 1e-13);
        assertEquals(0.3820885778110473, Gaussian.mean(x -> x > 0.3 ? 1 : 0, 0, 1, 0.3, 1000, -2), 1e-15);
    }

    @Test
    void toleratesAFunctionWithFewDigits() {
        // E[tanh(X − 1)] from mpmath
        assertEquals(-0.5504004907, Gaussian.mean(x -> (float) StrictMath.tanh(x - 1), 0, 1), 1e-8);
    }

    @Test
    void whatHasNoMeanIsNotInvented() {
        assertTrue(Double.isNaN(Gaussian.mean(x -> 1 / x, 0, 1)));
        assertTrue(Double.isNaN(Gaussian.mean(Math::sqrt, 0, 1)));
        assertEquals(Double.POSITIVE_INFINITY, Gaussian.mean(x -> StrictMath.exp(x * x), 0, 1));
    }

    @Test
    void workIsLimited() {
        AtomicInteger calls = new AtomicInteger();
        Gaussian.mean(
                x -> {
                    calls.incrementAndGet();
                    return StrictMath.tanh(x);
                },
                0,
                1);
        assertTrue(calls.get() < 1_000, "smooth: " + calls);
        calls.set(0);
        Gaussian.mean(
                x -> {
                    calls.incrementAndGet();
                    return Math.abs(x - 7);
                },
                5,
                3,
                7);
        assertTrue(calls.get() < 1_000, "a kink that is given: " + calls);
        calls.set(0);
        Gaussian.mean(x -> calls.incrementAndGet() % 7, 0, 1);
        assertTrue(calls.get() < 40_000, "noise: " + calls);
    }

    @Test
    @DisplayName("ReLU with He's initialisation has depth factor 1, and gain √2")
    void depthFactorAndGain() {
        Activation relu = FUNCTIONS.get("relu");
        assertEquals(1, Gaussian.depthFactor(relu::derivative, Math.sqrt(2), 1, 0), 1e-15);
        assertEquals(1, Gaussian.depthFactor(relu::derivative, Math.sqrt(2), 5, 0), 1e-15, "of every size");
        assertEquals(Math.sqrt(2), Gaussian.gain(relu::value, 0), 1e-15);
        // 1/√0.39429449039784117446
        assertEquals(1.5925374197228315, Gaussian.gain(StrictMath::tanh), 2e-15);
        assertEquals(0.46440290244826826 * 4, Gaussian.depthFactor(FUNCTIONS.get("tanh")::derivative, 2, 1), 2e-15);
        assertEquals(0, Gaussian.depthFactor(relu::derivative, 0, 1));
        assertEquals(Double.POSITIVE_INFINITY, Gaussian.gain(x -> 0));
    }

    @Test
    void badInputIsNamed() {
        String noFunction = "f is null; give it a function such as x -> x * x";
        refused(noFunction, () -> Gaussian.mean(null, 0, 1));
        refused(noFunction, () -> Gaussian.secondMoment(null, 0, 1));
        refused(noFunction, () -> Gaussian.variance(null, 0, 1));
        refused(noFunction, () -> Gaussian.gain(null));
        refused("derivative is null; give it a function such as x -> x * x", () -> Gaussian.depthFactor(null, 1, 1));
        refused(
                "weightDeviation must be a finite number >= 0, not NaN",
                () -> Gaussian.depthFactor(x -> 1, Double.NaN, 1));
        refused("deviation must be a finite number >= 0, not -1.0", () -> Gaussian.depthFactor(x -> 1, 1, -1));
        refused("deviation must be a finite number >= 0, not NaN", () -> Gaussian.mean(x -> x, 0, Double.NaN));
        refused("mean must be a finite number, not Infinity", () -> Gaussian.mean(x -> x, 1 / 0.0, 1));
        refused("kinks must be finite numbers, not Infinity", () -> Gaussian.mean(x -> x, 0, 1, 1 / 0.0));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
