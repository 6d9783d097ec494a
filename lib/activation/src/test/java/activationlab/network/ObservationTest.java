package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.data.Datasets;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Observation of networks")
class ObservationTest {

    private static final Dataset SPIRALS = Datasets.spirals(3, 20, 0.15, 5);

    static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** One class or the other, with normally distributed inputs. */
    static Dataset noise(int n, int width, int classes, long seed) {
        RandomGenerator random = Randoms.generator(seed);
        double[][] inputs = new double[n][width];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < width; k++) {
                inputs[i][k] = Randoms.gaussian(random);
            }
            labels[i] = Randoms.below(random, classes);
        }
        return Dataset.classification("noise", inputs, labels, classes);
    }

    /** A plan with the same number of units in many layers. */
    static Architecture deep(int inputs, int width, int hidden, int outputs) {
        int[] sizes = new int[hidden + 2];
        Arrays.fill(sizes, width);
        sizes[0] = inputs;
        sizes[hidden + 1] = outputs;
        return Architecture.of(sizes);
    }

    private static double length(double... v) {
        return Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
    }

    /** ∂L/∂(one number), by a central difference. */
    private static double slope(DoubleUnaryOperator loss, double at) {
        double h = 0x1p-17;
        return (loss.applyAsDouble(at + h) - loss.applyAsDouble(at - h)) / (2 * h);
    }

    private static double weightSlope(Network network, Dataset data, Loss loss, int layer, int unit, int input) {
        Network moved = network.copy();
        double[][] weights = network.weights(layer);
        return slope(
                w -> {
                    weights[unit][input] = w;
                    moved.set(layer, weights, network.biases(layer));
                    return moved.loss(data, loss);
                },
                weights[unit][input]);
    }

    private static double biasSlope(Network network, Dataset data, Loss loss, int layer, int unit) {
        Network moved = network.copy();
        double[] biases = network.biases(layer);
        return slope(
                b -> {
                    biases[unit] = b;
                    moved.set(layer, network.weights(layer), biases);
                    return moved.loss(data, loss);
                },
                biases[unit]);
    }

    @Test
    @DisplayName("gradient norms are those of finite differences")
    void gradients() {
        Architecture plan = Architecture.of(2, 5, 4, 3).activation(Activations.TANH);
        Network network = plan.network(1);
        Loss loss = Loss.SOFTMAX_CROSS_ENTROPY;
        Observation seen = Observation.of(network, SPIRALS, loss);
        assertEquals(3, seen.layers().size());
        for (int l = 0; l < 3; l++) {
            int layer = l;
            double[] weights = IntStream.range(0, plan.units(l))
                    .boxed()
                    .flatMapToDouble(j -> IntStream.range(0, plan.receives(layer))
                            .mapToDouble(k -> weightSlope(network, SPIRALS, loss, layer, j, k)))
                    .toArray();
            double[] biases = IntStream.range(0, plan.units(l))
                    .mapToDouble(j -> biasSlope(network, SPIRALS, loss, layer, j))
                    .toArray();
            // The gradient of a sum is that of the bias, for a single example.
            double[] sums = IntStream.range(0, SPIRALS.size())
                    .boxed()
                    .flatMapToDouble(i -> IntStream.range(0, plan.units(layer))
                            .mapToDouble(j -> biasSlope(network, SPIRALS.subset(i), loss, layer, j) / SPIRALS.size()))
                    .toArray();
            LayerStatistics statistics = seen.layer(l);
            assertArrayEquals(weights, Norm.flat(statistics.weightGradients(), plan.receives(l)), 1e-9);
            assertEquals(length(weights), statistics.weightGradientNorm(), 1e-9);
            assertEquals(length(biases), statistics.biasGradientNorm(), 1e-9);
            assertEquals(length(sums), statistics.sumGradientNorm(), 1e-9);
            assertEquals(statistics.sumGradientNorm(), seen.gradientProfile()[l]);
            assertEquals(statistics.weightGradientNorm(), seen.weightGradientProfile()[l]);
        }
        assertEquals(seen.gradientProfile()[0] / seen.gradientProfile()[1], seen.gradientRatio());
        assertEquals("observation of 3 layers, gradient ratio " + seen.gradientRatio(), seen.toString());
    }

    @Test
    @DisplayName("sums, outputs and slopes are those of plain loops, one output, a function of one's own")
    void distributions() {
        Activation own = Activation.of("bent", x -> x < 0 ? 0 : x * x / 2, x -> x < 0 ? 0 : x, 0);
        Dataset data = Datasets.moons(30, 0.1, 2);
        Network network = Architecture.of(2, 6, 1).activation(own).network(4);
        Observation seen = Observation.of(network, data, Loss.BINARY_CROSS_ENTROPY);
        double[][] w = network.weights(0);
        double[] x = Arrays.stream(data.inputs())
                .flatMapToDouble(row -> Arrays.stream(w).mapToDouble(unit -> unit[0] * row[0] + unit[1] * row[1]))
                .toArray();
        LayerStatistics layer = seen.layer(0);
        assertEquals(Arrays.stream(x).sum() / 180, layer.sums().mean(), 1e-14);
        assertEquals(Arrays.stream(x).max().getAsDouble(), layer.sums().max(), 1e-14);
        assertEquals(180, layer.sums().size());
        double[] y = Arrays.stream(x).map(own::value).toArray();
        assertEquals(Arrays.stream(y).sum() / 180, layer.outputs().mean(), 1e-14);
        long zeros = Arrays.stream(x).filter(v -> v < 0).count();
        assertEquals(zeros / 180.0, layer.outputs().zeroShare());
        assertEquals(zeros / 180.0, layer.slopes().zeroShare());
        assertTrue(zeros > 20 && zeros < 160);
        // The steepest slope from −10 to 10 is 10.
        assertEquals(Arrays.stream(x).filter(v -> v < 0.1).count() / 180.0, layer.saturatedShare());
        assertEquals(Arrays.stream(x).filter(v -> v < 0.5).count() / 180.0, layer.saturatedShare(0.05));
        assertEquals(zeros / 180.0, layer.saturatedShare(0));
        assertSame(own, layer.activation());
        assertEquals(0, layer.layer());
        assertEquals(
                "layer 0 (bent): outputs " + layer.outputs().mean() + " ± "
                        + layer.outputs().standardDeviation() + ", gradient " + layer.weightGradientNorm(),
                layer.toString());
        LayerStatistics output = seen.layer(1);
        assertEquals(1, output.slopes().min());
        assertEquals(0, output.saturatedShare(1));
        assertEquals(1, seen.gradientRatio());
    }

    @Test
    @DisplayName("the sigmoid counts as saturated beyond |x| = 5.99, where its slope is 0.01/4")
    void saturation() {
        double[][] inputs = {{-7}, {-6}, {-5.98}, {0}, {5.98}, {6}, {40}};
        Dataset data = Dataset.regression("line", inputs, new double[7][1]);
        Architecture plan = Architecture.of(1, 1, 1).activation(Activations.SIGMOID);
        Network network = Network.of(plan, new double[][][] {{{1}}, {{1}}}, new double[][] {{0}, {0}});
        Observation seen = Observation.of(network, data, Loss.MEAN_SQUARED_ERROR);
        assertEquals(4 / 7.0, seen.layer(0).saturatedShare());
        assertEquals(0, seen.layer(0).slopes().zeroShare());
    }

    @Test
    @DisplayName("thirty sigmoid layers: a gradient ratio near 6e-19, and all its digits are right")
    void tinyGradients() {
        int hidden = 30;
        Architecture plan =
                deep(16, 128, hidden, 4).activation(Activations.SIGMOID).initialiser(Initialiser.LECUN);
        Network network = plan.network(3);
        Dataset data = noise(24, 16, 4, 8);
        Observation seen = Observation.of(network, data, Loss.SOFTMAX_CROSS_ENTROPY);
        double[] expected = plainProfile(network, data);
        double[] profile = seen.gradientProfile();
        for (int l = 0; l < profile.length; l++) {
            assertEquals(1, profile[l] / expected[l], 1e-12, "layer " + l);
        }
        assertTrue(seen.gradientRatio() > 1e-19 && seen.gradientRatio() < 3e-18, "" + seen.gradientRatio());
    }

    /** ‖∂L/∂x‖ by loops over examples, units and weights. */
    private static double[] plainProfile(Network network, Dataset data) {
        int layers = network.architecture().layers();
        double[] squares = new double[layers];
        for (int i = 0; i < data.size(); i++) {
            double[] received = data.input(i);
            double[][] x = new double[layers][];
            for (int l = 0; l < layers; l++) {
                double[][] w = network.weights(l);
                double[] b = network.biases(l);
                x[l] = new double[w.length];
                for (int j = 0; j < w.length; j++) {
                    x[l][j] = b[j];
                    for (int k = 0; k < received.length; k++) {
                        x[l][j] += w[j][k] * received[k];
                    }
                }
                received = network.activation(l).apply(x[l]);
            }
            double[] delta = network.probabilities(data.input(i));
            delta[data.label(i)] -= 1;
            for (int l = layers - 1; l >= 0; l--) {
                if (l < layers - 1) {
                    double[][] w = network.weights(l + 1);
                    double[] before = new double[x[l].length];
                    for (int k = 0; k < before.length; k++) {
                        for (int j = 0; j < w.length; j++) {
                            before[k] += w[j][k] * delta[j];
                        }
                        before[k] *= network.activation(l).derivative(x[l][k]);
                    }
                    delta = before;
                }
                squares[l] += Arrays.stream(delta).map(d -> d * d).sum();
            }
        }
        return Arrays.stream(squares).map(s -> Math.sqrt(s) / data.size()).toArray();
    }

    @Test
    @DisplayName("a tanh at x = 25 still passes its slope of 4·e^-50, which training takes for 0")
    void exactSlopes() {
        Dataset data = Dataset.regression("one", new double[][] {{25}}, new double[][] {{0}});
        Architecture plan = Architecture.of(1, 1, 1).activation(Activations.TANH);
        Network network = Network.of(plan, new double[][][] {{{1}}, {{1}}}, new double[][] {{0}, {0}});
        double norm =
                Observation.of(network, data, Loss.MEAN_SQUARED_ERROR).layer(0).sumGradientNorm();
        assertEquals(1, norm / (4 * StrictMath.exp(-50)), 1e-14);
    }

    @Test
    @DisplayName("batch norm: the gradient of a step with all examples, and the network stays as it is")
    void batchNorm() {
        Architecture plan =
                Architecture.of(2, 6, 5, 3).activation(Activations.TANH).batchNorm(true);
        Network network = plan.network(2);
        Trainer trainer =
                new Trainer(network, SPIRALS, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(0.1), Integer.MAX_VALUE, 1);
        trainer.epoch();
        double[][] before = network.outputs(SPIRALS.inputs());
        Observation seen = Observation.of(network, SPIRALS, Loss.SOFTMAX_CROSS_ENTROPY);
        assertArrayEquals(before, network.outputs(SPIRALS.inputs()));
        assertEquals(0, seen.layer(0).sums().mean(), 0.02); // β after one step
        assertEquals(1, seen.layer(0).sums().standardDeviation(), 0.02); // γ
        trainer.step();
        double[][] rows = trainer.gradient().weights[0];
        double[] weights = Arrays.stream(rows)
                .flatMapToDouble(row -> DoubleStream.of(row).limit(2))
                .toArray();
        assertEquals(length(weights), seen.layer(0).weightGradientNorm(), 1e-13);
    }

    @Test
    @DisplayName("a diverged network gives NaN and no exception")
    void diverged() {
        Network network = Architecture.of(2, 4, 3).network(1);
        double[][] weights = network.weights(0);
        weights[1][0] = Double.NaN;
        network.set(0, weights, network.biases(0));
        Observation seen = Observation.of(network, SPIRALS, Loss.SOFTMAX_CROSS_ENTROPY);
        LayerStatistics layer = seen.layer(0);
        assertEquals(Double.NaN, layer.weightGradientNorm());
        assertEquals(Double.NaN, layer.sumGradientNorm());
        assertEquals(Double.NaN, layer.outputs().mean());
        assertEquals(Double.NaN, layer.saturatedShare());
        assertEquals(60, layer.sums().histogram(10).outside());
        assertEquals(Double.NaN, seen.gradientRatio());
    }

    @Test
    @DisplayName("update ratio by hand; weights alone count, not biases")
    void updateRatio() {
        Architecture plan = Architecture.of(2, 2);
        Network before = Network.of(plan, new double[][][] {{{1, -1}, {3, -3}}}, new double[][] {{0, 0}});
        Network after = Network.of(plan, new double[][][] {{{1.5, -1.5}, {3, -3}}}, new double[][] {{7, 8}});
        assertArrayEquals(
                new double[] {Math.sqrt(0.5 / 4) / Math.sqrt(5)}, Observation.updateRatio(before, after), 1e-16);
        assertArrayEquals(new double[] {0}, Observation.updateRatio(before, before));
        refused(
                "before is the network 2-2 but after is the network 2-3",
                () -> Observation.updateRatio(before, Architecture.of(2, 3).network(1)));
        refused(
                "before is the network 2-2 but after is the network 3-2",
                () -> Observation.updateRatio(before, Architecture.of(3, 2).network(1)));
        refused(
                "before is the network 2-2 but after is the network 2-2-2 ReLU",
                () -> Observation.updateRatio(before, Architecture.of(2, 2, 2).network(1)));
        refused("before is null", () -> Observation.updateRatio(null, after));
        refused("after is null", () -> Observation.updateRatio(before, null));
    }

    @Test
    void wrongArguments() {
        Network network = Architecture.of(2, 4, 3).network(1);
        Loss loss = Loss.SOFTMAX_CROSS_ENTROPY;
        refused("network is null", () -> Observation.of(null, SPIRALS, loss));
        refused("data is null", () -> Observation.of(network, null, loss));
        refused("loss is null", () -> Observation.of(network, SPIRALS, null));
        refused(
                "noise has 5 inputs but the network 2-4-3 ReLU has 2",
                () -> Observation.of(network, noise(4, 5, 3, 1), loss));
        refused(
                "noise has 2 classes but the network 2-4-3 ReLU has 3 outputs",
                () -> Observation.of(network, noise(4, 2, 2, 1), loss));
        Observation seen = Observation.of(network, SPIRALS, loss);
        refused("layer must be from 0 to 1, not 2", () -> seen.layer(2));
        refused("threshold must be from 0 to 1, not -0.1", () -> seen.layer(0).saturatedShare(-0.1));
        refused(
                "there are more bins than numbers: 241 bins for 240 numbers",
                () -> seen.layer(0).sums().histogram(241));
    }
}
