package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One number for all bits of a function on a fixed grid. It is the same on every Java version and processor; the lessons
 * and their figures rest on that.
 */
@DisplayName("The same bits everywhere")
class SameBitsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, identity, 9b2ffec7955484d",
        "1, step, eb83fcd3ff79713d",
        "2, sigmoid, fa4c97db71d667e5",
        "3, tanh, ba248e78ae966da5",
        "4, ReLU, c53cf70290a4aba2",
        "5, leaky ReLU, 299a9ba2340793b1"
    })
    void hashOfTheGrid(int index, String name, String expected) {
        Activation f = Activations.all().get(index);
        assertEquals(name, f.name());
        long hash = 0xcbf29ce484222325L;
        for (int i = -16_384; i <= 16_384; i++) {
            // A fine grid in [-16, 16] and a coarse one in [-752, 752].
            for (double x : new double[] {i / 1024.0, i * 0.0459}) {
                for (double y :
                        new double[] {f.value(x), f.derivative(x), f.slope().derivative(x)}) {
                    hash = (hash ^ Double.doubleToLongBits(y)) * 0x100000001b3L;
                }
            }
        }
        assertEquals(
                expected, Long.toHexString(hash), "If the function was changed on purpose, put the new number here");
    }
}
