package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.function.Swish;
import activationlab.numeric.Randoms;
import activationlab.softmax.BinaryCrossEntropy;
import activationlab.softmax.CrossEntropy;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The way forward against loops written down once more, example by example; the way back against finite differences of
 * them.
 */
@DisplayName("Gradients")
class GradientTest {

    /** The five-point formula has a truncation error of h⁴; a larger step would reach across kinks more often. */
    private static final double STEP = 0x1p-18;

    /** Of the greatest gradient; mostly the rounding of a loss, divided by the step. */
    private static final double TOLERANCE = 1e-8;

    private static final int[][] SIZES = {
        {1, 1, 2}, {2, 2, 2, 2}, {3, 5, 4, 3}, {4, 7, 3}, {5, 1, 3, 4}, {2, 3}, {7, 4, 5, 7, 2}, {3, 13, 11, 5}
    };

    private static final int[] BATCHES = {1, 2, 3, 5, 32};

    static Stream<Arguments> cases() {
        List<Activation> functions = List.of(
                Activations.SIGMOID,
                Activations.TANH,
                Activations.RELU,
                Activations.LEAKY_RELU,
                Activations.ELU,
                new Swish(1.7),
                Activations.SILU,
                Activations.GELU,
                Activations.MISH,
                Activations.IDENTITY,
                Activation.of("softsign", x -> x / (1 + Math.abs(x))));
        return functions.stream()
                .flatMap(f -> Stream.of(Loss.values())
                        .flatMap(loss -> Stream.of(false, true).map(norm -> Arguments.of(f.name(), f, loss, norm))));
    }

    @ParameterizedTest(name = "{0}, {2}, batch norm: {3}")
    @MethodSource("cases")
    void agreeWithFiniteDifferences(String name, Activation f, Loss loss, boolean batchNorm) {
        for (int s = 0; s < SIZES.length; s++) {
            // Every size meets some batches, every batch some sizes, each function others.
            int batch = BATCHES[(s + name.length() + loss.name().length()) % BATCHES.length];
            Architecture plan = Architecture.of(SIZES[s]).activation(f).batchNorm(batchNorm);
            if (loss == Loss.MEAN_SQUARED_ERROR && s % 2 == 0) {
                plan = plan.output(Activations.SIGMOID);
            }
            new Case(plan, loss, batch, s).check();
        }
    }

    /** One network with a batch. */
    private static final class Case {
        private final Network network;
        private final Loss loss;
        private final double[][] inputs;
        private final double[][] targets;

        Case(Architecture plan, Loss loss, int batch, int seed) {
            RandomGenerator random = Randoms.generator(seed);
            this.loss = loss;
            network = new Network(plan);
            for (double[] row : Nets.parameters(network)) {
                Arrays.setAll(row, i -> 0.8 * Randoms.gaussian(random));
            }
            inputs = new double[batch][plan.inputs()];
            targets = new double[batch][plan.outputs()];
            for (int i = 0; i < batch; i++) {
                Arrays.setAll(inputs[i], k -> Randoms.gaussian(random));
                if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
                    targets[i][Randoms.below(random, plan.outputs())] = 1;
                } else {
                    Arrays.setAll(targets[i], c -> random.nextDouble());
                }
            }
        }

        void check() {
            Gradient gradient = new Gradient(network);
            Pass pass = forwardAndBack(gradient);
            double[][] outputs = naive();
            for (int i = 0; i < inputs.length; i++) {
                for (int c = 0; c < outputs[i].length; c++) {
                    // With two examples a normalised sum may amplify rounding a hundredfold.
                    assertEquals(outputs[i][c], pass.outputs()[c][i], 1e-11, this::toString);
                }
            }
            List<double[]> parameters = Nets.parameters(network);
            List<double[]> slopes = Nets.rows(gradient);
            double greatest = 1;
            for (double[] row : slopes) {
                for (double g : row) {
                    greatest = Math.max(greatest, Math.abs(g));
                }
            }
            for (int r = 0; r < parameters.size(); r++) {
                double[] row = parameters.get(r);
                for (int k = 0; k < row.length; k++) {
                    String where = this + ", row " + r + ", place " + k;
                    assertEquals(difference(row, k), slopes.get(r)[k], TOLERANCE * greatest, where);
                }
            }
        }

        private Pass forwardAndBack(Gradient gradient) {
            Pass pass = new Pass(network, inputs.length, gradient);
            int n = inputs.length;
            double[][] rows = new double[n][];
            int[] order = new int[n];
            double[][] columns = new double[targets[0].length][n];
            for (int i = 0; i < n; i++) {
                rows[i] = Arrays.copyOf(inputs[i], inputs[i].length + 1);
                rows[i][inputs[i].length] = 1;
                order[i] = i;
                for (int c = 0; c < columns.length; c++) {
                    columns[c][i] = targets[i][c];
                }
            }
            // Twice: nothing of an earlier batch may be left.
            for (int run = 0; run < 2; run++) {
                pass.take(rows, order, 0);
                pass.forward();
                loss.delta(pass.outputs(), columns, pass.outputDelta(), new double[n]);
                pass.back();
            }
            return pass;
        }

        private double difference(double[] row, int k) {
            double w = row[k];
            double[] losses = new double[5];
            for (int i = -2; i <= 2; i++) {
                row[k] = w + i * STEP;
                losses[i + 2] = naiveLoss();
            }
            row[k] = w;
            return (8 * (losses[3] - losses[1]) - (losses[4] - losses[0])) / (12 * STEP);
        }

        private double naiveLoss() {
            double[][] outputs = naive();
            double sum = 0;
            for (int i = 0; i < outputs.length; i++) {
                sum += switch (loss) {
                    case SOFTMAX_CROSS_ENTROPY -> CrossEntropy.value(outputs[i], targets[i]);
                    case BINARY_CROSS_ENTROPY -> BinaryCrossEntropy.sum(outputs[i], targets[i]);
                    case MEAN_SQUARED_ERROR -> {
                        double squares = 0;
                        for (int c = 0; c < outputs[i].length; c++) {
                            squares += (outputs[i][c] - targets[i][c]) * (outputs[i][c] - targets[i][c]);
                        }
                        yield squares / 2;
                    }
                };
            }
            return sum / outputs.length;
        }

        /** As in training, where a batch is normalised by itself. */
        private double[][] naive() {
            double[][] received = inputs;
            for (int l = 0; l < network.weights.length; l++) {
                Activation f = network.activation(l);
                int units = network.weights[l].length;
                double[][] sums = new double[received.length][units];
                for (int i = 0; i < received.length; i++) {
                    for (int j = 0; j < units; j++) {
                        double[] w = network.weights[l][j];
                        double sum = w[received[i].length];
                        for (int k = 0; k < received[i].length; k++) {
                            sum += w[k] * received[i][k];
                        }
                        sums[i][j] = sum;
                    }
                }
                if (network.norms[l] != null) {
                    normalise(network.norms[l], sums);
                }
                for (double[] row : sums) {
                    Arrays.setAll(row, j -> f.value(row[j]));
                }
                received = sums;
            }
            return received;
        }

        private static void normalise(BatchNorm norm, double[][] sums) {
            int n = sums.length;
            for (int j = 0; j < sums[0].length; j++) {
                double mean = 0;
                for (double[] row : sums) {
                    mean += row[j] / n;
                }
                double variance = 0;
                for (double[] row : sums) {
                    variance += (row[j] - mean) * (row[j] - mean) / n;
                }
                for (double[] row : sums) {
                    row[j] = norm.gamma[j] * (row[j] - mean) / Math.sqrt(variance + 1e-5) + norm.beta[j];
                }
            }
        }

        @Override
        public String toString() {
            return network + ", " + loss + ", batch " + inputs.length;
        }
    }
}
