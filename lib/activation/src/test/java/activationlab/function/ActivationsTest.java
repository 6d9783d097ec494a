package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The catalogue")
class ActivationsTest {

    @Test
    void everyFunctionInTheOrderOfTheLessons() {
        assertEquals(
                List.of("identity", "step", "sigmoid", "tanh", "ReLU", "leaky ReLU"),
                Activations.all().stream().map(Activation::name).toList());
    }

    @Test
    void cannotBeChanged() {
        List<Activation> all = Activations.all();
        assertThrows(UnsupportedOperationException.class, () -> all.set(0, Activations.RELU));
    }
}
