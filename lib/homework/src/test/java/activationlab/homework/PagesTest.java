package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {

    private static final String EVIL = "</pre><script>alert('x')</script><img src=x onerror=\"y\"> \u202e \u0007 &amp;";

    @TempDir
    Path folder;

    private Master master;

    @BeforeEach
    void master() throws IOException {
        master = Master.of(new Tryout(), Tryout.master(folder.resolve("master.ipynb")));
    }

    private static Result.Case right() {
        return new Result.Case(true, "relu(1)", "1", "1", "");
    }

    private static Result.Case wrong(String got, String note) {
        return new Result.Case(false, "relu(" + EVIL + ")", "0", got, note);
    }

    private static Result.Tested tested(boolean shown, String name, Result.Case... cases) {
        return new Result.Tested(name, shown, 0, 4, List.of(cases));
    }

    private static Report report(String student, Result.State state, Result.Question... questions) {
        Result result = new Result(
                "tryout",
                student,
                state,
                1,
                85,
                EVIL,
                List.of(questions),
                List.of("look: " + EVIL),
                4711,
                "m",
                "s",
                "17",
                Isolation.NONE,
                0.5);
        return new Report(
                result, "v", List.of(new Report.ByHand("written", 15, EVIL)), Map.of("largest-slope", EVIL), List.of());
    }

    private static Result.Question question(String mistake, Result.Tested... tested) {
        return new Result.Question("relu", 1, 8.5, "1 of 4 cases are right.", mistake, EVIL, List.of(tested));
    }

    private static void isSafe(String page) {
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("<img"), page);
        assertFalse(page.contains("\u202e"), page);
        assertFalse(page.contains("\u0007"), page);
        assertFalse(page.contains("http://") || page.contains("https://"), page);
        assertTrue(page.contains("default-src 'none'"), page);
    }

    @Test
    void anAnswerIsNeverMarkup() {
        String page = StudentPage.of(
                new Tryout(),
                report(EVIL, Result.State.GRADED, question(EVIL, tested(true, EVIL, right(), wrong(EVIL, EVIL)))),
                new Written.Mark(Map.of("written", 14.5), EVIL));
        isSafe(page);
        assertTrue(page.contains("\\u202e"), page);
        assertTrue(page.contains("&amp;amp;"), page);
        assertTrue(page.contains("first case that fails"), page);
        assertTrue(page.contains("your teacher gave 14.5 of 15 points"), page);
        assertTrue(page.contains("Together: <b class=\"total\">15.5 of 100 points</b>"), page);
        assertTrue(page.contains("Your teacher writes:"), page);
    }

    @Test
    void hiddenCasesAreToldInWords() {
        Result.Case hidden = new Result.Case(false, "relu(-77.25)", "0.125", "", "It threw Error: -77.25");
        String page = StudentPage.of(
                new Tryout(),
                report(
                        "anna",
                        Result.State.GRADED,
                        question("", tested(true, "shown", right()), tested(false, "far out", right(), hidden))),
                Written.Mark.NONE);
        assertTrue(page.contains("What fails are hidden cases: <b>far out</b>. It threw Error."), page);
        assertFalse(page.contains("77.25"), page);
        assertFalse(page.contains("0.125"), page);
        assertFalse(page.contains("4711"), "the seed is the teacher's secret");
    }

    @Test
    void whatCannotBeReadHasAPageToo() {
        String page = StudentPage.of(new Tryout(), report("anna", Result.State.UNREADABLE), Written.Mark.NONE);
        isSafe(page);
        assertTrue(page.contains("unreadable"), page);
    }

    @Test
    void wrongAnswersThatAreAlike() throws Exception {
        Path out = Files.createDirectories(folder.resolve("out"));
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            reports.add(report(
                    "known-" + i, Result.State.GRADED, question("It is <b>.", tested(true, "s", wrong("7", "")))));
            reports.add(report("seven-" + i, Result.State.GRADED, question("", tested(true, "s", wrong("7", "")))));
        }
        reports.add(report("eight", Result.State.GRADED, question("", tested(true, "s", wrong("8", "Too much.")))));
        reports.add(report(
                "deep",
                Result.State.GRADED,
                question("", tested(true, "s", right()), tested(false, "far", wrong("8", "")))));
        reports.add(report(
                "threw", Result.State.GRADED, question("", tested(true, "s", wrong("", "It threw E: <p>")))));
        reports.add(report("lost", Result.State.UNREADABLE, question("", tested(true, "s", wrong("", "")))));
        for (int i = 0; i < 20; i++) {
            reports.add(report("other-" + i, Result.State.GRADED, question("", tested(true, "s", wrong("9" + i, "")))));
        }
        for (Report report : reports) {
            report.write(out.resolve(Whole.name(report.result().student()) + ".json"));
        }
        List<Report.ByHand> byHand = List.of(new Report.ByHand("written", 15, ""));
        Overview overview = Overview.of(
                out, master, byHand, Written.of(out, byHand), Set.of("known-0", "eight"), (report, mark) -> {});
        assertEquals(30, overview.rows.size());
        Overview.Question relu = overview.questions.get("relu");
        assertEquals(29, relu.answers, "what was unreadable says nothing about the question");
        assertEquals(1, relu.mean());
        List<Overview.Alike> wrong = relu.wrong();
        assertEquals(3, wrong.get(0).students().size());
        assertEquals("It is <b>.", wrong.get(0).what());
        assertEquals(List.of("seven-0", "seven-1", "seven-2"), wrong.get(1).students());
        assertTrue(
                wrong.get(1).what().endsWith(" gives 7 instead of 0"),
                wrong.get(1).what());
        assertTrue(wrong.stream().anyMatch(alike -> alike.what().equals("right in the shown cases, wrong in: far")));
        assertTrue(wrong.stream().anyMatch(alike -> alike.what().equals("It threw E: <p>")));
        String page = ClassPage.of(new Tryout(), overview, List.of(EVIL));
        isSafe(page);
        assertTrue(page.contains("in 13 other ways"), page);
        assertTrue(page.contains("no submission of this student any more"), page);
        assertTrue(page.contains("29 graded, 1 unreadable"), page);
    }

    @Test
    void aReportIsReadAsItWasWritten() throws IOException {
        Report report = report("anna", Result.State.TIMED_OUT, question("m", tested(false, "x", wrong("1", "n"))));
        Path file = folder.resolve("anna.json");
        report.write(file);
        assertEquals(report, Report.read(file));
        assertNull(Report.read(folder.resolve("none.json")));
        Files.writeString(file, "[1]");
        assertNull(Report.read(file));
        Files.writeString(file, "{}");
        assertNull(Report.read(file));
        assertFalse(report.isFailure());
    }

    @Test
    void namesOfFiles() {
        assertEquals("anna.b-c@d", Whole.name("anna.b-c@d"));
        assertEquals("Żółć 1", Whole.name("Żółć 1"));
        for (String name : List.of("../x", "index", "RUN", ".hidden", "a/b", "a\nb", "x".repeat(300), "CON")) {
            String safe = Whole.name(name);
            assertNotEquals(name, safe);
            assertTrue(safe.matches("[\\w-][\\w.-]{0,110}"), safe);
        }
        assertNotEquals(Whole.name("a/b"), Whole.name("a_b"));
        assertTrue(Whole.isFull(new IOException("x: No space left on device")));
        assertFalse(Whole.isFull(new IOException("x")));
    }

    @Test
    void cellsOfATable() {
        assertEquals("plain", Csv.cell("plain"));
        assertEquals("\"a,\"\"b\"\"\"", Csv.cell("a,\"b\""));
        assertEquals("'=1+1", Csv.cell("=1+1"));
        assertEquals("'@x", Csv.cell("@x"));
        assertEquals("6.25", Html.points(6.25));
        assertEquals("6.2", Html.points(6.2));
        assertEquals("6", Html.points(6));
    }

    @Test
    void firstPredictions() throws Exception {
        String cells =
                "{\"cells\": [{\"cell_type\": \"code\", \"metadata\": {}, \"source\": [\"// predict(\\\"a\\\", \\\"x\\\")\\n\","
                        + "\"predict(\\\"a\\\", \\\"one\\\");\\n\", \"predict(\\\"b\\\", -2.5); predict(\\\"c\\\", \\\"\\\")\"]},"
                        + "{\"cell_type\": \"code\", \"metadata\": {}, \"source\": \"predict(\\\"c\\\", \\\"\\\"); int i;\"}]}";
        Path file = Files.writeString(folder.resolve("x.ipynb"), cells);
        NotebookFile notebook = NotebookFile.read(file);
        assertEquals(Map.of("a", "one", "b", "-2.5"), Guesses.of(notebook, notebook, null));
        Files.writeString(
                folder.resolve("my-predictions.csv"),
                "id,answer,right\na,\"a \"\"b\"\", c\",false\na,later,true\nz,1,true\nc," + "long".repeat(30)
                        + ",true\nbroken\n");
        Map<String, String> kept = Guesses.of(notebook, notebook, folder);
        assertEquals("a \"b\", c", kept.get("a"));
        assertEquals("-2.5", kept.get("b"));
        assertEquals(61, kept.get("c").length());
        assertFalse(kept.containsKey("z"));
    }
}
