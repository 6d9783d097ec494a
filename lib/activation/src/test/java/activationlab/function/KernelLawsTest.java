package activationlab.function;

import static activationlab.function.Activations.CELU;
import static activationlab.function.Activations.ELU;
import static activationlab.function.Activations.GELU;
import static activationlab.function.Activations.GELU_SIGMOID;
import static activationlab.function.Activations.GELU_TANH;
import static activationlab.function.Activations.LOG_SIGMOID;
import static activationlab.function.Activations.MISH;
import static activationlab.function.Activations.SELU;
import static activationlab.function.Activations.SIGMOID;
import static activationlab.function.Activations.SILU;
import static activationlab.function.Activations.SOFTPLUS;
import static activationlab.function.Activations.TANH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import activationlab.numeric.GaussHermite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the functions that rest on the exponential function hang together: bit for bit, or within stated errors. */
@DisplayName("Laws between functions")
class KernelLawsTest {

    /** The distance of the doubles in [1/2, 1), half of that in [1, 2). */
    private static final double U = 0x1p-53;

    private static final double[] POINTS = points();

    /** Narrow, wide, of all sizes, and the special ones. */
    private static double[] points() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        DoubleStream finite =
                DoubleStream.of(1, 4, 12, 40, 200, 800).flatMap(reach -> random.doubles(3_000, -reach, reach));
        DoubleStream sizes = random.doubles(3_000, -1_074, 1_023).map(e -> Math.scalb(e > 0 ? 1.2345 : -1.7, (int) e));
        DoubleStream small = random.doubles(3_000, -60, 0).map(e -> Math.scalb(e > -30 ? 1.2345 : -1.7, (int) e));
        DoubleStream special = DoubleStream.of(
                0.0, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN);
        return Stream.of(finite, sizes, small, special, DoubleStream.of(36.5, 37.5, 177, 177.4, 178, 355, 709, 745))
                .flatMapToDouble(stream -> stream)
                .flatMap(x -> DoubleStream.of(x, -x))
                .toArray();
    }

    @Test
    void tanhIsOddAndItsSlopeEven() {
        sameBits(x -> -TANH.value(-x), TANH::value);
        sameBits(x -> TANH.derivative(-x), TANH::derivative);
    }

    @Test
    @DisplayName("log σ(x) = −softplus(−x)")
    void logSigmoidIsSoftplusTurned() {
        sameBits(x -> -SOFTPLUS.value(-x), LOG_SIGMOID::value);
        sameBits(x -> SOFTPLUS.derivative(-x), LOG_SIGMOID::derivative);
    }

    @Test
    @DisplayName("softplus′ = σ, log-sigmoid′(x) = σ(−x)")
    void slopesThatAreTheSigmoid() {
        sameBits(SIGMOID::value, SOFTPLUS::derivative);
        sameBits(x -> SIGMOID.value(-x), LOG_SIGMOID::derivative);
    }

    @Test
    @DisplayName("σ′(x) = σ′(−x), and tanh′(x) = 4σ′(2x)")
    void slopeOfSigmoid() {
        sameBits(x -> SIGMOID.derivative(-x), SIGMOID::derivative);
        for (double x : POINTS) {
            // Below the normal numbers σ′(2x) has lost digits that tanh′ keeps.
            if (Math.abs(x) < 350) {
                assertUlps(4 * SIGMOID.derivative(2 * x), TANH.derivative(x), 4, x);
            }
        }
    }

    @Test
    @DisplayName("σ(x) + σ(−x) = 1")
    void sigmoidAndItsMirrorImage() {
        for (double x : POINTS) {
            assertEquals(
                    1,
                    SIGMOID.value(Double.isNaN(x) ? 0 : x) + SIGMOID.value(Double.isNaN(x) ? 0 : -x),
                    2 * U,
                    "at " + x);
        }
    }

    static Stream<Activation> gated() {
        return Stream.of(SILU, GELU, GELU_TANH, GELU_SIGMOID, new Swish(0.3));
    }

    @ParameterizedTest
    @MethodSource("gated")
    @DisplayName("f(x) − f(−x) = x and f′(x) + f′(−x) = 1 where f is x times a symmetric gate")
    void gates(Activation f) {
        for (double x : POINTS) {
            if (Double.isFinite(x)) {
                // Two ulp of each value, the smaller of which is less than a third of x.
                assertEquals(x, f.value(x) - f.value(-x), 3 * Math.ulp(x), () -> f + " at " + x);
                // Three ulp of each slope; they are between −0.13 and 1.13, where an ulp is 2U.
                assertEquals(1, f.derivative(x) + f.derivative(-x), 8 * U, () -> f + " at " + x);
            }
        }
    }

    @Test
    @DisplayName("softplus_β, Swish_β and CELU_α are softplus, SiLU and ELU of another scale")
    void scales() {
        for (double scale : new double[] {0.25, 0.5, 2, 8, 1024}) {
            Softplus softplus = new Softplus(scale);
            Swish swish = new Swish(scale);
            Celu celu = new Celu(1 / scale);
            for (double x : POINTS) {
                // Powers of two multiply without rounding, unless the result is subnormal or infinite.
                if (Math.abs(x) > 1e-290 && Math.abs(x) < 0.6) {
                    double u = scale * x;
                    assertUlps(SOFTPLUS.value(u) / scale, softplus.value(x), 4, x);
                    assertUlps(SOFTPLUS.derivative(u), softplus.derivative(x), 4, x);
                    assertUlps(SILU.value(u) / scale, swish.value(x), 4, x);
                    assertUlps(SILU.derivative(u), swish.derivative(x), 6, x);
                    assertUlps(ELU.value(u) / scale, celu.value(x), 3, x);
                    assertUlps(ELU.derivative(u), celu.derivative(x), 3, x);
                }
            }
        }
    }

    @Test
    @DisplayName("ELU and CELU with α = 1 are one function; ELU is α(e^x − 1), its slope ELU + α")
    void elu() {
        for (double x : POINTS) {
            assertUlps(ELU.value(x), CELU.value(x), 2, x);
            assertUlps(ELU.derivative(x), CELU.derivative(x), 2, x);
        }
        for (double alpha : new double[] {0.25, 0.5, 1.7, 2}) {
            Elu elu = new Elu(alpha);
            for (double x : POINTS) {
                if (x < 0) {
                    assertEquals(
                            alpha + elu.value(x), elu.derivative(x), 3 * Math.ulp(alpha), () -> alpha + " at " + x);
                }
            }
        }
        assertEquals(ELU.value(-3) / 4, new Elu(0.25).value(-3));
        assertEquals(Math.nextUp(ELU.derivative(-3)) / 4, new Elu(0.25).derivative(-3), Math.ulp(0.01));
    }

    @Test
    @DisplayName("SELU keeps mean 0 and variance 1")
    void selu() {
        GaussHermite rule = GaussHermite.of(64);
        assertEquals(0, rule.mean(SELU::value, 0, 1, 0), 1e-14);
        assertEquals(1, rule.mean(x -> SELU.value(x) * SELU.value(x), 0, 1, 0), 1e-14);
        assertEquals(1.0507009873554805, SELU.derivative(1));
        assertEquals(1.0507009873554805 * 8, SELU.value(8));
        assertEquals(-1.7580993408473768, SELU.value(-1000), "λα rounded twice would end in 66");
        assertEquals(-1.7580993408473768, -SELU.derivative(-0.0));
    }

    @Test
    @DisplayName("SiLU is x·σ(x), Mish is x·tanh(softplus(x))")
    void products() {
        for (double x : POINTS) {
            if (Math.abs(x) < 700) {
                double silu = x * SIGMOID.value(x);
                assertEquals(silu, SILU.value(x), 4 * Math.ulp(silu), () -> "at " + x);
                double mish = x * TANH.value(SOFTPLUS.value(x));
                assertEquals(mish, MISH.value(x), 7 * Math.ulp(mish), () -> "at " + x);
                double gate = x * SIGMOID.value(1.702 * x);
                double steepness = 1 + Math.abs(1.702 * x);
                assertEquals(gate, GELU_SIGMOID.value(x), (4 + steepness) * Math.ulp(gate), () -> "at " + x);
            }
        }
    }

    @Test
    @DisplayName("The two approximations of GELU are as near to it as their papers say")
    void approximationsOfGelu() {
        for (double x : POINTS) {
            assertEquals(
                    GELU.value(x), GELU_TANH.value(x), Double.isInfinite(x) ? 0 : 4.8e-4, () -> "tanh form at " + x);
            assertEquals(
                    GELU.value(x),
                    GELU_SIGMOID.value(x),
                    Double.isInfinite(x) ? 0 : 2.1e-2,
                    () -> "sigmoid form at " + x);
        }
    }

    @Test
    void neverBeyondWhatMathematicsAllows() {
        for (double x : POINTS) {
            if (Double.isNaN(x)) {
                continue;
            }
            Supplier<String> at = () -> "at " + x;
            assertTrue(SIGMOID.value(x) >= 0 && SIGMOID.value(x) <= 1, at);
            // One step above the greatest slope is within its error.
            assertTrue(SIGMOID.derivative(x) >= 0 && SIGMOID.derivative(x) <= Math.nextUp(0.25), at);
            assertTrue(Math.abs(TANH.value(x)) <= Math.min(Math.abs(x), 1), at);
            assertTrue(TANH.derivative(x) >= 0 && TANH.derivative(x) <= Math.nextUp(1.0), at);
            assertTrue(SOFTPLUS.value(x) >= Math.max(x, 0), at);
            assertTrue(LOG_SIGMOID.value(x) <= Math.min(x, 0), at);
            assertTrue(ELU.value(x) >= Math.max(x, -1), at);
            for (Activation f : List.of(SILU, GELU, GELU_TANH, GELU_SIGMOID, MISH)) {
                double y = f.value(x);
                assertTrue(x >= 0 ? y >= 0 && y <= x : y <= 0 && y >= x, () -> f + " at " + x);
            }
        }
    }

    @Test
    void atZero() {
        assertEquals(0.5, SIGMOID.value(0));
        assertEquals(0.25, SIGMOID.derivative(0));
        assertEquals(1, TANH.derivative(0));
        assertEquals(0.6931471805599453, SOFTPLUS.value(0));
        assertEquals(-0.6931471805599453, LOG_SIGMOID.value(0));
        for (Activation f : List.of(SILU, GELU, GELU_TANH, GELU_SIGMOID)) {
            assertEquals(0.5, f.derivative(0), f.toString());
        }
        assertEquals(0.6, MISH.derivative(0));
        assertEquals(1, ELU.derivative(0));
    }

    /** Function, ends of the interval where it grows, and how many ulp it may fall from one double to the next. */
    static Stream<Arguments> growing() {
        double infinity = Double.POSITIVE_INFINITY;
        return Stream.of(
                Arguments.of(SIGMOID, -infinity, infinity, 1),
                Arguments.of(TANH, -infinity, infinity, 1),
                Arguments.of(SOFTPLUS, -infinity, infinity, 1),
                Arguments.of(LOG_SIGMOID, -infinity, infinity, 1),
                Arguments.of(ELU, -infinity, infinity, 1),
                Arguments.of(SELU, -infinity, infinity, 1),
                Arguments.of(SILU, -1.2784645, infinity, 1),
                Arguments.of(GELU, -0.7517915, infinity, 1),
                Arguments.of(GELU_TANH, -0.7524614, infinity, 1),
                Arguments.of(MISH, -1.1924312, infinity, 1));
    }

    @ParameterizedTest
    @MethodSource("growing")
    @DisplayName("Among neighbouring doubles rounding may lead one step back, but not more")
    void neverFallsByMoreThanItsErrors(Activation f, double from, double to, int slack) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        List<Double> starts = new ArrayList<>();
        random.doubles(150, -40, 40).forEach(starts::add);
        random.doubles(30, -740, -40).forEach(starts::add);
        for (int k = -60; k < 60; k++) {
            // where the power of two in e^x changes
            starts.add((k + 0.5) * 0.6931471805599453);
        }
        for (double start : starts) {
            double x = start;
            for (int i = 0; i < 100; i++) {
                x = Math.nextDown(x);
            }
            for (int i = 0; i < 200; i++, x = Math.nextUp(x)) {
                if (x > from && x < to) {
                    double before = f.value(x);
                    double after = f.value(Math.nextUp(x));
                    if (!(after >= before - slack * Math.ulp(before))) {
                        fail(f + " falls at " + x);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("Many threads at once, with arrays of their own, get the same bits")
    void threads() throws InterruptedException, ExecutionException {
        double[] x = Arrays.copyOf(POINTS, 5_000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Activation f : Activations.all()) {
                double[] expected = new double[x.length];
                double[] expectedSlopes = new double[x.length];
                f.applyWithDerivative(x, expected, expectedSlopes);
                List<Callable<double[][]>> calls = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    calls.add(() -> {
                        double[][] results = {x.clone(), new double[x.length]};
                        f.applyWithDerivative(results[0], results[0], results[1]);
                        return results;
                    });
                }
                for (Future<double[][]> call : threads.invokeAll(calls)) {
                    assertArrayEquals(bits(expected), bits(call.get()[0]), f.toString());
                    assertArrayEquals(bits(expectedSlopes), bits(call.get()[1]), f.toString());
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    private static void assertUlps(double expected, double actual, int ulps, double x) {
        if (Double.compare(expected, actual) != 0) {
            assertEquals(expected, actual, ulps * Math.ulp(expected), () -> "at " + x);
        }
    }

    private static void sameBits(DoubleUnaryOperator expected, DoubleUnaryOperator actual) {
        for (double x : POINTS) {
            double e = expected.applyAsDouble(x);
            double a = actual.applyAsDouble(x);
            if (Double.doubleToLongBits(e) != Double.doubleToLongBits(a)) {
                assertEquals(e, a, () -> "at " + x);
                assertEquals(Math.copySign(1, e), Math.copySign(1, a), () -> "sign at " + x);
            }
        }
    }
}
