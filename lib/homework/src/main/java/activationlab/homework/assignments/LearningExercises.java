package activationlab.homework.assignments;

import static activationlab.homework.assignments.NeuronAndLayer.draw;
import static activationlab.homework.assignments.NeuronAndLayer.matrix;
import static activationlab.homework.assignments.NeuronAndLayer.vector;

import activationlab.function.Activations;
import activationlab.homework.Exercise;
import activationlab.homework.Inputs;
import activationlab.homework.Judge;
import activationlab.numeric.Randoms;
import activationlab.softmax.BinaryCrossEntropy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;

/** One step of training, and many: a neuron learns a few examples by heart. */
final class LearningExercises {

    private LearningExercises() {}

    static List<Exercise> all(double loss) {
        return List.of(step(), fit(loss));
    }

    private static Exercise step() {
        return Exercise.of("step", "double[] step(double[] w, double[] gradient, double rate)")
                .reference(in -> moved(in, (w, change) -> w - change))
                .leavesInputs()
                .shown(
                        1.5,
                        Inputs.of(new double[] {1, -2}, new double[] {0.5, 4}, 0.1),
                        Inputs.of(new double[] {0.5, 3, -1}, new double[] {-2, 0.25, 1}, 2.0))
                .hidden(
                        "weights, slopes and rates of any size",
                        3,
                        random -> List.of(stepCase(random, 1), stepCase(random, 3), stepCase(random, 8)))
                .hidden(
                        "some slopes of 0, and a rate of 0",
                        1.5,
                        Inputs.of(new double[] {1, -2, 0.5}, new double[] {0, 3, 0}, 0.5),
                        Inputs.of(new double[] {1, -2}, new double[] {4, 1}, 0.0))
                .hint("The gradient points uphill, and the loss should become smaller.")
                .hint("Each weight moves by its slope times the rate, against the slope.")
                .hint("In a new array, place i gets w[i] - rate * gradient[i].")
                .mistake(
                        "The step goes uphill: a weight moves against its slope, with a minus.",
                        in -> moved(in, (w, change) -> w + change))
                .mistake(
                        "That is the change alone; it has to be added to the old weight.",
                        in -> moved(in, (w, change) -> -change))
                .mistake("The rate is missing.", in -> {
                    return moved(Inputs.of(in.vector(0), in.vector(1), 1.0), (w, change) -> w - change);
                })
                .mistake("The weights are multiplied by something here; a step is a subtraction.", in -> {
                    return moved(in, (w, change) -> w * (1 - change));
                })
                .mistake(
                        "The sign of the slope got lost: the step has the length of the slope and always goes down.",
                        in -> moved(in, (w, change) -> w - Math.abs(change)))
                .mistake(
                        "All steps are equally long here; a weight with a steeper slope moves further.",
                        in -> moved(in, (w, change) -> w - in.number(2) * Math.signum(change)))
                .build();
    }

    private static Inputs stepCase(RandomGenerator random, int weights) {
        double rate = (1 + Randoms.below(random, 90)) / 100.0;
        return Inputs.of(vector(random, weights), vector(random, weights), rate);
    }

    private static double[] moved(Inputs in, DoubleBinaryOperator operator) {
        double[] w = in.vector(0);
        double[] gradient = in.vector(1);
        for (int i = 0; i < w.length; i++) {
            w[i] = operator.applyAsDouble(w[i], in.number(2) * gradient[i]);
        }
        return w;
    }

    private static Exercise fit(double loss) {
        return Exercise.of("fit", "double[] fit(double[][] x, double[] y, double[] start)")
                .judge(
                        String.format(
                                Locale.ROOT, "weights, and the bias last, with a mean log-loss of at most %s", loss),
                        judge(loss))
                .shown(
                        2,
                        Inputs.of(
                                new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}},
                                new double[] {0, 0, 0, 1},
                                new double[] {0, 0, 0}),
                        Inputs.of(
                                new double[][] {{1, 2, 0}, {-1, 1, 1}, {2, -1, 1}, {0, -2, -1}},
                                new double[] {1, 0, 0, 1},
                                new double[] {0.5, -0.5, 0, 0.25}))
                .hidden(
                        "labels drawn by a coin, with as many inputs as examples",
                        4,
                        random -> List.of(coinCase(random, 4), coinCase(random, 6), coinCase(random, 8)))
                .hidden(
                        "examples that only the bias can tell apart",
                        2,
                        random -> List.of(biasCase(random, 1), biasCase(random, -1)))
                .hidden(
                        "a first guess that is sure and wrong",
                        2,
                        random -> List.of(wrongCase(random, 1), wrongCase(random, -1)))
                .hint(
                        "Many steps in a loop. Each one: the mean gradient of the log-loss over all examples, then a step.")
                .hint(
                        "For each example compute p, then add (p - y) times its input to the gradient's place i, and p - y to the"
                                + " last place. Divide by the number of examples.")
                .hint(
                        "Begin with start.clone(). A rate of 1 and 5000 steps are enough. The loss that counts is the log-loss: the"
                                + " squared error does not get away from a guess that is sure and wrong.")
                .mistake("That is the first guess; no step was taken.", in -> in.vector(2))
                .mistake("That is where one step leads; it takes a loop of many.", in -> trained(in, 1, 1, 1, true))
                .mistake("The steps go uphill: a weight moves against its slope.", in -> trained(in, 200, -1, -1, true))
                .mistake("Ten steps are too few; try some thousand.", in -> trained(in, 10, 1, 1, true))
                .mistake(
                        "The bias stays where it was; it has a slope, too, the mean of p - y.",
                        in -> trained(in, 5000, 1, 0, true))
                .mistake("Only the first example was learned; each step needs the mean over all.", in -> {
                    double[][] first = {in.matrix(0)[0]};
                    return trained(Inputs.of(first, new double[] {in.vector(1)[0]}, in.vector(2)), 5000, 1, 1, true);
                })
                .mistake(
                        "The squared error has no slope where the neuron is sure and wrong; follow the log-loss.",
                        in -> trained(in, 5000, 1, 1, false))
                .build();
    }

    private static Judge judge(double bound) {
        return (in, got) -> {
            double[] w = (double[]) got;
            double[] start = in.vector(2);
            if (w.length != start.length) {
                return "It has " + w.length + " elements instead of " + start.length
                        + ": one for each input, and the bias last.";
            }
            double[] sums = sums(in.matrix(0), w);
            if (!Arrays.stream(sums).allMatch(Double::isFinite)) {
                return "With these numbers some weighted sums are not finite.";
            }
            double loss = BinaryCrossEntropy.mean(sums, in.vector(1));
            if (loss <= bound) {
                return "";
            }
            return String.format(Locale.ROOT, "With these weights the mean log-loss is %.3g.", loss);
        };
    }

    private static double[] sums(double[][] x, double[] w) {
        return Arrays.stream(x)
                .mapToDouble(row -> NeuronAndLayer.dot(w, row) + w[row.length])
                .toArray();
    }

    /** Gradient descent on the log-loss or on half the square; what a right answer may do, and with other numbers a wrong one. */
    static double[] trained(Inputs in, int steps, double rate, double biasRate, boolean logLoss) {
        double[][] x = in.matrix(0);
        double[] y = in.vector(1);
        double[] w = in.vector(2);
        int inputs = w.length - 1;
        for (int step = 0; step < steps; step++) {
            double[] change = new double[w.length];
            double[] sums = sums(x, w);
            for (int n = 0; n < x.length; n++) {
                double p = Activations.SIGMOID.value(sums[n]);
                double slope = (p - y[n]) * (logLoss ? 1 : p * (1 - p)) / x.length;
                for (int i = 0; i < inputs; i++) {
                    change[i] += rate * slope * x[n][i];
                }
                change[inputs] += biasRate * slope;
            }
            for (int i = 0; i < w.length; i++) {
                w[i] -= change[i];
            }
        }
        return w;
    }

    /** As many inputs as examples: whatever the labels are, some weights give them. */
    private static Inputs coinCase(RandomGenerator random, int size) {
        double[][] x = matrix(random, size, size);
        double[] y = new double[size];
        for (int n = 0; n < size; n++) {
            // Its own direction keeps each example away from being a mixture of the others.
            x[n][n] += x[n][n] > 0 ? 2 : -2;
            y[n] = random.nextBoolean() ? 1 : 0;
        }
        y[0] = 1;
        y[1] = 0;
        return Inputs.of(x, y, vector(random, size + 1));
    }

    /** Points on one side of 0 on a line; the label changes between the second and the third. */
    private static Inputs biasCase(RandomGenerator random, int side) {
        double step = side * (1 + Randoms.below(random, 50) / 100.0);
        double[][] x = {{step}, {1.5 * step}, {3 * step}, {3.5 * step}};
        double[] y = random.nextBoolean() ? new double[] {0, 0, 1, 1} : new double[] {1, 1, 0, 0};
        return Inputs.of(x, y, new double[] {draw(random), 0.0});
    }

    /** The sign of the first input is the label; the first guess has it the wrong way round, with certainty. */
    private static Inputs wrongCase(RandomGenerator random, int sign) {
        double[][] x = new double[5][];
        double[] y = new double[5];
        for (int n = 0; n < 5; n++) {
            double size = 1 + Randoms.below(random, 100) / 100.0;
            x[n] = new double[] {n % 2 == 0 ? size : -size, draw(random) / 4};
            y[n] = n % 2 == 0 == sign > 0 ? 1 : 0;
        }
        return Inputs.of(x, y, new double[] {-sign * (20.0 + Randoms.below(random, 10)), draw(random), draw(random)});
    }
}
