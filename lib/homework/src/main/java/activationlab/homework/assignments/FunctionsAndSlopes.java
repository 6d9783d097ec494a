package activationlab.homework.assignments;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.function.Elu;
import activationlab.function.Swish;
import activationlab.homework.Assignment;
import activationlab.homework.Exercise;
import activationlab.homework.Inputs;
import activationlab.homework.Variant;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * The first homework: activation functions and their slopes, written so that no input breaks them, and inputs that tell
 * two programs apart.
 *
 * <p>A course's seed chooses α and β, what ReLU's slope is at 0, a function that no lesson treats, and the order of the
 * pairs of programs.
 */
public final class FunctionsAndSlopes implements Assignment {

    /** Below any number that counts: where the digits of a small number are asked for. */
    private static final double NO_FLOOR = 1e-300;

    /** Of x·σ(x): where it is lowest, its value there, and where it is steepest. */
    private static final double LOWEST_AT = -1.2784645427610737;

    private static final double LOWEST = -0.2784645427610738;
    private static final double STEEPEST_AT = 2.3993572805154675;

    private static final Activation SIGMOID = Activations.SIGMOID;

    private final double kink;
    private final double leak;
    private final double alpha;
    private final double beta;
    private final Guest guest;
    private final Pairs pairs;

    /**
     * The assignment of a course.
     *
     * @param variant the course's choices
     */
    public FunctionsAndSlopes(Variant variant) {
        kink = variant.number("relu.kink", 0, 0.5, 1);
        leak = variant.number("leaky.alpha", 0.1, 0.05, 0.2, 0.02);
        alpha = variant.number("elu.alpha", 0.5, 0.4, 0.3, 0.25);
        beta = variant.number("swish.beta", 2, 1.5, 0.5, 3);
        guest = Guest.of(variant);
        pairs = new Pairs(variant, alpha);
    }

    @Override
    public String name() {
        return "hw1";
    }

    @Override
    public String title() {
        return "Functions and slopes";
    }

    @Override
    public List<Exercise> exercises(String student) {
        return List.of(
                sigmoid(),
                sigmoidSlope(),
                tanh(),
                relu(),
                leakyRelu(),
                elu(),
                eluSlope(),
                swish(),
                lowest(),
                guest(),
                apart());
    }

    private static Function<Inputs, Object> of(DoubleUnaryOperator function) {
        return in -> function.applyAsDouble(in.number(0));
    }

    /** A value and a slope, as the exercises want them in one array. */
    private static Function<Inputs, Object> of(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        return in -> new double[] {value.applyAsDouble(in.number(0)), slope.applyAsDouble(in.number(0))};
    }

    /** Rise over run with a finite run: the slope somewhere beside the input. */
    private static DoubleUnaryOperator difference(DoubleUnaryOperator f) {
        return x -> (f.applyAsDouble(x + 1e-5) - f.applyAsDouble(x)) / 1e-5;
    }

    private static double power(double x) {
        return StrictMath.exp(x);
    }

    private static Exercise sigmoid() {
        return Exercise.of("sigmoid", "double sigmoid(double x)")
                .reference(of(SIGMOID::value))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .shown(2, Draws.each(0, 2, -2))
                .hidden("random inputs on both sides of 0", 3, Draws.between(-6, -1, -1, 0, 0, 1, 1, 6))
                .hidden("far out, where a power overflows", 1.5, Draws.each(1000, -1000, 750))
                .hidden("small values far to the left keep their digits", 1.5, Draws.each(-40, -100, -650))
                .hint("The power of e has the exponent −x: it is large on the left and small on the right.")
                .hint("1 / ∞ is 0 in Java, and ∞ / ∞ is NaN. In which of your lines can ∞ stand above the bar?")
                .hint("One line is enough: return 1 / (1 + Math.exp(-x));")
                .mistake(
                        "The exponent has the wrong sign: this curve falls, it is the sigmoid in a mirror.",
                        of(x -> 1 / (1 + power(x))))
                .mistake(
                        "Something like 1/2 is divided as whole numbers, which gives 0; write 1.0 / 2 or 0.5.",
                        of(x -> 0))
                .mistake("The 1 below the bar is missing, so the values have no upper end.", of(x -> 1 / power(-x)))
                .mistake("That is tanh, which goes from −1 to 1.", of(Activations.TANH::value))
                .mistake(
                        "e^x / (1 + e^x) is right on paper; for a large x it becomes ∞ / ∞, which is NaN.",
                        of(x -> power(x) / (1 + power(x))))
                .mistake(
                        "1 − 1/(1 + e^x) is right on paper; far to the left the difference of two numbers near 1 keeps no digit.",
                        of(x -> 1 - 1 / (1 + power(x))))
                .mistake(
                        "(1 + tanh(x/2))/2 is right on paper; far to the left the sum 1 + tanh keeps no digit.",
                        of(x -> (1 + StrictMath.tanh(x / 2)) / 2))
                .mistake(
                        "Inputs are clipped, so the curve has flat ends too early.",
                        of(x -> SIGMOID.value(Math.max(-30, Math.min(30, x)))))
                .build();
    }

    private static Exercise sigmoidSlope() {
        return Exercise.of("sigmoid-slope", "double sigmoidSlope(double x)")
                .reference(of(SIGMOID::derivative))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .shown(2, Draws.each(0, 2, -2))
                .hidden("random inputs on both sides of 0", 2.5, Draws.between(-6, -1, -1, 0, 0, 1, 1, 6))
                .hidden("the small slopes far out, equal on both sides", 2.5, Draws.each(-40, 40, 100, -400, 400))
                .hidden("so far out that the slope is 0", 1, Draws.each(1000, -1000))
                .hint("Compare your values at 2 and −2. The S has the same slope at x and at −x.")
                .hint("Far to the right σ rounds to 1, and 1 − σ to 0. But 1 − σ(x) is σ(−x), which keeps its digits.")
                .hint("return sigmoid(x) * sigmoid(-x);")
                .mistake("That is the value of the sigmoid, not its slope.", of(SIGMOID::value))
                .mistake(
                        "σ(1 − σ) wants the output σ(x) in both places; here the input x stands in it.",
                        of(x -> x * (1 - x)))
                .mistake(
                        "1 − σ² looks like the slope of tanh; the sigmoid has σ(1 − σ).",
                        of(x -> 1 - SIGMOID.value(x) * SIGMOID.value(x)))
                .mistake(
                        "A sign: σ(1 + σ) grows to 2, while the curve gets flat.",
                        of(x -> SIGMOID.value(x) * (1 + SIGMOID.value(x))))
                .mistake(
                        "Rise over run with a finite run gives the slope of a neighbour; a few digits are right.",
                        of(difference(SIGMOID::value)))
                .mistake(
                        "σ(1 − σ) is right on paper; far to the right σ rounds to 1 and the slope to 0.",
                        of(x -> SIGMOID.value(x) * (1 - SIGMOID.value(x))))
                .mistake(
                        "A power that is squared overflows much sooner, and ∞ / ∞ is NaN.",
                        of(x -> power(-x) / ((1 + power(-x)) * (1 + power(-x)))))
                .build();
    }

    private static Exercise tanh() {
        DoubleUnaryOperator tanh = Activations.TANH::value;
        DoubleUnaryOperator slope = Activations.TANH::derivative;
        DoubleUnaryOperator fromValue = x -> 1 - tanh.applyAsDouble(x) * tanh.applyAsDouble(x);
        return Exercise.of("tanh", "double[] tanh(double x)")
                .reference(of(tanh, slope))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .shown(2, Draws.each(0.5, -2, 0))
                .hidden("random inputs on both sides of 0", 2.5, Draws.between(-5, -1, -1, 0, 0, 1, 1, 5))
                .hidden(
                        "close to 0, where tanh x is nearly x",
                        2,
                        Draws.between(1e-12, 1e-11, -1e-9, -1e-10, 1e-17, 2e-17))
                .hidden("far out", 1.5, Draws.each(800, -800))
                .hint("The slope comes from the value: 1 minus its square. Return both: new double[] {value, slope}.")
                .hint(
                        "Java has Math.tanh. Written with powers, tanh needs care far out (∞/∞) and near 0 (a difference of equal numbers).")
                .hint("double t = Math.tanh(x); return new double[] {t, 1 - t * t};")
                .mistake("Value and slope stand in the wrong order.", of(slope, tanh))
                .mistake(
                        "t(1 − t) is the rule of the sigmoid; tanh has 1 − t².",
                        of(tanh, x -> tanh.applyAsDouble(x) * (1 - tanh.applyAsDouble(x))))
                .mistake("1 − x² takes the input; the rule wants the output, 1 − tanh².", of(tanh, x -> 1 - x * x))
                .mistake("The square is missing: 1 − t instead of 1 − t².", of(tanh, x -> 1 - tanh.applyAsDouble(x)))
                .mistake("The slope is that of the sigmoid.", of(tanh, SIGMOID::derivative))
                .mistake("The value is that of the sigmoid.", of(SIGMOID::value, slope))
                .mistake(
                        "The formula is right on paper; written with powers it becomes ∞/∞ far out.",
                        of(x -> (power(x) - power(-x)) / (power(x) + power(-x)), fromValue))
                .mistake(
                        "2σ(2x) − 1 is right on paper; close to 0 the difference of 1 and 1 keeps few digits.",
                        of(x -> 2 * SIGMOID.value(2 * x) - 1, fromValue))
                .build();
    }

    /** Values in the first row, slopes in the second. */
    private static Function<Inputs, Object> rows(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        return in -> new double[][] {Draws.map(in.vector(0), value), Draws.map(in.vector(0), slope)};
    }

    private double reluSlope(double x) {
        // NaN is neither above nor below.
        return x > 0 ? 1 : x < 0 ? 0 : x == 0 ? kink : Double.NaN;
    }

    private Exercise relu() {
        DoubleUnaryOperator value = x -> Math.max(0, x);
        double wrongKink = kink == 0 ? 1 : 0;
        return Exercise.of("relu", "double[][] relu(double[] z)")
                .reference(rows(value, this::reluSlope))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .leavesInputs()
                .shown(2, Inputs.of(new double[] {-2, 0, 3}), Inputs.of(new double[] {0.5, -0.25}))
                .hidden(
                        "random arrays of several lengths",
                        2,
                        random -> List.of(
                                Inputs.of(Draws.vector(random, 1, 1, 5)),
                                Inputs.of(Draws.vector(random, 6, -4, 4)),
                                Inputs.of(Draws.vector(random, 40, -9, 3))))
                .hidden("tiny numbers on either side of 0", 1, Inputs.of(new double[] {1e-15, -1e-15, 1e-200, -1e-200}))
                .hidden("the convention at the kink, for 0 and −0", 1, Inputs.of(new double[] {0, -0.0, 1}))
                .hidden("NaN stays NaN and spoils nothing else", 1, Inputs.of(new double[] {1, Double.NaN, -1}))
                .hidden("an empty array", 1, Inputs.of(new double[0]))
                .hint("Two new arrays as long as z, one loop, and at the end new double[][] {values, slopes}.")
                .hint("Three cases for the slope: above 0, below 0, and 0 itself, for which the text sets the number.")
                .hint(
                        "Every comparison with NaN is false. Math.max(0, x) hands NaN on; for the slope ask for it: Double.isNaN(x).")
                .mistake(
                        "At the kink the text sets another slope.", rows(value, x -> x == 0 ? wrongKink : reluSlope(x)))
                .mistake("Values and slopes stand in the wrong order.", rows(this::reluSlope, value))
                .mistake(
                        "The absolute value folds the left side up; ReLU cuts it off.",
                        rows(Math::abs, this::reluSlope))
                .mistake(
                        "min and max are mixed up: this keeps the negative side.",
                        rows(x -> Math.min(0, x), this::reluSlope))
                .mistake("The slopes are 1 everywhere; on the left the curve is flat.", rows(value, x -> 1))
                .mistake(
                        "NaN became 0 and is hidden: every comparison with NaN is false.",
                        rows(x -> x > 0 ? x : 0, x -> x > 0 ? 1 : x == 0 ? kink : 0))
                .mistake(
                        "Numbers close to 0 are treated as 0.",
                        rows(value, x -> Math.abs(x) < 1e-9 ? kink : reluSlope(x)))
                .build();
    }

    private Exercise leakyRelu() {
        DoubleUnaryOperator value = x -> x > 0 ? x : leak * x;
        DoubleUnaryOperator slope = x -> x > 0 ? 1 : leak;
        return Exercise.of("leaky-relu", "double[] leakyRelu(double x)")
                .reference(of(value, slope))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .shown(2, Draws.each(3, -3, 0))
                .hidden("random inputs on both sides of 0", 3, Draws.between(-9, -1, -1, 0, 0, 1, 1, 9))
                .hidden("tiny and huge inputs", 2, Draws.each(-1e-200, 1e-200, -1e300, 1e300))
                .hint("Two straight pieces: above 0 the input itself, elsewhere α times the input.")
                .hint("The slope of a straight piece is its factor. At 0 the text counts the left piece.")
                .hint("return x > 0 ? new double[] {x, 1} : new double[] {α * x, α}; with the number for α.")
                .mistake("That is ReLU: on the left α is missing.", of(x -> Math.max(0, x), x -> x > 0 ? 1 : 0))
                .mistake("The slope on the left is α, not α times the input.", of(value, x -> x > 0 ? 1 : leak * x))
                .mistake("At 0 the text counts the left piece, with the slope α.", of(value, x -> x >= 0 ? 1 : leak))
                .mistake("The slope is that of ReLU: on the left it is α, not 0.", of(value, x -> x > 0 ? 1 : 0))
                .mistake(
                        "The left side points upwards: α times the absolute value.",
                        of(x -> x > 0 ? x : leak * Math.abs(x), slope))
                .mistake(
                        "That is the usual α, 0.01; the text sets another one.",
                        of(x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01))
                .mistake("Value and slope stand in the wrong order.", of(slope, value))
                .build();
    }

    private Exercise elu() {
        DoubleUnaryOperator value = new Elu(alpha)::value;
        return Exercise.of("elu", "double elu(double x)")
                .reference(of(value))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .shown(2, Draws.each(-1, 2, -3, -0.5))
                .hidden("random inputs, most below 0", 3, Draws.between(-9, -3, -3, -1, -1, -0.1, -2, -1, 0.5, 5))
                .hidden(
                        "close to 0 from the left, all digits",
                        2,
                        Draws.between(-1e-9, -1e-10, -1e-13, -1e-14, -1e-17, -1e-18))
                .hidden("far out on both sides", 1, Draws.each(-50, -800, 900))
                .hint("Above 0 the input itself; elsewhere α times (e^x − 1), which ends at −α.")
                .hint(
                        "Close to 0, e^x is nearly 1, and the difference keeps few digits. Java has a method for exactly this difference.")
                .hint("Math.expm1(x) is e^x − 1 with all its digits.")
                .mistake("α is forgotten: the left side ends at −1.", of(x -> x > 0 ? x : StrictMath.expm1(x)))
                .mistake(
                        "α times the power, minus 1: the brackets are missing, so the curve has a jump at 0.",
                        of(x -> x > 0 ? x : alpha * power(x) - 1))
                .mistake("The left side has the wrong sign.", of(x -> x > 0 ? x : -alpha * StrictMath.expm1(x)))
                .mistake(
                        "The larger of both sides is taken; for α below 1 the power overtakes x on the right.",
                        of(x -> Math.max(x, alpha * StrictMath.expm1(x))))
                .mistake("That is leaky ReLU: a straight line on the left.", of(x -> x > 0 ? x : alpha * x))
                .mistake("The exponent has the wrong sign.", of(x -> x > 0 ? x : alpha * StrictMath.expm1(-x)))
                .mistake(
                        "e^x − 1 is right on paper; close to 0 it keeps few digits.",
                        of(x -> x > 0 ? x : alpha * (power(x) - 1)))
                .mistake(
                        "Both sides are computed and one is multiplied by 0: for a large x that is 0 · ∞, which is NaN.",
                        of(x -> (x > 0 ? 1 : 0) * x + (x > 0 ? 0 : 1) * alpha * StrictMath.expm1(x)))
                .build();
    }

    private Exercise eluSlope() {
        DoubleUnaryOperator slope = x -> x > 0 ? 1 : alpha * power(x);
        DoubleUnaryOperator value = new Elu(alpha)::value;
        return Exercise.of("elu-slope", "double eluSlope(double x)")
                .reference(of(slope))
                .tolerance(Exercise.TOLERANCE, NO_FLOOR)
                .shown(2, Draws.each(-1, 2, -3, 0))
                .hidden("random inputs, most below 0", 3, Draws.between(-9, -3, -3, -1, -1, -0.1, -2, -1, 0.5, 5))
                .hidden("both sides of the kink", 1, Draws.each(-1e-12, -0.0, 1e-12))
                .hidden("far out on the left, where the slope is small but not 0", 1, Draws.each(-40, -100, -300))
                .hint("What is the slope of e^x? And of the −1?")
                .hint("At 0 the text counts the left side. Is α the slope there, or 1?")
                .hint(
                        "Above 0 it is 1, elsewhere α times e^x. (Value plus α is the same on paper, and keeps no digits far out.)")
                .mistake("α is forgotten.", of(x -> x > 0 ? 1 : power(x)))
                .mistake(
                        "That is the value on the left; the −1 has no slope.",
                        of(x -> x > 0 ? 1 : value.applyAsDouble(x)))
                .mistake("At 0 the text counts the left side: α.", of(x -> x >= 0 ? 1 : alpha * power(x)))
                .mistake("On the left there is a slope, though a small one.", of(x -> x > 0 ? 1 : x == 0 ? alpha : 0))
                .mistake("α on the whole left side would be leaky ReLU; ELU gets flatter.", of(x -> x > 0 ? 1 : alpha))
                .mistake(
                        "Value plus α is right on paper; far out its digits are lost.",
                        of(x -> x > 0 ? 1 : value.applyAsDouble(x) + alpha))
                .mistake("Rise over run with a finite run gives the slope of a neighbour.", of(difference(value)))
                .mistake("On the right the slope is 1 and not the power.", of(x -> alpha * power(x)))
                .build();
    }

    private Exercise swish() {
        DoubleUnaryOperator value = new Swish(beta)::value;
        DoubleUnaryOperator slope = new Swish(beta)::derivative;
        DoubleUnaryOperator gate = x -> SIGMOID.value(beta * x);
        DoubleUnaryOperator bend = x -> gate.applyAsDouble(x) * SIGMOID.value(-beta * x);
        return Exercise.of("swish", "double[] swish(double x)")
                .reference(of(value, slope))
                .shown(2, Draws.each(1, -1, 0))
                .hidden("random inputs on both sides of 0", 3, Draws.between(-4, -1, -1, 0, 0, 1, 1, 4))
                .hidden(
                        "where the slope is above 1 or below 0",
                        2,
                        Draws.between(2.2 / beta, 2.6 / beta, -3 / beta, -2 / beta))
                .hidden("far out", 2, Draws.each(2000, 1500, -2500))
                .hint(
                        "The value is x times a gate σ(βx). For the slope both factors change: the rule for products has two terms.")
                .hint("The gate's own slope is β·σ(βx)·σ(−βx): do not lose the β.")
                .hint("s = σ(βx); the slope is s + β·x·s·(1 − s).")
                .mistake("Value and slope stand in the wrong order.", of(slope, value))
                .mistake(
                        "β is missing in the exponent: that is Swish with β = 1.",
                        of(Activations.SILU::value, Activations.SILU::derivative))
                .mistake(
                        "The slope forgets the factor β that comes out of σ(βx).",
                        of(value, x -> gate.applyAsDouble(x) + x * bend.applyAsDouble(x)))
                .mistake("Only one term of the rule for products: the gate changes, too.", of(value, gate))
                .mistake(
                        "Only one term of the rule for products: x changes, too.",
                        of(value, x -> beta * x * bend.applyAsDouble(x)))
                .mistake(
                        "f + σ(1 − f) is the short form for β = 1; for another β each f has to be βf.",
                        of(value, x -> value.applyAsDouble(x) + gate.applyAsDouble(x) * (1 - value.applyAsDouble(x))))
                .mistake(
                        "That is the gate alone; it has to be multiplied by x.",
                        of(gate, x -> beta * bend.applyAsDouble(x)))
                .mistake(
                        "e^(βx) above the bar overflows for large x, and ∞/∞ is NaN.",
                        of(x -> x * power(beta * x) / (1 + power(beta * x)), slope))
                .build();
    }

    private static Exercise lowest() {
        return Exercise.of("swish-lowest", "double swishLowest(double beta)")
                .reference(of(b -> LOWEST_AT / b))
                .tolerance(1e-6, NO_FLOOR)
                .shown(2, Draws.each(1, 2))
                .hidden("other β between 0.2 and 5", 3, Draws.between(0.2, 0.6, 0.6, 0.95, 1.1, 1.9, 2.2, 5))
                .hidden("very small and very large β", 2, Draws.each(0.001, 1000))
                .hint("At the lowest point the slope changes its sign, and halving an interval finds where.")
                .hint(
                        "How far left do you have to look when β is 0.001? In y = βx the curve has the same shape for every β.")
                .hint("Find the lowest point y of y·σ(y) once, between −3 and 0, and return y / β.")
                .mistake("That is the lowest value; asked is the x where it is reached.", of(b -> LOWEST / b))
                .mistake("β is not used: this is the place for β = 1.", of(b -> LOWEST_AT))
                .mistake("A larger β moves the lowest point towards 0: divide by β.", of(b -> LOWEST_AT * b))
                .mistake("That is where the slope is lowest, not the value.", of(b -> -STEEPEST_AT / b))
                .mistake("The place lies to the left of 0: a sign is lost.", of(b -> -LOWEST_AT / b))
                .mistake(
                        "A grid of steps of 0.001 finds three digits; seven are wanted.",
                        of(b -> Math.rint(1000 * LOWEST_AT / b) / 1000))
                .mistake(
                        "The search looks only between −5 and 0: for a small β the point lies outside.",
                        of(b -> Math.max(-5, LOWEST_AT / b)))
                .build();
    }

    private Exercise guest() {
        DoubleUnaryOperator value = guest.value();
        DoubleUnaryOperator slope = guest.slope();
        return Exercise.of("guest", "double[] guest(double x)")
                .reference(of(value, slope))
                .shown(2, Draws.each(1, -2, 0))
                .hidden("random inputs on both sides of 0", 4, Draws.between(-3, -1, -1, -0.1, 0.1, 1, 1, 3))
                .hidden("farther out", 1, Draws.between(4, 5, -5, -4))
                .hint(
                        "Nobody has to know this slope by heart: work it out, then compare it with rise over run at three places.")
                .hint(
                        "Is the curve the same on both sides, or upside down? The slopes then tell whether a sign is right.")
                .hint(
                        "The value is " + guest.valueCode()
                                + ". For the slope, take the rule for what stands outside, times the slope of what stands inside.")
                .mistake("Value and slope stand in the wrong order.", of(slope, value))
                .mistake("The value stands in both places.", of(value, value))
                .mistake(
                        "Left of 0 the slope has the wrong sign.",
                        of(value, x -> Math.signum(x) * slope.applyAsDouble(x)))
                .mistake(
                        "1 − value² is the rule of tanh; this function has its own.",
                        of(value, x -> 1 - value.applyAsDouble(x) * value.applyAsDouble(x)))
                .mistake(
                        "Rise over run with a finite run gives the slope of a neighbour.", of(value, difference(value)))
                .mistake(
                        "The slope is twice what it is: a factor is counted double.",
                        of(value, x -> 2 * slope.applyAsDouble(x)))
                .mistake("That is the sigmoid.", of(SIGMOID::value, SIGMOID::derivative))
                .build();
    }

    private Exercise apart() {
        return Exercise.of("apart", "double apart(int pair)")
                .judge("an input for which the two programs differ", (in, got) -> pairs.fault(in.whole(0), got))
                .shown(2, Inputs.of(1), Inputs.of(2))
                .hidden("the pairs 3 and 4", 3, Inputs.of(3), Inputs.of(4))
                .hidden("the pairs 5 and 6", 3, Inputs.of(5), Inputs.of(6))
                .hint(
                        "Try a list of inputs in a cell of your own: 0, tiny ones such as 1e-12, moderate and huge ones, with both signs.")
                .hint(
                        "Ask what each program does inside: where does a power round 1 + it to 1, where is a limit, where does a sum overflow?")
                .hint(
                        "One pair differs at a single number, one only above 1e308, one only a little to the right of its limit.")
                .mistake("0 tells one pair apart only: the one with the kink.", in -> 0.0)
                .mistake("At 1 all programs agree.", in -> 1.0)
                .mistake("A number close to 0 shows lost digits, but it has to be much closer than 0.001.", in -> 1e-3)
                .mistake(
                        "Far to the left, at −1000, all have become the same: nearer there is a difference.",
                        in -> -1000.0)
                .mistake("At 100 all programs but one pair agree.", in -> 100.0)
                .mistake("The input has to be finite.", in -> Double.POSITIVE_INFINITY)
                .mistake("The input has to be a number.", in -> Double.NaN)
                .build();
    }
}
