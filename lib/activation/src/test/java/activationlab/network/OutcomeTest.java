package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("How trainings end")
class OutcomeTest {

    private static final Dataset DATA = Nets.classes(100, 2, 3, 1);
    private static final Dataset.Split SPLIT = new Dataset.Split(DATA, DATA);

    @ParameterizedTest
    @EnumSource
    void aHugeRateDiverges(Optimizer.Kind kind) {
        Dataset numbers = Dataset.regression("plane", DATA.inputs(), DATA.inputs());
        Optimizer optimizer = new Optimizer(kind, 1e6, 0, 0, Double.POSITIVE_INFINITY);
        Training training = Training.of(Architecture.of(2, 8, 8, 2).activation(Activations.SILU))
                .optimizer(kind == Optimizer.Kind.ADAM ? optimizer.withRate(1e300) : optimizer)
                .batch(5)
                .epochs(50);
        int[] looks = new int[1];
        TrainingResult result = training.run(new Dataset.Split(numbers, numbers), 1, trainer -> looks[0]++);
        assertEquals(Outcome.DIVERGED, result.outcome());
        assertTrue(result.epochs() >= 1 && result.epochs() < 50, () -> "epochs: " + result.epochs());
        assertEquals(result.epochs() + 1, looks[0]);
        for (double number : new double[] {
            result.trainAccuracy(), result.testAccuracy(), result.trainLoss(), result.testLoss(), result.off()
        }) {
            assertTrue(Double.isNaN(number));
        }
        // It stopped at the end of the epoch in which it happened.
        TrainingResult before = training.epochs(result.epochs() - 1).run(new Dataset.Split(numbers, numbers), 1);
        assertEquals(Outcome.TRAINED, before.outcome());
    }

    @Test
    void aClassifierThatDivergesHasNoAccuracy() {
        TrainingResult result = Training.of(Architecture.of(2, 8, 3).activation(Activations.SQUARED_RELU))
                .rate(1e200)
                .run(SPLIT, 1);
        assertEquals(Outcome.DIVERGED, result.outcome());
        assertTrue(Double.isNaN(result.trainAccuracy()) && Double.isNaN(result.testAccuracy()));
    }

    @Test
    void aTrainerThatHasDivergedRests() {
        Network network = Architecture.of(2, 3).network(1);
        network.set(0, network.weights(0), new double[] {0, Double.NaN, 0});
        Trainer trainer = new Trainer(network, DATA, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(0.1), 40, 1);
        trainer.step();
        assertFalse(trainer.diverged(), "only the end of an epoch is looked at");
        assertTrue(Double.isNaN(trainer.lossOfLastStep()));
        trainer.epoch();
        assertTrue(trainer.diverged());
        assertTrue(trainer.toString().endsWith("3 steps, diverged"), trainer::toString);
        List<Long> bits = Nets.bits(network);
        trainer.step();
        trainer.epoch();
        assertEquals(3, trainer.steps());
        assertEquals(1, trainer.epochs());
        assertEquals(bits, Nets.bits(network));
    }

    /** The second hidden layer's sums are about −100 for all examples. */
    private static Network sunk(Activation f) {
        Network network = Architecture.of(2, 4, 4, 3).activation(f).network(1);
        double[] low = new double[4];
        Arrays.fill(low, -100);
        network.set(1, network.weights(1), low);
        return network;
    }

    @Test
    void aLayerOfUnitsThatAreOffIsDead() {
        UnitCensus relu = UnitCensus.of(sunk(Activations.RELU), DATA);
        assertTrue(relu.hasDeadLayer());
        assertEquals(1, relu.offShare(1));
        assertEquals(2, relu.layers());
        assertFalse(UnitCensus.of(sunk(Activations.LEAKY_RELU), DATA).hasDeadLayer());
        assertEquals(0, UnitCensus.of(sunk(Activations.LEAKY_RELU), DATA).offShare());

        // The same with functions whose kink is out of reach.
        Activation far = Activation.of("far ReLU", x -> Math.max(0, x - 100), x -> x > 100 ? 1 : 0, 100);
        Activation leaky =
                Activation.of("far leaky ReLU", x -> Math.max(0.01 * x, x - 99), x -> x > 100 ? 1 : 0.01, 100);
        Training training = Training.of(Architecture.of(2, 4, 4, 3).initialiser(Initialiser.gain(1)))
                .epochs(3);
        TrainingResult dead = training.activation(far).run(SPLIT, 1);
        assertEquals(Outcome.DEAD, dead.outcome());
        assertEquals(1, dead.off());
        assertEquals(3, dead.epochs());
        assertEquals(dead.network().accuracy(DATA), dead.testAccuracy());
        TrainingResult alive = training.activation(leaky).run(SPLIT, 1);
        assertEquals(Outcome.TRAINED, alive.outcome());
        assertEquals(0, alive.off());
    }

    @Test
    void theCensusCountsWhatBruteForceCounts() {
        Dataset many = Nets.classes(700, 2, 3, 5); // more than one batch of an evaluation
        for (Activation f : List.of(Activations.RELU, Activations.HARD_SIGMOID, Activations.TANH)) {
            for (boolean batchNorm : new boolean[] {false, true}) {
                Architecture plan = Architecture.of(2, 9, 8, 3).activation(f).batchNorm(batchNorm);
                Network network = Training.of(plan).epochs(1).run(SPLIT, 3).network();
                for (int l = 0; l < 2; l++) {
                    double[] biases = network.biases(l);
                    for (int j = 0; j < biases.length; j += 2) {
                        biases[j] -= j * (batchNorm ? 0 : 1);
                        if (batchNorm) {
                            network.norms[l].beta[j] -= j;
                        }
                    }
                    network.set(l, network.weights(l), biases);
                }
                assertCensus(network, many);
            }
        }
    }

    private static void assertCensus(Network network, Dataset data) {
        boolean[][] off = {new boolean[9], new boolean[8]};
        for (boolean[] layer : off) {
            Arrays.fill(layer, true);
        }
        for (double[] input : data.inputs()) {
            double[] received = input;
            double[][] activations = network.activations(input);
            for (int l = 0; l < 2; l++) {
                for (int j = 0; j < off[l].length; j++) {
                    double sum = network.biases(l)[j];
                    for (int k = 0; k < received.length; k++) {
                        sum += network.weights(l)[j][k] * received[k];
                    }
                    BatchNorm norm = network.norms[l];
                    if (norm != null) {
                        sum = norm.gamma[j]
                                        * (sum - norm.runningMean[j])
                                        / Math.sqrt(norm.runningVariance[j] + BatchNorm.EPSILON)
                                + norm.beta[j];
                    }
                    off[l][j] &= network.activation(l).derivative(sum) == 0;
                }
                received = activations[l];
            }
        }
        UnitCensus census = UnitCensus.of(network, data);
        int count = 0;
        for (int l = 0; l < 2; l++) {
            assertArrayEquals(off[l], census.off(l), network + ", layer " + l);
            int here = 0;
            for (boolean unit : off[l]) {
                here += unit ? 1 : 0;
            }
            assertEquals((double) here / off[l].length, census.offShare(l));
            count += here;
        }
        assertEquals(count / 17.0, census.offShare());
        if (network.activation(0).equals(Activations.RELU)) {
            assertTrue(count > 2 && count < 17, "the example has " + count + " units off");
        }
    }

    @Test
    void withoutHiddenLayersNothingIsOff() {
        UnitCensus census = UnitCensus.of(Architecture.of(2, 3).network(1), DATA);
        assertEquals(0, census.layers());
        assertEquals(0, census.offShare());
        assertFalse(census.hasDeadLayer());
    }

    @Test
    @Timeout(value = 60)
    void anInterruptedTrainingStopsWithinASecond() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                Training.of(Architecture.of(2, 32, 32, 3))
                        .epochs(Integer.MAX_VALUE)
                        .run(SPLIT, 17, trainer -> {
                            if (trainer.epochs() == 5) {
                                started.countDown();
                            }
                        });
            } catch (Throwable t) {
                thrown.set(t);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        started.await();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(1));
        assertFalse(thread.isAlive(), "still training a second later");
        assertInstanceOf(CancellationException.class, thrown.get());
        assertTrue(
                thrown.get().getMessage().matches("interrupted in epoch \\d+ of the training with seed 17"),
                thrown.get()::getMessage);
        assertTrue(stillInterrupted.get());
    }
}
