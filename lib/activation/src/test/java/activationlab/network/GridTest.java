package activationlab.network;

import static activationlab.network.ObservationTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activations;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Maps of decisions")
class GridTest {

    @Test
    @DisplayName("class and confidence of every point are what the network says of it; rows belong to the second input")
    void points() {
        Network network = Architecture.of(2, 8, 3).activation(Activations.TANH).network(6);
        double[] xs = {-2, -1, 0, 1.5};
        double[] ys = {3, 0.5, -3};
        Grid grid = Grid.of(network, xs, ys);
        for (int iy = 0; iy < 3; iy++) {
            for (int ix = 0; ix < 4; ix++) {
                assertEquals(network.classify(xs[ix], ys[iy]), grid.classes()[iy][ix]);
                double largest = Arrays.stream(network.probabilities(xs[ix], ys[iy]))
                        .max()
                        .getAsDouble();
                assertEquals(largest, grid.confidence()[iy][ix]);
            }
        }
        assertTrue(Arrays.stream(grid.classes())
                        .flatMapToInt(Arrays::stream)
                        .distinct()
                        .count()
                > 1);
        xs[0] = 9;
        grid.xs()[0] = 9;
        grid.classes()[0][0] = 9;
        grid.confidence()[0][0] = 9;
        assertEquals(-2, grid.xs()[0]);
        assertArrayEquals(ys, grid.ys());
        assertTrue(grid.classes()[0][0] < 3 && grid.confidence()[0][0] < 1);
        assertEquals("decisions at 4 × 3 points", grid.toString());
    }

    @Test
    @DisplayName("one output divides at 0; NaN belongs to no class")
    void oneOutput() {
        Network network = Network.of(Architecture.of(2, 1), new double[][][] {{{1, 0}}}, new double[][] {{0}});
        Grid grid = Grid.of(network, new double[] {-1, 1, Double.NaN}, new double[] {7});
        assertArrayEquals(new int[][] {{0, 1, -1}}, grid.classes());
        double sure = 1 / (1 + StrictMath.exp(-1));
        assertEquals(sure, grid.confidence()[0][0], 1e-15);
        assertEquals(sure, grid.confidence()[0][1], 1e-15);
        assertEquals(Double.NaN, grid.confidence()[0][2]);
    }

    @Test
    @DisplayName("far away a ReLU network becomes certain, a tanh network does not")
    void rays() {
        double[] from = {0.5, -0.5};
        double[] direction = {0.6, 0.8};
        double[] steps = {0, 10, 1e4, 1e5};
        Network relu = Architecture.of(2, 16, 16, 3).network(3);
        Network tanh =
                Architecture.of(2, 16, 16, 3).activation(Activations.TANH).network(3);
        double[] certain = Grid.ray(relu, from, direction, steps);
        double[] doubtful = Grid.ray(tanh, from, direction, steps);
        double[] there = relu.probabilities(0.5 + 10 * 0.6, -0.5 + 10 * 0.8);
        assertEquals(Arrays.stream(there).max().getAsDouble(), certain[1]);
        assertTrue(certain[0] < 0.9 && certain[2] > 1 - 1e-12, Arrays.toString(certain));
        assertTrue(doubtful[3] < 0.95, Arrays.toString(doubtful));
    }

    @Test
    void wrongArguments() {
        Network network = Architecture.of(2, 3).network(1);
        Network wide = Architecture.of(4, 3).network(1);
        double[] one = {1};
        refused("network is null", () -> Grid.of(null, one, one));
        refused("xs is null", () -> Grid.of(network, null, one));
        refused("ys is empty; at least one number is needed", () -> Grid.of(network, one, new double[0]));
        refused("a grid has 2 coordinates but the network 4-3 has 4 inputs", () -> Grid.of(wide, one, one));
        double[] two = {1, 2};
        refused("network is null", () -> Grid.ray(null, two, two, 1));
        refused("from has 1 numbers but the network has 2 inputs", () -> Grid.ray(network, one, two, 1));
        refused("direction has 1 numbers but the network has 2 inputs", () -> Grid.ray(network, two, one, 1));
        refused("steps is empty; at least one number is needed", () -> Grid.ray(network, two, two));
    }
}
