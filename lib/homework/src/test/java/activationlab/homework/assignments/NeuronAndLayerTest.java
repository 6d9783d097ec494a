package activationlab.homework.assignments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import activationlab.data.Dataset;
import activationlab.function.Activations;
import activationlab.function.LeakyRelu;
import activationlab.homework.Category;
import activationlab.homework.Exercise;
import activationlab.homework.Inputs;
import activationlab.homework.Mistake;
import activationlab.homework.Variant;
import activationlab.network.Architecture;
import activationlab.network.Loss;
import activationlab.network.Network;
import activationlab.network.Optimizer;
import activationlab.network.Trainer;
import activationlab.numeric.Randoms;
import activationlab.softmax.BinaryCrossEntropy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** hw3: its references against rise over run and the library's networks, and its judge; {@link MutantsTest} has its cases. */
class NeuronAndLayerTest {

    private final List<Exercise> exercises = new NeuronAndLayer(new Variant(0)).exercises("");

    private Exercise exercise(String id) {
        return exercises.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<Inputs> cases(Category category, long seed) {
        return category.cases().apply(Randoms.generator(seed));
    }

    /** The points of an answer. */
    private static double points(Exercise exercise, long seed, Function<Inputs, Object> answer) {
        double points = 0;
        for (Category category : exercise.categories()) {
            List<Inputs> cases = cases(category, seed);
            long right = cases.stream()
                    .filter(in -> exercise.fault(in, answer.apply(in)).isEmpty())
                    .count();
            points += category.points() * right / cases.size();
        }
        return points;
    }

    @Test
    void manyWaysToTrainLearnTheExamplesByHeart() {
        Exercise fit = exercise("fit");
        for (long seed = 0; seed < 30; seed++) {
            for (double[] plan : new double[][] {{1000, 1}, {3000, 0.5}, {10_000, 0.2}, {500, 3}, {5000, 2}}) {
                double points =
                        points(fit, seed, in -> LearningExercises.trained(in, (int) plan[0], plan[1], plan[1], true));
                assertEquals(fit.points(), points, 1e-9, "seed " + seed + ", plan " + Arrays.toString(plan));
            }
        }
    }

    /** Equal values in all shown cases would tell a student the wrong mistake. */
    @Test
    void mistakesDifferInTheShownCases() {
        assertEquals(10, exercises.size());
        for (Exercise exercise : exercises) {
            List<Inputs> shown = cases(exercise.categories().get(0), 0);
            Map<String, List<String>> meanings = exercise.mistakes().stream()
                    .collect(Collectors.groupingBy(
                            mistake ->
                                    shown.stream().map(in -> text(mistake, in)).collect(Collectors.joining(" | ")),
                            Collectors.mapping(Mistake::meaning, Collectors.toList())));
            for (Map.Entry<String, List<String>> entry : meanings.entrySet()) {
                assertEquals(1, entry.getValue().size(), exercise.id() + ": " + entry);
            }
        }
    }

    private static String text(Mistake mistake, Inputs in) {
        try {
            return Arrays.deepToString(new Object[] {mistake.value().apply(in)});
        } catch (ArrayIndexOutOfBoundsException e) {
            return "none";
        }
    }

    private static double rise(ToDoubleFunction<double[]> loss, double[] at, int place) {
        double step = 1e-6;
        double[] up = at.clone();
        double[] down = at.clone();
        up[place] += step;
        down[place] -= step;
        return (loss.applyAsDouble(up) - loss.applyAsDouble(down)) / (2 * step);
    }

    private static double[] gradient(ToDoubleFunction<double[]> loss, double... at) {
        double[] gradient = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            gradient[i] = rise(loss, at, i);
        }
        return gradient;
    }

    private double neuron(double[] weightsAndBias, double[] x) {
        double[] w = Arrays.copyOf(weightsAndBias, x.length);
        return (Double) exercise("neuron").expected(Inputs.of(w, weightsAndBias[x.length], x));
    }

    @Test
    void gradientsOfTheNeuronAreRiseOverRun() {
        RandomGenerator random = Randoms.generator(1);
        for (int n = 0; n < 50; n++) {
            double[] x = NeuronAndLayer.vector(random, 3);
            double[] w = NeuronAndLayer.vector(random, 4);
            double y = random.nextDouble();
            double p = neuron(w, x);
            Inputs in = Inputs.of(p, y, x);
            assertArrayEquals(
                    gradient(at -> (neuron(at, x) - y) * (neuron(at, x) - y) / 2, w),
                    (double[]) exercise("squared-gradient").expected(in),
                    1e-8);
            assertArrayEquals(
                    gradient(
                            at -> {
                                double answer = neuron(at, x);
                                return -y * StrictMath.log(answer) - (1 - y) * StrictMath.log(1 - answer);
                            },
                            w),
                    (double[]) exercise("log-gradient").expected(in),
                    1e-7);
        }
    }

    /** The five parts one after the other are one layer of a training step of the library. */
    @Test
    void layerAgreesWithTheLibrarysNetwork() {
        LeakyRelu f = new LeakyRelu(0.1);
        RandomGenerator random = Randoms.generator(2);
        for (int n = 0; n < 20; n++) {
            double[][] w = NeuronAndLayer.matrix(random, 4, 3);
            double[] b = NeuronAndLayer.vector(random, 4);
            double[][] v = NeuronAndLayer.matrix(random, 1, 4);
            double[][] x = NeuronAndLayer.matrix(random, 2, 3);
            Network network = Network.of(
                    Architecture.of(3, 4, 1).activation(f), new double[][][] {w, v}, new double[][] {b, {0.25}});
            double[][] d = new double[2][];
            double[][] ofWeights = new double[4][3];
            for (int example = 0; example < 2; example++) {
                double[] a = (double[]) exercise("layer").expected(Inputs.of(w, b, x[example]));
                assertArrayEquals(network.activations(x[example])[0], a, 1e-12);
                double miss = network.output(x[example])[0] - 1;
                double[] g = (double[]) exercise("inputs-gradient").expected(Inputs.of(v, new double[] {miss}));
                double[] z = new double[4];
                for (int j = 0; j < 4; j++) {
                    z[j] = b[j] + NeuronAndLayer.dot(w[j], x[example]);
                }
                d[example] = (double[]) exercise("sums-gradient").expected(Inputs.of(z, g));
                double[][] part = (double[][]) exercise("weights-gradient").expected(Inputs.of(d[example], x[example]));
                for (int j = 0; j < 4; j++) {
                    for (int i = 0; i < 3; i++) {
                        ofWeights[j][i] += part[j][i] / 2;
                    }
                }
            }
            double[] ofBiases = (double[]) exercise("biases-gradient").expected(Inputs.of((Object) d));
            Dataset data = Dataset.regression("two", x, new double[][] {{1}, {1}});
            Network trained = network.copy();
            new Trainer(trained, data, Loss.MEAN_SQUARED_ERROR, Optimizer.sgd(0.5), 2, 1).step();
            Exercise step = exercise("step");
            for (int j = 0; j < 4; j++) {
                assertArrayEquals(
                        trained.weights(0)[j], (double[]) step.expected(Inputs.of(w[j], ofWeights[j], 0.5)), 1e-12);
            }
            assertArrayEquals(trained.biases(0), (double[]) step.expected(Inputs.of(b, ofBiases, 0.5)), 1e-12);
        }
    }

    @Test
    void sumsGradientIsTheLibrarysSlope() {
        Object slopes =
                exercise("sums-gradient").expected(Inputs.of(new double[] {-1, 0, 1e-300}, new double[] {2, 2, 2}));
        assertArrayEquals(new double[] {0.2, 0.2, 2}, (double[]) slopes, 1e-15);
    }

    @Test
    void judgeSaysWhatIsWrong() {
        Exercise fit = exercise("fit");
        Inputs in = cases(fit.categories().get(0), 1).get(0);
        assertEquals(
                "It has 2 elements instead of 3: one for each input, and the bias last.",
                fit.fault(in, new double[] {1, 2}));
        assertEquals("It returned null.", fit.fault(in, null));
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
            assertEquals(
                    "With these numbers some weighted sums are not finite.",
                    fit.fault(in, new double[] {odd, odd, odd}));
        }
        assertEquals("With these weights the mean log-loss is 0.693.", fit.fault(in, new double[3]));
        assertEquals("", fit.fault(in, new double[] {20, 20, -30}));
        assertEquals("weights, and the bias last, with a mean log-loss of at most 0.1", fit.expected(in));
    }

    /** The loss of the bank's weights, by its definition. */
    @Test
    void judgesLossIsTheLogLoss() {
        double[] logits = {1, -2};
        double mean =
                -(StrictMath.log(Activations.SIGMOID.value(1)) + StrictMath.log(Activations.SIGMOID.value(-2))) / 2;
        assertEquals(mean, BinaryCrossEntropy.mean(logits, new double[] {1, 1}), 1e-12);
    }

    @Test
    void coursesDifferInTheirConstants() {
        Inputs in = Inputs.of(new double[] {-1}, new double[] {1});
        List<Object> slopes = new ArrayList<>();
        for (long course = 0; course < 20; course++) {
            Variant variant = new Variant(course);
            Exercise exercise = new NeuronAndLayer(variant).exercises("").get(4);
            double slope = ((double[]) exercise.expected(in))[0];
            assertEquals(Double.toString(slope), variant.fill("{{layer.alpha}}"));
            slopes.add(slope);
        }
        assertEquals(0.1, (Double) slopes.get(0), 0);
        assertEquals(4, slopes.stream().distinct().count());
        assertEquals("hw3", new NeuronAndLayer(new Variant(0)).name());
        assertFalse(new NeuronAndLayer(new Variant(0)).title().isBlank());
    }
}
