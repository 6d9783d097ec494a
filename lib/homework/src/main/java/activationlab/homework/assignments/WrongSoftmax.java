package activationlab.homework.assignments;

import activationlab.homework.Variant;
import activationlab.softmax.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A program that looks like a softmax and is one for ordinary scores, but not for all.
 *
 * @param name for the choice of a course
 * @param code its text in Java, as the assignment shows it
 * @param program the copy that counts
 */
record WrongSoftmax(String name, String code, UnaryOperator<double[]> program) {

    /** A difference that counts: of one share, absolutely. */
    private static final double DIFFERENCE = 1e-6;

    private static final int FEWEST = 2;
    private static final int MOST = 8;

    private static final List<WrongSoftmax> ALL = List.of(
            new WrongSoftmax("start", """
                    double m = 0;
                    for (double v : z) m = Math.max(m, v);
                    return Parts.shares(Parts.powers(z, m));
                    """, z -> shares(powers(z, Math.max(0, largest(z))))),
            new WrongSoftmax("first", """
                    double m = z[0];
                    return Parts.shares(Parts.powers(z, m));
                    """, z -> shares(powers(z, z[0]))),
            new WrongSoftmax("ties", """
                    double m = Parts.largest(z);
                    double sum = 1;                       // the largest one has the power 1
                    for (double v : z) if (v < m) sum += StrictMath.exp(v - m);
                    return Parts.divided(Parts.powers(z, m), sum);
                    """, WrongSoftmax::ties),
            new WrongSoftmax("float", """
                    float m = (float) Parts.largest(z);
                    double[] y = new double[z.length];
                    for (int i = 0; i < z.length; i++) y[i] = (float) z[i] - m;
                    return Parts.shares(Parts.powers(y, 0));
                    """, WrongSoftmax::rounded),
            new WrongSoftmax("zero", """
                    double[] e = Parts.powers(z, Parts.largest(z));
                    for (int i = 0; i < z.length; i++) if (z[i] == 0) e[i] = 0;    // padding
                    return Parts.shares(e);
                    """, WrongSoftmax::padded),
            new WrongSoftmax("scale", """
                    double size = 0;
                    for (double v : z) size = Math.max(size, Math.abs(v));
                    double scale = size > 500 ? 500 / size : 1;       // no power overflows
                    double[] y = new double[z.length];
                    for (int i = 0; i < z.length; i++) y[i] = z[i] * scale;
                    return Parts.shares(Parts.powers(y, 0));
                    """, WrongSoftmax::scaled),
            new WrongSoftmax("size", """
                    double m = 0;
                    for (double v : z) m = Math.max(m, Math.abs(v));
                    return Parts.shares(Parts.powers(z, m));
                    """, z -> shares(powers(z, size(z)))),
            new WrongSoftmax("log", """
                    double m = Parts.largest(z);
                    double sum = 0;
                    for (double v : z) sum += StrictMath.exp(v - m);
                    return Parts.powers(z, m + StrictMath.log(sum));
                    """, WrongSoftmax::byLogarithm),
            new WrongSoftmax("clip", """
                    double m = Parts.largest(z);
                    double[] y = new double[z.length];
                    for (int i = 0; i < z.length; i++) y[i] = Math.max(z[i] - m, -12);
                    return Parts.shares(Parts.powers(y, 0));
                    """, WrongSoftmax::clipped));

    /** The programs of a course; also sets their text. No choice has both "ties" and "zero": a row of zeros shows both. */
    static List<WrongSoftmax> of(Variant variant) {
        String[] names = variant.pick(
                        "wrong.names",
                        "start ties float scale log clip",
                        "clip zero size log start float",
                        "size log ties first scale float",
                        "float first zero clip start scale")
                .split(" ", -1);
        List<WrongSoftmax> chosen = Arrays.stream(names)
                .map(name -> ALL.stream()
                        .filter(w -> w.name.equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < chosen.size(); i++) {
            text.append(i == 0 ? "" : "\n")
                    .append("        case ")
                    .append(i + 1)
                    .append(": {\n");
            chosen.get(i)
                    .code
                    .lines()
                    .forEach(line -> text.append("            ").append(line).append('\n'));
            text.append("        }");
        }
        variant.word("wrong.programs", text.toString());
        return chosen;
    }

    /** What is wrong with a row of scores that shall expose this program; empty if it does. */
    String fault(Object got) {
        double[] z = (double[]) got;
        if (z.length < FEWEST || z.length > MOST) {
            return "The row's length is " + z.length + "; from " + FEWEST + " to " + MOST + " is wanted.";
        }
        if (!Arrays.stream(z).allMatch(Double::isFinite)) {
            return "All scores have to be finite numbers.";
        }
        double[] right = new Softmax().apply(z);
        double[] wrong = program.apply(z);
        for (int i = 0; i < z.length; i++) {
            // True for NaN as well.
            if (!(Math.abs(wrong[i] - right[i]) <= DIFFERENCE)) {
                return "";
            }
        }
        return "For this row the program is right.";
    }

    private static double largest(double[] z) {
        return Arrays.stream(z).max().orElseThrow();
    }

    private static double size(double[] z) {
        return Arrays.stream(z).map(Math::abs).max().orElseThrow();
    }

    private static double[] powers(double[] z, double m) {
        return Draws.map(z, v -> StrictMath.exp(v - m));
    }

    private static double[] divided(double[] e, double sum) {
        return Draws.map(e, v -> v / sum);
    }

    private static double[] shares(double[] e) {
        double sum = 0;
        for (double v : e) {
            sum += v;
        }
        return divided(e, sum);
    }

    private static double[] ties(double[] z) {
        double m = largest(z);
        double sum = 1;
        for (double v : z) {
            if (v < m) {
                sum += StrictMath.exp(v - m);
            }
        }
        return divided(powers(z, m), sum);
    }

    private static double[] rounded(double[] z) {
        float m = (float) largest(z);
        return shares(powers(Draws.map(z, v -> (float) v - m), 0));
    }

    private static double[] padded(double[] z) {
        double m = largest(z);
        return shares(Draws.map(z, v -> v == 0 ? 0 : StrictMath.exp(v - m)));
    }

    private static double[] scaled(double[] z) {
        double size = size(z);
        double scale = size > 500 ? 500 / size : 1;
        return shares(powers(Draws.map(z, v -> v * scale), 0));
    }

    private static double[] byLogarithm(double[] z) {
        double m = largest(z);
        double sum = 0;
        for (double v : z) {
            sum += StrictMath.exp(v - m);
        }
        return powers(z, m + StrictMath.log(sum));
    }

    private static double[] clipped(double[] z) {
        double m = largest(z);
        return shares(powers(Draws.map(z, v -> Math.max(v - m, -12)), 0));
    }
}
