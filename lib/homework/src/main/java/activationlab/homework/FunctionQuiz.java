package activationlab.homework;

import static activationlab.homework.QuizItem.among;
import static activationlab.homework.QuizItem.choice;
import static activationlab.homework.QuizItem.list;
import static activationlab.homework.QuizItem.number;
import static activationlab.homework.QuizItem.pick;
import static activationlab.homework.QuizItem.rounded;
import static activationlab.homework.QuizItem.whole;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.function.PRelu;
import activationlab.function.Swish;
import activationlab.numeric.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** hw1: values, slopes and extremes of functions. */
final class FunctionQuiz {

    static final List<Function<RandomGenerator, QuizItem>> ITEMS = List.of(
            FunctionQuiz::sigmoid,
            FunctionQuiz::silent,
            FunctionQuiz::floor,
            FunctionQuiz::larger,
            FunctionQuiz::mean,
            FunctionQuiz::noise,
            FunctionQuiz::slopeLeft,
            FunctionQuiz::maxForm,
            FunctionQuiz::learnedSlope,
            FunctionQuiz::stretched);

    private FunctionQuiz() {}

    private static QuizItem sigmoid(RandomGenerator random) {
        double x = pick(random, -2.5, -2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 2.5);
        String power = rounded(StrictMath.exp(-x));
        return choice(
                "sigmoid-of-0",
                "What is the sigmoid of " + number(x) + "? (e to the power " + number(-x) + " is " + power + ".)",
                rounded(Activations.SIGMOID.value(x)),
                "It is 1 / (1 + " + power + "); at 0 it would be 0.5.",
                rounded(Activations.SIGMOID.value(-x)),
                rounded(Activations.TANH.value(x)),
                power);
    }

    private static QuizItem silent(RandomGenerator random) {
        List<Activation> all = List.of(
                Activations.RELU,
                Activations.LEAKY_RELU,
                Activations.STEP,
                Activations.SIGMOID,
                Activations.ELU,
                Activations.SILU,
                Activations.SQUARED_RELU,
                Activations.SOFTPLUS,
                Activations.HARD_SIGMOID);
        int[] order = new int[all.size()];
        Arrays.setAll(order, i -> i);
        Randoms.shuffle(random, order);
        double x = -whole(random, 4, 9);
        List<Activation> some =
                Arrays.stream(order).limit(5).sorted().mapToObj(all::get).toList();
        List<String> zero =
                some.stream().filter(f -> f.value(x) == 0).map(Activation::name).toList();
        return number(
                "silent",
                "How many of these five are exactly 0 at x = " + number(x) + ": "
                        + some.stream().map(Activation::name).collect(Collectors.joining(", ")) + "?",
                zero.size(),
                zero.isEmpty()
                        ? "All of them let at least a little through, however near to 0."
                        : "Exactly 0: " + String.join(", ", zero) + "; the others are at most near 0.");
    }

    private static QuizItem floor(RandomGenerator random) {
        double beta = pick(random, 0.25, 0.5, 2, 4, 5);
        Activation swish = new Swish(beta);
        double low = 0;
        for (int i = 0; i <= 4000; i++) {
            low = Math.min(low, swish.value(-i / 250.0));
        }
        return choice(
                "swish-floor",
                "How far down does x·σ(" + number(beta) + "x) go, over all x? (For x·σ(x) it is −0.28.)",
                "to " + rounded(low),
                "With u = βx the function is u·σ(u) divided by β, so its lowest value is −0.28 divided by "
                        + number(beta) + ".",
                "to " + rounded(low * beta * beta),
                "to −0.28",
                "to 0",
                "without limit");
    }

    private static QuizItem larger(RandomGenerator random) {
        double alpha = pick(random, 0.2, 0.5, 1.5, 2, 3);
        double x = -whole(random, 1, 5);
        return number(
                "larger",
                "Somebody writes a PReLU with α = " + number(alpha) + " as max(αx, x). What does this give at x = "
                        + number(x) + "?",
                Math.max(alpha * x, x),
                "The larger of " + number(alpha * x) + " and " + number(x)
                        + " is the one nearer to 0; PReLU itself gives " + number(new PRelu(alpha).value(x)) + ".");
    }

    private static QuizItem mean(RandomGenerator random) {
        double[] sums = new double[3];
        double relu;
        double elu;
        do {
            int centre = whole(random, -3, 1);
            for (int i = 0; i < sums.length; i++) {
                sums[i] = centre + i - 1;
            }
            relu = Arrays.stream(sums).map(Activations.RELU::value).sum() / sums.length;
            elu = Arrays.stream(sums).map(Activations.ELU::value).sum() / sums.length;
        } while (relu != elu && Math.abs(Math.abs(relu) - Math.abs(elu)) < 0.1);
        return among(
                "elu-mean",
                "The sums of a layer of three units are " + list(sums)
                        + ". Whose mean output is nearer to 0, that of ReLU or that of ELU (α = 1)?",
                nearer(Math.abs(relu), Math.abs(elu)),
                "The means are " + rounded(relu) + " for ReLU and " + rounded(elu) + " for ELU.",
                "ReLU",
                "ELU",
                "equal");
    }

    private static String nearer(double relu, double elu) {
        return relu == elu ? "equal" : relu < elu ? "ReLU" : "ELU";
    }

    private static QuizItem noise(RandomGenerator random) {
        double from = pick(random, -3, -2, -1, 1, 2, 3);
        double to = from + pick(random, -0.5, -0.2, 0.2, 0.5);
        double relu = Math.abs(Activations.RELU.value(to) - Activations.RELU.value(from));
        double elu = Math.abs(Activations.ELU.value(to) - Activations.ELU.value(from));
        return among(
                "elu-noise",
                "The sum of a neuron is moved from " + number(from) + " to " + number(to)
                        + " by noise. Whose output moves less, that of ReLU or that of ELU?",
                nearer(relu, elu),
                from < 0
                        ? "Below 0 ReLU is 0 whatever the sum is; ELU still has a slope there."
                        : "Above 0 both pass the sum on unchanged.",
                "ReLU",
                "ELU",
                "equal");
    }

    private static QuizItem slopeLeft(RandomGenerator random) {
        double x = pick(random, -4, -3, -2, -1, 1, 2, 3, 4);
        double slope = Activations.SIGMOID.derivative(x);
        return choice(
                "steepest",
                "The sigmoid is steepest at 0, with the slope 0.25. How much of this slope is left at " + number(x)
                        + "? (σ(" + number(Math.abs(x)) + ") = " + number(Activations.SIGMOID.value(Math.abs(x))) + ")",
                percent(4 * slope),
                "The slope is σ(x)·(1 − σ(x)) = " + rounded(slope) + ", to be divided by 0.25.",
                percent(slope),
                percent(2 * Activations.SIGMOID.value(-Math.abs(x))),
                percent(Activations.SIGMOID.value(Math.abs(x))));
    }

    private static String percent(double share) {
        return rounded(100 * share) + " %";
    }

    private static QuizItem maxForm(RandomGenerator random) {
        List<Double> options = new ArrayList<>(List.of(-0.5, 0.01, 0.1, 0.3, 0.9, 1.1, 1.5, 2.0, 5.0));
        double[] alphas = new double[5];
        for (int i = 0; i < alphas.length; i++) {
            alphas[i] = options.remove(Randoms.below(random, options.size()));
        }
        Arrays.sort(alphas);
        long wrong = Arrays.stream(alphas)
                .filter(a -> Math.max(-a, -1) != new PRelu(a).value(-1) || Math.max(a, 1) != new PRelu(a).value(1))
                .count();
        return number(
                "max-form",
                "For how many of α = " + list(alphas)
                        + " is max(αx, x) not the function with slope α on the left of 0 and slope 1 on the right?",
                (int) wrong,
                "It is another function where α is above 1: there max takes x on the left and αx on the right.");
    }

    private static QuizItem learnedSlope(RandomGenerator random) {
        double alpha = pick(random, -3, -2, -1.5, -0.5, 0.5, 1.5, 2, 3);
        double x = -whole(random, 2, 5);
        return number(
                "prelu",
                "A PReLU unit, αx on the left of 0 and x on the right, has learned a function exactly. The function is "
                        + number(new PRelu(alpha).value(x)) + " at x = " + number(x) + ". What is α?",
                alpha,
                "On the left the unit is the line αx, so α is the value divided by x.");
    }

    private static QuizItem stretched(RandomGenerator random) {
        double a = pick(random, 2, 3, 4, 6, 8);
        double b = pick(random, 0.5, 2, 3, 4, 5);
        return number(
                "doubled",
                "What is the slope of " + number(a) + "·σ(" + number(b) + "x) at 0?",
                a * b * Activations.SIGMOID.derivative(0),
                "Both factors make it steeper: " + number(a) + " times " + number(b) + " quarters.");
    }
}
