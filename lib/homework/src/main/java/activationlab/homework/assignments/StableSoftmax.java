package activationlab.homework.assignments;

import activationlab.homework.Assignment;
import activationlab.homework.Exercise;
import activationlab.homework.Inputs;
import activationlab.homework.Variant;
import activationlab.numeric.Randoms;
import activationlab.softmax.CrossEntropy;
import activationlab.softmax.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The second homework: softmax and the loss behind it as programs that no score breaks, and scores that expose programs
 * which are softmax only nearly.
 *
 * <p>A course's seed chooses the wrong programs and their order.
 */
public final class StableSoftmax implements Assignment {

    /** Below any number that counts: where the digits of a small number are asked for. */
    private static final double NO_FLOOR = 1e-300;

    private static final Softmax SOFTMAX = new Softmax();

    private final List<WrongSoftmax> programs;

    /**
     * The assignment of a course.
     *
     * @param variant the course's choices
     */
    public StableSoftmax(Variant variant) {
        programs = WrongSoftmax.of(variant);
    }

    @Override
    public String name() {
        return "hw2";
    }

    @Override
    public String title() {
        return "Softmax that survives";
    }

    @Override
    public List<Exercise> exercises(String student) {
        return List.of(
                logSumExp(),
                softmax(),
                logSoftmax(),
                logShare(),
                crossEntropy(),
                slope(),
                meanLoss(),
                masked(),
                temperature(),
                expose());
    }

    private static Inputs row(double... z) {
        return Inputs.of(z);
    }

    /** Random rows of several lengths. */
    private static List<Inputs> rows(RandomGenerator random) {
        return List.of(
                row(Draws.vector(random, 2, -4, 4)),
                row(Draws.vector(random, 5, -4, 4)),
                row(Draws.vector(random, 30, -9, 9)));
    }

    private static Function<Inputs, Object> number(ToDoubleFunction<double[]> function) {
        return in -> function.applyAsDouble(in.vector(0));
    }

    private static Function<Inputs, Object> of(UnaryOperator<double[]> function) {
        return in -> function.apply(in.vector(0));
    }

    private static double power(double x) {
        return StrictMath.exp(x);
    }

    private static double log(double x) {
        return StrictMath.log(x);
    }

    private static double largest(double[] z) {
        return Arrays.stream(z).max().orElseThrow();
    }

    /** Σ e<sup>z − m</sup>. */
    private static double sum(double[] z, double m) {
        double sum = 0;
        for (double v : z) {
            sum += power(v - m);
        }
        return sum;
    }

    /** log Σ e<sup>z</sup> with m taken away first: right as long as nothing overflows or all underflows. */
    private static double logSum(double[] z, double m) {
        return m + log(sum(z, m));
    }

    /** Softmax with m taken away first. */
    private static double[] shares(double[] z, double m) {
        double sum = sum(z, m);
        return Draws.map(z, v -> power(v - m) / sum);
    }

    private static Exercise logSumExp() {
        return Exercise.of("log-sum-exp", "double logSumExp(double[] z)")
                .reference(number(SOFTMAX::logSumExp))
                .leavesInputs()
                .shown(2, row(1, 2, 3), row(0, 0))
                .hidden("random rows of several lengths", 2, StableSoftmax::rows)
                .hidden("scores whose powers overflow", 2, row(1000, 1001), row(0, 0, 2000), row(-5, 800))
                .hidden("scores whose powers all underflow", 2, row(-1000, -1001), row(-5000, -5000, -4999))
                .hidden("a row of one, and many equal scores", 1, row(-3.5), row(new double[1000]))
                .hint("e^1001 does not fit into a double. Which number may you take away from all scores first?")
                .hint("With m the largest score: e^z = e^m · e^(z − m), so the sum is e^m · Σ e^(z − m).")
                .hint(
                        "m + Math.log(sum), with sum = Σ Math.exp(z[i] − m). Start the search for m with z[0], not with 0.")
                .mistake("The formula as it stands: powers of large scores are ∞.", number(z -> logSum(z, 0)))
                .mistake("m was taken away and is not added again.", number(z -> log(sum(z, largest(z)))))
                .mistake(
                        "m has to be added again, not taken away once more.",
                        number(z -> logSum(z, largest(z)) - 2 * largest(z)))
                .mistake("That is the largest score; the others count, too.", number(StableSoftmax::largest))
                .mistake(
                        "The mean of the powers instead of their sum.",
                        number(z -> SOFTMAX.logSumExp(z) - log(z.length)))
                .mistake(
                        "That is the logarithm to the base 10; Math.log is the natural one.",
                        number(z -> largest(z) + StrictMath.log10(sum(z, largest(z)))))
                .mistake(
                        "The search for the largest score starts at 0, so negative rows are not shifted.",
                        number(z -> logSum(z, Math.max(0, largest(z)))))
                .mistake("The first score is taken away instead of the largest.", number(z -> logSum(z, z[0])))
                .build();
    }

    private static Exercise softmax() {
        return Exercise.of("softmax", "double[] softmax(double[] z)")
                .reference(of(SOFTMAX::apply))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .leavesInputs()
                .shown(2, row(1, 2, 3), row(0, 0, 0, 0))
                .hidden("random rows of several lengths", 2, StableSoftmax::rows)
                .hidden("scores whose powers overflow", 2, row(1000, 1001), row(0, 0, 2000), row(-5, 800, 799))
                .hidden("scores whose powers all underflow", 2, row(-1000, -1001), row(-5000, -5000, -4999))
                .hidden("small shares keep their digits", 2, row(0, -40), row(3, -200, 2.5, -650))
                .hint("Only differences between scores count: take the largest one away from all of them.")
                .hint("Then the largest power is 1, and the sum lies between 1 and the number of scores.")
                .hint("Two loops: e[i] = Math.exp(z[i] − m) and their sum; then divide. Write into a new array.")
                .mistake("The formula as it stands: for large scores it is ∞/∞, which is NaN.", of(z -> shares(z, 0)))
                .mistake("The powers are not divided by their sum.", of(z -> Draws.map(z, v -> power(v - largest(z)))))
                .mistake(
                        "The scores themselves are divided by their sum; softmax divides powers.",
                        of(z -> Draws.map(z, v -> v / Arrays.stream(z).sum())))
                .mistake(
                        "All goes to the largest score: that is the maximum without the “soft”.",
                        of(z -> Draws.map(z, v -> v == largest(z) ? 1 : 0)))
                .mistake(
                        "Each score goes through a sigmoid of its own; the shares do not add up to 1.",
                        of(z -> Draws.map(z, v -> 1 / (1 + power(-v)))))
                .mistake(
                        "The search for the largest score starts at 0, so negative rows become 0/0.",
                        of(z -> shares(z, Math.max(0, largest(z)))))
                .mistake(
                        "The mean is taken away instead of the largest score.",
                        of(z -> shares(z, Arrays.stream(z).average().orElseThrow())))
                .mistake(
                        "A small number was added below the bar; no sum can be 0 once the largest score is taken away.",
                        of(z -> Draws.map(z, v -> power(v - largest(z)) / (sum(z, largest(z)) + 1e-7))))
                .mistake("Small shares are rounded to 0.", of(z -> Draws.map(SOFTMAX.apply(z), v -> v < 1e-15 ? 0 : v)))
                .build();
    }

    private static Exercise logSoftmax() {
        return Exercise.of("log-softmax", "double[] logSoftmax(double[] z)")
                .reference(of(SOFTMAX::log))
                .leavesInputs()
                .shown(2, row(1, 2, 3), row(0, 0))
                .hidden("random rows of several lengths", 2, StableSoftmax::rows)
                .hidden("shares that are rounded to 0 have a logarithm all the same", 2, row(0, -800), row(5, 2000, -3))
                .hidden("large scores of either sign", 2, row(1000, 1001), row(-3000, -3001, -3000))
                .hint("The logarithm of a quotient is a difference. Which one is it here?")
                .hint("log(e^z / Σ) is z − log Σ: you have written the second part already.")
                .hint("l = logSumExp(z), and then z[i] − l for every i.")
                .mistake(
                        "The logarithm of a share that was rounded to 0 is −∞: compute it from the scores.",
                        of(z -> Draws.map(SOFTMAX.apply(z), StableSoftmax::log)))
                .mistake(
                        "That is z − m; the logarithm of the sum is missing.",
                        of(z -> Draws.map(z, v -> v - largest(z))))
                .mistake("These are the shares; their logarithms are asked for.", of(SOFTMAX::apply))
                .mistake(
                        "The sign is turned: logarithms of shares are at most 0.",
                        of(z -> Draws.map(SOFTMAX.log(z), v -> -v)))
                .mistake(
                        "The sum is formed without taking the largest score away first.",
                        of(z -> Draws.map(z, v -> v - logSum(z, 0))))
                .mistake(
                        "The share is kept above a small number, so no logarithm is below about −34.",
                        of(z -> Draws.map(SOFTMAX.apply(z), v -> log(Math.max(v, 1e-15)))))
                .mistake("That is the logarithm to the base 2.", of(z -> Draws.map(SOFTMAX.log(z), v -> v / log(2))))
                .build();
    }

    private static Function<Inputs, Object> two(DoubleBinaryOperator function) {
        return in -> function.applyAsDouble(in.number(0), in.number(1));
    }

    private static Exercise logShare() {
        return Exercise.of("log-share", "double logShare(double a, double b)")
                .reference(two((a, b) -> SOFTMAX.log(new double[] {a, b})[0]))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .shown(1.5, Inputs.of(1.0, 2.0), Inputs.of(0.0, 0.0))
                .hidden(
                        "random scores",
                        1,
                        random -> List.of(
                                Inputs.of(Randoms.uniform(random, 0, 4), Randoms.uniform(random, -4, 0)),
                                Inputs.of(Randoms.uniform(random, -4, 0), Randoms.uniform(random, 0, 4))))
                .hidden(
                        "a share next to 1 keeps the digits of its logarithm",
                        2,
                        random -> List.of(
                                Inputs.of(0.0, -40.0),
                                Inputs.of(Randoms.uniform(random, 50, 60), Randoms.uniform(random, -9, 9)),
                                Inputs.of(300.0, -300.0)))
                .hidden("a share next to 0", 1.5, Inputs.of(-40.0, 3.0), Inputs.of(-900.0, 100.0))
                .hint("One share of two is a sigmoid: 1 / (1 + e^(b − a)).")
                .hint(
                        "If 1 swallows the power, its digits are lost. Math.log1p(x) is log(1 + x) without forming the sum.")
                .hint("Two cases: for a ≥ b it is −log1p(e^(b − a)); else take a − b out of the logarithm first.")
                .mistake("That is the share; its logarithm is asked for.", two((a, b) -> 1 / (1 + power(b - a))))
                .mistake(
                        "The two scores are mixed up: the share of the first one is wanted.",
                        two((a, b) -> SOFTMAX.log(new double[] {a, b})[1]))
                .mistake(
                        "−log(1 + power): next to 1 the sum swallows the power.",
                        two((a, b) -> a >= b ? -log(1 + power(b - a)) : a - b - log(1 + power(a - b))))
                .mistake(
                        "The logarithm of a rounded share keeps no digits next to 1.",
                        two((a, b) -> log(SOFTMAX.apply(new double[] {a, b})[0])))
                .mistake(
                        "Without the second case the power overflows where b is far larger.",
                        two((a, b) -> -StrictMath.log1p(power(b - a))))
                .mistake(
                        "m + log Σ taken away from a: next to 1 the difference keeps no digits.",
                        two((a, b) -> a - logSum(new double[] {a, b}, Math.max(a, b))))
                .build();
    }

    private static Function<Inputs, Object> loss(ToDoubleBiFunction<double[], Integer> function) {
        return in -> function.applyAsDouble(in.vector(0), in.whole(1));
    }

    private static List<Inputs> labelled(RandomGenerator random) {
        return List.of(labelled(random, 2, 0), labelled(random, 4, 3), labelled(random, 10, 6));
    }

    private static Inputs labelled(RandomGenerator random, int length, int target) {
        return Inputs.of(Draws.vector(random, length, -5, 5), target);
    }

    private static Inputs labelled(int target, double... z) {
        return Inputs.of(z, target);
    }

    private static Exercise crossEntropy() {
        return Exercise.of("cross-entropy", "double crossEntropy(double[] z, int target)")
                .reference(loss(CrossEntropy::value))
                .leavesInputs()
                .shown(2, labelled(2, 1, 2, 3), labelled(0, 0, 0))
                .hidden("random rows and classes", 2, StableSoftmax::labelled)
                .hidden(
                        "sure and wrong: a large loss, but no infinite one",
                        3,
                        labelled(1, 0, -800),
                        labelled(0, -3, 2000, 5))
                .hidden(
                        "large scores that are close together",
                        2,
                        labelled(0, 1000, 1001),
                        labelled(2, -3000, -3001, -3002))
                .hint("The loss is minus the logarithm of the share that the right class got.")
                .hint("Compute it from the scores: log Σ e^z minus the score of the right class.")
                .hint("return logSumExp(z) − z[target]; classes count from 0.")
                .mistake("The sign is turned: a loss is not negative.", loss((z, t) -> -CrossEntropy.value(z, t)))
                .mistake(
                        "−log of a share that was rounded to 0 is ∞: compute it from the scores.",
                        loss((z, t) -> -log(SOFTMAX.apply(z)[t])))
                .mistake(
                        "The share is kept above a small number, so no loss is above about 34.",
                        loss((z, t) -> -log(Math.max(SOFTMAX.apply(z)[t], 1e-15))))
                .mistake(
                        "Classes count from 0, as the places of an array do.",
                        loss((z, t) -> CrossEntropy.value(z, Math.max(0, t - 1))))
                .mistake(
                        "The losses of all classes are added; only the right one counts.",
                        loss((z, t) -> -Arrays.stream(SOFTMAX.log(z)).sum()))
                .mistake(
                        "That is the share of the right class, not its logarithm.", loss((z, t) -> SOFTMAX.apply(z)[t]))
                .mistake(
                        "One minus the share is not the surprise; that is minus its logarithm.",
                        loss((z, t) -> 1 - SOFTMAX.apply(z)[t]))
                .mistake(
                        "That is in bits: the logarithm to the base 2.",
                        loss((z, t) -> CrossEntropy.value(z, t) / log(2)))
                .mistake(
                        "The powers are summed without taking the largest score away first.",
                        loss((z, t) -> logSum(z, 0) - z[t]))
                .build();
    }

    private static Function<Inputs, Object> gradient(BiFunction<double[], Integer, double[]> function) {
        return in -> function.apply(in.vector(0), in.whole(1));
    }

    private static double[] gradient(double[] z, int target) {
        double[] gradient = new double[z.length];
        CrossEntropy.valueWithGradient(z, target, gradient);
        return gradient;
    }

    /** The shares, with something done to that of the right class. */
    private static double[] withTarget(double[] z, int target, DoubleUnaryOperator change) {
        double[] shares = SOFTMAX.apply(z);
        shares[target] = change.applyAsDouble(shares[target]);
        return shares;
    }

    private static Exercise slope() {
        return Exercise.of("cross-entropy-slope", "double[] crossEntropySlope(double[] z, int target)")
                .reference(gradient(StableSoftmax::gradient))
                .leavesInputs()
                .shown(2, labelled(2, 1, 2, 3), labelled(0, 0, 0))
                .hidden("random rows and classes", 3, StableSoftmax::labelled)
                .hidden("sure and wrong, and large scores", 2, labelled(1, 0, -800), labelled(0, 1000, 1001, 999))
                .hint("Nudge one score upwards: all shares change. By how much does the loss?")
                .hint("The slope for score i is share i minus what share i should be.")
                .hint("Take softmax(z) and subtract 1 at the place of the right class.")
                .mistake(
                        "The sign is turned: this points downhill. The slope of the loss is share minus target.",
                        gradient((z, t) -> Draws.map(gradient(z, t), v -> -v)))
                .mistake(
                        "These are the shares; at the right class 1 has to be subtracted.",
                        gradient((z, t) -> SOFTMAX.apply(z)))
                .mistake(
                        "1 is subtracted everywhere; only the right class has the target 1.",
                        gradient((z, t) -> Draws.map(SOFTMAX.apply(z), v -> v - 1)))
                .mistake("−1/share is the slope for the share; asked is the slope for the score.", gradient((z, t) -> {
                    double[] slope = new double[z.length];
                    slope[t] = -1 / SOFTMAX.apply(z)[t];
                    return slope;
                }))
                .mistake("Only the right class gets a slope; the others are pushed down as well.", gradient((z, t) -> {
                    double[] slope = new double[z.length];
                    slope[t] = SOFTMAX.apply(z)[t] - 1;
                    return slope;
                }))
                .mistake(
                        "Divided by the number of classes, which nothing asks for.",
                        gradient((z, t) -> Draws.map(gradient(z, t), v -> v / z.length)))
                .mistake(
                        "The slope of softmax alone, p(1 − p), at the right class.",
                        gradient((z, t) -> withTarget(z, t, p -> p * (1 - p))))
                .mistake(
                        "Classes count from 0, as the places of an array do.",
                        gradient((z, t) -> gradient(z, Math.max(0, t - 1))))
                .build();
    }

    private static Function<Inputs, Object> batch(ToDoubleBiFunction<double[][], int[]> function) {
        return in -> function.applyAsDouble(in.matrix(0), in.wholes(1));
    }

    private static Inputs batch(RandomGenerator random, int rows, int classes) {
        double[][] z = new double[rows][];
        int[] targets = new int[rows];
        for (int i = 0; i < rows; i++) {
            z[i] = Draws.vector(random, classes, -5, 5);
            targets[i] = Randoms.below(random, classes);
        }
        return Inputs.of(z, targets);
    }

    private static Exercise meanLoss() {
        return Exercise.of("mean-loss", "double meanLoss(double[][] z, int[] targets)")
                .reference(batch(CrossEntropy::mean))
                .leavesInputs()
                .shown(
                        1.5,
                        Inputs.of(new double[][] {{1, 2, 3}, {0, 0, 0}}, new int[] {2, 0}),
                        Inputs.of(new double[][] {{2, -1}, {0.5, 1}, {3, 3}}, new int[] {1, 1, 0}))
                .hidden(
                        "random batches",
                        3,
                        random -> List.of(batch(random, 5, 3), batch(random, 2, 8), batch(random, 40, 4)))
                .hidden(
                        "one row is sure and wrong",
                        2.5,
                        Inputs.of(new double[][] {{0, 1}, {900, -900}, {1, 1}}, new int[] {0, 1, 1}))
                .hidden("a batch of one row", 1, Inputs.of(new double[][] {{3, 1, 2, 2}}, new int[] {1}))
                .hint("One loss for each row, and then their mean.")
                .hint(
                        "Row i has the scores z[i] and the right class targets[i]. The mean divides by the number of rows.")
                .hint("Add crossEntropy(z[i], targets[i]) over all rows and divide by z.length.")
                .mistake("That is the sum; the mean divides by the number of rows.", batch(CrossEntropy::sum))
                .mistake(
                        "Divided by the number of classes instead of the number of rows.",
                        batch((z, t) -> CrossEntropy.sum(z, t) / z[0].length))
                .mistake(
                        "Divided by all numbers of the batch; the mean is one over the rows.",
                        batch((z, t) -> CrossEntropy.mean(z, t) / z[0].length))
                .mistake("Only the first row counts.", batch((z, t) -> CrossEntropy.value(z[0], t[0])))
                .mistake(
                        "The logarithm of the mean share: shares of all rows are mixed before the logarithm.",
                        batch((z, t) -> {
                            double share = 0;
                            for (int i = 0; i < z.length; i++) {
                                share += SOFTMAX.apply(z[i])[t[i]] / z.length;
                            }
                            return -log(share);
                        }))
                .mistake("−log of a share that was rounded to 0 makes the whole mean ∞.", batch((z, t) -> {
                    double sum = 0;
                    for (int i = 0; i < z.length; i++) {
                        sum -= log(SOFTMAX.apply(z[i])[t[i]]);
                    }
                    return sum / z.length;
                }))
                .mistake(
                        "The last row is left out.",
                        batch((z, t) -> CrossEntropy.mean(z, t)
                                - CrossEntropy.value(z[z.length - 1], t[z.length - 1]) / z.length))
                .build();
    }

    private static Function<Inputs, Object> masked(BiFunction<double[], boolean[], double[]> function) {
        return in -> function.apply(in.vector(0), in.flags(1));
    }

    private static Inputs masked(RandomGenerator random, int length) {
        boolean[] mask = new boolean[length];
        for (int i = 0; i < length; i++) {
            mask[i] = Randoms.below(random, 3) > 0;
        }
        // Some are left out and some take part, whatever was drawn.
        mask[0] = true;
        mask[1] = false;
        return Inputs.of(Draws.vector(random, length, -5, 5), mask);
    }

    private static double[] replaced(double[] z, boolean[] mask, double by) {
        for (int i = 0; i < z.length; i++) {
            z[i] = mask[i] ? z[i] : by;
        }
        return z;
    }

    private static double[] times(double[] numbers, boolean[] mask) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= mask[i] ? 1 : 0;
        }
        return numbers;
    }

    private static boolean[] turned(boolean[] mask) {
        boolean[] turned = new boolean[mask.length];
        for (int i = 0; i < mask.length; i++) {
            turned[i] = !mask[i];
        }
        return turned;
    }

    private static Exercise masked() {
        return Exercise.of("masked-softmax", "double[] maskedSoftmax(double[] z, boolean[] mask)")
                .reference(masked(SOFTMAX::apply))
                .leavesInputs()
                .shown(
                        2,
                        Inputs.of(new double[] {1, 2, 3}, new boolean[] {true, true, false}),
                        Inputs.of(new double[] {0, 1}, new boolean[] {true, true}))
                .hidden(
                        "random rows and masks",
                        2,
                        random -> List.of(masked(random, 3), masked(random, 6), masked(random, 25)))
                .hidden(
                        "the largest score is masked",
                        2.5,
                        Inputs.of(new double[] {0, 1, 2000}, new boolean[] {true, true, false}),
                        Inputs.of(new double[] {-900, 0, -901}, new boolean[] {true, false, true}))
                .hidden(
                        "a masked score is NaN or infinite",
                        2,
                        Inputs.of(new double[] {1, Double.NaN, 2}, new boolean[] {true, false, true}),
                        Inputs.of(new double[] {Double.POSITIVE_INFINITY, 0, 1}, new boolean[] {false, true, true}))
                .hidden("all entries are masked", 1.5, Inputs.of(new double[] {1, 2, 3}, new boolean[] {
                    false, false, false
                }))
                .hint(
                        "A masked entry gets the share 0, and the others share the whole: leave it out of the maximum and of the sum.")
                .hint(
                        "Give masked entries the score −∞ in a copy; its power is 0. What happens to ∞ − ∞ if all are masked?")
                .hint(
                        "With all entries masked, −∞ − (−∞) is NaN, and 0/0 is, too: both give the NaN that is asked for.")
                .mistake(
                        "The shares are set to 0 after the softmax; the others then no longer add up to 1.",
                        masked((z, m) -> times(SOFTMAX.apply(z), m)))
                .mistake(
                        "The score is set to 0, and e^0 is 1: a masked entry still gets a share.",
                        masked((z, m) -> SOFTMAX.apply(replaced(z, m, 0))))
                .mistake(
                        "The mask is read the wrong way round: true takes part.",
                        masked((z, m) -> SOFTMAX.apply(z, turned(m))))
                .mistake("The mask is ignored.", masked((z, m) -> SOFTMAX.apply(z)))
                .mistake(
                        "A large negative score is no mask when nothing else is left: it hands out equal shares.",
                        masked((z, m) -> SOFTMAX.apply(replaced(z, m, -1e9))))
                .mistake(
                        "The largest score is looked for among the masked ones, too, and all other powers become 0.",
                        masked((z, m) -> shares(replaced(z.clone(), m, Double.NEGATIVE_INFINITY), largest(z))))
                .mistake(
                        "0 times NaN or ∞ is NaN: multiply no masked score or power by 0, leave it out.",
                        masked((z, m) -> {
                            double[] e = times(Draws.map(z, StableSoftmax::power), m);
                            double sum = Arrays.stream(e).sum();
                            return Draws.map(e, v -> v / sum);
                        }))
                .mistake(
                        "If all entries are masked there is nothing to share; zeros hide that.",
                        masked((z, m) -> Draws.map(SOFTMAX.apply(z, m), v -> Double.isNaN(v) ? 0 : v)))
                .build();
    }

    private static Function<Inputs, Object> warm(BiFunction<double[], Double, double[]> function) {
        return in -> function.apply(in.vector(0), in.number(1));
    }

    private static double[] scaled(double[] z, double factor) {
        return Draws.map(z, v -> v * factor);
    }

    private static Exercise temperature() {
        return Exercise.of("temperature", "double[] warmSoftmax(double[] z, double temperature)")
                .reference(warm((z, t) -> new Softmax(t).apply(z)))
                .leavesInputs()
                .shown(2, Inputs.of(new double[] {1, 2, 3}, 2.0), Inputs.of(new double[] {1, 2, 3}, 0.5))
                .hidden(
                        "random rows and temperatures",
                        2.5,
                        random -> List.of(
                                Inputs.of(Draws.vector(random, 3, -5, 5), Randoms.uniform(random, 1.5, 9)),
                                Inputs.of(Draws.vector(random, 6, -5, 5), Randoms.uniform(random, 0.2, 0.7))))
                .hidden(
                        "close to 0, where scores over T overflow",
                        2,
                        Inputs.of(new double[] {3, 2.999, 1}, 0.001),
                        Inputs.of(new double[] {-7, -7.0005}, 0.001))
                .hidden(
                        "a large temperature, where the shares are nearly equal",
                        1.5,
                        Inputs.of(new double[] {1000, 0, -500}, 1e4),
                        Inputs.of(new double[] {5, 6}, 300.0))
                .hint("Every score is divided by the temperature before the powers are formed.")
                .hint("z/T may overflow as a power even for small z. Take away the largest of the divided scores.")
                .hint("softmax of an array with z[i] / temperature; your softmax does the rest.")
                .mistake(
                        "Multiplied by the temperature: a high temperature has to make shares more equal.",
                        warm((z, t) -> SOFTMAX.apply(scaled(z, t))))
                .mistake("The temperature is not used.", warm((z, t) -> SOFTMAX.apply(z)))
                .mistake(
                        "The shares are divided afterwards; they no longer add up to 1.",
                        warm((z, t) -> scaled(SOFTMAX.apply(z), 1 / t)))
                .mistake(
                        "Shares to the power 1/T are right in proportion; they have to be divided by their sum again.",
                        warm((z, t) -> Draws.map(SOFTMAX.apply(z), p -> StrictMath.pow(p, 1 / t))))
                .mistake(
                        "The powers overflow: nothing is taken away from the divided scores.",
                        warm((z, t) -> shares(scaled(z, 1 / t), 0)))
                .mistake(
                        "The largest score is taken away undivided, which is not enough when T is small.",
                        warm((z, t) -> shares(scaled(z, 1 / t), largest(z))))
                .mistake(
                        "The square of the temperature divides.", warm((z, t) -> SOFTMAX.apply(scaled(z, 1 / (t * t)))))
                .build();
    }

    private Exercise expose() {
        return Exercise.of("expose", "double[] expose(int program)")
                .judge(
                        "2 to 8 finite scores for which the program is wrong",
                        (in, got) -> programs.get(in.whole(0) - 1).fault(got))
                .shown(2.5, Inputs.of(1), Inputs.of(2))
                .hidden("the programs 3 and 4", 3.5, Inputs.of(3), Inputs.of(4))
                .hidden("the programs 5 and 6", 4, Inputs.of(5), Inputs.of(6))
                .hint(
                        "Ordinary scores expose none of them. Read what each program does to the scores, and ask what it takes for granted.")
                .hint(
                        "Try each of these: all far below 0, equal ones, exact zeros, far apart, above 500, above 10 million with small differences.")
                .hint("Compare softmaxLike(n, z) with your softmax(z) for such rows, in a cell of your own.")
                .mistake("An ordinary row exposes none of them.", in -> new double[] {1, 2, 3})
                .mistake("Equal scores are a good idea for one of them.", in -> new double[] {0, 0})
                .mistake("Scores around 1000 break the formula as it stands, and only few of these.", in ->
                        new double[] {1000, 1001})
                .mistake("Scores far below 0 are a good idea for one of them.", in -> new double[] {-1000, -1001})
                .mistake("Huge equal scores are no trap for most of them.", in -> new double[] {1e9, 1e9})
                .mistake("A single score always has the share 1; two are needed.", in -> new double[] {1})
                .mistake("The scores have to be finite.", in -> new double[] {Double.NaN, 1})
                .build();
    }
}
