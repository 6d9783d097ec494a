package activationlab.network;

import static activationlab.network.ObservationTest.noise;
import static activationlab.network.ObservationTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Agreement of signs")
class SignAgreementTest {

    private static final Loss SQUARES = Loss.MEAN_SQUARED_ERROR;

    @Test
    @DisplayName("one layer, by hand: gradients are (output − target)·input")
    void byHand() {
        // All weights 0, so the gradient of a batch of 2 is −(target₁·input₁ + target₂·input₂)/2.
        Network network =
                Network.of(Architecture.of(3, 2), new double[][][] {new double[2][3]}, new double[][] {{0, 0}});
        Dataset data = Dataset.regression(
                "four",
                new double[][] {{1, 2, -1}, {1, -3, 1}, {0, 5, 7}, {9, 9, 9}, {-1, -1, -1}},
                new double[][] {{1, 0}, {1, 2}, {0, 1}, {0, -1}, {5, 5}});
        // Batch 1: unit 0: {1, 2, −1} → 1/3, {1, −3, 1} → 1/3, none, none; {−1, −1, −1} → 1.
        //          unit 1: none, 1/3, {0, 5, 7} → 1 of the two, 1, 1.
        assertArrayEquals(
                new double[] {(1 / 3.0 + 1 / 3.0 + 1 + 1 / 3.0 + 1 + 1 + 1) / 7},
                SignAgreement.of(network, data, SQUARES, 1),
                1e-15);
        // Batch 2: unit 0: {2, −1, 0} → 0, none; unit 1: {2, −6, 2} → 1/3, {−9, −4, −2} → 1. The fifth is left out.
        assertArrayEquals(new double[] {(0 + 1 / 3.0 + 1) / 3}, SignAgreement.of(network, data, SQUARES, 2), 1e-15);
        // More than there are means all: unit 0 {−3, −6, −5} → 1, unit 1 {−12, −15, −5} → 1.
        assertArrayEquals(new double[] {1}, SignAgreement.of(network, data, SQUARES, 99));
    }

    private static double[] random(Activation f, int batch) {
        Architecture plan = Architecture.of(20, 64, 64, 5).activation(f);
        double[] sum = new double[3];
        for (int seed = 0; seed < 6; seed++) {
            double[] one =
                    SignAgreement.of(plan.network(seed), noise(96, 20, 5, seed), Loss.SOFTMAX_CROSS_ENTROPY, batch);
            for (int l = 0; l < 3; l++) {
                sum[l] += one[l] / 6;
            }
        }
        return sum;
    }

    @Test
    @DisplayName("positive outputs force one sign for a single example, in ReLU as in the sigmoid; batches loosen it")
    void positiveOutputs() {
        assertEquals(1, random(Activations.SIGMOID, 1)[1], 1e-14);
        assertEquals(1, random(Activations.RELU, 1)[1], 1e-14);
        // 64 independent signs: √(2/(64π)) = 0.0997
        assertEquals(0.0997, random(Activations.TANH, 1)[1], 0.02);
        double sigmoid = random(Activations.SIGMOID, 32)[1];
        double relu = random(Activations.RELU, 32)[1];
        double tanh = random(Activations.TANH, 32)[1];
        assertTrue(1 > sigmoid && sigmoid > relu + 0.1 && relu > tanh + 0.1, sigmoid + ", " + relu + ", " + tanh);
    }

    @Test
    @DisplayName("without any gradient, or with NaN, the agreement is NaN")
    void undefined() {
        Dataset data = Dataset.regression("zero", new double[][] {{1}}, new double[][] {{0}});
        Network network = Network.of(Architecture.of(1, 1), new double[][][] {{{0}}}, new double[][] {{0}});
        assertEquals(Double.NaN, SignAgreement.of(network, data, SQUARES, 1)[0]);
        network.set(0, new double[][] {{Double.NaN}}, new double[1]);
        assertEquals(Double.NaN, SignAgreement.of(network, data, SQUARES, 1)[0]);
    }

    @Test
    void wrongArguments() {
        Network network = Architecture.of(1, 1).network(1);
        Dataset data = Dataset.regression("zero", new double[][] {{1}}, new double[][] {{0}});
        refused("network is null", () -> SignAgreement.of(null, data, SQUARES, 1));
        refused("batch must be at least 1, not 0", () -> SignAgreement.of(network, data, SQUARES, 0));
        refused(
                "noise has 2 inputs but the network 1-1 has 1",
                () -> SignAgreement.of(network, noise(3, 2, 2, 1), SQUARES, 1));
    }
}
