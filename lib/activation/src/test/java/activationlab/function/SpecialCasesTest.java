package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The "special cases" lines of the documentation. {@code assertEquals} on doubles tells 0.0 from −0.0. */
@DisplayName("Special cases")
class SpecialCasesTest {

    static List<Activation> functions() {
        return Stream.concat(
                        Activations.all().stream(), Stream.of(0.0, 1.0, 2.0).map(LeakyRelu::new))
                .toList();
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
            """)
    void infinitiesZerosAndEnds(String name, double x, double value, double slope) {
        Activation f = byName(name);
        assertEquals(value, f.value(x));
        assertEquals(slope, f.derivative(x));
    }

    @Test
    @DisplayName("The documented thresholds: the first double whose sigmoid or tanh is 1")
    void saturation() {
        assertEquals(1, Activations.SIGMOID.value(37.43));
        assertTrue(Activations.SIGMOID.value(36.7) < 1);
        assertEquals(1, Activations.TANH.value(19.07));
        assertTrue(Activations.TANH.value(18.9) < 1);
        assertTrue(Activations.SIGMOID.value(-745.13) > 0);
        assertEquals(0, Activations.SIGMOID.value(-745.14));
    }

    @Test
    void leakyReluWithAlphaZeroIsReluAtMinusInfinity() {
        assertEquals(0.0, new LeakyRelu(0).value(Double.NEGATIVE_INFINITY));
        assertEquals(0.0, new LeakyRelu(0).value(-3), "and no −0.0 either");
        assertEquals(0.0, new LeakyRelu(0).derivative(0));
    }

    @Test
    void kinks() {
        for (Activation f : List.of(Activations.STEP, Activations.RELU, Activations.LEAKY_RELU)) {
            assertArrayEquals(new double[] {0}, f.kinks(), f.name());
            f.kinks()[0] = 7;
            assertArrayEquals(new double[] {0}, f.kinks(), f.name() + ": the array is a copy");
        }
        for (Activation f : List.of(Activations.IDENTITY, Activations.SIGMOID, Activations.TANH)) {
            assertEquals(0, f.kinks().length, f.name());
        }
        assertEquals(0, new LeakyRelu(1).kinks().length, "alpha = 1 has no kink");
    }

    private static Activation byName(String name) {
        return Activations.all().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
