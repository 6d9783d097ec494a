package activationlab.homework;

import static activationlab.homework.QuizItem.among;
import static activationlab.homework.QuizItem.choice;
import static activationlab.homework.QuizItem.list;
import static activationlab.homework.QuizItem.number;
import static activationlab.homework.QuizItem.pick;
import static activationlab.homework.QuizItem.rounded;
import static activationlab.homework.QuizItem.whole;

import activationlab.naive.Naive;
import activationlab.softmax.BinaryCrossEntropy;
import activationlab.softmax.CrossEntropy;
import activationlab.softmax.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** hw2: softmax, its loss, and what a double can hold. */
final class SoftmaxQuiz {

    static final List<Function<RandomGenerator, QuizItem>> ITEMS = List.of(
            SoftmaxQuiz::smallScores,
            SoftmaxQuiz::nudge,
            SoftmaxQuiz::labels,
            SoftmaxQuiz::forecast,
            SoftmaxQuiz::slope,
            SoftmaxQuiz::naive,
            SoftmaxQuiz::shifted,
            SoftmaxQuiz::digits,
            SoftmaxQuiz::exactlyOne,
            SoftmaxQuiz::masked);

    private SoftmaxQuiz() {}

    private static double[] softmax(double... scores) {
        return new Softmax().apply(scores);
    }

    private static QuizItem smallScores(RandomGenerator random) {
        double step = pick(random, 0.1, 0.2, 1, 1.5, 2);
        double first = step * whole(random, 1, 3);
        double[] scores = {first, first + step, first + 2 * step};
        double[] shares = softmax(scores);
        return choice(
                "small-scores",
                "What does softmax give the largest of the scores " + list(scores) + "? (e to the power " + number(step)
                        + " is " + rounded(StrictMath.exp(step)) + ".)",
                rounded(shares[2]),
                "Each score is a lead of " + number(step)
                        + " over the one before, so the powers grow by the same factor twice.",
                rounded(scores[2] / (scores[0] + scores[1] + scores[2])),
                rounded(shares[0]),
                "1");
    }

    private static QuizItem nudge(RandomGenerator random) {
        int classes = whole(random, 4, 12);
        int out = whole(random, 0, classes - 3);
        double[] scores = new double[classes];
        Arrays.fill(scores, 0, out, Double.NEGATIVE_INFINITY);
        double[] before = softmax(scores);
        scores[classes - 1] = 0.125;
        double[] after = softmax(scores);
        int changed = 0;
        for (int i = 0; i < classes; i++) {
            changed += before[i] == after[i] ? 0 : 1;
        }
        return number(
                "logit-nudge",
                "Softmax gets " + classes + " scores, of which "
                        + (out == 0 ? "none is" : out == 1 ? "one is" : out + " are")
                        + " −∞. One of the finite scores rises a little. How many of the shares change?",
                changed,
                "A share of 0 stays 0; all others change, as what one gains the others lose.");
    }

    private static QuizItem labels(RandomGenerator random) {
        int labels = whole(random, 3, 7);
        double[] scores = new double[10];
        Arrays.fill(scores, labels, 10, Double.NEGATIVE_INFINITY);
        return choice(
                "two-labels",
                "A picture has " + labels + " true labels of 10. How much can softmax give to the least likely of the "
                        + labels + " at most?",
                rounded(softmax(scores)[0]),
                "The shares add up to 1; the smallest of " + labels + " is largest if all are equal.",
                "1",
                rounded(1.0 / (labels - 1)),
                rounded(1.0 / (labels + 1)));
    }

    private static QuizItem forecast(RandomGenerator random) {
        int days = (int) pick(random, 5, 10, 20, 25);
        int wet = whole(random, 2, days - 1);
        double best = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < 100; i++) {
            double loss = BinaryCrossEntropy.value(StrictMath.log(i / (100.0 - i)), (double) wet / days);
            if (loss < least) {
                least = loss;
                best = i / 100.0;
            }
        }
        return number(
                "best-guess",
                "It rains on " + wet + " days of " + days
                        + ". Which forecast between 0 and 1, given every day, has the smallest cross-entropy?",
                best,
                "The mean surprise is smallest where the forecast says what is true.");
    }

    private static QuizItem slope(RandomGenerator random) {
        double p = pick(random, 0.01, 0.02, 0.05, 0.1, 0.2);
        double[] gradient = new double[2];
        CrossEntropy.valueWithGradient(new double[] {StrictMath.log(p), StrictMath.log(1 - p)}, 0, gradient);
        return choice(
                "slope-when-wrong",
                "A network gives the right one of two classes the share " + number(p)
                        + ". What is the slope of the cross-entropy for the logit of the right class?",
                rounded(gradient[0]),
                "It is the share minus the target, " + number(p) + " − 1.",
                rounded(-p * (1 - p)),
                rounded(-1 / p),
                number(p));
    }

    private static QuizItem naive(RandomGenerator random) {
        double score = pick(random, -2000, -1000, -800, -500, -100, 10, 100, 500, 700, 709, 800, 1000, 2000);
        double[] shares = Naive.softmax(new double[] {score, score + 1});
        String right = Double.isNaN(shares[0]) ? "two NaN" : Double.isNaN(shares[1]) ? "0 and NaN" : "0.27 and 0.73";
        String reason = switch (right) {
            case "two NaN" ->
                score > 0
                        ? "Both powers are too large for a double, and ∞ / ∞ is not a number."
                        : "Both powers are too small for a double and become 0, and 0 / 0 is not a number.";
            case "0 and NaN" ->
                "The first power still fits into a double, the second does not: a number / ∞ is 0, and ∞ / ∞"
                        + " is not a number.";
            default -> "Both powers fit into a double, and only the difference of the scores counts.";
        };
        return among(
                "naive-1000",
                "The formula of softmax, typed as it stands, gets the scores " + number(score) + " and "
                        + number(score + 1)
                        + ". What does it return? (A double holds powers of e from about e^−745 to e^709.7.)",
                right,
                reason,
                "0.27 and 0.73",
                "0 and 1",
                "two NaN",
                "0 and NaN");
    }

    private static QuizItem shifted(RandomGenerator random) {
        double shift = pick(random, -3000, -1000, -200, 200, 500, 1000, 2000);
        int a = whole(random, 1, 2);
        int b = a + whole(random, 1, 2);
        double[] near = softmax(0, a, b);
        double[] far = softmax(shift, shift + a, shift + b);
        return choice(
                "shift-1000",
                "Softmax makes the shares " + rounded(near[0]) + ", " + rounded(near[1]) + " and " + rounded(near[2])
                        + " of the scores " + list(0, a, b) + ". What is the largest share for the scores "
                        + list(shift, shift + a, shift + b) + "?",
                rounded(far[2]),
                "Only the differences of the scores count, and they are the same.",
                "1",
                "0.33",
                "NaN");
    }

    private static QuizItem digits(RandomGenerator random) {
        double gap = pick(random, 10, 20, 25, 30, 34, 40, 50, 100, 300);
        double log = Naive.logOfSoftmax(new double[] {0, -gap})[0];
        return among(
                "digits-40",
                "The scores are 0 and " + number(-gap)
                        + ". A program computes softmax and then the logarithm, in doubles. What does it get for the first"
                        + " score? (A double next to 1 cannot hold a difference below e^−37.)",
                log == 0 ? "exactly 0" : "a little below 0",
                log == 0
                        ? "The share differs from 1 by less than a double can hold, so it is rounded to 1, whose logarithm is 0."
                        : "The difference of the share from 1 is large enough for a double, so the logarithm is not yet 0.",
                "exactly 0",
                "a little below 0",
                "−∞",
                "NaN");
    }

    private static QuizItem exactlyOne(RandomGenerator random) {
        double gap = pick(random, 5, 20, 30, 40, 50, 100, 500, 700, 800, 1000, 2000);
        double[] shares = softmax(0, -gap);
        return among(
                "exactly-one",
                "Two scores, the second " + number(gap)
                        + " below the first; a stable softmax in doubles. What are the two shares? (e^−37 is the least that a"
                        + " double can add to 1, and e^−745 the smallest positive double.)",
                (shares[0] == 1 ? "exactly 1" : "below 1") + " and " + (shares[1] == 0 ? "exactly 0" : "above 0"),
                "The first share becomes 1 at a distance of 37, the second becomes 0 at one of 746.",
                "exactly 1 and exactly 0",
                "exactly 1 and above 0",
                "below 1 and above 0",
                "below 1 and exactly 0");
    }

    private static QuizItem masked(RandomGenerator random) {
        int entries = whole(random, 3, 9);
        int free = whole(random, 0, 1) * whole(random, 1, entries - 1);
        double[] scores = new double[entries];
        Arrays.fill(scores, 0, entries - free, -1e9);
        return choice(
                "all-masked",
                "A row has " + entries + " entries; the mask gives "
                        + (free == 0
                                ? "all of them the score −1,000,000,000"
                                : "all but " + free + " the score −1,000,000,000, and" + " the rest has the score 0")
                        + ". What does softmax give to a masked entry?",
                rounded(softmax(scores)[0]),
                free == 0
                        ? "Only differences count, and between equal scores there are none: each gets the same share."
                        : "The free scores are far larger, and the power of a difference of a billion is 0 in a double.",
                free == 0 ? "0" : rounded(1.0 / entries),
                "NaN",
                "1");
    }
}
