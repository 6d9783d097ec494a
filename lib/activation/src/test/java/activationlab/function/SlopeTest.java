package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The slope as a function")
class SlopeTest {

    static List<Activation> functions() {
        return Samples.functions().toList();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void isTheDerivative(Activation f) {
        Activation slope = f.slope();
        assertEquals(f.name() + "′", slope.name());
        assertEquals(f.name() + "′", slope.toString());
        assertArrayEquals(f.kinks(), slope.kinks());
        double[] x = {Double.NEGATIVE_INFINITY, -3, -0.5, -0.0, 0, 1e-300, 2, Double.POSITIVE_INFINITY, Double.NaN};
        double[] y = slope.apply(x);
        for (int i = 0; i < x.length; i++) {
            assertEquals(f.derivative(x[i]), y[i], "x = " + x[i]);
        }
    }

    @Test
    void secondDerivativesAgreeWithTheirFormulas() {
        Activation sigmoidSlope = Activations.SIGMOID.slope();
        Activation tanhSlope = Activations.TANH.slope();
        for (double x = -6; x <= 6; x += 0.125) {
            double s = Activations.SIGMOID.value(x);
            assertEquals(s * (1 - s) * (1 - 2 * s), sigmoidSlope.derivative(x), 1e-10);
            double t = Activations.TANH.value(x);
            // The fifth derivative of tanh reaches 16: h²·16/6 = 1.6e-10.
            assertEquals(-2 * t * (1 - t * t), tanhSlope.derivative(x), 3e-10);
        }
    }

    @Test
    void curvatureAtInfinityIsThatOfTheAsymptote() {
        for (Activation f : functions()) {
            double bend = f.equals(Activations.SQUARED_RELU) ? 2 : 0;
            assertEquals(bend, f.slope().derivative(Double.POSITIVE_INFINITY), f.name());
            assertEquals(0, f.slope().derivative(Double.NEGATIVE_INFINITY), f.name());
        }
    }
}
