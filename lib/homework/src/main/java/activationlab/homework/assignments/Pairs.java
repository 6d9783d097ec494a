package activationlab.homework.assignments;

import activationlab.homework.Exercise;
import activationlab.homework.Variant;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs of programs that agree nearly everywhere, and a judge for an input that tells them apart. The programs also stand
 * in the assignment's text; these are the copies that count.
 */
final class Pairs {

    /** Relative to the larger value, a difference that counts. */
    private static final double DIFFERENCE = Exercise.TOLERANCE;

    private static final String[] KINDS = {"kink", "far", "small", "elu", "tail", "huge"};

    private final List<String> kinds;
    private final double alpha;
    private final double border;

    /** The pairs of a course, in an order of its own. */
    Pairs(Variant variant, double alpha) {
        this.alpha = alpha;
        border = variant.number("apart.border", 10, 9, 8);
        String order = variant.pick("apart.order", "123456", "351624", "246135", "625341");
        String[] ordered = new String[KINDS.length];
        for (int i = 0; i < KINDS.length; i++) {
            int number = order.charAt(i) - '0';
            ordered[number - 1] = KINDS[i];
            variant.word("pair." + KINDS[i], Integer.toString(number));
        }
        kinds = Arrays.asList(ordered);
    }

    /** What is wrong with an input that shall tell a pair apart; empty if it does. */
    String fault(int pair, Object input) {
        double x = (Double) input;
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return "The input has to be a finite number.";
        }
        double first = value(pair, x, true);
        double second = value(pair, x, false);
        return differ(first, second)
                ? ""
                : "There the first program gives " + first + " and the second " + second + ".";
    }

    private static boolean differ(double a, double b) {
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            return Double.compare(a, b) != 0;
        }
        return Math.abs(a - b) > DIFFERENCE * Math.max(Math.abs(a), Math.abs(b));
    }

    private double value(int pair, double x, boolean first) {
        return switch (kinds.get(pair - 1)) {
            case "kink" -> (first ? x > 0 : x >= 0) ? 1 : 0;
            case "far" -> first ? 1 / (1 + StrictMath.exp(-x)) : 1 - 1 / (1 + StrictMath.exp(x));
            case "small" -> first ? StrictMath.tanh(x) : 2 / (1 + StrictMath.exp(-2 * x)) - 1;
            case "elu" -> first ? x > 0 ? x : alpha * StrictMath.expm1(x) : Math.max(x, alpha * StrictMath.expm1(x));
            case "tail" -> first || x <= border ? Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))) : x;
            default -> first ? Math.max(0, x) : (x + Math.abs(x)) / 2;
        };
    }
}
