package activationlab.function;

import static activationlab.function.Activations.IDENTITY;
import static activationlab.function.Activations.LEAKY_RELU;
import static activationlab.function.Activations.RELU;
import static activationlab.function.Activations.SIGMOID;
import static activationlab.function.Activations.STEP;
import static activationlab.function.Activations.TANH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What mathematics says about the functions, checked at seeded random points. */
@DisplayName("Laws")
class LawsTest {

    private static final double EPS = 0x1p-52;

    /** 20,000 points, ascending: narrow, wide, and near 0. */
    private static double[] points() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        return DoubleStream.of(0.01, 3, 40, 800)
                .flatMap(reach -> random.doubles(5_000, -reach, reach))
                .sorted()
                .toArray();
    }

    static Stream<Arguments> boundsAndLipschitzConstants() {
        double infinity = Double.POSITIVE_INFINITY;
        return Stream.of(
                Arguments.of(IDENTITY, -infinity, infinity, 1),
                Arguments.of(SIGMOID, 0, 1, 0.25),
                Arguments.of(TANH, -1, 1, 1),
                Arguments.of(RELU, 0, infinity, 1),
                Arguments.of(LEAKY_RELU, -infinity, infinity, 1),
                Arguments.of(new LeakyRelu(0), 0, infinity, 1),
                Arguments.of(new LeakyRelu(2), -infinity, infinity, 2));
    }

    static List<Activation> functions() {
        return Stream.concat(
                        Activations.all().stream(),
                        Stream.of(0.0, 0.3, 1.0, 2.0).map(LeakyRelu::new))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("boundsAndLipschitzConstants")
    void staysInRangeAndIsNoSteeperThan(Activation f, double low, double high, double steepest) {
        double[] x = points();
        for (int i = 0; i < x.length; i++) {
            double y = f.value(x[i]);
            assertTrue(low <= y && y <= high, () -> f.name() + " leaves its range");
            double slope = f.derivative(x[i]);
            assertTrue(0 <= slope && slope <= steepest, f.name() + "′(" + x[i] + ") = " + slope);
            if (i > 0) {
                double rise = Math.abs(y - f.value(x[i - 1]));
                // Each of the two values is off by at most 2.1 ulp.
                double rounding = 5 * Math.ulp(y);
                assertTrue(rise <= steepest * (x[i] - x[i - 1]) + rounding, f.name() + " is too steep at " + x[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void neverDecreases(Activation f) {
        double[] x = points();
        for (int i = 1; i < x.length; i++) {
            double before = f.value(x[i - 1]);
            double after = f.value(x[i]);
            // Between doubles that nearly touch, rounding may lead one step back.
            double slack = x[i] - x[i - 1] < 8 * Math.ulp(x[i]) ? Math.ulp(after) : 0;
            assertTrue(after >= before - slack, f.name() + " falls at " + x[i]);
        }
    }

    @Test
    void sigmoidIsPointSymmetricAboutOneHalf() {
        for (double x : points()) {
            assertEquals(1, SIGMOID.value(x) + SIGMOID.value(-x), 2 * EPS, () -> "at " + x);
            assertEquals(SIGMOID.derivative(x), SIGMOID.derivative(-x), 0, () -> "the slope is even, at " + x);
        }
    }

    @Test
    void tanhIsOddAndItsSlopeEven() {
        for (double x : points()) {
            assertEquals(-TANH.value(x), TANH.value(-x), 0, () -> "at " + x);
            assertEquals(TANH.derivative(x), TANH.derivative(-x), 0, () -> "at " + x);
        }
    }

    @Test
    void tanhIsAStretchedSigmoid() {
        for (double x : points()) {
            // 2σ − 1 doubles σ's error of 1 ulp (2⁻⁵³ below 1) and adds tanh's of 2 ulp.
            assertEquals(TANH.value(x), 2 * SIGMOID.value(2 * x) - 1, 4 * EPS, () -> "at " + x);
        }
    }

    @Test
    void slopesInTermsOfTheOutputAgree() {
        for (double x : points()) {
            double s = SIGMOID.value(x);
            double t = TANH.value(x);
            assertEquals(s * (1 - s), SIGMOID.derivative(x), 2 * EPS, () -> "at " + x);
            assertEquals(1 - t * t, TANH.derivative(x), 4 * EPS, () -> "at " + x);
        }
    }

    @Test
    void stepIsTheSlopeOfReluBitForBit() {
        for (double x : DoubleStream.concat(Arrays.stream(points()), DoubleStream.of(0, -0.0, Double.NaN))
                .toArray()) {
            assertEquals(bits(RELU.derivative(x)), bits(STEP.value(x)), () -> "at " + x);
        }
    }

    @Test
    void leakyReluWithTheEndsOfItsUsualRange() {
        for (double x : points()) {
            assertEquals(bits(RELU.value(x)), bits(new LeakyRelu(0).value(x)), () -> "alpha = 0 is ReLU, at " + x);
            assertEquals(bits(x), bits(new LeakyRelu(1).value(x)), () -> "alpha = 1 is the identity, at " + x);
            assertEquals(Math.max(0.3 * x, x), new LeakyRelu(0.3).value(x), () -> "max(0.3x, x), at " + x);
        }
        assertEquals(-2, new LeakyRelu(2).value(-1), "max(2x, x) would be -1");
    }

    @Test
    void positiveFactorsPassThroughReluAndLeakyRelu() {
        for (double x : points()) {
            assertEquals(8 * RELU.value(x), RELU.value(8 * x));
            assertEquals(8 * LEAKY_RELU.value(x), LEAKY_RELU.value(8 * x));
        }
    }

    @Test
    @DisplayName("f(a + b) = f(a) + f(b) for the identity and for no other function")
    void onlyTheIdentityIsAdditive() {
        for (Activation f : functions()) {
            // Whole numbers add without rounding, so that a difference is the function's.
            boolean additive = true;
            for (int a = -20; a <= 20; a++) {
                for (int b = -20; b <= 20; b++) {
                    additive &= f.value(a + b) == f.value(a) + f.value(b);
                }
            }
            boolean identity = f.equals(IDENTITY) || f.equals(new LeakyRelu(1));
            assertEquals(identity, additive, f.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivativeAgreesWithDifferences(Activation f) {
        Activation numeric = Activation.of(f.name(), f::value, f.kinks());
        for (double x : points()) {
            // h²·f‴/6 = 2e-11 for tanh with f‴ = −2; rounding at |f| = 800 and h = 2^-8 is of the same order.
            assertEquals(f.derivative(x), numeric.derivative(x), 1e-10, () -> f.name() + "′ at " + x);
        }
        assertEquals(f.derivative(0), numeric.derivative(0), 1e-10, () -> f.name() + "′(0)");
    }

    @Test
    void pointsAreWhatTheTestsNeed() {
        double[] x = points();
        assertEquals(20_000, x.length);
        assertTrue(x[0] < -745 && x[x.length - 1] > 745);
        assertFalse(Arrays.stream(x).anyMatch(Double::isNaN));
    }

    private static long bits(double x) {
        return Double.doubleToRawLongBits(x);
    }
}
