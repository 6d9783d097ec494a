package activationlab.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.function.Celu;
import activationlab.function.Elu;
import activationlab.function.LeakyRelu;
import activationlab.function.PRelu;
import activationlab.function.Softplus;
import activationlab.function.Swish;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every function of the library, and some with other parameters, is what its facts say: one test for each line. */
@DisplayName("The sheets of the library's functions")
class LibrarySheetTest {

    private static Stream<Activation> functions() {
        return Stream.concat(
                Activations.all().stream(),
                Stream.of(
                        new LeakyRelu(0),
                        new LeakyRelu(0.2),
                        new LeakyRelu(2),
                        new PRelu(-0.5),
                        new Elu(0.5),
                        new Celu(2),
                        new Softplus(5),
                        new Swish(0.5),
                        new Swish(3)));
    }

    @TestFactory
    Stream<DynamicContainer> sheets() {
        return functions()
                .map(f -> DynamicContainer.dynamicContainer(
                        f.name(),
                        PropertySheet.of(f).lines().stream()
                                .map(line -> DynamicTest.dynamicTest(line.property(), line::check))));
    }

    @Test
    void everyFactIsHeldAgainstAMeasurement() {
        List<String> stated = List.of(
                "defined",
                "least value",
                "greatest value",
                "at x = -∞",
                "at x = ∞",
                "course",
                "symmetry",
                "steepest slope",
                "kinks",
                "constant on the left",
                "constant on the right",
                "f(x) = x",
                "for x from N(0, 1)",
                "f′",
                "NaN",
                "arrays");
        functions().map(PropertySheet::of).forEach(sheet -> {
            List<String> properties = sheet.lines().stream()
                    .filter(line -> !line.stated().isEmpty())
                    .map(Line::property)
                    .toList();
            assertEquals(stated, properties, sheet.name());
            assertEquals(20, sheet.lines().size());
        });
    }

    @Test
    void aSheetIsQuick() {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 10; round++) {
            long start = System.nanoTime();
            PropertySheet.of(Activations.GELU);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        assertTrue(best < 100, best + " ms");
    }
}
