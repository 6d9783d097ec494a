package activationlab.network;

import static activationlab.network.ObservationTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.data.Datasets;
import activationlab.data.Task;
import activationlab.function.Activations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Log of a training")
class TrainingLogTest {

    @Test
    @DisplayName("every number is that of the network after the epoch")
    void training() {
        Dataset.Split data = Task.spirals().data(1);
        TrainingLog log = new TrainingLog(2, data.test());
        List<Network> networks = new ArrayList<>();
        Training training = Training.of(Architecture.of(2, 8, 8, 3)).epochs(5);
        TrainingResult watched = training.run(data, 3, trainer -> {
            log.observe(trainer);
            if (trainer.epochs() % 2 == 0) {
                networks.add(trainer.network().copy());
            }
        });
        assertArrayEquals(new double[] {0, 2, 4}, log.epochs());
        Loss loss = Loss.SOFTMAX_CROSS_ENTROPY;
        for (int k = 0; k < 3; k++) {
            Network network = networks.get(k);
            assertEquals(network.loss(data.train(), loss), log.trainLoss()[k]);
            assertEquals(network.loss(data.test(), loss), log.testLoss()[k]);
            assertEquals(network.accuracy(data.train()), log.trainAccuracy()[k]);
            assertEquals(network.accuracy(data.test()), log.testAccuracy()[k]);
            Observation seen = Observation.of(network, data.train(), loss);
            assertArrayEquals(seen.gradientProfile(), log.gradientNorms()[k]);
            assertArrayEquals(seen.weightGradientProfile(), log.weightGradientNorms()[k]);
            UnitCensus census = UnitCensus.of(network, data.train());
            for (int l = 0; l < 3; l++) {
                assertEquals(seen.layer(l).outputs().zeroShare(), log.zeroShares()[k][l], 1e-15);
                double[] ratios = k == 0 ? null : Observation.updateRatio(networks.get(k - 1), network);
                assertEquals(ratios == null ? Double.NaN : ratios[l], log.updateRatios()[k][l]);
            }
            assertArrayEquals(new double[] {census.offShare(0), census.offShare(1)}, log.offShares()[k]);
        }
        assertTrue(log.zeroShares()[2][0] > 0.2 && log.zeroShares()[2][0] < 0.8);
        assertTrue(log.updateRatios()[1][0] > 0.01 && log.updateRatios()[1][0] < 2);
        assertTrue(log.trainLoss()[2] < log.trainLoss()[0]);
        double[] last = TrainingLog.curve(log.gradientNorms(), 2);
        assertEquals(log.gradientNorms()[1][2], last[1]);
        assertEquals("training log with 3 entries", log.toString());

        // Looking on changes nothing.
        TrainingResult alone = training.run(data, 3);
        assertEquals(alone.testLoss(), watched.testLoss());
        assertArrayEquals(alone.network().weights(0), watched.network().weights(0));

        // What was handed out belongs to the caller.
        log.gradientNorms()[0][0] = -1;
        assertTrue(log.gradientNorms()[0][0] > 0);
    }

    @Test
    @DisplayName("batch norm: looking on changes no running average")
    void batchNorm() {
        Dataset.Split data = Task.moons().data(1);
        Training training =
                Training.of(Architecture.of(2, 8, 2).batchNorm(true)).epochs(3);
        TrainingLog log = new TrainingLog(1);
        assertEquals(
                training.run(data, 3).testLoss(), training.run(data, 3, log).testLoss());
        assertTrue(Arrays.stream(log.testLoss()).allMatch(Double::isNaN));
        assertTrue(Arrays.stream(log.testAccuracy()).allMatch(Double::isNaN));
        assertEquals(4, log.trainLoss().length);
    }

    @Test
    @DisplayName("a training that diverges ends with NaN, at the epoch where it did; the next one begins a new log")
    void diverged() {
        Dataset curve = Datasets.curve(x -> x, -1, 1, 20, 0, 1);
        Dataset.Split data = new Dataset.Split(curve, curve);
        TrainingLog log = new TrainingLog(1000, curve);
        Training training = Training.of(Architecture.of(1, 4, 1).activation(Activations.IDENTITY))
                .rate(1e3)
                .epochs(999);
        TrainingResult result = training.run(data, 1, log);
        assertEquals(Outcome.DIVERGED, result.outcome());
        assertArrayEquals(new double[] {0, result.epochs()}, log.epochs());
        assertTrue(log.trainLoss()[0] > 0);
        for (double[] curveOfLog : List.of(log.trainLoss(), log.testLoss(), log.trainAccuracy())) {
            assertEquals(Double.NaN, curveOfLog[1]);
        }
        double[] unknown = {Double.NaN, Double.NaN};
        assertArrayEquals(unknown, log.gradientNorms()[1]);
        assertArrayEquals(unknown, log.weightGradientNorms()[1]);
        assertArrayEquals(unknown, log.zeroShares()[1]);
        assertArrayEquals(unknown, log.updateRatios()[1]);
        assertArrayEquals(new double[] {Double.NaN}, log.offShares()[1]);
        assertEquals(Double.NaN, log.trainAccuracy()[0]);
        training.rate(1e-3).epochs(1).run(data, 1, log);
        assertArrayEquals(new double[] {0}, log.epochs());
    }

    @Test
    void wrongArguments() {
        refused("every must be at least 1, not 0", () -> new TrainingLog(0));
        refused("every must be at least 1, not -1", () -> new TrainingLog(-1, Datasets.xor()));
        refused("test is null", () -> new TrainingLog(1, null));
        refused("trainer is null", () -> new TrainingLog(1).observe(null));
        refused("profiles is null", () -> TrainingLog.curve(null, 0));
        refused("layer must be from 0 to 1, not 2", () -> TrainingLog.curve(new double[1][2], 2));
        Dataset.Split data = Task.spirals().data(1);
        TrainingLog log = new TrainingLog(1, Datasets.digits());
        refused(
                "digits has 64 inputs but the network 2-4-3 ReLU has 2",
                () -> Training.of(Architecture.of(2, 4, 3)).run(data, 1, log));
    }
}
