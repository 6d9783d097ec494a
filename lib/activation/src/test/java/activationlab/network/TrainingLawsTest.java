package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.data.Task;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.numeric.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Laws of training")
class TrainingLawsTest {

    private static final Dataset DATA = Nets.classes(10, 2, 3, 1);
    private static final Architecture PLAN =
            Architecture.of(2, 5, 4, 3).activation(Activations.TANH).batchNorm(true);

    private static Dataset.Split split(Dataset data) {
        return new Dataset.Split(data, data);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Training training = Training.of(PLAN).batch(4).epochs(5);
        List<Long> once = Nets.bits(training.run(split(DATA), 7).network());
        assertEquals(once, Nets.bits(training.run(split(DATA), 7).network()));
        assertNotEquals(once, Nets.bits(training.run(split(DATA), 8).network()));
    }

    @Test
    void everyFunctionGetsTheSameNormalNumbers() {
        Architecture relu = Architecture.of(3, 6, 6, 6, 2);
        for (Activation f : List.of(Activations.TANH, Activations.GELU, Activations.LEAKY_RELU)) {
            for (Initialiser rule : List.of(Initialiser.USUAL, Initialiser.OWN, Initialiser.GLOROT)) {
                Architecture plan = relu.activation(f).initialiser(rule);
                Network network = plan.network(5);
                RandomGenerator random = Randoms.generator(5);
                for (int l = 0; l < plan.layers(); l++) {
                    double deviation = l == plan.layers() - 1
                            ? 1 / Math.sqrt(plan.receives(l))
                            : rule.deviation(f, plan.receives(l), plan.units(l));
                    assertEquals(deviation, plan.deviation(l));
                    for (double[] row : network.weights(l)) {
                        for (double w : row) {
                            assertEquals(deviation * Randoms.gaussian(random), w);
                        }
                    }
                    assertArrayEquals(new double[plan.units(l)], network.biases(l));
                }
            }
        }
    }

    @Test
    void weightsAndThenShufflesComeFromOneGenerator() {
        Trainer trainer = Training.of(PLAN).batch(4).trainer(DATA, 3);
        RandomGenerator random = Randoms.generator(3);
        assertEquals(Nets.bits(PLAN.network(random)), Nets.bits(trainer.network()));
        int[] order = new int[DATA.size()];
        Arrays.setAll(order, i -> i);
        for (int epoch = 0; epoch < 4; epoch++) {
            Randoms.shuffle(random, order);
            trainer.step();
            assertArrayEquals(order, trainer.order(), "epoch " + epoch);
            trainer.epoch();
            assertEquals(epoch + 1, trainer.epochs());
            assertEquals(3 * (epoch + 1), trainer.steps());
        }
    }

    @Test
    void aTrainerOfOnesOwnNetworkShufflesByItsSeed() {
        Trainer trainer = new Trainer(PLAN.network(1), DATA, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(0.1), 4, 9);
        int[] order = new int[DATA.size()];
        Arrays.setAll(order, i -> i);
        Randoms.shuffle(Randoms.generator(9), order);
        trainer.step();
        assertArrayEquals(order, trainer.order());
        assertSame(DATA, trainer.data());
        assertEquals(Loss.SOFTMAX_CROSS_ENTROPY, trainer.loss());
    }

    @Test
    @DisplayName("10 examples in batches of 4 are 4, 4 and the 2 that remain")
    void theLastBatchIsWhatRemains() {
        Trainer trainer = Training.of(PLAN.batchNorm(false))
                .optimizer(Optimizer.sgd(0.1))
                .batch(4)
                .trainer(DATA, 3);
        assertTrue(Double.isNaN(trainer.lossOfLastStep()));
        for (int epoch = 0; epoch < 3; epoch++) {
            for (int from = 0; from < 10; from += 4) {
                Network before = trainer.network().copy();
                assertEquals(from == 0, trainer.atEpochEnd());
                trainer.step();
                int[] seen = Arrays.copyOfRange(trainer.order(), from, Math.min(10, from + 4));
                Dataset batch = DATA.subset(seen);
                assertEquals(before.loss(batch, trainer.loss()), trainer.lossOfLastStep(), 1e-14);
                // The step itself, by a trainer that sees these examples only.
                new Trainer(before, batch, trainer.loss(), Optimizer.sgd(0.1), 4, 1).step();
                assertClose(before, trainer.network(), 1e-14);
            }
        }
    }

    private static void assertClose(Network expected, Network actual, double tolerance) {
        List<double[]> wanted = Nets.parameters(expected);
        List<double[]> found = Nets.parameters(actual);
        for (int r = 0; r < wanted.size(); r++) {
            assertArrayEquals(wanted.get(r), found.get(r), tolerance, "row " + r);
        }
    }

    @Test
    void aBatchLargerThanTheDataIsAllOfThem() {
        Training training = Training.of(PLAN).epochs(3);
        Network all = training.batch(10).run(split(DATA), 1).network();
        assertEquals(
                Nets.bits(all),
                Nets.bits(training.batch(1000).run(split(DATA), 1).network()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneByOneAndAllAtOnceHaveTheSameBits(boolean batchNorm) {
        Dataset data = Nets.classes(600, 2, 3, 2);
        Architecture plan = PLAN.activation(1, Activations.GELU).batchNorm(batchNorm);
        Network network = Training.of(plan).epochs(2).run(split(data), 1).network();
        double[][] inputs = data.inputs();
        double[][] outputs = network.outputs(inputs);
        for (int i = 0; i < inputs.length; i++) {
            assertArrayEquals(outputs[i], network.output(inputs[i]), "input " + i);
            double[][] activations = network.activations(inputs[i]);
            assertArrayEquals(outputs[i], activations[2]);
            assertArrayEquals(
                    new int[] {5, 4, 3},
                    Arrays.stream(activations).mapToInt(a -> a.length).toArray());
        }
        assertEquals(0, network.outputs(new double[0][]).length);
    }

    @Test
    @DisplayName("After training, batch normalisation uses its running averages and changes nothing")
    void evaluation() {
        Network network =
                Training.of(PLAN).batch(4).epochs(5).run(split(DATA), 2).network();
        List<Long> before = Nets.bits(network);
        double[] received = DATA.input(3);
        double[][] activations = network.activations(received);
        for (int l = 0; l < 3; l++) {
            double[] sums = network.biases(l);
            for (int j = 0; j < sums.length; j++) {
                for (int k = 0; k < received.length; k++) {
                    sums[j] += network.weights(l)[j][k] * received[k];
                }
                BatchNorm norm = network.norms[l];
                if (norm != null) {
                    double distance = (sums[j] - norm.runningMean[j]) / Math.sqrt(norm.runningVariance[j] + 1e-5);
                    sums[j] = norm.gamma[j] * distance + norm.beta[j];
                }
                sums[j] = network.activation(l).value(sums[j]);
            }
            assertArrayEquals(sums, activations[l], 1e-12);
            received = sums;
        }
        network.outputs(DATA.inputs());
        network.loss(DATA, Loss.SOFTMAX_CROSS_ENTROPY);
        network.accuracy(DATA);
        UnitCensus.of(network, DATA);
        assertEquals(before, Nets.bits(network));
    }

    @Test
    void aCopySharesNothing() {
        Network network = PLAN.network(1);
        Network copy = network.copy();
        List<Long> before = Nets.bits(network);
        assertEquals(before, Nets.bits(copy));
        new Trainer(copy, DATA, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(0.1), 4, 1).epoch();
        List<Long> changed = Nets.bits(copy);
        assertEquals(before, Nets.bits(network));
        for (int i = 0; i < before.size(); i++) {
            assertNotEquals(before.get(i), changed.get(i), "number " + i + " has learned");
        }
        new Trainer(network, DATA, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(0.3), 4, 1).epoch();
        assertEquals(changed, Nets.bits(copy));
        network.weights(0)[0][0] = 99;
        network.biases(0)[0] = 99;
        assertNotEquals(99, network.weights(0)[0][0]);
        assertNotEquals(99, network.biases(0)[0]);
    }

    /** The parameters before and after one step of all examples, and its gradient. */
    private record Step(List<double[]> before, List<double[]> after, List<double[]> gradient) {
        static Step of(Optimizer optimizer) {
            Network network = PLAN.network(4);
            network.set(0, network.weights(0), new double[] {0.1, 0.2, 0.3, 0.4, 0.5});
            List<double[]> before = Nets.parameters(network.copy());
            Trainer trainer = new Trainer(network, DATA, Loss.SOFTMAX_CROSS_ENTROPY, optimizer, 10, 1);
            trainer.step();
            return new Step(before, Nets.parameters(network), Nets.rows(trainer.gradient()));
        }

        double length() {
            double squares = 0;
            for (double[] row : gradient) {
                for (double g : row) {
                    squares += g * g;
                }
            }
            return Math.sqrt(squares);
        }
    }

    @Test
    void theFirstStepsOfAllRules() {
        Step sgd = Step.of(Optimizer.sgd(0.1));
        Step momentum = Step.of(Optimizer.momentum(0.1, 0.9));
        Step adam = Step.of(Optimizer.adam(0.1));
        for (int r = 0; r < sgd.before.size(); r++) {
            for (int k = 0; k < sgd.before.get(r).length; k++) {
                double w = sgd.before.get(r)[k];
                double g = sgd.gradient.get(r)[k];
                assertEquals(w - 0.1 * g, sgd.after.get(r)[k], 1e-15);
                assertEquals(w - 0.1 * g, momentum.after.get(r)[k], 1e-15);
                assertEquals(w - 0.1 * g / (Math.abs(g) + 1e-8), adam.after.get(r)[k], 1e-13);
            }
        }
    }

    @Test
    void momentumOfNothingIsPlainDescent() {
        Training training = Training.of(PLAN).batch(4).epochs(20);
        Network plain =
                training.optimizer(Optimizer.sgd(0.1)).run(split(DATA), 1).network();
        Network without = training.optimizer(Optimizer.momentum(0.1, 0))
                .run(split(DATA), 1)
                .network();
        Network with = training.optimizer(Optimizer.momentum(0.1, 0.5))
                .run(split(DATA), 1)
                .network();
        assertClose(plain, without, 1e-11);
        assertNotEquals(without.weights(0)[0][0], with.weights(0)[0][0], 1e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SGD", "MOMENTUM", "ADAM"})
    void decayIsForWeightsOnly(Optimizer.Kind kind) {
        Optimizer optimizer = new Optimizer(kind, 0.1, 0, 0, Double.POSITIVE_INFINITY);
        Step without = Step.of(optimizer);
        Step with = Step.of(optimizer.withDecay(0.3));
        int row = 0;
        for (int l = 0; l < PLAN.layers(); l++) {
            for (int j = 0; j < PLAN.units(l); j++, row++) {
                double[] a = without.after.get(row);
                double[] b = with.after.get(row);
                for (int k = 0; k < PLAN.receives(l); k++) {
                    assertEquals(a[k] - 0.1 * 0.3 * without.before.get(row)[k], b[k], 1e-15);
                }
                assertEquals(a[PLAN.receives(l)], b[PLAN.receives(l)], "the bias");
            }
            if (PLAN.hasBatchNorm(l)) {
                assertArrayEquals(without.after.get(row), with.after.get(row++), "gamma");
                assertArrayEquals(without.after.get(row), with.after.get(row++), "beta");
            }
        }
        assertEquals(with.after.size(), row);
    }

    @Test
    void aLongGradientIsCutAndAShortOneLeftAlone() {
        Step free = Step.of(Optimizer.sgd(0.1));
        double length = free.length();
        Step cut = Step.of(Optimizer.sgd(0.1).withClip(length / 3));
        assertEquals(length / 3, cut.length(), 1e-15);
        for (int r = 0; r < free.gradient.size(); r++) {
            for (int k = 0; k < free.gradient.get(r).length; k++) {
                assertEquals(free.gradient.get(r)[k] / 3, cut.gradient.get(r)[k], 1e-15);
                assertEquals(
                        free.before.get(r)[k] - 0.1 * cut.gradient.get(r)[k],
                        cut.after.get(r)[k],
                        1e-15);
            }
        }
        Step whole = Step.of(Optimizer.sgd(0.1).withClip(length * 1.0001));
        for (int r = 0; r < free.after.size(); r++) {
            assertArrayEquals(free.after.get(r), whole.after.get(r));
        }
    }

    @Test
    void withoutEpochsTheNetworkIsAsItBegins() {
        List<Integer> seen = new ArrayList<>();
        TrainingResult result =
                Training.of(PLAN).epochs(0).target(0.01).run(split(DATA), 6, trainer -> seen.add(trainer.epochs()));
        assertEquals(List.of(0), seen);
        assertEquals(0, result.epochs());
        assertEquals(Nets.bits(PLAN.network(6)), Nets.bits(result.network()));
        assertEquals(result.network().accuracy(DATA), result.testAccuracy());
        assertEquals(Outcome.TRAINED, result.outcome());
        assertTrue(Double.isNaN(result.epochsToTarget()));
    }

    @Test
    void anAnswerIsNearOnlyIfAllItsOutputsAre() {
        Architecture plan = Architecture.of(1, 2).output(Activations.IDENTITY);
        Network same = Network.of(plan, new double[][][] {{{1}, {-1}}}, new double[][] {{0, 0}});
        // Its outputs are x and −x.
        Dataset data = Dataset.regression(
                "pairs", new double[][] {{1}, {2}, {3}, {4}}, new double[][] {{1, -1}, {2.5, -2}, {3, -3.25}, {9, 9}});
        assertEquals(0.5, same.within(data, 0.5), "a distance of 0.5 is not less than 0.5");
        assertEquals(0.75, same.within(data, 0.51));
        assertEquals(0.25, same.within(data, 1e-300));
        same.set(0, new double[][] {{Double.NaN}, {-1}}, new double[] {0, 0});
        assertEquals(0, same.within(data, 100));
        Dataset.Split labels = Task.labels().data(3);
        assertEquals(2, labels.train().outputs());
        Dataset points = Task.moons().data(3).train();
        for (int i = 0; i < points.size(); i++) {
            double x = points.input(i)[0];
            assertEquals(x > 0 ? 1 : 0, labels.train().targets()[i][0]);
            assertEquals(x < 1 ? 1 : 0, labels.train().targets()[i][1]);
        }
        for (double distance : new double[] {0, -1, Double.NaN}) {
            String said = assertThrows(IllegalArgumentException.class, () -> same.within(data, distance))
                    .getMessage();
            assertTrue(said.contains("distance must be above 0, not " + distance), said);
        }
    }

    @Test
    void theObserverSeesEveryEpoch() {
        List<Integer> seen = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        Dataset test = Nets.classes(50, 2, 3, 9);
        Training training = Training.of(PLAN).batch(4).epochs(12).target(0.6);
        TrainingResult result = training.run(new Dataset.Split(DATA, test), 1, trainer -> {
            seen.add(trainer.epochs());
            accuracies.add(trainer.network().accuracy(test));
        });
        assertEquals(13, seen.size());
        assertEquals(12, seen.get(12));
        assertEquals(12, result.epochs());
        assertEquals(accuracies.get(12), result.testAccuracy());
        assertEquals(result.network().accuracy(DATA), result.trainAccuracy());
        assertEquals(result.network().loss(DATA, Loss.SOFTMAX_CROSS_ENTROPY), result.trainLoss());
        assertEquals(result.network().loss(test, Loss.SOFTMAX_CROSS_ENTROPY), result.testLoss());
        int first = 1;
        while (accuracies.get(first) < 0.6) {
            first++;
        }
        assertEquals(first, result.epochsToTarget());
        assertTrue(Double.isNaN(training.target(1).epochs(1).run(split(test), 1).epochsToTarget()));
    }

    @Test
    void regression() {
        Dataset.Split data = Task.curve("sine", StrictMath::sin, -3, 3, 0.01).data(1);
        Training training = Training.of(Architecture.of(1, 16, 1).activation(Activations.TANH))
                .rate(0.05)
                .epochs(200);
        TrainingResult before = training.epochs(0).run(data, 1);
        TrainingResult after = training.run(data, 1);
        assertTrue(before.testLoss() > 0.1, () -> "before: " + before.testLoss());
        assertTrue(after.testLoss() < 0.01, () -> "after: " + after.testLoss());
        assertTrue(Double.isNaN(after.trainAccuracy()) && Double.isNaN(after.testAccuracy()));
        assertEquals(after.network().loss(data.test(), Loss.MEAN_SQUARED_ERROR), after.testLoss());
        double distance = after.network().output(1)[0] - StrictMath.sin(1);
        assertEquals(0, distance, 0.2);
    }

    @Test
    void twoClassesWithOneOutputAndWithTwo() {
        Dataset.Split data = Task.moons().data(1);
        Training training = Training.of(Architecture.of(2, 12, 1)).epochs(60).loss(Loss.BINARY_CROSS_ENTROPY);
        TrainingResult one = training.run(data, 1);
        TrainingResult two = training.architecture(Architecture.of(2, 12, 2)).run(data, 1);
        TrainingResult softmax = training.architecture(Architecture.of(2, 12, 2))
                .loss(Loss.SOFTMAX_CROSS_ENTROPY)
                .run(data, 1);
        for (TrainingResult result : List.of(one, two, softmax)) {
            assertTrue(result.testAccuracy() > 0.95, () -> "accuracy " + result.testAccuracy());
        }
        for (int i = 0; i < 20; i++) {
            double[] input = data.test().input(i);
            double logit = one.network().output(input)[0];
            double[] p = one.network().probabilities(input);
            assertEquals(Activations.SIGMOID.value(logit), p[1], 1e-15);
            assertEquals(1, p[0] + p[1], 1e-15);
            assertEquals(logit > 0 ? 1 : 0, one.network().classify(input));
            double[] logits = softmax.network().output(input);
            assertEquals(logits[1] > logits[0] ? 1 : 0, softmax.network().classify(input));
            assertEquals(
                    Activations.SIGMOID.value(logits[1] - logits[0]),
                    softmax.network().probabilities(input)[1],
                    1e-15);
        }
        int right = 0;
        for (int i = 0; i < data.test().size(); i++) {
            right += one.network().classify(data.test().input(i)) == data.test().label(i) ? 1 : 0;
        }
        assertEquals((double) right / data.test().size(), one.testAccuracy());
    }

    @Test
    void severalYesOrNoAnswersAtOnce() {
        Dataset sectors = Nets.classes(200, 2, 4, 3);
        double[][] targets = Arrays.stream(sectors.inputs())
                .map(x -> new double[] {x[0] > 0 ? 1 : 0, x[1] > 0 ? 1 : 0, x[0] > x[1] ? 1 : 0})
                .toArray(double[][]::new);
        Dataset data = Dataset.regression("signs", sectors.inputs(), targets);
        Network network = Training.of(Architecture.of(2, 10, 3))
                .loss(Loss.BINARY_CROSS_ENTROPY)
                .epochs(80)
                .run(split(data), 1)
                .network();
        int right = 0;
        double[][] outputs = network.outputs(data.inputs());
        for (int i = 0; i < outputs.length; i++) {
            for (int c = 0; c < 3; c++) {
                right += outputs[i][c] > 0 == targets[i][c] > 0 ? 1 : 0;
            }
        }
        assertTrue(right > 0.97 * 600, "right: " + right);
        assertTrue(network.loss(data, Loss.BINARY_CROSS_ENTROPY) < 0.3);
    }

    @Test
    @DisplayName("The first of several largest outputs is the class; with one output, 0 belongs to class 0")
    void ties() {
        Network zero =
                Network.of(Architecture.of(1, 3), new double[][][] {{{0}, {0}, {0}}}, new double[][] {{1, 2, 2}});
        assertEquals(1, zero.classify(5));
        Network one = Network.of(Architecture.of(1, 1), new double[][][] {{{1}}}, new double[][] {{0}});
        assertEquals(0, one.classify(0));
        assertEquals(1, one.classify(Double.MIN_VALUE));
        assertEquals(0, one.classify(Double.NaN));
    }

    @Test
    @DisplayName("A step of huge logits has the probabilities of the softmax, and no NaN")
    void hugeLogits() {
        double[][] delta = new double[3][2];
        double[][] logits = {{1000, -1e300}, {0, 0}, {-1000, 700}};
        double[][] targets = {{1, 0}, {0, 0}, {0, 1}};
        Loss.SOFTMAX_CROSS_ENTROPY.delta(logits, targets, delta, new double[2]);
        assertArrayEquals(new double[][] {{0, 0}, {0, StrictMath.exp(-700) / 2}, {0, 0}}, delta);
    }

    @Test
    void describesItself() {
        Architecture plan = Architecture.of(2, 3, 3, 1).activation(Activations.TANH);
        assertEquals("2-3-3-1 tanh", plan.toString());
        assertEquals(
                "2-3-3-1 tanh/ReLU with batch norm → sigmoid",
                plan.activation(1, Activations.RELU)
                        .batchNorm(true)
                        .output(Activations.SIGMOID)
                        .toString());
        assertEquals("2-1", Architecture.of(2, 1).toString());
        assertEquals("network 2-3-3-1 tanh, 25 parameters", plan.network(1).toString());
        assertEquals(37, plan.batchNorm(true).network(1).parameters());
        assertEquals(
                "2-3-3-1 tanh, momentum 0.9, rate 0.1, batch 32, 100 epochs",
                Training.of(plan).toString());
        assertEquals(
                "SGD, rate 0.5, decay 0.01", Optimizer.sgd(0.5).withDecay(0.01).toString());
        assertEquals(
                "Adam, rate 0.001, clip 1.0", Optimizer.adam(0.001).withClip(1).toString());
        Trainer trainer = Training.of(PLAN).trainer(DATA, 1);
        trainer.step();
        assertEquals(
                "trainer of network 2-5-4-3 tanh with batch norm, 72 parameters on sectors, 1 steps",
                trainer.toString());
        assertEquals("softmax cross-entropy", Loss.SOFTMAX_CROSS_ENTROPY.toString());
        assertEquals("diverged", Outcome.DIVERGED.toString());
        assertEquals("He", Initialiser.HE.toString());
    }

    @Test
    void plansAreNeverChanged() {
        int[] sizes = {2, 4, 3};
        Architecture plan = Architecture.of(sizes);
        sizes[1] = 99;
        plan.activation(Activations.TANH);
        plan.activation(0, Activations.TANH);
        plan.batchNorm(true);
        plan.output(Activations.SIGMOID);
        assertEquals(4, plan.units(0));
        assertEquals(2, plan.receives(0));
        assertEquals(Activations.RELU, plan.activation(0));
        assertEquals(Activations.IDENTITY, plan.activation(1));
        assertFalse(plan.hasBatchNorm(0));
        assertFalse(plan.batchNorm(true).hasBatchNorm(1));
        Architecture other = plan.activation(Activations.GELU)
                .batchNorm(true)
                .initialiser(Initialiser.HE)
                .output(Activations.TANH)
                .sizes(5, 4, 4, 4, 2);
        assertEquals("5-4-4-4-2 GELU with batch norm → tanh", other.toString());
        assertEquals(Math.sqrt(2) / 2, other.deviation(1));
        assertEquals(Activations.RELU, Architecture.of(2, 3).sizes(2, 3, 4).activation(0));
        Training training = Training.of(plan);
        training.epochs(7);
        training.rate(3);
        assertEquals(100, training.epochs());
        assertEquals(Optimizer.momentum(0.1, 0.9), training.optimizer());
        assertEquals(plan, training.architecture());
        assertEquals(
                Activations.SILU,
                training.activation(Activations.SILU).architecture().activation(0));
    }

    @Test
    void aSingleSigmoidIsAProbabilityAndItsBorderIsOneHalf() {
        Network network = Network.of(
                Architecture.of(1, 1).output(Activations.SIGMOID), new double[][][] {{{1}}}, new double[][] {{0}});
        assertEquals(1, network.classify(0.1));
        assertEquals(0, network.classify(-0.1));
        double p = Activations.SIGMOID.value(0.1);
        assertArrayEquals(new double[] {1 - p, p}, network.probabilities(0.1));
        Dataset sides = Dataset.classification("sides", new double[][] {{-1}, {2}, {-3}}, new int[] {0, 1, 1}, 2);
        assertEquals(2 / 3.0, network.accuracy(sides));
        double error = 0;
        for (int i = 0; i < 3; i++) {
            double distance = network.output(sides.input(i))[0] - sides.label(i);
            error += distance * distance / 6;
        }
        assertEquals(error, network.loss(sides, Loss.MEAN_SQUARED_ERROR), 1e-15);
        TrainingResult result = Training.of(Architecture.of(2, 8, 1).output(Activations.SIGMOID))
                .loss(Loss.MEAN_SQUARED_ERROR)
                .rate(0.5)
                .run(activationlab.data.Task.moons().data(1), 1);
        assertTrue(result.testAccuracy() > 0.9, result.toString());
    }
}
