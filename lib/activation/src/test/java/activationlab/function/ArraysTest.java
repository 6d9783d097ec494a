package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Arrays")
class ArraysTest {

    static List<Activation> functions() {
        return Activations.all();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void arrayAndScalarAgreeBitForBit(Activation f) {
        double[] x = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(3)
                .doubles(1_001, -50, 50)
                .toArray();
        x[7] = -0.0;
        x[8] = Double.NaN;
        x[9] = Double.NEGATIVE_INFINITY;
        double[] before = x.clone();

        double[] y = f.apply(x);

        assertArrayEquals(before, x, "apply leaves its input alone");
        assertNotSame(x, y);
        for (int i = 0; i < x.length; i++) {
            assertEquals(Double.doubleToRawLongBits(f.value(x[i])), Double.doubleToRawLongBits(y[i]), "x = " + x[i]);
        }
        f.applyInPlace(x);
        assertArrayEquals(y, x, "applyInPlace gives what apply gives");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void emptyAndNull(Activation f) {
        assertEquals(0, f.apply(new double[0]).length);
        var error = assertThrows(IllegalArgumentException.class, () -> f.apply(null));
        assertEquals("x is null; apply needs an array of inputs", error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> f.applyInPlace(null));
        assertEquals("x is null; applyInPlace needs an array of inputs", error.getMessage());
    }
}
