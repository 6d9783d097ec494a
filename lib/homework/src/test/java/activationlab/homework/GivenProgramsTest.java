package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.homework.assignments.FunctionsAndSlopes;
import activationlab.homework.assignments.StableSoftmax;
import activationlab.numeric.Randoms;
import activationlab.softmax.Softmax;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The programs that an assignment's text shows behave as the judge's copies of them: an input that a judge accepts is one
 * for which the text's programs differ, in every course.
 */
class GivenProgramsTest {

    private static final long[] COURSES = {0, 1, 2, 3};

    private static final double[] NUMBERS = {
        0,
        -0.0,
        1e-300,
        1e-12,
        -1e-9,
        1e-4,
        0.5,
        -0.5,
        1,
        -1,
        2,
        3,
        -8,
        8.01,
        9.01,
        10.01,
        12,
        19,
        25,
        -20,
        -30,
        -40,
        40,
        -700,
        -800,
        700,
        800,
        1e10,
        -1e10,
        1e308,
        -1e308,
        Double.MAX_VALUE
    };

    private static final double[][] ROWS = {
        {1, 2, 3},
        {0, 0},
        {1, 1},
        {0, 1},
        {0, 1, 1},
        {-1000, -1001},
        {-5, -800},
        {0, 1000},
        {1000, 0},
        {600, 599},
        {600, 0},
        {400, 399},
        {16777216, 16777217},
        {12345.678, 12345.1},
        {1e15, 1e15 + 1},
        {1e9, 1e9 + 1},
        {0, -20},
        {0, -11, 2},
        {-400, 400}
    };

    private static Exercise exercise(Assignment assignment, String id) {
        return assignment.exercises("").stream()
                .filter(e -> e.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Object value(Replay replay, String signature, Object... inputs) throws IOException {
        Exercise program = Exercise.of("given", signature)
                .reference(in -> 0)
                .shown(0, Inputs.of(inputs))
                .build();
        return ((Session.Returned) replay.call(program, Inputs.of(inputs))).value();
    }

    private static Replay replay(Assignment assignment, Variant variant) throws IOException {
        return new Replay(
                WorkerProgram.prepare(),
                Isolation.NONE,
                Limits.DEFAULT,
                RightAnswersTest.cells(assignment, variant, false));
    }

    @Test
    void pairsDifferWhereTheJudgeSaysSo() throws IOException {
        for (long course : COURSES) {
            Variant variant = new Variant(course);
            Assignment assignment = new FunctionsAndSlopes(variant);
            Exercise apart = exercise(assignment, "apart");
            try (Replay replay = replay(assignment, variant)) {
                for (int pair = 1; pair <= 6; pair++) {
                    int accepted = 0;
                    for (double x : NUMBERS) {
                        double a = (Double) value(replay, "double first(int pair, double x)", pair, x);
                        double b = (Double) value(replay, "double second(int pair, double x)", pair, x);
                        boolean fine = apart.fault(Inputs.of(pair), x).isEmpty();
                        // 0 and −0 are equal here.
                        boolean differ = !Values.close(a, b, Exercise.TOLERANCE, 0)
                                && !Values.close(b, a, Exercise.TOLERANCE, 0);
                        assertEquals(differ, fine, "course " + course + ", pair " + pair + " at " + x);
                        accepted += fine ? 1 : 0;
                    }
                    assertTrue(accepted > 0 && accepted < NUMBERS.length / 2, "pair " + pair + ": " + accepted);
                }
            }
        }
    }

    @Test
    void softmaxesAreWrongWhereTheJudgeSaysSo() throws IOException {
        for (long course : COURSES) {
            Variant variant = new Variant(course);
            Assignment assignment = new StableSoftmax(variant);
            Exercise expose = exercise(assignment, "expose");
            try (Replay replay = replay(assignment, variant)) {
                for (int program = 1; program <= 6; program++) {
                    int accepted = 0;
                    for (double[] row : ROWS) {
                        double[] got =
                                (double[]) value(replay, "double[] softmaxLike(int program, double[] z)", program, row);
                        boolean fine = expose.fault(Inputs.of(program), row).isEmpty();
                        assertEquals(
                                isWrong(got, row),
                                fine,
                                "course " + course + ", program " + program + " for " + Arrays.toString(row));
                        accepted += fine ? 1 : 0;
                    }
                    assertTrue(accepted > 0 && accepted < ROWS.length / 2, "program " + program + ": " + accepted);
                }
            }
        }
    }

    private static boolean isWrong(double[] got, double[] row) {
        double[] right = new Softmax().apply(row);
        boolean wrong = false;
        for (int i = 0; i < row.length; i++) {
            wrong |= !(Math.abs(got[i] - right[i]) <= 1e-6);
        }
        return wrong;
    }

    @Test
    void ordinaryRowsExposeNone() {
        RandomGenerator random = Randoms.generator(1);
        for (long course : COURSES) {
            Exercise expose = exercise(new StableSoftmax(new Variant(course)), "expose");
            for (int k = 0; k < 2000; k++) {
                double[] row = new double[5];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Randoms.uniform(random, -5, 5);
                }
                assertFalse(expose.fault(Inputs.of(1 + k % 6), row).isEmpty(), Arrays.toString(row));
            }
        }
    }

    @Test
    void rowsThatAreNoAnswerAreRefusedWithASentence() {
        Exercise expose = exercise(new StableSoftmax(new Variant(0)), "expose");
        Inputs first = Inputs.of(1);
        assertEquals("The row's length is 1; from 2 to 8 is wanted.", expose.fault(first, new double[1]));
        assertEquals("The row's length is 9; from 2 to 8 is wanted.", expose.fault(first, new double[9]));
        assertEquals(
                "All scores have to be finite numbers.",
                expose.fault(first, new double[] {0, Double.NEGATIVE_INFINITY}));
        assertEquals("For this row the program is right.", expose.fault(first, new double[] {1, 2}));
        Exercise apart = exercise(new FunctionsAndSlopes(new Variant(0)), "apart");
        assertEquals("The input has to be a finite number.", apart.fault(first, Double.NaN));
        assertEquals("There the first program gives 1.0 and the second 1.0.", apart.fault(first, 2.0));
    }
}
