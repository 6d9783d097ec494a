package activationlab.network;

import static activationlab.network.ObservationTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.data.Task;
import activationlab.function.Activations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Census of units over the epochs")
class CensusLogTest {

    private static final Dataset LINE =
            Dataset.regression("line", new double[][] {{1}, {2}}, new double[][] {{1}, {3}});

    /** Two ReLU units in each of two layers; the biases say who is on. */
    private static Network network(double first, double second, double third, double fourth) {
        return Network.of(
                Architecture.of(1, 2, 2, 1), new double[][][] {{{1}, {1}}, {{1, 1}, {1, 1}}, {{1, 1}}}, new double[][] {
                    {first, second}, {third, fourth}, {0}
                });
    }

    private static Trainer slow(Network network) {
        return new Trainer(network, LINE, Loss.MEAN_SQUARED_ERROR, Optimizer.sgd(1e-9), 2, 1);
    }

    @Test
    @DisplayName("a unit that is switched off and on: born off once, two revivals")
    void byHand() {
        Network network = network(-5, 0, 0, 0);
        Trainer trainer = slow(network);
        CensusLog log = new CensusLog();
        log.observe(trainer);
        for (double bias : new double[] {0, -5, 0}) {
            trainer.epoch();
            network.set(0, network.weights(0), new double[] {bias, 0});
            log.observe(trainer);
        }
        assertEquals(3, log.epochs());
        assertEquals(2, log.layers());
        assertEquals(2, log.units(0));
        assertEquals(0.5, log.bornOffShare(0));
        assertEquals(0, log.bornOffShare(1));
        assertArrayEquals(new double[] {0.5, 0, 0.5, 0}, log.offShares(0));
        assertArrayEquals(new double[] {0.5, 0, 0.5, 0}, log.zeroGradientShares(0));
        assertArrayEquals(new double[] {0, 0.5, 0, 0.5}, log.revivedShares(0));
        assertEquals(2, log.revivals(0));
        assertEquals(0, log.revivals(1));
        assertArrayEquals(new boolean[] {true, false, true, false}, log.history(0, 0));
        assertArrayEquals(new boolean[4], log.history(0, 1));
        assertEquals("census of 2 layers, 3 epochs", log.toString());
    }

    @Test
    @DisplayName("units that are on have a zero gradient too, if all units after them are off")
    void behindADeadLayer() {
        CensusLog log = new CensusLog();
        log.observe(slow(network(0, 0, -50, -50)));
        assertArrayEquals(new double[] {0}, log.offShares(0));
        assertArrayEquals(new double[] {1}, log.zeroGradientShares(0));
        assertArrayEquals(new double[] {1}, log.offShares(1));
    }

    @Test
    @DisplayName("in a training whose ReLU units die, the log agrees with a census after every epoch")
    void training() {
        Dataset.Split data = Task.spirals().data(3);
        Training training = Training.of(Architecture.of(2, 16, 16, 3)).rate(0.3).epochs(30);
        CensusLog log = new CensusLog();
        List<UnitCensus> all = new ArrayList<>();
        TrainingResult result = training.run(data, 5, trainer -> {
            log.observe(trainer);
            all.add(UnitCensus.of(trainer.network(), trainer.data()));
        });
        assertEquals(30, log.epochs());
        int revivals = 0;
        for (int l = 0; l < 2; l++) {
            for (int epoch = 0; epoch <= 30; epoch++) {
                assertEquals(all.get(epoch).offShare(l), log.offShares(l)[epoch]);
                // A unit that is off has no gradient.
                assertTrue(log.zeroGradientShares(l)[epoch] >= log.offShares(l)[epoch]);
                int back = 0;
                for (int j = 0; j < 16; j++) {
                    boolean wasOff = false;
                    for (int e = 0; e < epoch; e++) {
                        wasOff |= all.get(e).off(l)[j];
                    }
                    back += wasOff && !all.get(epoch).off(l)[j] ? 1 : 0;
                    revivals += epoch > 0
                                    && all.get(epoch - 1).off(l)[j]
                                    && !all.get(epoch).off(l)[j]
                            ? 1
                            : 0;
                }
                assertEquals(back / 16.0, log.revivedShares(l)[epoch]);
            }
        }
        assertEquals(revivals, log.revivals(0) + log.revivals(1));
        assertEquals(result.off(), (log.offShares(0)[30] + log.offShares(1)[30]) / 2);
        assertTrue(result.off() > 0.1, "units die at this rate, but off is " + result.off());
    }

    @Test
    @DisplayName("in the first layer no unit comes back under plain SGD: nothing can change its sums")
    void firstLayerStaysOff() {
        Dataset.Split data = Task.spirals().data(3);
        CensusLog log = new CensusLog();
        Training.of(Architecture.of(2, 16, 16, 3))
                .optimizer(Optimizer.sgd(1.5))
                .epochs(40)
                .run(data, 5, log);
        assertTrue(log.offShares(0)[40] > 0, "no unit died");
        assertEquals(0, log.revivals(0));
    }

    @Test
    @DisplayName("the diverged end is left out, and the next training begins a new log")
    void divergedAndAgain() {
        CensusLog log = new CensusLog();
        Training training = Training.of(Architecture.of(1, 4, 1).activation(Activations.LEAKY_RELU))
                .rate(1e6)
                .epochs(200);
        TrainingResult result = training.run(new Dataset.Split(LINE, LINE), 1, log);
        assertEquals(Outcome.DIVERGED, result.outcome());
        assertEquals(result.epochs() - 1, log.epochs());
        training.rate(1e-6).epochs(2).run(new Dataset.Split(LINE, LINE), 1, log);
        assertEquals(2, log.epochs());
    }

    @Test
    void wrongUse() {
        CensusLog log = new CensusLog();
        assertEquals(-1, log.epochs());
        assertEquals("census of no training yet", log.toString());
        assertEquals(
                "the log has seen no training yet; pass it to Training.run",
                assertThrows(IllegalStateException.class, () -> log.offShares(0))
                        .getMessage());
        refused("trainer is null", () -> log.observe(null));
        Trainer trainer = slow(network(0, 0, 0, 0));
        trainer.epoch();
        refused(
                "trainer has done 1 epochs, but the log waits for 0; it must see every epoch once, from 0 on",
                () -> log.observe(trainer));
        log.observe(slow(network(0, 0, 0, 0)));
        refused("layer must be from 0 to 1, not 2", () -> log.revivals(2));
        refused("unit must be from 0 to 1, not -1", () -> log.history(0, -1));
    }
}
