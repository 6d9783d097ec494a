package activationlab.homework.assignments;

import activationlab.homework.Variant;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A function that the lessons do not treat, one for each course: its slope has to be worked out.
 *
 * @param title its name
 * @param formula its value for a reader, in LaTeX
 * @param valueCode its value in Java
 * @param slopeCode its slope in Java
 * @param value its value
 * @param slope its slope
 */
record Guest(
        String title,
        String formula,
        String valueCode,
        String slopeCode,
        DoubleUnaryOperator value,
        DoubleUnaryOperator slope) {

    private static final List<Guest> ALL = List.of(
            new Guest(
                    "softsign",
                    "\\frac{x}{1 + |x|}",
                    "x / (1 + Math.abs(x))",
                    "1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)))",
                    x -> x / (1 + Math.abs(x)),
                    x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)))),
            new Guest(
                    "arctangent",
                    "\\arctan x",
                    "Math.atan(x)",
                    "1 / (1 + x * x)",
                    StrictMath::atan,
                    x -> 1 / (1 + x * x)),
            new Guest(
                    "root sigmoid",
                    "\\frac{x}{\\sqrt{1 + x^2}}",
                    "x / Math.sqrt(1 + x * x)",
                    "1 / ((1 + x * x) * Math.sqrt(1 + x * x))",
                    x -> x / Math.sqrt(1 + x * x),
                    x -> 1 / ((1 + x * x) * Math.sqrt(1 + x * x))),
            new Guest(
                    "bell",
                    "e^{-x^2}",
                    "Math.exp(-x * x)",
                    "-2 * x * Math.exp(-x * x)",
                    x -> StrictMath.exp(-x * x),
                    x -> -2 * x * StrictMath.exp(-x * x)));

    /** The course's guest; also sets the words by which the text speaks of it. */
    static Guest of(Variant variant) {
        String name = variant.pick("guest.name", ALL.stream().map(Guest::title).toArray(String[]::new));
        Guest guest = ALL.stream().filter(g -> g.title.equals(name)).findFirst().orElseThrow();
        variant.word("guest.formula", guest.formula);
        variant.word("guest.value", guest.valueCode);
        variant.word("guest.slope", guest.slopeCode);
        return guest;
    }
}
