package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The "special cases" lines of the documentation. {@code assertEquals} on doubles tells 0.0 from −0.0. */
@DisplayName("Special cases")
class SpecialCasesTest {

    static List<Activation> functions() {
        return Samples.functions().toList();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void nanInNanOut(Activation f) {
        assertTrue(Double.isNaN(f.value(Double.NaN)), f + " of NaN");
        assertTrue(Double.isNaN(f.derivative(Double.NaN)), f + "′ of NaN");
        assertTrue(Double.isNaN(f.slope().value(Double.NaN)), f + " slope of NaN");
        assertTrue(Double.isNaN(f.slope().derivative(Double.NaN)), f + "″ of NaN");
        assertTrue(Double.isNaN(f.apply(new double[] {Double.NaN})[0]), f + " of an array with NaN");
    }

    @ParameterizedTest(name = "{0}({1}) = {2}, slope {3}")
    @CsvSource(textBlock = """
            identity,   -Infinity, -Infinity, 1
            identity,    Infinity,  Infinity, 1
            identity,        -0.0,      -0.0, 1
            step,       -Infinity,       0.0, 0
            step,        Infinity,       1.0, 0
            step,             0.0,       0.0, 0
            step,            -0.0,       0.0, 0
            step,        4.9e-324,       1.0, 0
            step,       -4.9e-324,       0.0, 0
            sigmoid,    -Infinity,       0.0, 0
            sigmoid,     Infinity,       1.0, 0
            sigmoid,          0.0,       0.5, 0.25
            sigmoid,         -0.0,       0.5, 0.25
            sigmoid,         -740,  4.2e-322, 4.2e-322
            sigmoid,          740,       1.0, 4.2e-322
            sigmoid,         -745,  4.9e-324, 4.9e-324
            sigmoid,         -746,       0.0, 0
            sigmoid, -1.7976931348623157e308, 0.0, 0
            sigmoid,  1.7976931348623157e308, 1.0, 0
            tanh,       -Infinity,      -1.0, 0
            tanh,        Infinity,       1.0, 0
            tanh,             0.0,       0.0, 1
            tanh,            -0.0,      -0.0, 1
            tanh,        4.9e-324,  4.9e-324, 1
            tanh,         -1e-310,   -1e-310, 1
            tanh,            -1e9,      -1.0, 0
            tanh,  1.7976931348623157e308, 1.0, 0
            ReLU,       -Infinity,       0.0, 0
            ReLU,        Infinity,  Infinity, 1
            ReLU,             0.0,       0.0, 0
            ReLU,            -0.0,       0.0, 0
            ReLU,       -4.9e-324,       0.0, 0
            ReLU,        4.9e-324,  4.9e-324, 1
            leaky ReLU, -Infinity, -Infinity, 0.01
            leaky ReLU,  Infinity,  Infinity, 1
            leaky ReLU,       0.0,       0.0, 0.01
            leaky ReLU,      -0.0,      -0.0, 0.01
            leaky ReLU,      -100,      -1.0, 0.01
            leaky ReLU,  4.9e-324,  4.9e-324, 1
            log-sigmoid,                   -Infinity,                -Infinity, 1
            log-sigmoid,                    Infinity,                     -0.0, 0
            log-sigmoid,                         0.0,      -0.6931471805599453, 0.5
            log-sigmoid,                        -0.0,      -0.6931471805599453, 0.5
            log-sigmoid,                         740,                -4.2e-322, 4.2e-322
            log-sigmoid,                      -1e300,                   -1e300, 1
            PReLU,                         -Infinity,                -Infinity, 0.25
            PReLU,                          Infinity,                 Infinity, 1
            PReLU,                               0.0,                      0.0, 0.25
            PReLU,                              -0.0,                     -0.0, 0.25
            PReLU,                                -4,                     -1.0, 0.25
            ELU,                           -Infinity,                     -1.0, 0
            ELU,                            Infinity,                 Infinity, 1
            ELU,                                 0.0,                      0.0, 1
            ELU,                                -0.0,                     -0.0, 1
            ELU,                             -1e-310,                  -1e-310, 1
            ELU,                            4.9e-324,                 4.9e-324, 1
            ELU,                                -740,                     -1.0, 4.2e-322
            SELU,                          -Infinity,      -1.7580993408473768, 0
            SELU,                           Infinity,                 Infinity, 1.0507009873554805
            SELU,                                0.0,                      0.0, 1.7580993408473768
            SELU,                               -0.0,                     -0.0, 1.7580993408473768
            SELU,                              -1000,      -1.7580993408473768, 0
            CELU,                          -Infinity,                     -1.0, 0
            CELU,                           Infinity,                 Infinity, 1
            CELU,                                0.0,                      0.0, 1
            CELU,                               -0.0,                     -0.0, 1
            CELU,                            -1e-310,                  -1e-310, 1
            softplus,                      -Infinity,                      0.0, 0
            softplus,                       Infinity,                 Infinity, 1
            softplus,                            0.0,       0.6931471805599453, 0.5
            softplus,                           -0.0,       0.6931471805599453, 0.5
            softplus,                           -740,                 4.2e-322, 4.2e-322
            softplus,                           20.5,       20.500000001250154, 0.9999999987498471
            softplus,                           1000,                     1000, 1
            SiLU,                          -Infinity,                     -0.0, 0
            SiLU,                           Infinity,                 Infinity, 1
            SiLU,                                0.0,                      0.0, 0.5
            SiLU,                               -0.0,                     -0.0, 0.5
            SiLU,                               -710, -3.1781632202293424e-306, -3.173686934003667e-306
            SiLU,                              1e300,                    1e300, 1
            SiLU,             1.7976931348623157e308,   1.7976931348623157e308, 1
            SiLU,            -1.7976931348623157e308,                     -0.0, 0
            Mish,                          -Infinity,                     -0.0, 0
            Mish,                           Infinity,                 Infinity, 1
            Mish,                                0.0,                      0.0, 0.6
            Mish,                               -0.0,                     -0.0, 0.6
            Mish,                               -710, -3.1781632202293424e-306, -3.173686934003667e-306
            Mish,                              1e300,                    1e300, 1
            Mish,             1.7976931348623157e308,   1.7976931348623157e308, 1
            Mish,            -1.7976931348623157e308,                     -0.0, 0
            GELU,                          -Infinity,                     -0.0, 0
            GELU,                           Infinity,                 Infinity, 1
            GELU,                                0.0,                      0.0, 0.5
            GELU,                               -0.0,                     -0.0, 0.5
            GELU,                              1e155,                    1e155, 1
            GELU,                             -1e155,                     -0.0, 0
            GELU,                              1e300,                    1e300, 1
            GELU,             1.7976931348623157e308,   1.7976931348623157e308, 1
            GELU,            -1.7976931348623157e308,                     -0.0, 0
            GELU (tanh),                   -Infinity,                     -0.0, 0
            GELU (tanh),                    Infinity,                 Infinity, 1
            GELU (tanh),                         0.0,                      0.0, 0.5
            GELU (tanh),                        -0.0,                     -0.0, 0.5
            GELU (tanh),                       1e155,                    1e155, 1
            GELU (tanh),                      -1e155,                     -0.0, 0
            GELU (tanh),                       1e300,                    1e300, 1
            GELU (tanh),      1.7976931348623157e308,   1.7976931348623157e308, 1
            GELU (tanh),     -1.7976931348623157e308,                     -0.0, 0
            GELU (sigmoid),                -Infinity,                     -0.0, 0
            GELU (sigmoid),                 Infinity,                 Infinity, 1
            GELU (sigmoid),                      0.0,                      0.0, 0.5
            GELU (sigmoid),                     -0.0,                     -0.0, 0.5
            GELU (sigmoid),                    1e155,                    1e155, 1
            GELU (sigmoid),                   -1e155,                     -0.0, 0
            GELU (sigmoid),                    1e300,                    1e300, 1
            GELU (sigmoid),   1.7976931348623157e308,   1.7976931348623157e308, 1
            GELU (sigmoid),  -1.7976931348623157e308,                     -0.0, 0
            GELU,                                 -9,  -1.0157295653584566e-18, -9.138937373906639e-18
            GELU (tanh),                          -7,  -2.315442262072549e-15, -2.765117350706602e-14
            hard sigmoid,                  -Infinity,                      0.0, 0
            hard sigmoid,                   Infinity,                      1.0, 0
            hard sigmoid,                        0.0,                      0.5, 0.16666666666666666
            hard sigmoid,                       -0.0,                      0.5, 0.16666666666666666
            hard sigmoid,                         -3,                      0.0, 0
            hard sigmoid,                          3,                      1.0, 0
            hard sigmoid,        -2.9999999999999996,    7.401486830834377e-17, 0.16666666666666666
            hard sigmoid,     1.7976931348623157e308,                      1.0, 0
            hard sigmoid,    -1.7976931348623157e308,                      0.0, 0
            hard tanh,                     -Infinity,                     -1.0, 0
            hard tanh,                      Infinity,                      1.0, 0
            hard tanh,                           0.0,                      0.0, 1
            hard tanh,                          -0.0,                     -0.0, 1
            hard tanh,                            -1,                     -1.0, 0
            hard tanh,                             1,                      1.0, 0
            hard tanh,            0.9999999999999999,       0.9999999999999999, 1
            hard tanh,                      4.9e-324,                 4.9e-324, 1
            hard Swish,                    -Infinity,                     -0.0, 0
            hard Swish,                     Infinity,                 Infinity, 1
            hard Swish,                          0.0,                      0.0, 0.5
            hard Swish,                         -0.0,                     -0.0, 0.5
            hard Swish,                           -3,                     -0.0, 0
            hard Swish,                            3,                      3.0, 1
            hard Swish,                         -1.5,                   -0.375, 0
            hard Swish,          -2.9999999999999996,   -2.220446049250313e-16, -0.4999999999999999
            hard Swish,           2.9999999999999996,       2.9999999999999996, 1.4999999999999998
            hard Swish,                        1e308,                    1e308, 1
            hard Swish,                       -1e308,                     -0.0, 0
            hard Swish,                          1.0,       0.6666666666666666, 0.8333333333333334
            squared ReLU,                  -Infinity,                      0.0, 0
            squared ReLU,                   Infinity,                 Infinity, Infinity
            squared ReLU,                        0.0,                      0.0, 0
            squared ReLU,                       -0.0,                      0.0, 0
            squared ReLU,                         -2,                      0.0, 0
            squared ReLU,                          3,                      9.0, 6
            squared ReLU,                      1e200,                 Infinity, 2e200
            squared ReLU,     1.7976931348623157e308,                 Infinity, Infinity
            squared ReLU,                     1e-200,                      0.0, 2e-200
            sigmoid,                              37,                      1.0, 8.533047625744065e-17
            tanh,                                 20,                      1.0, 1.699341702116636e-17
            """)
    void infinitiesZerosAndEnds(String name, double x, double value, double slope) {
        Activation f = Activations.named(name);
        assertClose(value, f.value(x), x);
        assertClose(slope, f.derivative(x) + 0.0, x);
    }

    /** To the bit where the right answer is 0, x, ±1 or infinite, and at ±∞; otherwise within 2 ulp. */
    private static void assertClose(double expected, double actual, double x) {
        if (expected == 0 || expected == x || Math.abs(expected) == 1 || Double.isInfinite(x)) {
            assertEquals(expected, actual);
        } else {
            assertEquals(expected, actual, 2 * Math.ulp(expected));
        }
    }

    @Test
    void alphaZeroIsReluAtMinusInfinityToo() {
        for (Activation f : List.of(new LeakyRelu(0), new PRelu(0))) {
            assertEquals(0.0, f.value(Double.NEGATIVE_INFINITY));
            assertEquals(0.0, f.value(-3), "and no −0.0 either");
            assertEquals(0.0, f.derivative(0));
        }
    }

    @Test
    void aNegativeSlope() {
        Activation f = new PRelu(-2);
        assertEquals(Double.POSITIVE_INFINITY, f.value(Double.NEGATIVE_INFINITY));
        assertEquals(6, f.value(-3));
        assertEquals(3, f.value(3));
        assertEquals(0.0, f.value(0.0));
        assertEquals(0.0, f.value(-0.0));
        assertEquals(-2, f.derivative(0));
        assertEquals(-2, f.derivative(Double.NEGATIVE_INFINITY));
        assertEquals(1, f.derivative(Double.MIN_VALUE));
    }

    @Test
    @DisplayName("Swish with β = 0 is x/2 to the last bit")
    void swishWithBetaZero() {
        Activation f = new Swish(0);
        double[] inputs = {
            Double.NEGATIVE_INFINITY, -1e308, -3.3, -1e-310, -0.0, 0.0, 1e-300, 7, Double.POSITIVE_INFINITY
        };
        for (double x : inputs) {
            assertEquals(x / 2, f.value(x));
            assertEquals(0.5, f.derivative(x));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theArrayOfKinksIsACopy(Activation f) {
        double[] kinks = f.kinks();
        if (kinks.length > 0) {
            f.kinks()[0] = 7;
            assertArrayEquals(kinks, f.kinks(), f.name());
        }
    }

    @Test
    void kinks() {
        double[] none = {};
        double[] zero = {0};
        for (Activation f : Activations.all()) {
            double[] expected = switch (f.name()) {
                case "step", "ReLU", "leaky ReLU", "PReLU", "SELU" -> zero;
                case "hard sigmoid", "hard Swish" -> new double[] {-3, 3};
                case "hard tanh" -> new double[] {-1, 1};
                default -> none;
            };
            assertArrayEquals(expected, f.kinks(), f.name());
        }
        assertArrayEquals(none, new LeakyRelu(1).kinks(), "alpha = 1 has no kink");
        assertArrayEquals(none, new PRelu(1).kinks());
        assertArrayEquals(zero, new Elu(2).kinks());
        assertArrayEquals(none, new Celu(2).kinks());
    }
}
