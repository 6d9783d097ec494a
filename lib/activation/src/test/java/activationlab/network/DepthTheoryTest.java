package activationlab.network;

import static activationlab.network.ObservationTest.deep;
import static activationlab.network.ObservationTest.noise;
import static activationlab.network.ObservationTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.function.LeakyRelu;
import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Theory of depth")
class DepthTheoryTest {

    private static final int HIDDEN = 10;
    private static final int SEEDS = 12;

    @Test
    @DisplayName("ReLU with He's gain: every variance is twice the mean square of the inputs, every factor 1")
    void heByHand() {
        DepthTheory theory = DepthTheory.of(deep(4, 8, 5, 3).initialiser(Initialiser.HE), 1.5);
        assertArrayEquals(new double[] {3, 3, 3, 3, 3, 1.5}, theory.variances(), 1e-13);
        assertArrayEquals(new double[] {1, 1, 1, 1, 0.5}, theory.depthFactors(), 1e-13);
        assertArrayEquals(
                new double[] {Math.sqrt(0.5), Math.sqrt(0.5), Math.sqrt(0.5), Math.sqrt(0.5), Math.sqrt(0.5), 1},
                theory.gradientProfile(),
                1e-13);
        assertEquals(1, theory.gradientRatio(), 1e-13);
        assertEquals("theory of 6 layers, gradient ratio " + theory.gradientRatio(), theory.toString());
    }

    @Test
    @DisplayName("leaky ReLU with gain g: q grows by g²·(1 + α²)/2 per layer, and so does the gradient; biases add")
    void leakyByHand() {
        double factor = 0.49 * (1 + 0.01) / 2;
        Architecture plan = deep(4, 8, 3, 2).activation(new LeakyRelu(0.1)).initialiser(Initialiser.gain(0.7));
        DepthTheory theory = DepthTheory.of(plan, 2, 0.3);
        double q0 = 0.49 * 2 + 0.09;
        double q1 = factor * q0 + 0.09;
        double q2 = factor * q1 + 0.09;
        assertArrayEquals(new double[] {q0, q1, q2, factor / 0.49 * q2 + 0.09}, theory.variances(), 1e-14);
        assertArrayEquals(new double[] {factor, factor, factor / 0.49}, theory.depthFactors(), 1e-14);
        assertEquals(factor, theory.gradientRatio(), 1e-14);
    }

    @Test
    @DisplayName("sizes do not matter, and a variance that overflows makes NaN of all that follows")
    void sizesAndOverflow() {
        Architecture small = deep(1, 1, 4, 1).activation(Activations.TANH);
        Architecture large = deep(9, 50, 4, 3).activation(Activations.TANH);
        assertArrayEquals(
                DepthTheory.of(small, 1).gradientProfile(),
                DepthTheory.of(large, 1).gradientProfile(),
                1e-14);
        DepthTheory huge = DepthTheory.of(deep(1, 1, 4, 1).initialiser(Initialiser.gain(1e100)), 1);
        assertEquals(1e200, huge.variances()[0], 1e186);
        assertEquals(Double.NaN, huge.variances()[1]);
        assertEquals(Double.NaN, huge.variances()[4]);
        assertEquals(Double.NaN, huge.gradientRatio());
        assertEquals(1, huge.gradientProfile()[4]);
        assertEquals(1, DepthTheory.of(Architecture.of(2, 3), 1).gradientRatio());
    }

    /** Root mean squares over the seeds of ‖∂L/∂x‖ relative to the output layer, and of the sums. */
    private static double[][] measured(Architecture plan, double biasDeviation) {
        int layers = plan.layers();
        double[][] squares = new double[2][layers];
        for (int seed = 0; seed < SEEDS; seed++) {
            Network network = plan.network(seed);
            RandomGenerator random = Randoms.generator(1000 + seed);
            for (int l = 0; l < layers; l++) {
                double[] biases = new double[plan.units(l)];
                for (int j = 0; j < biases.length; j++) {
                    biases[j] = biasDeviation * Randoms.gaussian(random);
                }
                network.set(l, network.weights(l), biases);
            }
            Dataset data = noise(40, plan.inputs(), plan.outputs(), 77 + seed);
            Observation seen = Observation.of(network, data, Loss.SOFTMAX_CROSS_ENTROPY);
            double[] profile = seen.gradientProfile();
            for (int l = 0; l < layers; l++) {
                double ratio = profile[l] / profile[layers - 1];
                Distribution x = seen.layer(l).sums();
                squares[0][l] += ratio * ratio / SEEDS;
                squares[1][l] += (x.mean() * x.mean() + x.standardDeviation() * x.standardDeviation()) / SEEDS;
            }
        }
        return Arrays.stream(squares)
                .map(row -> Arrays.stream(row).map(Math::sqrt).toArray())
                .toArray(double[][]::new);
    }

    @ParameterizedTest(name = "{0}, gain {1}, biases {2}: within {3}")
    @CsvSource({
        "TANH, 1, 0, 0.06",
        "TANH, 1.5, 0.5, 0.06",
        "RELU, 1.4142135623730951, 0, 0.06",
        "SIGMOID, 1, 0, 0.06",
        "GELU, 1.3, 0.2, 0.15"
    })
    @DisplayName("wide random networks: profile and sums are those of the theory in all of ten layers")
    void measuredNetworks(String function, double gain, double biasDeviation, double tolerance) {
        Activation f = switch (function) {
            case "TANH" -> Activations.TANH;
            case "RELU" -> Activations.RELU;
            case "GELU" -> Activations.GELU;
            default -> Activations.SIGMOID;
        };
        Architecture plan = deep(64, 256, HIDDEN, 16).activation(f).initialiser(Initialiser.gain(gain));
        DepthTheory theory = DepthTheory.of(plan, 1, biasDeviation);
        double[][] seen = measured(plan, biasDeviation);
        double[] profile = theory.gradientProfile();
        StringBuilder found = new StringBuilder();
        double worst = 0;
        for (int l = 0; l <= HIDDEN; l++) {
            double gradient = seen[0][l] / profile[l];
            double sums = seen[1][l] / Math.sqrt(theory.variances()[l]);
            found.append(l + ": " + gradient + ", " + sums + "\n");
            worst = Math.max(worst, Math.max(Math.abs(gradient - 1), Math.abs(sums - 1)));
        }
        assertTrue(worst < tolerance, found.toString());
    }

    @Test
    void wrongArguments() {
        Architecture plan = Architecture.of(2, 4, 3);
        refused("plan is null", () -> DepthTheory.of(null, 1));
        refused("inputSquare must be a finite number >= 0, not -1.0", () -> DepthTheory.of(plan, -1));
        refused("biasDeviation must be a finite number >= 0, not NaN", () -> DepthTheory.of(plan, 1, Double.NaN));
        refused(
                "plan is 2-4-3 ReLU with batch norm; the theory knows no batch normalisation, which replaces the variances",
                () -> DepthTheory.of(plan.batchNorm(true), 1));
    }
}
