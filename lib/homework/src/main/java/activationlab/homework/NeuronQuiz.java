package activationlab.homework;

import static activationlab.homework.QuizItem.among;
import static activationlab.homework.QuizItem.choice;
import static activationlab.homework.QuizItem.list;
import static activationlab.homework.QuizItem.number;
import static activationlab.homework.QuizItem.pick;
import static activationlab.homework.QuizItem.rounded;
import static activationlab.homework.QuizItem.whole;

import activationlab.function.Activations;
import activationlab.network.Architecture;
import activationlab.network.Network;
import activationlab.softmax.BinaryCrossEntropy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** hw3: a neuron, a layer, and a step of training. */
final class NeuronQuiz {

    static final List<Function<RandomGenerator, QuizItem>> ITEMS = List.of(
            NeuronQuiz::output,
            NeuronQuiz::longerStep,
            NeuronQuiz::sureAndWrong,
            NeuronQuiz::step,
            NeuronQuiz::stepsPerEpoch,
            NeuronQuiz::directions,
            NeuronQuiz::offBias,
            NeuronQuiz::linearLayers,
            NeuronQuiz::pieces,
            NeuronQuiz::halvings);

    private NeuronQuiz() {}

    private static QuizItem output(RandomGenerator random) {
        double[] x = {-whole(random, 1, 4), -whole(random, 1, 4)};
        double[] w = {whole(random, -3, 3), whole(random, -3, 3)};
        double b = whole(random, -4, 4);
        double z = w[0] * x[0] + w[1] * x[1] + b;
        Network unit = Network.of(
                Architecture.of(2, 1).output(Activations.RELU), new double[][][] {{w}}, new double[][] {{b}});
        return number(
                "negative-inputs",
                "A ReLU unit with the weights " + list(w) + " and the bias " + number(b) + " receives the inputs "
                        + list(x) + ". What does it put out?",
                unit.output(x)[0],
                "ReLU sees the weighted sum, " + number(z) + ", and not the signs of the inputs.");
    }

    private static QuizItem longerStep(RandomGenerator random) {
        double[] from = {-4, -3, -2, -0.5, 0, 0.5};
        double a;
        double b;
        double ratio;
        do {
            a = pick(random, from);
            b = pick(random, from);
            ratio = Math.abs(squaredSlope(a) / squaredSlope(b));
        } while (ratio < 2 && ratio > 0.5);
        return choice(
                "more-wrong",
                "A neuron with a sigmoid should answer 0.8 at the input 2; its loss is half the square of what it misses, and"
                        + " it has no bias. With the weight " + number(a) + " it answers "
                        + rounded(Activations.SIGMOID.value(2 * a)) + ", with the weight " + number(b) + " it answers "
                        + rounded(Activations.SIGMOID.value(2 * b)) + ". With which weight is the first step longer?",
                "with " + number(ratio > 1 ? a : b),
                "The step is the miss times p·(1 − p) times the input, and this product is larger there.",
                "with " + number(ratio > 1 ? b : a),
                "it is equally long");
    }

    private static double squaredSlope(double w) {
        double p = Activations.SIGMOID.value(2 * w);
        return (p - 0.8) * Activations.SIGMOID.derivative(2 * w) * 2;
    }

    private static QuizItem sureAndWrong(RandomGenerator random) {
        double p = pick(random, 0.01, 0.05, 0.1, 0.2, 0.8, 0.9, 0.95, 0.99);
        int y = whole(random, 0, 1);
        double slope = BinaryCrossEntropy.gradient(StrictMath.log(p / (1 - p)), y);
        return choice(
                "sure-and-wrong",
                "A sigmoid output is " + number(p) + " and the truth is " + y
                        + ". What is the slope of the log-loss for the weighted sum?",
                rounded(slope),
                "The slopes of the log-loss and of the sigmoid multiply to answer minus truth.",
                rounded(-slope),
                rounded(slope * p * (1 - p)),
                rounded(slope / (p * (1 - p))));
    }

    private static QuizItem step(RandomGenerator random) {
        double w = pick(random, -1.5, -1, -0.5, 0.5, 1, 2);
        double slope = pick(random, -0.4, -0.2, -0.1, 0.1, 0.3);
        double rate = pick(random, 2, 5, 10, 20, 30);
        return number(
                "rate-30",
                "A weight is " + number(w) + ", and the slope of the loss for it is " + number(slope)
                        + ". Where is the weight after one step with the rate " + number(rate) + "?",
                w - rate * slope,
                "It moves by the rate times the slope, against the slope: " + number(w) + (slope > 0 ? " − " : " + ")
                        + number(rate * Math.abs(slope)) + ".");
    }

    private static QuizItem stepsPerEpoch(RandomGenerator random) {
        int batch = (int) pick(random, 8, 10, 16, 20, 32, 50);
        int examples = batch * whole(random, 3, 12) + whole(random, 1, batch - 1);
        return number(
                "steps-per-epoch",
                examples + " examples in batches of " + batch + ": how many steps is an epoch?",
                -Math.floorDiv(-examples, batch),
                examples / batch + " full batches, and a last one with the remaining " + examples % batch + ".");
    }

    private static QuizItem directions(RandomGenerator random) {
        boolean relu = random.nextBoolean();
        double[] sums = new double[6];
        Arrays.setAll(sums, i -> pick(random, -2, -1, -0.5, 0.5, 1, 2));
        double[] inputs = Arrays.stream(sums)
                .map(relu ? Activations.RELU::value : Activations.TANH::value)
                .map(v -> Double.parseDouble(String.format(java.util.Locale.ROOT, "%.2f", v)))
                .toArray();
        double slope = pick(random, -0.5, -0.2, 0.1, 0.4);
        long up = Arrays.stream(inputs).filter(v -> -slope * v > 0).count();
        return number(
                "relu-signs",
                "A unit receives the outputs of " + (relu ? "ReLU" : "tanh") + " units, " + list(inputs)
                        + ". For one example the slope of the loss for its weighted sum is " + number(slope)
                        + ". How many of its six weights does a training step make larger?",
                (int) up,
                "The slope for a weight is " + number(slope)
                        + " times its input, and the step goes against it: up where the" + " input is "
                        + (slope < 0 ? "positive" : "negative") + ".");
    }

    private static QuizItem offBias(RandomGenerator random) {
        double largest = whole(random, 10, 60) / 10.0;
        double bias = pick(random, -2, -1, 0, 1, 2);
        return number(
                "off-bias",
                "With the bias " + number(bias) + " the largest of a ReLU unit's weighted sums over the data is "
                        + number(largest)
                        + ". Down to which bias must the unit be pushed until it is off for all data?",
                bias - largest,
                "The bias shifts all sums together, and the largest one has to come down by " + number(largest) + ".");
    }

    private static QuizItem linearLayers(RandomGenerator random) {
        double[] w = {pick(random, -3, -2, 2, 3), pick(random, -2, -0.5, 0.5, 2), pick(random, -4, -1, 3, 5)};
        double[] b = {whole(random, -3, 3), whole(random, -3, 3), whole(random, -3, 3)};
        Network chain = Network.of(
                Architecture.of(1, 1, 1, 1).activation(Activations.IDENTITY),
                new double[][][] {{{w[0]}}, {{w[1]}}, {{w[2]}}},
                new double[][] {{b[0]}, {b[1]}, {b[2]}});
        return number(
                "five-layers",
                "Three layers of one unit each, without activation functions, have the weights " + list(w)
                        + " and the biases " + list(b) + ". Together they are a straight line. What is its slope?",
                chain.output(1)[0] - chain.output(0)[0],
                "A line of a line is a line, and its slope is the product of the weights; the biases only shift it.");
    }

    private static QuizItem pieces(RandomGenerator random) {
        int layers = whole(random, 3, 9);
        return number(
                "fold",
                "Each layer has two units and folds the line once. Of how many straight pieces is the curve made after "
                        + layers + " layers?",
                1 << layers,
                "Each layer doubles the pieces: 2, 4, 8 and so on, " + layers + " times.");
    }

    private static QuizItem halvings(RandomGenerator random) {
        int layers = whole(random, 5, 12);
        double gain = pick(random, 1, 1, 2);
        double factor = gain * gain * Activations.RELU.derivative(1) / 2;
        double left = 1;
        for (int i = 0; i < layers; i++) {
            left *= factor;
        }
        return among(
                "gain-one",
                layers + " ReLU layers start with the gain " + number(gain)
                        + ". Each multiplies the square of the gradient's size by the gain squared times the mean squared"
                        + " slope, and half of the slopes are 0. What has become of the square after all layers?",
                share(left),
                "The factor of a layer is " + number(factor) + ", and it is multiplied " + layers + " times.",
                share(left),
                share(1 / left),
                share(factor < 1 ? 1.0 / layers : layers),
                "as large as before");
    }

    private static String share(double factor) {
        return factor < 1 ? "1/" + number(1 / factor) + " of it" : number(factor) + " times as large";
    }
}
