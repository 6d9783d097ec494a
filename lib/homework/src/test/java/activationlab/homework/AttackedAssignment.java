package activationlab.homework;

import activationlab.numeric.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Four exercises of the usual forms, so that the tests of the grader do not depend on the course's assignments. */
final class AttackedAssignment implements Assignment {

    static final String GIVEN =
            "class Programs {\n    static double one(double x) { return x * x; }\n    static double two(double x) { return Math.abs(x); }\n}";

    private static final Exercise LEAKY = Exercise.of("leaky", "double leaky(double x)")
            .reference(in -> leaky(in.number(0)))
            .shown(1, Inputs.of(2.0), Inputs.of(-1.0), Inputs.of(-3.0), Inputs.of(-0.5))
            .hidden("both sides of 0", 3, AttackedAssignment::numbers)
            .hidden(
                    "special values",
                    1,
                    Inputs.of(Double.NaN),
                    Inputs.of(-1e300),
                    Inputs.of(-4e10),
                    Inputs.of(-12345.678))
            .mistake("The slope on the left is missing.", in -> Math.max(0, in.number(0)))
            .build();

    private static final Exercise SOFTMAX = Exercise.of("softmax", "double[] softmax(double[] z)")
            .reference(in -> softmax(in.vector(0)))
            .shown(2, Inputs.of(new double[] {1, 2, 3}), Inputs.of(new double[] {0, 1}))
            .hidden(
                    "any numbers",
                    2,
                    random -> List.of(vector(random, 2), vector(random, 3), vector(random, 5), vector(random, 9)))
            .hidden("large numbers", 2, Inputs.of(new double[] {1000, 1001}), Inputs.of(new double[] {
                -1000, -1001, -1002
            }))
            .leavesInputs()
            .build();

    private static final Exercise TOTAL = Exercise.of("total", "double total(double[][] m)")
            .reference(in ->
                    Arrays.stream(in.matrix(0)).flatMapToDouble(Arrays::stream).sum())
            .shown(1, Inputs.of((Object) new double[][] {{1, 2}, {3}}))
            .hidden(
                    "any rows",
                    3,
                    random -> List.of(
                            Inputs.of((Object) new double[][] {
                                vector(random, 3).vector(0), vector(random, 1).vector(0)
                            }),
                            Inputs.of((Object)
                                    new double[][] {{}, vector(random, 2).vector(0)})))
            .build();

    private static final Exercise TELL = Exercise.of("tell", "double tell()")
            .judge("an input for which the programs differ", (in, got) -> {
                double x = (Double) got;
                return Math.abs(x * x - Math.abs(x)) > 1e-9 ? "" : "Both programs return the same.";
            })
            .shown(2, Inputs.of())
            .build();

    private static double leaky(double x) {
        return x > 0 ? x : 0.1 * x;
    }

    private static double[] softmax(double[] z) {
        double most = Arrays.stream(z).max().orElseThrow();
        double[] e = Arrays.stream(z).map(x -> Math.exp(x - most)).toArray();
        double sum = Arrays.stream(e).sum();
        return Arrays.stream(e).map(x -> x / sum).toArray();
    }

    /** Two on the right and six on the left. */
    private static List<Inputs> numbers(RandomGenerator random) {
        List<Inputs> cases = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            cases.add(Inputs.of((i < 2 ? 1 : -1) * Randoms.uniform(random, 0.1, 9)));
        }
        return cases;
    }

    private static Inputs vector(RandomGenerator random, int length) {
        double[] z = new double[length];
        for (int i = 0; i < length; i++) {
            z[i] = Randoms.uniform(random, -2, 2);
        }
        return Inputs.of((Object) z);
    }

    @Override
    public String name() {
        return "small";
    }

    @Override
    public String title() {
        return "Four exercises";
    }

    @Override
    public List<Exercise> exercises(String student) {
        return List.of(LEAKY, SOFTMAX, TOTAL, TELL);
    }
}
