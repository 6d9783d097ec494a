package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are found whatever became of the notebook; who wrote a right answer gets its points or a person is told. */
class SubmissionTest {

    private static final double MOST = 5;

    @TempDir
    private static Path folder;

    private static Path masterFile;
    private static Master master;
    private static Grader grader;

    private HandedIn notebook;

    @BeforeAll
    static void prepare() throws IOException {
        grader = new Grader(Isolation.NONE, Limits.DEFAULT);
        masterFile = HandedIn.master(folder);
        master = Master.of(HandedIn.course().assignment("small"), masterFile);
    }

    @BeforeEach
    void untouched() throws IOException {
        notebook = HandedIn.untouched(master, masterFile);
    }

    private Result graded() throws IOException {
        Result result = grader.grade(master, notebook.in(folder), "ann", 1);
        for (Result.Question question : result.questions()) {
            assertTrue(!question.sentence().isBlank(), question.id() + " has no sentence");
        }
        return result;
    }

    private static Result.Question question(Result result, String id) {
        return result.questions().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The points of the first exercise, and what the teacher is told. */
    private void assertGraded(double points, String... teacher) throws IOException {
        Result result = graded();
        assertEquals(Result.State.GRADED, result.state(), result.sentence());
        Result.Question question = question(result, "double-it");
        assertEquals(points, question.points(), question.sentence());
        assertEquals(List.of(teacher), result.teacher());
    }

    @Test
    void anUntouchedNotebook() throws IOException {
        Result result = graded();
        assertEquals(Result.State.GRADED, result.state());
        assertEquals(0, result.points());
        result.questions().forEach(question -> assertEquals(Trial.NOT_WRITTEN, question.sentence()));
        assertEquals(List.of(), result.teacher());
    }

    @Test
    void anAnswerInItsCell() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT);
        assertGraded(MOST);
    }

    @Test
    void anAnswerThatBecameText() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT).cell("double-it").put("cell_type", "markdown");
        assertGraded(MOST, "double-it: the answer stands in a cell that is not of the type code");
        notebook.cell("double-it").put("cell_type", "raw");
        assertGraded(MOST, "double-it: the answer stands in a cell that is not of the type code");
        notebook.cell("double-it").putObject("metadata");
        assertGraded(MOST, "double-it: the answer stands in a cell that is not of the type code");
    }

    @Test
    void cellsOutOfOrder() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT).source("sum-up", HandedIn.SUM);
        ArrayNode cells = notebook.cells();
        for (int i = 0; i < cells.size(); i++) {
            cells.insert(i, cells.remove(cells.size() - 1));
        }
        Result result = graded();
        assertEquals(10, result.points());
        assertEquals(List.of(), result.teacher());
    }

    @Test
    void aStubAndAnEditedCopy() throws IOException {
        notebook.copy("double-it", HandedIn.RIGHT);
        assertGraded(MOST);
        // The stub below the answer would replace it.
        notebook = HandedIn.untouched(master, masterFile);
        String stub = notebook.cell("double-it").get("source").asText();
        notebook.source("double-it", HandedIn.RIGHT).copy("double-it", stub);
        assertGraded(MOST);
    }

    @Test
    void twoEqualCopies() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT).copy("double-it", HandedIn.RIGHT + "\n");
        assertGraded(MOST);
    }

    @Test
    void twoEditedCopies() throws IOException {
        notebook.source("double-it", HandedIn.WRONG).copy("double-it", HandedIn.RIGHT);
        assertGraded(MOST, "double-it: 2 different cells have the name of this question; the last one was graded");
    }

    @Test
    void aHelperInACopyOfTheAnswersCell() throws IOException {
        notebook.source("double-it", "double doubleIt(double x) {\n    return plus(x, x);\n}")
                .copy("double-it", "double plus(double a, double b) {\n    return a + b;\n}");
        assertGraded(MOST);
    }

    @Test
    void aHelperInItsOwnCell() throws IOException {
        notebook.source("double-it", "double doubleIt(double x) {\n    return plus(x, x);\n}")
                .own("check-choose", "code", "double plus(double a, double b) {\n    return a + b;\n}");
        assertGraded(MOST);
    }

    @Test
    void noMetadataAtAll() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT)
                .source("sum-up", HandedIn.SUM)
                .withoutMetadata();
        Result result = graded();
        assertEquals(10, result.points());
        assertEquals(List.of(), result.teacher());
        assertEquals(Trial.NOT_WRITTEN, question(result, "choose").sentence());
    }

    @Test
    void noMetadataAndAnotherName() throws IOException {
        notebook.source("double-it", "double twice(double x) {\n    return x + x;\n}")
                .withoutMetadata();
        Result.Question question = question(graded(), "double-it");
        assertEquals(0, question.points());
        assertTrue(question.answer().contains("twice"), "found between the locked cells");
        assertTrue(question.sentence().contains("There is no method double doubleIt(double x)"), question.sentence());
    }

    @Test
    void aMistypedName() throws IOException {
        ((ObjectNode) notebook.source("double-it", HandedIn.RIGHT)
                        .cell("double-it")
                        .at("/metadata/nbgrader"))
                .put("grade_id", "doubleit");
        assertGraded(MOST);
    }

    @Test
    void aDeletedCellAndTheAnswerInAnother() throws IOException {
        notebook.remove("double-it").own("run-2", "code", HandedIn.RIGHT);
        assertGraded(MOST);
    }

    @Test
    void theStubAndTheAnswerInAnotherCell() throws IOException {
        notebook.own("text-1", "code", HandedIn.RIGHT);
        assertGraded(MOST);
    }

    @Test
    void aDeletedCell() throws IOException {
        notebook.remove("double-it");
        Result.Question question = question(graded(), "double-it");
        assertEquals("There is no answer: its cell is empty or was deleted.", question.sentence());
    }

    @Test
    void allAnswersInOneCell() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT + "\n" + HandedIn.SUM).remove("sum-up");
        Result result = graded();
        assertEquals(10, result.points(), result.questions().toString());
    }

    @Test
    void anOlderVersionFurtherDown() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT).own("run-1", "code", HandedIn.WRONG);
        assertGraded(MOST, "double-it: a cell below declares its method again; the answer's own cell counts");
    }

    @Test
    void theAnswerInALockedCell() throws IOException {
        notebook.source("check-double-it", HandedIn.RIGHT + "\ncheck(\"double-it\");");
        assertGraded(
                MOST,
                "the locked cell check-double-it was changed; the original counts",
                "double-it: the answer stands in a locked cell");
    }

    @Test
    void changedGivenCodeDoesNotCount() throws IOException {
        notebook.source("given-1", "interface Twice { }")
                .source("double-it", "double doubleIt(double x) {\n    Twice t = y -> y + y;\n    return t.of(x);\n}");
        assertGraded(MOST, "the locked cell given-1 was changed; the original counts");
    }

    @Test
    void magics() throws IOException {
        notebook.source("double-it", "%%time\n%maven a:b:1\n" + HandedIn.RIGHT);
        assertGraded(MOST);
    }

    @Test
    void anotherCourse() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT);
        ((ObjectNode) notebook.root().at("/metadata/activationlab")).put("course", 7);
        assertGraded(
                MOST, "the notebook was made for the course 7 and is graded for 0; constants and names may differ");
    }

    @Test
    void anotherAssignment() throws IOException {
        ((ObjectNode) notebook.root().at("/metadata/activationlab")).put("assignment", "hw\n9");
        Result result = graded();
        assertEquals(Result.State.UNREADABLE, result.state());
        assertEquals("This is the notebook of hw 9, not of small.", result.sentence());
        assertEquals(3, result.questions().size());
    }

    @Test
    void anotherAssignmentThatDoesNotSaySo() throws IOException {
        for (String id : List.of("double-it", "sum-up", "choose")) {
            notebook.remove(id).remove("check-" + id);
        }
        notebook.root().putObject("metadata");
        Result result = graded();
        assertEquals(Result.State.UNREADABLE, result.state());
        assertEquals(
                "This is not the notebook of small: none of its cells is there.",
                result.sentence(),
                "the names setup, run-1 and given-1 are in all assignments");
    }

    @Test
    void aCellOfEndlessSource() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT + " ".repeat(300_000) + "nonsense");
        assertGraded(MOST, "cell 7 is longer than 200000 characters; only its beginning was read");
    }

    @Test
    void whatOnlyANotebookHasIsNotRun() {
        assertEquals("", Submission.untilNotebook("predict(\"a\", \"\");   // \"1\"", Set.of()));
        assertEquals(
                "double h = 2;\n", Submission.untilNotebook("double h = 2;\nprintln(h);\nint rest = 1;", Set.of()));
        for (String all : List.of(
                "double h = 2;",
                "void f() {\nprintln(1);\n}",
                "char c = '}';\nprintln(c);",
                "// {\nshow(f());",
                "f(\nshow(1));")) {
            assertEquals(all, Submission.untilNotebook(all, Set.of()));
        }
        // A student's own method of this name is run.
        assertEquals("show(1);\nint a = 1;", Submission.untilNotebook("show(1);\nint a = 1;", Set.of("show")));
    }
}
