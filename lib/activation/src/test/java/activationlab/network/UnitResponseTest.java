package activationlab.network;

import static activationlab.network.ObservationTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.data.Datasets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What units respond to")
class UnitResponseTest {

    /** Two inputs; the one unit hands on the first of them. */
    private static UnitResponse first(double[][] inputs, int... labels) {
        Network network = Network.of(Architecture.of(2, 1), new double[][][] {{{1, 0}}}, new double[][] {{0}});
        return UnitResponse.of(network, Dataset.classification("some", inputs, labels, 3), 0, 0);
    }

    @Test
    @DisplayName("pattern, examples, classes and selectivity by hand")
    void byHand() {
        UnitResponse unit = first(new double[][] {{1, 8}, {3, 0}, {-4, 6}, {3, 2}}, 0, 1, 0, 1);
        assertArrayEquals(new double[] {1, 3, -4, 3}, unit.outputs());
        // Weighted by 1, 3, 0, 3: (19/7, 14/7); the plain mean is (3/4, 4).
        assertArrayEquals(new double[] {19 / 7.0 - 0.75, 2 - 4}, unit.pattern(), 1e-15);
        assertArrayEquals(new int[] {1, 3, 0}, unit.top(3));
        assertArrayEquals(new double[] {-1.5, 3, Double.NaN}, unit.byClass());
        // Means −1.5, −1.5, 3, 3 around 0.75: 4·2.25² of the total 0.25² + 2.25² + 4.75² + 2.25²
        assertEquals(4 * 5.0625 / (0.0625 + 5.0625 + 22.5625 + 5.0625), unit.selectivity(), 1e-15);
        assertEquals("response of a unit to some: " + Distribution.of(unit.outputs()), unit.toString());
        unit.outputs()[0] = 99;
        assertEquals(1, unit.outputs()[0]);
    }

    @Test
    @DisplayName("a unit that is never excited, or always equally, has NaN for what does not exist")
    void undefined() {
        UnitResponse quiet = first(new double[][] {{-1, 8}, {-1, 0}}, 0, 1);
        assertTrue(Arrays.stream(quiet.pattern()).allMatch(Double::isNaN));
        assertEquals(Double.NaN, quiet.selectivity());
        Network network =
                Network.of(Architecture.of(1, 1), new double[][][] {{{1e300}}}, new double[][] {{Double.NaN}});
        Dataset data = Dataset.classification("one", new double[][] {{1}, {2}}, new int[] {0, 1}, 2);
        UnitResponse nan = UnitResponse.of(network, data, 0, 0);
        assertArrayEquals(new int[] {0, 1}, nan.top(2));
        assertEquals(Double.NaN, nan.pattern()[0]);
        assertEquals(Double.NaN, nan.selectivity());
        network.set(0, new double[][] {{1e300}}, new double[] {-1e300});
        assertEquals(1, UnitResponse.of(network, data, 0, 0).top(1)[0]);
    }

    private static double meanSelectivity(Network network, Dataset data, int layer) {
        return IntStream.range(0, network.architecture().units(layer))
                .mapToObj(unit -> UnitResponse.of(network, data, layer, unit))
                .filter(unit -> Arrays.stream(unit.outputs()).anyMatch(y -> y > 0))
                .mapToDouble(UnitResponse::selectivity)
                .average()
                .orElseThrow();
    }

    @Test
    @DisplayName("units that learned digits care more for the class than random ones, deep ones more than early ones")
    void digits() {
        Dataset.Split data = Datasets.digits().split(0.7, 1);
        Training training =
                Training.of(Architecture.of(64, 32, 16, 10)).rate(0.05).epochs(8);
        TrainingResult result = training.run(data, 2);
        Network trained = result.network();
        Network random = training.architecture().network(2);
        assertTrue(result.testAccuracy() > 0.9, "accuracy " + result.testAccuracy());
        double first = meanSelectivity(trained, data.test(), 0);
        double second = meanSelectivity(trained, data.test(), 1);
        double before = meanSelectivity(random, data.test(), 1);
        assertTrue(second > before + 0.1, second + " after, " + before + " before");
        assertTrue(second > first + 0.05, second + " in the second layer, " + first + " in the first");

        // The output unit of each class responds most to its own class, and its pattern looks like it.
        double[][] means = new double[10][64];
        int[] labels = data.test().labels();
        for (int c = 0; c < 10; c++) {
            int digit = c;
            int[] own = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == digit)
                    .toArray();
            for (int i : own) {
                for (int k = 0; k < 64; k++) {
                    means[c][k] += data.test().input(i)[k] / own.length;
                }
            }
        }
        for (int c = 0; c < 10; c++) {
            UnitResponse unit = UnitResponse.of(trained, data.test(), 2, c);
            assertEquals(c, best(unit.byClass()));
            for (int i : unit.top(5)) {
                assertEquals(c, labels[i]);
            }
            double[] pattern = unit.pattern();
            double[] likeness = Arrays.stream(means)
                    .mapToDouble(mean -> IntStream.range(0, 64)
                            .mapToDouble(k -> pattern[k] * mean[k])
                            .sum())
                    .toArray();
            assertEquals(c, best(likeness), "pattern of the unit for " + c);
        }
    }

    private static int best(double[] numbers) {
        return IntStream.range(0, numbers.length)
                .reduce((a, b) -> numbers[b] > numbers[a] ? b : a)
                .getAsInt();
    }

    @Test
    void wrongArguments() {
        Network network = Architecture.of(2, 4, 3).network(1);
        Dataset data = Datasets.xor();
        refused("network is null", () -> UnitResponse.of(null, data, 0, 0));
        refused("data is null", () -> UnitResponse.of(network, null, 0, 0));
        refused(
                "digits has 64 inputs but the network 2-4-3 ReLU has 2",
                () -> UnitResponse.of(network, Datasets.digits(), 0, 0));
        refused("layer must be from 0 to 1, not 2", () -> UnitResponse.of(network, data, 2, 0));
        refused("unit must be from 0 to 3, not 4", () -> UnitResponse.of(network, data, 0, 4));
        UnitResponse unit = UnitResponse.of(network, data, 0, 0);
        refused("k must be from 1 to the number of examples, 4, not 5", () -> unit.top(5));
        refused("k must be from 1 to the number of examples, 4, not 0", () -> unit.top(0));
        Dataset curve = Datasets.curve(x -> x, 0, 1, 5, 0, 1);
        UnitResponse regression = UnitResponse.of(Architecture.of(1, 1).network(1), curve, 0, 0);
        assertThrows(IllegalStateException.class, regression::byClass);
    }
}
