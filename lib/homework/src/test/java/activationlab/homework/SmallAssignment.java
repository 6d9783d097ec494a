package activationlab.homework;

import java.util.List;
import java.util.stream.DoubleStream;

/** An assignment for the tests of everything that does not depend on what an assignment is about. */
final class SmallAssignment implements Assignment {

    private final double factor;

    SmallAssignment(Variant variant) {
        factor = variant.number("factor", 2, 3);
    }

    @Override
    public String name() {
        return "small";
    }

    @Override
    public String title() {
        return "A small assignment";
    }

    @Override
    public List<Exercise> exercises(String student) {
        return List.of(
                Exercise.of("double-it", "double doubleIt(double x)")
                        .reference(in -> factor * in.number(0))
                        .shown(2, Inputs.of(2.0), Inputs.of(3.0), Inputs.of(-7.0))
                        .hidden("large numbers", 3, Inputs.of(1234.5), Inputs.of(1e300))
                        .hint("What is twice 3?")
                        .hint("Multiply by 2.")
                        .mistake("The square is not the double.", in -> in.number(0) * in.number(0))
                        .mistake("It throws.", in -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .mistake("Large numbers are forgotten.", in -> Math.min(1000, factor * in.number(0)))
                        .build(),
                Exercise.of("sum-up", "double sum(double[] z)")
                        .reference(in -> DoubleStream.of(in.vector(0)).sum())
                        .shown(1, Inputs.of(new double[] {1, 2, Double.NaN}), Inputs.of(new double[] {0.1, -0.0}))
                        .hidden(
                                "random numbers",
                                4,
                                random -> List.of(Inputs.of(random.doubles(5).toArray())))
                        .leavesInputs()
                        .tolerance(1e-6, 0)
                        .build(),
                Exercise.of("choose", "double choose()")
                        .judge(
                                "a number above 3",
                                (in, got) -> got instanceof Double number && number > 3 ? "" : "It is not above 3.")
                        .shown(5, Inputs.of())
                        .build());
    }
}
