package activationlab.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A homework's checks as a student meets them, with real workers; the real kernels are tested from outside. */
class ChecksTest {

    /** A kernel with a JShell. */
    public static final class JavaKernel extends BaseKernel {
        public JShell getJShell() {
            return shell;
        }
    }

    private static final String STUB =
            "double relu(double x) {\n    // YOUR CODE HERE\n    throw new UnsupportedOperationException(\"not written yet\");\n}";

    private static JShell shell;

    @TempDir
    Path folder;

    private final JavaKernel kernel = new JavaKernel();

    @BeforeEach
    void start() throws IOException {
        BaseKernel.running = kernel;
        shell = KernelCodeTest.shell();
        Checks.startAnew("");
        HandIn.openedAs("folder/hw1.ipynb");
        Exercises.lookIn(folder);
        Files.writeString(folder.resolve("hw1.json"), """
                {"assignment": "hw1", "title": "Functions and slopes", "course": 0, "exercises": [
                 {"id": "relu", "signature": "double relu(double x)", "tolerance": 1e-9, "floor": 0,
                  "leavesInputs": false, "categories": [
                   {"name": "the cases shown", "points": 2, "shown": [
                    {"inputs": [-2.5], "expected": 0}, {"inputs": [0.5], "expected": 0.5}]},
                   {"name": "both sides of 0", "points": 3.5}],
                  "hints": ["One <b>.", "Two.", "Three."],
                  "mistakes": [{"meaning": "This is |x|.", "values": [2.5, 0.5]}]},
                 {"id": "norm", "signature": "double[] norm(double[] z)", "tolerance": 1e-9, "floor": 1e-12,
                  "leavesInputs": true, "categories": [
                   {"name": "the cases shown", "points": 1, "shown": [{"inputs": [[1, 3]], "expected": [0.25, 0.75]}]}],
                  "hints": [], "mistakes": []},
                 {"id": "own-apart", "signature": "double apart()", "tolerance": 1e-9, "floor": 1e-12,
                  "leavesInputs": false, "wanted": "an input that tells them apart", "categories": [
                   {"name": "the cases shown", "points": 0, "shown": [{"inputs": []}]},
                   {"name": "it does", "points": 4}], "hints": [], "mistakes": []}]}
                """);
    }

    @AfterEach
    void stop() {
        BaseKernel.running = null;
        Exercises.lookIn(Path.of(""));
        Checks.startAnew("");
        shell.close();
    }

    /** The text of all that a cell shows in the end. */
    private String shown(Runnable cell) {
        return all(cell, "text/plain");
    }

    private String all(Runnable cell, String type) {
        kernel.shown.clear();
        kernel.getIO().display.updates.clear();
        cell.run();
        List<String> texts = new ArrayList<>();
        for (DisplayData data : kernel.shown) {
            Map<?, ?> last = data.data;
            for (DisplayData update : kernel.getIO().display.updates) {
                last = update.id.equals(data.id) ? update.data : last;
            }
            texts.add(String.valueOf(last.get(type)));
        }
        return String.join("\n", texts);
    }

    private String check(String source) {
        KernelCodeTest.run(shell, source);
        return shown(() -> Lab.check("relu"));
    }

    private static void contains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), "\"" + part + "\" in:\n" + text);
        }
    }

    // ------------------------------------------------------------------------------------------------- check

    @Test
    void aCellThatWasNotRun() {
        contains(shown(() -> Lab.check("relu")), "run the cell that declares double relu(double x)");
    }

    @Test
    void aStubIsToldKindly() {
        String text = check(STUB);
        contains(text, "Not written yet");
        assertFalse(text.contains("Hint"), text);
    }

    @Test
    void aWrongAnswerLineByLineWithHintsInSteps() {
        String first = check("double relu(double x) { return Math.abs(x); }");
        contains(
                first,
                "1 of 2 cases are right. That makes 1 of 2 points.",
                "✗ wrong: relu(-2.5), expected 0, got 2.5",
                "✓ right: relu(0.5), expected 0.5, got 0.5",
                "What this often means: This is |x|.",
                "Hint 1 of 3",
                "relative error of 1e−9, however small it is.",
                "Only the cases shown were tried. After you have handed in, others follow: both sides of 0 (3.5 points).");
        assertFalse(first.contains("Hint 2"), first);
        assertFalse(shown(() -> Lab.check("relu")).contains("Hint 2"), "unchanged");
        assertTrue(check("double relu(double x) { return x; }").contains("Hint 2 of 3"), "changed");
        String third = check("double relu(double x) { return 7; }");
        contains(third, "None of the 2 cases is right.", "Hint 1 of 3: One", "Hint 3 of 3: Three.");
        contains(check("double relu(double x) { return 8; }"), "Hint 3 of 3: Three.");
    }

    @Test
    void theHtmlSaysTheSameEscaped() {
        KernelCodeTest.run(shell, "double relu(double x) { throw new IllegalStateException(\"<i>\"); }");
        String html = all(() -> Lab.check("relu"), "text/html");
        contains(
                html,
                "✗ wrong",
                "<th scope=\"col\"",
                "<details",
                "It threw IllegalStateException: &lt;i&gt;",
                "One &lt;b&gt;.");
        contains(html, "border-left:4px solid " + Checks.WRONG);
    }

    @Test
    void aRightAnswer() {
        contains(
                check("double relu(double x) { return Math.max(0, x); }"),
                "Right: all 2 cases shown, 2 of 5.5 points.");
    }

    @Test
    void aVersionThatIsNoJava() {
        check("double relu(double x) { return Math.max(0, x); }");
        contains(check("double relu(double x) { return x }"), "Java says: ';' expected, in: ");
    }

    @Test
    void aCallOfTheLibrary() {
        contains(
                check("double relu(double x) { return Activations.RELU.value(x); }"),
                "It cannot be run without the course's library.",
                "Activations belongs to the course's library.");
    }

    @Test
    void aHelperThatNobodyDeclared() {
        contains(
                check("double relu(double x) { return helper(x); }"),
                "helper(double)",
                "Run the cell that declares it");
    }

    @Test
    void aMethodThatChangesItsInput() {
        KernelCodeTest.run(
                shell,
                "double[] norm(double[] z) { double s = 0; for (double a : z) { s += a; }"
                        + " for (int i = 0; i < z.length; i++) { z[i] /= s; } return z; }");
        contains(
                shown(() -> Lab.check("norm")),
                "changed the array",
                "or an absolute one of 1e−12",
                "These are all the cases of this exercise.");
    }

    @Test
    void whatIsJudgedLater() {
        KernelCodeTest.run(shell, "double apart() { return 1; }");
        contains(shown(() -> Lab.check("own-apart")), "It is judged after you have handed in.", "– later");
    }

    @Test
    void anExerciseThatIsNotThere() throws IOException {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Lab.check("rely"));
        contains(e.getMessage(), "There is no exercise \"rely\"; there are relu, norm, own-apart");
        Files.writeString(folder.resolve("hw2.json"), "{");
        contains(
                assertThrows(IllegalArgumentException.class, () -> Lab.check("rely"))
                        .getMessage(),
                "hw2.json");
    }

    @Test
    void withoutAKernelItSaysWhere() {
        BaseKernel.running = null;
        contains(
                assertThrows(IllegalStateException.class, () -> Lab.check("relu"))
                        .getMessage(),
                "only in a notebook");
    }

    @Test
    void underNbgraderAWrongAnswerThrows() {
        Checks.startAnew("validate");
        contains(assertThrows(AssertionError.class, () -> Lab.check("relu")).getMessage(), "not run");
        contains(
                assertThrows(AssertionError.class, () -> check("double relu(double x) { return x; }"))
                        .getMessage(),
                "relu: 1 of 2 cases are right.");
        check("double relu(double x) { return Math.max(0, x); }");
    }

    @Test
    void stopEndsACheck() {
        KernelCodeTest.run(shell, "double relu(double x) { while (true) { } }");
        Thread cell = Thread.currentThread();
        Thread stop = new Thread(() -> {
            try {
                Thread.sleep(1200);
            } catch (InterruptedException e) {
                return;
            }
            cell.interrupt();
        });
        stop.start();
        String text = shown(() -> Lab.check("relu"));
        assertTrue(Thread.interrupted(), "the kernel is told");
        contains(text, "The check was stopped.");
    }

    // ------------------------------------------------------------------------------------------------- hand in

    private void save(String name, String relu, String written, String... cells) throws IOException {
        StringBuilder text = new StringBuilder("{\"cells\": [");
        text.append(cell("code", "handIn(\"hw1\");", "hand-in", false));
        for (String source : cells) {
            text.append(',').append(cell("code", source, "", false));
        }
        text.append(',').append(cell("code", relu, "relu", true));
        text.append(',').append(cell("code", "double apart() { return 1; }", "own-apart", true));
        text.append(',').append(cell("markdown", written, "written", true));
        text.append("], \"metadata\": {\"activationlab\": {\"assignment\": \"hw1\"}}, \"nbformat\": 4}");
        Files.writeString(folder.resolve(name), text);
    }

    private static String cell(String type, String source, String id, boolean solution) {
        String metadata =
                id.isEmpty() ? "{}" : "{\"nbgrader\": {\"grade_id\": \"" + id + "\", \"solution\": " + solution + "}}";
        return "{\"cell_type\": \"" + type + "\", \"metadata\": " + metadata + ", \"source\": " + Live.json(source)
                + "}";
    }

    private String handIn() {
        return shown(() -> Lab.handIn("hw1"));
    }

    @Test
    void whatIsStillOpen() throws IOException {
        save("hw1.ipynb", STUB, "YOUR ANSWER HERE", "predict(\"guess\", \"\");");
        contains(
                handIn(),
                "hw1.ipynb was run from the beginning.",
                "– not answered: relu",
                "2 exercises have no answer in the file yet: relu, norm.",
                "The written answer is still empty",
                "1 prediction is not made yet: guess.",
                "When you are done, hand in the file hw1.ipynb (1 kB, saved on ");
    }

    @Test
    void whatTheKernelHasAndTheFileHasNot() throws IOException {
        save("hw1.ipynb", "double relu(double x) { return help(x); }", "Because.");
        KernelCodeTest.run(shell, "double help(double x) { return Math.max(0, x); }");
        KernelCodeTest.run(shell, "double relu(double x) { return help(x); }");
        String deleted = handIn();
        contains(
                deleted, "in the kernel's memory but in no cell of the file: double help(double x)", "✗ not right yet");
        assertFalse(deleted.contains("Ctrl+S"), deleted);
        KernelCodeTest.run(shell, "double relu(double x) { return 2 * help(x) / 2; }");
        contains(handIn(), "another answer than the one that you ran last: relu. Press Ctrl+S");
    }

    @Test
    void whenAllIsDone() throws IOException {
        save(
                "hw1.ipynb",
                "double relu(double x) { return Math.max(0, x); }",
                "Because.",
                "double[] norm(double[] z) { return java.util.Arrays.stream(z).map(a -> a / 4).toArray(); }",
                "predict(\"guess\", \"a line\");");
        String text = handIn();
        contains(
                text,
                "3 of 3 points on the cases shown.",
                "✓ right: relu",
                "✓ right: norm",
                "Hand in the file hw1.ipynb");
    }

    @Test
    void whenTheNotebookWasRenamed() throws IOException {
        contains(handIn(), "opened as hw1.ipynb, but there is no such file, and no other notebook of hw1");
        save("mine.ipynb", STUB, "");
        contains(handIn(), "no longer there; looked at is mine.ipynb.", "hand in the file mine.ipynb");
        save("other.ipynb", STUB, "");
        contains(handIn(), "several others could be meant: mine.ipynb, other.ipynb");
    }

    @Test
    void whenTheFileIsDamaged() throws IOException {
        Files.writeString(folder.resolve("hw1.ipynb"), "{\"cells\": [");
        contains(handIn(), "hw1.ipynb cannot be handed in like this. The file is no notebook, or only half of one");
        assertThrows(IllegalArgumentException.class, () -> Lab.handIn("hw77"));
    }
}
