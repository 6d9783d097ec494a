package activationlab.notebook;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.numeric.Gaussian;
import activationlab.property.Line;
import activationlab.property.PropertySheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the course's cheat sheet: one picture of the functions, and a page of what is measured and known of them. */
final class CheatSheet {

    static final String PAGE = "cheat-sheet.md";
    static final String PICTURE = "cheat-sheet.png";

    /** A function with what no program can measure. */
    private record Entry(Activation f, String formula, String use, String strength, String weakness) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    Activations.IDENTITY,
                    "x",
                    "output of a regression",
                    "passes every value and gradient on",
                    "bends nothing: layers of it are one layer"),
            new Entry(
                    Activations.STEP,
                    "0 for x ≤ 0, else 1",
                    "threshold units, before networks were trained by gradients",
                    "an exact switch",
                    "its slope is 0, so nothing is learned through it"),
            new Entry(
                    Activations.SIGMOID,
                    "1 / (1 + e⁻ˣ)",
                    "output that is a probability; gates",
                    "between 0 and 1, smooth",
                    "flat on both sides; mean output far from 0"),
            new Entry(
                    Activations.TANH,
                    "(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)",
                    "small and recurrent networks",
                    "centred on 0, slope 1 in the middle",
                    "flat on both sides"),
            new Entry(
                    Activations.RELU,
                    "max(0, x)",
                    "hidden layers of most kinds",
                    "cheap; slope 1 for every positive sum; exact zeros",
                    "slope 0 for every negative sum: a unit can die"),
            new Entry(
                    Activations.LEAKY_RELU,
                    "x for x > 0, else αx; α = 0.01",
                    "in place of ReLU where units die",
                    "its slope is never 0",
                    "mean output as far from 0 as ReLU's; α has to be chosen"),
            new Entry(
                    Activations.ELU,
                    "x for x > 0, else α(eˣ − 1); α = 1",
                    "in place of ReLU where the mean output matters",
                    "mean output nearer 0, no kink",
                    "flat far to the left; needs an exponential"),
            new Entry(
                    Activations.SELU,
                    "λ·ELU(x); λ = 1.0507, α = 1.6733",
                    "deep dense networks without normalisation",
                    "keeps mean 0 and variance 1 from layer to layer",
                    "only with the initialisation it was made for"),
            new Entry(
                    Activations.SOFTPLUS,
                    "log(1 + eˣ)",
                    "outputs that must be positive",
                    "smooth, above 0 everywhere",
                    "mean output far from 0"),
            new Entry(
                    Activations.SILU,
                    "x / (1 + e⁻ˣ)",
                    "convolutional networks; gated layers of language models",
                    "smooth; close to ReLU far from 0",
                    "not monotonic; needs an exponential"),
            new Entry(
                    Activations.GELU,
                    "x·Φ(x)",
                    "transformers such as BERT and GPT-2",
                    "smooth; close to ReLU far from 0",
                    "not monotonic; needs the normal distribution or an approximation"),
            new Entry(
                    Activations.MISH,
                    "x·tanh(log(1 + eˣ))",
                    "some networks for images",
                    "smooth; close to ReLU far from 0",
                    "not monotonic; its formula takes three steps"));

    private CheatSheet() {}

    /**
     * Writes both files.
     *
     * @param arguments the folder for them
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.writeString(folder.resolve(PAGE), page());
        Files.write(folder.resolve(PICTURE), IndexedPng.encode(picture().image()));
    }

    static Figure picture() {
        return Lab.grid(
                4,
                ENTRIES.stream()
                        .map(entry -> Lab.curves(entry.f)
                                .withSlope()
                                .over(-4, 4)
                                .within(-1.5, 2.5)
                                .size(210, 180)
                                .title(entry.f.name()))
                        .toArray(Drawable[]::new));
    }

    static String page() {
        StringBuilder text = new StringBuilder("""
                # Cheat sheet: activation functions

                ![Twelve small charts, each a function as a solid line with its slope as a dashed line: %s](%s)

                Solid: the function. Dashed: its slope. All charts show x from −4 to 4. For sums x from the standard normal \
                distribution, *mean output* is how far the next layer's inputs lie from 0, and *E f′²* is the factor by which \
                the square of a gradient changes in one layer with weights of variance 1/n. All numbers are measured by the \
                course's library.

                | function | formula | range | slope, least to greatest | mean output | E f′² | zeros |
                |---|---|---|---|---|---|---|
                """.formatted(
                String.join(", ", ENTRIES.stream().map(entry -> entry.f.name()).toList()), PICTURE));
        for (Entry entry : ENTRIES) {
            Activation f = entry.f;
            PropertySheet sheet = PropertySheet.of(f);
            row(
                    text,
                    f.name(),
                    entry.formula,
                    range(sheet),
                    range(PropertySheet.of(Activation.of("slope", f::derivative))),
                    // A sum over quadrature points leaves 1e-17 where the mean is 0.
                    Numbers.pretty(rounded(Gaussian.mean(f::value, 0, 1, f.kinks()))),
                    Numbers.pretty(rounded(Gaussian.secondMoment(f::derivative, 0, 1, f.kinks()))),
                    measured(sheet, "zeros"));
        }
        text.append("\n| function | where used | strength | weakness |\n|---|---|---|---|\n");
        for (Entry entry : ENTRIES) {
            row(text, entry.f.name(), entry.use, entry.strength, entry.weakness);
        }
        row(
                text,
                "softmax, eᶻⁱ / Σ eᶻʲ",
                "output for one of n classes; attention",
                "positive shares that sum to 1",
                "takes all scores at once; compute it shifted by the largest");
        text.append("""

                The slope of the step at its jump is infinite and is not seen by any program. Where a kink has two slopes, \
                the library takes the left one. [Lesson 02](02-the-family.ipynb) measures all of this; \
                [lesson 11](11-the-whole-map.ipynb) tries the functions on networks.
                """);
        return text.toString();
    }

    private static double rounded(double x) {
        return Math.rint(x * 1e4) / 1e4 + 0.0;
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** An interval, with a square bracket where the end is taken. */
    private static String range(PropertySheet sheet) {
        String low = measured(sheet, "least value");
        String high = measured(sheet, "greatest value");
        String ends = end(low) + ", " + end(high);
        return end(low).equals(end(high))
                ? end(low)
                : (low.startsWith(COMING_NEAR) ? "(" : "[") + ends + (high.startsWith(COMING_NEAR) ? ")" : "]");
    }

    private static final String COMING_NEAR = "approaches ";

    private static String end(String measured) {
        String number = measured.replace(COMING_NEAR, "").split(" ", 2)[0].replace("∞", "Infinity");
        return Numbers.pretty(Double.parseDouble(number));
    }

    private static String measured(PropertySheet sheet, String property) {
        return sheet.lines().stream()
                .filter(line -> line.property().equals(property))
                .map(Line::measured)
                .findFirst()
                .orElseThrow();
    }
}
