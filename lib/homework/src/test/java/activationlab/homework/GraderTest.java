package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One submission after the other through worker and grader, with an assignment of two questions. */
class GraderTest {

    private static final Limits SHORT =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(30), 4);

    @TempDir
    static Path folder;

    private static Grader grader;
    private static Master master;

    @BeforeAll
    static void prepare() throws IOException {
        grader = new Grader(Isolation.NONE, SHORT);
        Path file = folder.resolve("master.ipynb");
        Files.writeString(file, notebook("// BEGIN SOLUTION\nreturn Math.max(0, x);\n// END SOLUTION", "return 0;"));
        master = Master.of(new Small(), file);
    }

    private record Small() implements Assignment {
        @Override
        public String name() {
            return "small";
        }

        @Override
        public String title() {
            return "A small one";
        }

        @Override
        public List<Exercise> exercises(String student) {
            return List.of(
                    Exercise.of("relu", "double relu(double x)")
                            .reference(in -> Math.max(0, in.number(0)))
                            .shown(2, Inputs.of(-1.0), Inputs.of(2.0))
                            .hidden(
                                    "anything",
                                    2,
                                    random -> List.of(Inputs.of(random.nextDouble()), Inputs.of(-random.nextDouble())))
                            .mistake("The sign is turned.", in -> Math.max(0, -in.number(0)))
                            .build(),
                    Exercise.of("total", "double total(double[] a)")
                            .reference(
                                    in -> java.util.Arrays.stream(in.vector(0)).sum())
                            .shown(4, Inputs.of(new double[] {1, 2}))
                            .leavesInputs()
                            .build());
        }
    }

    private static String notebook(String relu, String total) {
        return "{\"cells\": [" + cell("relu", "double relu(double x) {\n" + relu + "\n}") + ","
                + cell("total", "double total(double[] a) {\n" + total + "\n}") + "], \"nbformat\": 4}";
    }

    private static String cell(String id, String source) {
        return "{\"cell_type\": \"code\", \"metadata\": {\"nbgrader\": {\"grade_id\": \"" + id
                + "\", \"solution\": true}}, \"source\": \""
                + source.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
    }

    private static Result graded(String relu, String total) throws IOException {
        Path file = folder.resolve("ada.ipynb");
        Files.writeString(file, notebook(relu, total));
        return grader.grade(master, file, "ada", 5);
    }

    private static final String SUM = "double s = 0; for (double v : a) s += v; return s;";

    @Test
    void aRightAnswerHasAllPoints() throws IOException {
        Result result = graded("return x > 0 ? x : 0;", SUM);
        assertEquals(Result.State.GRADED, result.state());
        assertEquals(8, result.points());
        assertEquals("All 2 questions are right.", result.sentence());
    }

    @Test
    void aRecognisedMistakeIsNamed() throws IOException {
        Result.Question relu =
                graded("return Math.max(0, -x);", SUM).questions().get(0);
        assertEquals("The sign is turned.", relu.mistake());
        assertEquals(0, relu.points());
    }

    @Test
    void halfRightIsHalfThePoints() throws IOException {
        assertEquals(2, graded("return x;", SUM).questions().get(0).points());
    }

    @Test
    void anEndlessAnswerCostsItsOwnPointsOnly() throws IOException {
        Result result = graded("while (true) {}", SUM);
        assertEquals(Result.State.GRADED, result.state());
        assertEquals(4, result.points());
        assertEquals(
                "The method did not come to an end in time.",
                result.questions().get(0).sentence());
    }

    @Test
    void anExitCostsItsOwnPointsOnly() throws IOException {
        Result result = graded("System.exit(0); return 0;", SUM);
        assertEquals(4, result.points());
        assertTrue(result.questions().get(0).sentence().startsWith("The program ended"));
    }

    @Test
    void whatTheCompilerSaysIsPassedOn() throws IOException {
        Result.Question relu = graded("return x", SUM).questions().get(0);
        assertEquals("The cell cannot be used. Java says: ';' expected, in: return x", relu.sentence());
    }

    @Test
    void theStubIsNotWrittenYet() throws IOException {
        Result result = graded(Master.STUB, Master.STUB);
        assertEquals(0, result.points());
        assertEquals(Trial.NOT_WRITTEN, result.questions().get(0).sentence());
        assertEquals(Trial.NOT_WRITTEN, result.questions().get(1).sentence());
    }

    @Test
    void theLibraryIsNotThere() throws IOException {
        Result.Question relu = graded("return RELU.value(x);", SUM).questions().get(0);
        assertTrue(relu.sentence().startsWith("It uses variable RELU, which is not defined."), relu.sentence());
        assertTrue(relu.sentence().contains("but not the course's library"), relu.sentence());
    }

    @Test
    void inputsMustStayAsTheyAre() throws IOException {
        Result.Question total = graded("return x;", "double s = 0; for (double v : a) s += v; a[0] = 0; return s;")
                .questions()
                .get(1);
        assertEquals(0, total.points());
        assertTrue(total.categories().get(0).cases().get(0).note().contains("changed the array"));
    }

    @Test
    void whatIsNoNotebookIsSaid() throws IOException {
        Path file = folder.resolve("letter.ipynb");
        Files.writeString(file, "Dear teacher");
        Result result = grader.grade(master, file, "ada", 5);
        assertEquals(Result.State.UNREADABLE, result.state());
        assertEquals(8, result.most());
        assertTrue(result.sentence().startsWith("The file is no notebook"), result.sentence());
    }

    @Test
    void workersThatDieAndDieEndTheSubmission() throws IOException {
        Path file = folder.resolve("ada.ipynb");
        Files.writeString(
                file,
                "{\"cells\": ["
                        + IntStream.range(0, 5)
                                .mapToObj(i -> cell("", "System.exit(" + i + ");"))
                                .collect(Collectors.joining(","))
                        + "," + cell("relu", "double relu(double x) { return x; }") + "]}");
        Result result = grader.grade(master, file, "ada", 5);
        assertEquals(Result.State.CRASHED, result.state());
        assertTrue(result.sentence().contains("4 workers"), result.sentence());
    }
}
