package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Leaky ReLU's parameter")
class LeakyReluTest {

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, -4.9e-324, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWithTheParameterAndItsValue(double alpha) {
        var error = assertThrows(IllegalArgumentException.class, () -> new LeakyRelu(alpha));
        assertEquals("alpha must be a finite number >= 0, not " + alpha, error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 4.9e-324, 0.01, 1, 2, Double.MAX_VALUE})
    void acceptsEveryFiniteNumberFromZeroUp(double alpha) {
        assertEquals(alpha, new LeakyRelu(alpha).alpha());
        assertEquals(alpha, new LeakyRelu(alpha).derivative(-1));
    }

    @Test
    void equalFunctionsAreEqual() {
        assertEquals(new LeakyRelu(0.0), new LeakyRelu(-0.0));
        assertEquals(Activations.LEAKY_RELU, new LeakyRelu(0.01));
    }

    @Test
    void theNameTellsAlphaUnlessItIsTheUsualOne() {
        assertEquals("leaky ReLU", new LeakyRelu(0.01).name());
        assertEquals("leaky ReLU (α = 0.2)", new LeakyRelu(0.2).name());
        assertEquals("leaky ReLU (α = 0.2)′", new LeakyRelu(0.2).slope().name());
    }
}
