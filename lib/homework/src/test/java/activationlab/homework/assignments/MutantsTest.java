package activationlab.homework.assignments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.homework.Assignment;
import activationlab.homework.Category;
import activationlab.homework.Exercise;
import activationlab.homework.Inputs;
import activationlab.homework.Mistake;
import activationlab.homework.Variant;
import activationlab.numeric.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of every exercise catch every typical wrong answer and give little to an answer that does nothing; the table
 * of wrong answers and categories is written to {@code target/mutants.txt}.
 */
class MutantsTest {

    private static final List<Function<Variant, Assignment>> ASSIGNMENTS =
            List.of(FunctionsAndSlopes::new, StableSoftmax::new, NeuronAndLayer::new, OwnExperiment::new);

    /** Of courses; the first is the repository's own. */
    private static final long[] COURSES = {0, 1, 2, 3, 4, 5};

    /** Of students, from which the random cases come. */
    private static final long[] CASES = {11, 12, 13};

    private static final List<String> TABLE = new ArrayList<>();

    private static Stream<Assignment> assignments(long course) {
        return ASSIGNMENTS.stream().map(maker -> maker.apply(new Variant(course)));
    }

    @AfterAll
    static void writeTable() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "mutants.txt"), TABLE);
    }

    @Test
    void exercisesHaveNamesOfTheirOwnAndEightyFivePoints() {
        Set<String> ids = new HashSet<>();
        assignments(0).forEach(assignment -> {
            List<Exercise> exercises = assignment.exercises("s1");
            exercises.forEach(e -> assertTrue(ids.add(e.id()), e.id()));
            assertEquals(85, exercises.stream().mapToDouble(Exercise::points).sum(), assignment.name());
            exercises.stream()
                    .flatMap(e -> e.categories().stream())
                    .forEach(c -> assertEquals(0, c.points() % 0.5, c.name()));
        });
    }

    /** Without homework 4, where a constant is right for some students: its test looks at many of them. */
    @TestFactory
    Stream<DynamicTest> everyExerciseCatches() {
        return LongStream.of(COURSES)
                .boxed()
                .flatMap(course -> assignments(course)
                        .filter(assignment -> !(assignment instanceof OwnExperiment))
                        .flatMap(assignment -> assignment.exercises("s" + course).stream()
                                .map(e -> DynamicTest.dynamicTest(
                                        "course " + course + ", " + assignment.name() + ", " + e.id(),
                                        () -> check(e, course)))));
    }

    private static void check(Exercise exercise, long course) {
        assertTrue(exercise.mistakes().size() >= 4, "at least four typical wrong answers");
        assertTrue(exercise.hints().size() >= 2, "hints in steps");
        assertTrue(exercise.categories().stream().filter(Category::shown).count() == 1, "one category is shown");
        for (long seed : CASES) {
            if (!exercise.isJudged()) {
                assertEquals(exercise.points(), points(exercise, seed, exercise::expected), 1e-9, "right answer");
            }
            for (Function<Inputs, Object> constant : constants(exercise)) {
                double points = points(exercise, seed, constant);
                Object example =
                        constant.apply(cases(exercise.categories().get(0), seed).get(0));
                assertTrue(
                        points <= exercise.points() / 4,
                        () -> "an answer that returns such as " + Inputs.of(example) + " gets " + points);
            }
            for (Mistake mistake : exercise.mistakes()) {
                assertTrue(
                        points(exercise, seed, mistake.value()) < exercise.points() - 1e-9,
                        () -> "not caught: " + mistake.meaning());
            }
        }
        if (course == 0) {
            exercise.mistakes().forEach(mistake -> TABLE.add(row(exercise, mistake)));
        }
    }

    /** The exercise, the failed cases of each category, and the wrong answer. */
    private static String row(Exercise exercise, Mistake mistake) {
        String failed = exercise.categories().stream()
                .map(category -> {
                    List<Inputs> cases = cases(category, CASES[0]);
                    long wrong = cases.stream()
                            .filter(in -> !isRight(exercise, in, mistake.value()))
                            .count();
                    return wrong + "/" + cases.size();
                })
                .collect(Collectors.joining(" "));
        return String.format(Locale.ROOT, "%-16s %-24s %s", exercise.id(), failed, mistake.meaning());
    }

    private static List<Inputs> cases(Category category, long seed) {
        RandomGenerator random = Randoms.generator(seed);
        return category.cases().apply(random);
    }

    private static double points(Exercise exercise, long seed, Function<Inputs, Object> answer) {
        double points = 0;
        for (Category category : exercise.categories()) {
            List<Inputs> cases = cases(category, seed);
            long right =
                    cases.stream().filter(in -> isRight(exercise, in, answer)).count();
            points += category.points() * right / cases.size();
        }
        return points;
    }

    private static boolean isRight(Exercise exercise, Inputs inputs, Function<Inputs, Object> answer) {
        Object got;
        try {
            got = answer.apply(inputs);
        } catch (RuntimeException e) {
            return false;
        }
        return exercise.fault(inputs, got).isEmpty();
    }

    /** Answers that do nothing: the same number everywhere, or an input. */
    private static List<Function<Inputs, Object>> constants(Exercise exercise) {
        String type = exercise.signature().returns();
        List<Function<Inputs, Object>> constants = new ArrayList<>();
        for (double number : new double[] {0, 1, Double.NaN}) {
            switch (type) {
                case "double" -> constants.add(in -> number);
                case "int" -> constants.add(in -> (int) number);
                case "double[]" -> constants.add(in -> filled(length(exercise, in), number));
                case "double[][]" ->
                    constants.add(in -> exercise.expected(in) instanceof double[][] rows
                            ? Arrays.stream(rows)
                                    .map(row -> filled(row.length, number))
                                    .toArray(double[][]::new)
                            : new double[][] {filled(2, number), filled(2, number)});
                default -> {
                    // A choice between true and false, or a text: half of it can be guessed.
                }
            }
        }
        for (int i = 0; i < exercise.signature().types().size(); i++) {
            int which = i;
            if (exercise.signature().types().get(i).equals(type)) {
                constants.add(in -> in.values()[which]);
            }
        }
        return constants;
    }

    private static int length(Exercise exercise, Inputs inputs) {
        return exercise.expected(inputs) instanceof double[] numbers ? numbers.length : 3;
    }

    private static double[] filled(int length, double number) {
        double[] numbers = new double[length];
        Arrays.fill(numbers, number);
        return numbers;
    }
}
