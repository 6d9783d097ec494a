package activationlab.homework.assignments;

import static activationlab.homework.assignments.NeuronAndLayer.dot;
import static activationlab.homework.assignments.NeuronAndLayer.draw;
import static activationlab.homework.assignments.NeuronAndLayer.share;
import static activationlab.homework.assignments.NeuronAndLayer.sum;
import static activationlab.homework.assignments.NeuronAndLayer.vector;

import activationlab.function.Activations;
import activationlab.homework.Exercise;
import activationlab.homework.Inputs;
import java.util.List;
import java.util.random.RandomGenerator;

/** One neuron with a sigmoid: its answer, and how its weights and bias feel two losses. */
final class NeuronExercises {

    private NeuronExercises() {}

    static List<Exercise> all() {
        return List.of(neuron(), squaredGradient(), logGradient());
    }

    private static Exercise neuron() {
        return Exercise.of("neuron", "double neuron(double[] w, double b, double[] x)")
                .reference(in -> sigmoid(in.number(1) + dot(in.vector(0), in.vector(2))))
                .shown(
                        2,
                        Inputs.of(new double[] {0.5, -1}, 0.25, new double[] {2, 0.5}),
                        Inputs.of(new double[] {1, -2, 0.5}, -0.5, new double[] {0.2, 0.4, -1}))
                .hidden("one input", 1.5, random -> List.of(neuronCase(random, 1), neuronCase(random, 1)))
                .hidden(
                        "several inputs",
                        3,
                        random -> List.of(neuronCase(random, 2), neuronCase(random, 3), neuronCase(random, 6)))
                .hidden(
                        "sums far from 0",
                        1.5,
                        Inputs.of(new double[] {400, 1}, 0.0, new double[] {2, 0.5}),
                        Inputs.of(new double[] {400, 1}, 0.0, new double[] {-2, 0.5}),
                        Inputs.of(new double[] {10, -1}, 1.0, new double[] {-1, 1}))
                .hint("First one number, the weighted sum; then the sigmoid of it.")
                .hint("The sum begins with the bias. A loop adds w[i] * x[i] for each input.")
                .hint("double z = b; for (int i = 0; i < x.length; i++) z += w[i] * x[i]; and then return sigmoid(z).")
                .mistake("That is the sum without the bias.", in -> sigmoid(dot(in.vector(0), in.vector(2))))
                .mistake(
                        "That is the weighted sum itself; the sigmoid comes after it.",
                        in -> in.number(1) + dot(in.vector(0), in.vector(2)))
                .mistake(
                        "The bias belongs inside the sigmoid; here it is added to the answer.",
                        in -> sigmoid(dot(in.vector(0), in.vector(2))) + in.number(1))
                .mistake(
                        "The bias is added once for each input; it belongs into the sum once.",
                        in -> sigmoid(dot(in.vector(0), in.vector(2)) + in.vector(0).length * in.number(1)))
                .mistake(
                        "Only the last input counts here: in the loop = stands where += belongs.",
                        in -> sigmoid(in.number(1) + last(in.vector(0)) * last(in.vector(2))))
                .mistake(
                        "Each weight belongs to its own input; here the sum of the weights meets the sum of the inputs.",
                        in -> sigmoid(in.number(1) + sum(in.vector(0)) * sum(in.vector(2))))
                .mistake(
                        "The sign of the sum is turned before the sigmoid.",
                        in -> sigmoid(-in.number(1) - dot(in.vector(0), in.vector(2))))
                .mistake("The sigmoid comes once, after the sum; here each product has its own.", in -> {
                    double[] w = in.vector(0);
                    double[] x = in.vector(2);
                    double sum = in.number(1);
                    for (int i = 0; i < w.length; i++) {
                        sum += sigmoid(w[i] * x[i]);
                    }
                    return sum;
                })
                .build();
    }

    private static Inputs neuronCase(RandomGenerator random, int inputs) {
        return Inputs.of(vector(random, inputs), draw(random), vector(random, inputs));
    }

    private static Exercise squaredGradient() {
        return Exercise.of("squared-gradient", "double[] squaredGradient(double p, double y, double[] x)")
                .reference(in -> ofSum(in, squaredSlope(in)))
                .shown(2, Inputs.of(0.8, 1.0, new double[] {2}), Inputs.of(0.25, 0.0, new double[] {1, -2}))
                .hidden(
                        "answers anywhere between 0 and 1",
                        4,
                        random -> List.of(
                                gradientCase(random, 0, 1),
                                gradientCase(random, 1, 2),
                                gradientCase(random, 0, 3),
                                gradientCase(random, 1, 5)))
                .hidden(
                        "answers that are almost sure, or entirely",
                        1.5,
                        Inputs.of(0.999, 0.0, new double[] {3, -1}),
                        Inputs.of(0.001, 1.0, new double[] {3, -1}),
                        Inputs.of(1.0, 0.0, new double[] {3, -1}))
                .hidden(
                        "a truth between 0 and 1",
                        1.5,
                        random -> List.of(gradientCase(random, 0.3, 2), gradientCase(random, 0.6, 3)))
                .hint(
                        "Three slopes are multiplied: of the loss for p, of the sigmoid for the sum, of the sum for a weight.")
                .hint(
                        "The slope of the loss is p - y, that of the sigmoid is p * (1 - p), that of the sum is x[i] for a weight"
                                + " and 1 for the bias.")
                .hint(
                        "Make an array with x.length + 1 places. Place i gets (p - y) * p * (1 - p) * x[i], the last one the same"
                                + " without x[i].")
                .mistake(
                        "The slope of the sigmoid, p * (1 - p), is missing. This is the gradient of the log-loss.",
                        in -> ofSum(in, in.number(0) - in.number(1)))
                .mistake(
                        "It is twice as large as it should be: this loss has a factor of one half.",
                        in -> ofSum(in, 2 * squaredSlope(in)))
                .mistake(
                        "The signs are turned: the gradient points uphill, and the step, not the gradient, goes against it.",
                        in -> ofSum(in, -squaredSlope(in)))
                .mistake(
                        "The slope of the sigmoid is p * (1 - p) with the answer p; here p went through the sigmoid once more.",
                        in -> ofSum(in, (in.number(0) - in.number(1)) * Activations.SIGMOID.derivative(in.number(0))))
                .mistake("The last number, for the bias, has no input as a factor; its factor is 1.", in -> {
                    double[] right = ofSum(in, squaredSlope(in));
                    right[right.length - 1] = 0;
                    return right;
                })
                .mistake("The bias comes last, after the weights; here it comes first.", in -> {
                    double[] right = ofSum(in, squaredSlope(in));
                    return biasFirst(right);
                })
                .mistake(
                        "The slope for the bias is missing at the end.",
                        in -> java.util.Arrays.copyOf(ofSum(in, squaredSlope(in)), in.vector(2).length))
                .mistake(
                        "That is the loss times the inputs; the slope of half a square is what is inside the square.",
                        in -> ofSum(in, squaredSlope(in) * (in.number(0) - in.number(1)) / 2))
                .build();
    }

    private static Exercise logGradient() {
        return Exercise.of("log-gradient", "double[] logGradient(double p, double y, double[] x)")
                .reference(in -> ofSum(in, in.number(0) - in.number(1)))
                .shown(2, Inputs.of(0.8, 1.0, new double[] {2}), Inputs.of(0.25, 0.0, new double[] {1, -2}))
                .hidden(
                        "answers anywhere between 0 and 1",
                        3,
                        random -> List.of(
                                gradientCase(random, 0, 2), gradientCase(random, 1, 3), gradientCase(random, 1, 5)))
                .hidden(
                        "answers that are entirely sure, right or wrong",
                        2,
                        Inputs.of(1.0, 0.0, new double[] {3, -1}),
                        Inputs.of(0.0, 1.0, new double[] {3, -1}),
                        Inputs.of(1.0, 1.0, new double[] {3, -1}),
                        Inputs.of(0.0, 1.0, new double[] {0.5}))
                .hidden(
                        "a truth between 0 and 1",
                        1,
                        random -> List.of(gradientCase(random, 0.3, 2), gradientCase(random, 0.6, 3)))
                .hint(
                        "Multiply the slope of the log-loss for p by that of the sigmoid, on paper: nearly all of it cancels.")
                .hint(
                        "The slope of the log-loss for p is (p - y) / (p * (1 - p)), and the sigmoid's slope is p * (1 - p).")
                .hint("Place i gets (p - y) * x[i], and the last place, for the bias, gets p - y.")
                .mistake(
                        "The slope of the sigmoid, p * (1 - p), is still a factor. With the log-loss it cancels.",
                        in -> ofSum(in, squaredSlope(in)))
                .mistake(
                        "The signs are turned: the gradient points uphill, and the step, not the gradient, goes against it.",
                        in -> ofSum(in, in.number(1) - in.number(0)))
                .mistake(
                        "That is the slope for the answer p; the sigmoid between the sum and the answer has a slope, too.",
                        in -> ofSum(in, (in.number(0) - in.number(1)) / (in.number(0) * (1 - in.number(0)))))
                .mistake(
                        "Nothing is learned from examples with the truth 0: the second half of the log-loss is missing.",
                        in -> ofSum(in, -in.number(1) * (1 - in.number(0))))
                .mistake(
                        "At an answer of exactly 0 or 1 this is 0 / 0. Cancel p * (1 - p) on paper, not in the program.",
                        in -> ofSum(
                                in,
                                (in.number(0) - in.number(1))
                                        / (in.number(0) * (1 - in.number(0)))
                                        * (in.number(0) * (1 - in.number(0)))))
                .mistake(
                        "The answer was rounded to 0 or 1 first; the gradient needs the probability itself.",
                        in -> ofSum(in, (in.number(0) > 0.5 ? 1 : 0) - in.number(1)))
                .mistake("The last number, for the bias, has no input as a factor; its factor is 1.", in -> {
                    double[] right = ofSum(in, in.number(0) - in.number(1));
                    right[right.length - 1] = 0;
                    return right;
                })
                .mistake(
                        "The bias comes last, after the weights; here it comes first.",
                        in -> biasFirst(ofSum(in, in.number(0) - in.number(1))))
                .build();
    }

    private static Inputs gradientCase(RandomGenerator random, double y, int inputs) {
        double p;
        do {
            p = share(random);
        } while (Math.abs(p - y) < 0.02);
        return Inputs.of(p, y, vector(random, inputs));
    }

    private static double sigmoid(double z) {
        return Activations.SIGMOID.value(z);
    }

    private static double last(double[] a) {
        return a[a.length - 1];
    }

    private static double squaredSlope(Inputs in) {
        double p = in.number(0);
        return (p - in.number(1)) * p * (1 - p);
    }

    /** The gradient for the weights and, as the last number, the bias, from the slope for the weighted sum. */
    private static double[] ofSum(Inputs in, double slope) {
        double[] x = in.vector(2);
        double[] gradient = new double[x.length + 1];
        for (int i = 0; i < x.length; i++) {
            gradient[i] = slope * x[i];
        }
        gradient[x.length] = slope;
        return gradient;
    }

    private static double[] biasFirst(double[] gradient) {
        double[] moved = new double[gradient.length];
        moved[0] = gradient[gradient.length - 1];
        System.arraycopy(gradient, 0, moved, 1, gradient.length - 1);
        return moved;
    }
}
