package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What PyTorch says about the same networks; {@code torch_gradients.py} describes the file. */
@DisplayName("PyTorch as reference")
class TorchReferenceTest {

    /** Of numbers of the size of 1; both sides round. */
    private static final double TOLERANCE = 1e-13;

    private static final int LAYERS = 3;

    private static final Map<String, Activation> FUNCTIONS = Map.of(
            "tanh", Activations.TANH,
            "sigmoid", Activations.SIGMOID,
            "relu", Activations.RELU,
            "leakyRelu-0.01", Activations.LEAKY_RELU,
            "elu-1", Activations.ELU,
            "silu", Activations.SILU,
            "gelu", Activations.GELU);

    private static final Map<String, Loss> LOSSES = Map.of(
            "softmax", Loss.SOFTMAX_CROSS_ENTROPY,
            "bce", Loss.BINARY_CROSS_ENTROPY,
            "mse", Loss.MEAN_SQUARED_ERROR);

    private static final Map<String, Case> CASES = read();

    static Stream<Case> passes() {
        return CASES.values().stream().filter(one -> one.name.contains("/"));
    }

    @ParameterizedTest
    @MethodSource("passes")
    void onePassForwardAndBack(Case one) {
        String[] words = one.name.split("/", -1);
        boolean batchNorm = words.length == 3;
        Network network = one.network(FUNCTIONS.get(words[0]), batchNorm);
        Dataset data = one.data();
        Loss loss = LOSSES.get(words[1]);
        if (!batchNorm) {
            one.assertEqual("sums.2", network.outputs(data.inputs()), TOLERANCE);
        }
        Trainer trainer = new Trainer(network, data, loss, Optimizer.sgd(0.1), 6, 1);
        trainer.step();
        one.assertEqual("loss", new double[][] {{trainer.lossOfLastStep()}}, TOLERANCE);
        Gradient gradient = trainer.gradient();
        for (int l = 0; l < LAYERS; l++) {
            one.assertEqual("gradient.weights." + l, weights(gradient.weights[l]), TOLERANCE);
            one.assertEqual("gradient.biases." + l, biases(gradient.weights[l]), TOLERANCE);
            if (network.norms[l] != null) {
                one.assertEqual("gradient.gamma." + l, new double[][] {gradient.gamma[l]}, TOLERANCE);
                one.assertEqual("gradient.beta." + l, new double[][] {gradient.beta[l]}, TOLERANCE);
                one.assertEqual("runningMean." + l, new double[][] {network.norms[l].runningMean}, TOLERANCE);
                one.assertEqual("runningVariance." + l, new double[][] {network.norms[l].runningVariance}, TOLERANCE);
            }
        }
        assertEquals(batchNorm, one.has("gradient.gamma.0"));
    }

    /**
     * PyTorch's {@code adamw} decays biases too, ours does not: {@code adamw-weights-only} is the one to compare. PyTorch
     * clips to a millionth less than asked for. Adam's quotients magnify the rounding of small gradients.
     */
    @ParameterizedTest
    @CsvSource({
        "sgd, MOMENTUM, 0.1, 0.9, 0, Infinity, 1e-12",
        "clip, MOMENTUM, 0.1, 0.9, 0, 1, 1e-6",
        "adam, ADAM, 0.01, 0, 0, Infinity, 1e-12",
        "adamw-weights-only, ADAM, 0.01, 0, 0.05, Infinity, 1e-12"
    })
    void threeSteps(
            String name,
            Optimizer.Kind kind,
            double rate,
            double momentum,
            double decay,
            double clip,
            double tolerance) {
        Case one = CASES.get(name);
        Network network = one.network(Activations.TANH, false);
        Optimizer optimizer = new Optimizer(kind, rate, momentum, decay, clip);
        Trainer trainer = new Trainer(network, one.data(), Loss.SOFTMAX_CROSS_ENTROPY, optimizer, 6, 1);
        double[] losses = new double[3];
        for (int i = 0; i < losses.length; i++) {
            trainer.step();
            losses[i] = trainer.lossOfLastStep();
        }
        one.assertEqual("losses", new double[][] {losses}, tolerance);
        for (int l = 0; l < LAYERS; l++) {
            one.assertEqual("weights." + l + ".after", network.weights(l), tolerance);
            one.assertEqual("biases." + l + ".after", new double[][] {network.biases(l)}, tolerance);
        }
    }

    private static double[][] weights(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.copyOf(row, row.length - 1))
                .toArray(double[][]::new);
    }

    private static double[][] biases(double[][] rows) {
        return new double[][] {
            Arrays.stream(rows).mapToDouble(row -> row[row.length - 1]).toArray()
        };
    }

    private static Map<String, Case> read() {
        Map<String, Case> cases = new LinkedHashMap<>();
        try (InputStream file = TorchReferenceTest.class.getResourceAsStream("torch-gradients.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .dropWhile(line -> !line.equals("case,key,shape,numbers"))
                    .skip(1)
                    .forEach(line -> {
                        String[] cells = line.split(",", -1);
                        cases.computeIfAbsent(cells[0], Case::new).put(cells[1], cells[2], cells[3]);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    /** A network, a batch, and what comes of them. */
    private static final class Case {
        private final String name;
        private final Map<String, double[][]> matrices = new LinkedHashMap<>();

        Case(String name) {
            this.name = name;
        }

        void put(String key, String shape, String numbers) {
            double[] all = Arrays.stream(numbers.split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            String[] sides = shape.split("x", -1);
            int columns = Integer.parseInt(sides[sides.length - 1]);
            double[][] matrix = new double[all.length / columns][];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = Arrays.copyOfRange(all, i * columns, (i + 1) * columns);
            }
            assertEquals(all.length, matrix.length * columns, () -> name + " " + key);
            matrices.put(key, matrix);
        }

        boolean has(String key) {
            return matrices.containsKey(key);
        }

        double[][] get(String key) {
            assertTrue(has(key), () -> name + " has no " + key);
            return matrices.get(key);
        }

        Network network(Activation f, boolean batchNorm) {
            Architecture plan = Architecture.of(3, 5, 4, 2).activation(f).batchNorm(batchNorm);
            double[][][] weights = new double[LAYERS][][];
            double[][] biases = new double[LAYERS][];
            for (int l = 0; l < LAYERS; l++) {
                weights[l] = get("weights." + l);
                biases[l] = get("biases." + l)[0];
            }
            Network network = Network.of(plan, weights, biases);
            for (int l = 0; l < LAYERS; l++) {
                if (network.norms[l] != null) {
                    System.arraycopy(get("gamma." + l)[0], 0, network.norms[l].gamma, 0, biases[l].length);
                    System.arraycopy(get("beta." + l)[0], 0, network.norms[l].beta, 0, biases[l].length);
                }
            }
            return network;
        }

        Dataset data() {
            if (!has("labels")) {
                return Dataset.regression("batch", get("inputs"), get("targets"));
            }
            int[] labels = Arrays.stream(get("labels")[0])
                    .mapToInt(label -> (int) label)
                    .toArray();
            return Dataset.classification("batch", get("inputs"), labels, 2);
        }

        void assertEqual(String key, double[][] actual, double tolerance) {
            double[][] expected = get(key);
            assertEquals(expected.length, actual.length, key);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i].length, actual[i].length, key);
                for (int j = 0; j < expected[i].length; j++) {
                    assertEquals(
                            expected[i][j],
                            actual[i][j],
                            tolerance * Math.max(1, Math.abs(expected[i][j])),
                            key + "[" + i + "][" + j + "]");
                }
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
