package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The catalogue")
class ActivationsTest {

    @Test
    void everyFunctionInTheOrderOfTheLessons() {
        assertEquals(
                List.of("identity", "step", "sigmoid", "tanh", "ReLU", "leaky ReLU"),
                Activations.basic().stream().map(Activation::name).toList());
        assertEquals(
                List.of(
                        "identity",
                        "step",
                        "sigmoid",
                        "tanh",
                        "ReLU",
                        "leaky ReLU",
                        "log-sigmoid",
                        "PReLU",
                        "ELU",
                        "SELU",
                        "CELU",
                        "softplus",
                        "SiLU",
                        "GELU",
                        "GELU (tanh)",
                        "GELU (sigmoid)",
                        "Mish",
                        "hard sigmoid",
                        "hard tanh",
                        "hard Swish",
                        "squared ReLU"),
                Activations.all().stream().map(Activation::name).toList());
    }

    @Test
    void everyPublicConstantIsInTheList() throws ReflectiveOperationException {
        int count = 0;
        for (var field : Activations.class.getFields()) {
            assertTrue(Activations.all().contains(field.get(null)), field.getName());
            count++;
        }
        assertEquals(Activations.all().size(), count);
    }

    @Test
    void cannotBeChanged() {
        for (List<Activation> list : List.of(Activations.all(), Activations.basic())) {
            assertThrows(UnsupportedOperationException.class, () -> list.set(0, Activations.RELU));
        }
    }

    @Test
    void namesAndAliasesBelongToOneFunctionEach() {
        var owners = new TreeMap<String, Activation>();
        for (Activation f : Activations.all()) {
            Stream.concat(Stream.of(f.name()), f.facts().orElseThrow().aliases().stream())
                    .forEach(name -> {
                        Activation other = owners.put(Activations.essence(name), f);
                        assertEquals(null, other, name + " is twice there");
                        assertSame(f, Activations.named(name));
                        assertSame(f, Activations.named(name.toUpperCase(Locale.ROOT)));
                        assertSame(f, Activations.named(" " + name.toLowerCase(Locale.ROOT)));
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "silu, SiLU",
        "Swish, SiLU",
        "leaky_relu, leaky ReLU",
        "LeakyReLU, leaky ReLU",
        "relu, ReLU",
        "gelu_new, GELU (tanh)",
        "GELU tanh, GELU (tanh)",
        "quick-gelu, GELU (sigmoid)",
        "logsigmoid, log-sigmoid",
        "Heaviside, step",
        "hardtanh, hard tanh",
        "ReLU², squared ReLU"
    })
    void foundByName(String wanted, String name) {
        assertEquals(name, Activations.named(wanted).name());
    }

    @Test
    void namesInAnyLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            // Turkish has a lower-case letter of its own for I.
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertSame(Activations.SILU, Activations.named("SILU"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void unknownNamesAreToldTheKnownOnes() {
        var error = assertThrows(IllegalArgumentException.class, () -> Activations.named("reluu"));
        assertTrue(
                error.getMessage().startsWith("no function is named \"reluu\"; the names are identity, step, "),
                error.getMessage());
        assertTrue(error.getMessage().endsWith("hard Swish, squared ReLU"), error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> Activations.named(null));
        assertTrue(error.getMessage().startsWith("name is null; the names are identity"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Activations.named(""));
    }
}
