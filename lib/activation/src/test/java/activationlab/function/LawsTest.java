package activationlab.function;

import static activationlab.function.Activations.CELU;
import static activationlab.function.Activations.ELU;
import static activationlab.function.Activations.GELU;
import static activationlab.function.Activations.GELU_SIGMOID;
import static activationlab.function.Activations.GELU_TANH;
import static activationlab.function.Activations.HARD_SIGMOID;
import static activationlab.function.Activations.HARD_SWISH;
import static activationlab.function.Activations.HARD_TANH;
import static activationlab.function.Activations.IDENTITY;
import static activationlab.function.Activations.LEAKY_RELU;
import static activationlab.function.Activations.LOG_SIGMOID;
import static activationlab.function.Activations.RELU;
import static activationlab.function.Activations.SELU;
import static activationlab.function.Activations.SIGMOID;
import static activationlab.function.Activations.SILU;
import static activationlab.function.Activations.SOFTPLUS;
import static activationlab.function.Activations.SQUARED_RELU;
import static activationlab.function.Activations.STEP;
import static activationlab.function.Activations.TANH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    static Stream<Activation> functions() {
        return Samples.functions();
    }

    static Stream<Activation> risingFunctions() {
        return functions().filter(f -> f.facts().orElseThrow().monotonicity() != Facts.Monotonicity.NONE);
    }

    @ParameterizedTest
    @MethodSource("risingFunctions")
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
    @DisplayName("f(a + b) = f(a) + f(b) for straight lines through the origin and for no other function")
    void onlyStraightLinesAreAdditive() {
        for (Activation f : functions().toList()) {
            // Whole numbers add without rounding, so that a difference is the function's.
            boolean additive = true;
            for (int a = -20; a <= 20; a++) {
                for (int b = -20; b <= 20; b++) {
                    additive &= f.value(a + b) == f.value(a) + f.value(b);
                }
            }
            boolean straight = f.equals(IDENTITY)
                    || f.equals(new LeakyRelu(1))
                    || f.equals(new PRelu(1))
                    || f.equals(new Swish(0));
            assertEquals(straight, additive, f.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivativeAgreesWithDifferences(Activation f) {
        Activation numeric = Activation.of(f.name(), f::value, f.kinks());
        // Where f″ jumps, the difference across the place is off by its jump times a quarter of the step.
        boolean bends = f.equals(ELU) || f instanceof Celu || f instanceof SquaredRelu;
        // h²·f‴/6 = 2e-11 for tanh with f‴ = −2; f‴ grows with the square of β.
        double sharp = f.facts().orElseThrow().parameters().stream()
                .filter(parameter -> parameter.name().equals("beta"))
                .mapToDouble(parameter -> Math.max(1, parameter.value() * parameter.value()))
                .findFirst()
                .orElse(1);
        for (double x : points()) {
            double rounding = 2 * Math.ulp(f.value(x)) / (0x1p-17 * Math.max(1, Math.abs(x)));
            double error = sharp * 1e-10 + rounding;
            if (!bends || Math.abs(x) > 0x1p-17) {
                assertEquals(f.derivative(x), numeric.derivative(x), error, () -> f.name() + "′ at " + x);
            }
        }
        // At a kink the difference is one-sided and less accurate.
        assertEquals(f.derivative(0), numeric.derivative(0), bends ? 1e-5 : sharp * 3e-10, () -> f.name() + "′(0)");
    }

    /** Two ways to the same number; the error is in ulps of the greater of its parts. */
    private static void assertSame(String law, DoubleUnaryOperator one, DoubleUnaryOperator other, double ulps) {
        for (double x : points()) {
            double y = one.applyAsDouble(x);
            double size = Math.max(Math.abs(y), Double.MIN_NORMAL);
            assertEquals(other.applyAsDouble(x), y, ulps * Math.ulp(size), () -> law + " at " + x);
        }
    }

    @Test
    void functionsThatAreOthersScaled() {
        assertSame("SELU = λ·ELU", SELU::value, x -> Selu.LAMBDA * new Elu(Selu.ALPHA).value(x), 4);
        assertSame("CELU = ELU for α = 1", CELU::value, ELU::value, 3);
        assertSame("CELU scales", new Celu(4)::value, x -> 4 * CELU.value(x / 4), 3);
        assertSame("ELU scales", new Elu(4)::value, x -> x > 0 ? x : 4 * ELU.value(x), 2);
        assertSame("softplus scales", new Softplus(4)::value, x -> SOFTPLUS.value(4 * x) / 4, 3);
        assertSame("Swish scales", new Swish(4)::value, x -> SILU.value(4 * x) / 4, 3);
        assertSame("the sigmoid form of GELU is a Swish", GELU_SIGMOID::value, new Swish(1.702)::value, 0);
        assertSame("so is its slope", GELU_SIGMOID::derivative, new Swish(1.702)::derivative, 0);
        assertSame("PReLU is leaky ReLU", new PRelu(0.01)::value, LEAKY_RELU::value, 0);
        assertSame("PReLU with −1 is |x|", new PRelu(-1)::value, Math::abs, 0);
        assertSame("squared ReLU", SQUARED_RELU::value, x -> RELU.value(x) * RELU.value(x), 0);
        assertSame("its slope is 2·ReLU", SQUARED_RELU::derivative, x -> 2 * RELU.value(x), 0);
        assertSame("hard Swish", HARD_SWISH::value, x -> x * HARD_SIGMOID.value(x), 1);
        assertSame("hard tanh = 2·hard sigmoid(3x) − 1", HARD_TANH::value, x -> 2 * HARD_SIGMOID.value(3 * x) - 1, 1e9);
    }

    @Test
    void logarithmsOfTheSigmoid() {
        assertSame("log σ(x) = −softplus(−x)", LOG_SIGMOID::value, x -> -SOFTPLUS.value(-x), 3);
        assertSame("softplus′ = σ", SOFTPLUS::derivative, SIGMOID::value, 3);
        assertSame("(log σ)′(x) = σ(−x)", LOG_SIGMOID::derivative, x -> SIGMOID.value(-x), 3);
        for (double x : points()) {
            double error = 4 * Math.ulp(Math.max(1, Math.abs(x)));
            assertEquals(x, SOFTPLUS.value(x) - SOFTPLUS.value(-x), error, () -> "at " + x);
            assertEquals(SIGMOID.value(x), StrictMath.exp(LOG_SIGMOID.value(x)), 4 * EPS, () -> "at " + x);
        }
    }

    @Test
    @DisplayName("x times a gate: f(x) − f(−x) = x, and f′(x) + f′(−x) = 1")
    void gates() {
        for (Activation f : List.of(SILU, new Swish(3), GELU, GELU_TANH, GELU_SIGMOID, HARD_SWISH)) {
            for (double x : points()) {
                double error = 4 * Math.ulp(Math.max(1, Math.abs(x)));
                assertEquals(x, f.value(x) - f.value(-x), error, () -> f.name() + " at " + x);
                assertEquals(1, f.derivative(x) + f.derivative(-x), 6 * EPS, () -> f.name() + "′ at " + x);
            }
        }
        for (double x : points()) {
            assertEquals(1, HARD_SIGMOID.value(x) + HARD_SIGMOID.value(-x), 2 * EPS, () -> "hard sigmoid at " + x);
        }
    }

    @Test
    @DisplayName("How far the two approximations are from GELU, as their documentation tells")
    void approximationsOfGelu() {
        double tanhForm = 0;
        double sigmoidForm = 0;
        for (double x = -6; x <= 6; x += 0x1p-8) {
            tanhForm = Math.max(tanhForm, Math.abs(GELU_TANH.value(x) - GELU.value(x)));
            sigmoidForm = Math.max(sigmoidForm, Math.abs(GELU_SIGMOID.value(x) - GELU.value(x)));
        }
        assertEquals(0.000473, tanhForm, 1e-6);
        assertEquals(0.02033, sigmoidForm, 1e-5);
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
