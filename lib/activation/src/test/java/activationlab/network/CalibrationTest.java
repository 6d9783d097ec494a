package activationlab.network;

import static activationlab.network.ObservationTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import activationlab.data.Dataset;
import activationlab.data.Datasets;
import activationlab.data.Task;
import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calibration")
class CalibrationTest {

    @Test
    @DisplayName("four answers in four bins, by hand; a border belongs to the bin below")
    void byHand() {
        double[][] probabilities = {{0.5, 0.5}, {0.4, 0.6}, {0.75, 0.25}, {0, 1}};
        Calibration calibration = Calibration.of(probabilities, new int[] {0, 0, 0, 1}, 4);
        assertEquals(4, calibration.bins());
        assertArrayEquals(new int[] {0, 1, 2, 1}, calibration.counts());
        assertArrayEquals(new double[] {Double.NaN, 0.5, 0.675, 1}, calibration.confidences(), 1e-15);
        assertArrayEquals(new double[] {Double.NaN, 1, 0.5, 1}, calibration.accuracies());
        assertEquals(0.25 * 0.5 + 0.5 * 0.175 + 0.25 * 0, calibration.expectedError(), 1e-15);
        assertEquals("calibration in 4 bins, expected error " + calibration.expectedError(), calibration.toString());
    }

    @Test
    @DisplayName("every border of 1 to 50 bins belongs to the bin below, its successor to the one above")
    void borders() {
        for (int bins = 1; bins <= 50; bins++) {
            for (int b = 0; b < bins; b++) {
                double border = (double) (b + 1) / bins;
                if (border >= 0.5) {
                    assertEquals(1, ofOne(border, bins).counts()[b]);
                    if (border < 1) {
                        assertEquals(1, ofOne(Math.nextUp(border), bins).counts()[b + 1]);
                    }
                }
            }
        }
    }

    private static Calibration ofOne(double confidence, int bins) {
        return Calibration.of(new double[][] {{confidence, 1 - confidence}}, new int[] {0}, bins);
    }

    @Test
    @DisplayName("answers that are right as often as they say have a small error, answers twice as sure a large one")
    void honestAndBoastful() {
        RandomGenerator random = Randoms.generator(4);
        int n = 20_000;
        double[][] honest = new double[n][];
        double[][] boastful = new double[n][];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            double p = Randoms.uniform(random, 0.5, 1);
            honest[i] = new double[] {p, 1 - p};
            double sure = 1 - (1 - p) / 2;
            boastful[i] = new double[] {sure, 1 - sure};
            labels[i] = random.nextDouble() < p ? 0 : 1;
        }
        assertEquals(0, Calibration.of(honest, labels, 10).expectedError(), 0.02);
        // E[sure − p] = E[(1 − p)/2] = 1/8
        assertEquals(0.125, Calibration.of(boastful, labels, 10).expectedError(), 0.02);
    }

    @Test
    @DisplayName("of a trained network, against loops over its probabilities")
    void network() {
        Dataset.Split data = Task.spirals().data(2);
        Network network =
                Training.of(Architecture.of(2, 8, 3)).epochs(20).run(data, 1).network();
        Calibration calibration = Calibration.of(network, data.test(), 8);
        double error = 0;
        for (int b = 0; b < 8; b++) {
            double confidence = 0;
            int right = 0;
            int count = 0;
            for (int i = 0; i < data.test().size(); i++) {
                double[] p = network.probabilities(data.test().input(i));
                double largest = Arrays.stream(p).max().getAsDouble();
                if (largest > b / 8.0 && largest <= (b + 1) / 8.0) {
                    count++;
                    confidence += largest;
                    right += network.classify(data.test().input(i))
                                    == data.test().label(i)
                            ? 1
                            : 0;
                }
            }
            assertEquals(count, calibration.counts()[b]);
            assertEquals((double) right / count, calibration.accuracies()[b]);
            assertEquals(confidence / count, calibration.confidences()[b], 1e-15);
            error += Math.abs(right - confidence) / data.test().size();
        }
        assertEquals(error, calibration.expectedError(), 1e-14);
    }

    @Test
    @DisplayName("one output answers for two classes; NaN is in no bin")
    void oneOutputAndNaN() {
        Network network = Architecture.of(2, 4, 1).network(1);
        Dataset data = Datasets.moons(40, 0.1, 1);
        assertEquals(
                40, Arrays.stream(Calibration.of(network, data, 5).counts()).sum());
        network.set(1, new double[][] {{Double.NaN, 0, 0, 0}}, new double[1]);
        Calibration calibration = Calibration.of(network, data, 5);
        assertArrayEquals(new int[5], calibration.counts());
        assertEquals(Double.NaN, calibration.expectedError());
    }

    @Test
    void wrongArguments() {
        double[][] fair = {{0.5, 0.5}};
        int[] labels = {0};
        refused("probabilities is null", () -> Calibration.of((double[][]) null, labels, 5));
        refused("labels is null", () -> Calibration.of(fair, null, 5));
        refused("bins must be at least 1, not 0", () -> Calibration.of(fair, labels, 0));
        refused(
                "probabilities has 1 rows and labels has 2; both need the same number, at least 1",
                () -> Calibration.of(fair, new int[2], 5));
        refused(
                "probabilities has 0 rows and labels has 0; both need the same number, at least 1",
                () -> Calibration.of(new double[0][], new int[0], 5));
        refused("labels[0] must be from 0 to 1, not 2", () -> Calibration.of(fair, new int[] {2}, 5));
        refused("probabilities[0] is null", () -> Calibration.of(new double[1][], labels, 5));
        refused(
                "probabilities[0] has -0.5; a probability is from 0 to 1",
                () -> Calibration.of(new double[][] {{-0.5, 1.5}}, labels, 5));
        refused(
                "probabilities[0] has the sum 0.75, not 1",
                () -> Calibration.of(new double[][] {{0.5, 0.25}}, labels, 5));
        Network network = Architecture.of(2, 4, 3).network(1);
        refused("network is null", () -> Calibration.of((Network) null, Datasets.xor(), 5));
        refused("data is null", () -> Calibration.of(network, null, 5));
        refused(
                "xor has 2 classes but the network 2-4-3 ReLU has 3 outputs",
                () -> Calibration.of(network, Datasets.xor(), 5));
    }
}
