package activationlab.homework;

import static activationlab.homework.QuizItem.among;
import static activationlab.homework.QuizItem.choice;
import static activationlab.homework.QuizItem.list;
import static activationlab.homework.QuizItem.number;
import static activationlab.homework.QuizItem.pick;
import static activationlab.homework.QuizItem.rounded;
import static activationlab.homework.QuizItem.whole;

import activationlab.experiment.Summary;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** hw4: seeds, rates, pairs and verdicts. */
final class ExperimentQuiz {

    static final List<Function<RandomGenerator, QuizItem>> ITEMS = List.of(
            ExperimentQuiz::pairs,
            ExperimentQuiz::oneSeed,
            ExperimentQuiz::interval,
            ExperimentQuiz::counterexample,
            ExperimentQuiz::gap,
            ExperimentQuiz::bestRate,
            ExperimentQuiz::median,
            ExperimentQuiz::wholeStep,
            ExperimentQuiz::confidence,
            ExperimentQuiz::flat);

    private ExperimentQuiz() {}

    private static double[] wholes(RandomGenerator random, int count, int from, int to) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> whole(random, from, to));
        return values;
    }

    private static QuizItem pairs(RandomGenerator random) {
        double[] first = wholes(random, 8, 10, 25);
        double[] second = wholes(random, 8, 10, 25);
        int sooner = 0;
        for (int i = 0; i < first.length; i++) {
            sooner += first[i] < second[i] ? 1 : 0;
        }
        return number(
                "pairs",
                "Eight seeds, and for each the epochs that two functions needed. First function: " + list(first)
                        + ". Second function, in the same order of seeds: " + list(second)
                        + ". In how many pairs is the first one sooner?",
                sooner,
                "A pair is two runs with the same seed; fewer epochs are sooner, and equal ones count for neither.");
    }

    private static QuizItem oneSeed(RandomGenerator random) {
        double[] first = wholes(random, 4, 70, 99);
        double[] second = wholes(random, 3, 70, 99);
        long ahead = Arrays.stream(first)
                .mapToLong(a -> Arrays.stream(second).filter(b -> a > b).count())
                .sum();
        return number(
                "one-seed",
                "Four runs of function A reached " + list(first) + " %, three runs of function B " + list(second)
                        + " %. Somebody trains one network of each, each of these runs being equally likely. In how many of"
                        + " the twelve cases does A come out ahead?",
                (int) ahead,
                "Compare each run of A with each run of B and count.");
    }

    private static QuizItem interval(RandomGenerator random) {
        double mean = pick(random, -3.5, -2.5, -1.5, 1.5, 2.5, 3.5);
        double half = whole(random, 5, 45) / 10.0;
        double low = mean - half;
        double high = mean + half;
        boolean fewer = random.nextBoolean();
        boolean seen = fewer ? high < 0 : low > 0;
        return among(
                "twenty-runs",
                "A page says that A needs " + (fewer ? "fewer" : "more")
                        + " epochs than B. Twenty pairs of runs give a mean difference, A minus B, of " + number(mean)
                        + " with the 95 % interval from " + number(low) + " to " + number(high)
                        + ". Which verdict is that?",
                seen ? "seen here" : "not seen here",
                (seen
                                ? "The whole interval is on the side that the page promises"
                                : low <= 0 && high >= 0
                                        ? "With 0 in the interval the pairs do not tell the two apart"
                                        : "The interval is on the other side")
                        + "; and an experiment never gives the verdict false.",
                "seen here",
                "not seen here",
                "false",
                "slip");
    }

    private static QuizItem counterexample(RandomGenerator random) {
        Activation f;
        double bound;
        double[] below;
        double[] above;
        do {
            f = List.of(Activations.SILU, Activations.GELU, Activations.ELU, Activations.TANH)
                    .get(Randoms.below(random, 4));
            bound = pick(random, -0.05, -0.1, -0.15, -0.3, -0.5);
            double[] xs = {pick(random, -6, -5, -4, -3), pick(random, -2, -1.5, -1, -0.75, -0.25), pick(random, 1, 2, 3)
            };
            Activation function = f;
            double limit = bound;
            below = Arrays.stream(xs).filter(x -> function.value(x) < limit).toArray();
            above = Arrays.stream(xs).filter(x -> function.value(x) >= limit).toArray();
        } while (below.length != 1);
        return choice(
                "never-by-experiment",
                "A page says that " + f.name() + " is never below " + number(bound)
                        + ". Which of these refutes it for good?",
                at(f, below[0]),
                "Only a proof or a counterexample refutes a statement, and this value is a counterexample.",
                at(f, above[0]),
                at(f, above[1]),
                "twenty trainings in which nothing spoke for the statement");
    }

    private static String at(Activation f, double x) {
        return "its value at " + number(x) + " is about " + rounded(f.value(x));
    }

    private static QuizItem gap(RandomGenerator random) {
        double[] train = wholes(random, 2, 90, 100);
        double[] test = {train[0] - whole(random, 1, 12), train[1] - whole(random, 1, 12)};
        double first = train[0] - test[0];
        double second = train[1] - test[1];
        return among(
                "gap",
                "Network A has a training accuracy of " + number(train[0]) + " % and a test accuracy of "
                        + number(test[0]) + " %, network B " + number(train[1]) + " % and " + number(test[1])
                        + " %. Which has the smaller gap?",
                first == second ? "equal" : first < second ? "A" : "B",
                "The gap is training minus test accuracy: " + number(first) + " and " + number(second) + " points.",
                "A",
                "B",
                "equal");
    }

    private static QuizItem bestRate(RandomGenerator random) {
        String[] names = {"ReLU", "tanh", "ELU"};
        double[][] epochs = new double[3][];
        double[] best = new double[3];
        int winner;
        do {
            for (int i = 0; i < 3; i++) {
                epochs[i] = wholes(random, 3, 8, 40);
                best[i] = Arrays.stream(epochs[i]).min().getAsDouble();
            }
            winner = least(best);
        } while (Arrays.stream(best).distinct().count() < 3 || winner == least(column(epochs, 1)));
        StringBuilder table = new StringBuilder("\n\n| | rate 0.03 | rate 0.1 | rate 0.3 |\n|---|---|---|---|\n");
        for (int i = 0; i < 3; i++) {
            table.append("| ").append(names[i]);
            for (double value : epochs[i]) {
                table.append(" | ").append(number(value));
            }
            table.append(" |\n");
        }
        return among(
                "deep",
                "The table gives median epochs to the target. Each function at its own best rate: which one needs the fewest?"
                        + table.toString().stripTrailing(),
                names[winner],
                "The best of each row are " + list(best)
                        + "; comparing at one common rate would favour whom the rate suits.",
                names);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static int least(double[] values) {
        int least = 0;
        for (int i = 1; i < values.length; i++) {
            least = values[i] < values[least] ? i : least;
        }
        return least;
    }

    private static QuizItem median(RandomGenerator random) {
        double[] accuracies = wholes(random, 7, 80, 99);
        for (int lost = whole(random, 1, 3); lost > 0; lost--) {
            accuracies[2 * lost - 1] = whole(random, 8, 12);
        }
        return number(
                "worst",
                "Seven runs at a large rate end with the accuracies " + list(accuracies) + " %. What is the median?",
                Summary.quantile(accuracies, 0.5),
                "In order of size the fourth of the seven; lost runs count, but they do not pull it down as they would a mean.");
    }

    private static QuizItem wholeStep(RandomGenerator random) {
        double share = pick(random, 2, 4, 5, 10);
        double times = whole(random, 3, 8);
        double before = 100;
        double after = before - share + share * times;
        return number(
                "step",
                "ReLU takes " + number(share) + " % of the time of a training step. Another function takes "
                        + number(times)
                        + " times as long as ReLU. By how many per cent does the whole step become longer?",
                after - before,
                "Only the " + number(share) + " % grow, to " + number(share * times) + "; the rest of the step stays.");
    }

    private static QuizItem confidence(RandomGenerator random) {
        int answers = (int) pick(random, 50, 200, 400);
        int right = answers / 50 * whole(random, 20, 45);
        int sure = whole(random, 55, 95);
        return number(
                "untrained",
                "A network is " + sure + " % sure of each of its " + answers + " answers, and " + right
                        + " of them are right. How many percentage points lie between its confidence and its accuracy?",
                Math.abs(sure - 100.0 * right / answers),
                "Its accuracy is " + number(100.0 * right / answers) + " %, which is "
                        + (100.0 * right / answers < sure ? "less" : "not less") + " than it believes.");
    }

    private static QuizItem flat(RandomGenerator random) {
        double[] outputs = new double[6];
        Arrays.setAll(outputs, i -> pick(random, 0.01, 0.02, 0.03, 0.2, 0.3, 0.5, 0.6, 0.8, 0.97, 0.98, 0.99));
        double bound = Activations.SIGMOID.derivative(0) / 5;
        long flat = Arrays.stream(outputs).filter(p -> p * (1 - p) < bound).count();
        return number(
                "saturates",
                "The outputs of six sigmoid units are " + list(outputs)
                        + ". How many of them are flat, with a slope below a fifth of the steepest?",
                (int) flat,
                "The slope is p·(1 − p) and the steepest is 0.25, so flat means a slope below 0.05: outputs near 0 or 1.");
    }
}
