package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path base;

    private final ByteArrayOutputStream shouted = new ByteArrayOutputStream();
    private CommandLine line;
    private Path master;
    private Path results;

    @BeforeEach
    void master() throws IOException {
        line = new CommandLine(base);
        master = line.master;
        results = line.file("");
    }

    private int run(String... arguments) {
        return line.run(arguments);
    }

    private int grade(String... more) {
        return line.of("grade", more);
    }

    private int about(String command, String... more) {
        return line.about(command, more);
    }

    private String said() {
        return line.said();
    }

    private String shouted() {
        return line.shouted();
    }

    private Map<String, ClassOfStudents.Kind> students(int n, int hostile) throws IOException {
        return ClassOfStudents.make(
                "tryout",
                master,
                List.of(ClassOfStudents.style("tryout", "loops"), ClassOfStudents.style("tryout", "streams")),
                base.resolve("submitted"),
                n,
                hostile,
                7);
    }

    private Result result(String student) {
        return Report.read(results.resolve(student + ".json")).result();
    }

    @Test
    void aClassOfThirty() throws IOException {
        Map<String, ClassOfStudents.Kind> kinds = students(30, 15);
        assertEquals(Main.DONE, grade(), this::shouted);
        assertTrue(said().startsWith("30 submissions, 30 graded now, 0 already graded."), said());
        assertTrue(shouted().contains("30 of 30, "), shouted());
        List<String> csv = Files.readAllLines(results.resolve("marks.csv"));
        assertEquals(31, csv.size());
        assertEquals(
                "student,state,points,most,sigmoid,relu,leaky,elu,swish,sigmoid-slope,tanh-slope,softmax,largest,mean,"
                        + "written (by hand),total,to look at",
                csv.get(0));
        kinds.forEach((student, kind) -> {
            Result result = result(student);
            assertEquals(85, result.most());
            String page = read(results.resolve(student + ".html"));
            switch (kind) {
                case RIGHT -> assertEquals(85, result.points(), student);
                case UNTOUCHED -> {
                    assertEquals(0, result.points(), student);
                    assertTrue(page.contains("Not written yet"), student);
                }
                default -> assertTrue(result.points() < 85, student);
            }
            assertFalse(page.contains("<i>"), student);
            assertFalse(page.contains(Long.toString(result.seed())), "the seed is the teacher's secret");
        });
        String page = read(results.resolve("index.html"));
        assertTrue(page.contains("30 students: 30 graded."), page);
        assertTrue(page.contains("Ten &lt;small&gt; functions"), page);
        assertTrue(page.contains("largest-slope"), "no predictions");
        assertTrue(page.contains("href=\"./student-0000.html\""), page);

        // A second run finds all done; one that was killed in the middle makes only what is missing.
        String before = read(results.resolve("student-0003.json"));
        Files.delete(results.resolve("student-0004.json"));
        Files.delete(results.resolve("student-0005.html"));
        Files.writeString(results.resolve("student-0006.json"), "{\"student\": \"stud");
        Files.writeString(results.resolve(".abc.half"), "half");
        assertEquals(Main.DONE, grade());
        assertTrue(said().startsWith("30 submissions, 2 graded now, 28 already graded."), said());
        assertEquals(before, read(results.resolve("student-0003.json")));
        assertTrue(Files.exists(results.resolve("student-0005.html")));
        assertFalse(Files.exists(results.resolve(".abc.half")));

        assertEquals(Main.DONE, about("appeal", "student-0002"), this::said);
        assertTrue(said().contains("The same result in every question and case: "), said());

        // The exercise leaky was wrong and is corrected: who had it right has no longer.
        line.assignment = new Tryout(0.01);
        assertEquals(Main.DIFFERENT, about("appeal", "student-0001"));
        assertTrue(said().contains("leaky: 8.5 points before, "), said());
        assertEquals(Main.DONE, about("regrade", "--again"), this::shouted);
        assertTrue(said().contains("student-0001  leaky  8.5 -> "), said());
        assertFalse(said().contains("student-0001  sigmoid"), said());
        assertTrue(read(results.resolve("changes.csv")).contains("student-0001,leaky,8.5,"));
        assertFalse(Files.exists(results.resolve("before.json")));
        assertEquals(Main.DONE, about("regrade"));
        assertTrue(said().contains("No points have changed."), said());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aChangedNotebookIsGradedAgain() throws IOException {
        students(2, 0);
        assertEquals(Main.DONE, grade("--seed", "5"));
        assertEquals(5, result("student-0000").seed());
        Path file = base.resolve("submitted/student-0001/tryout/tryout.ipynb");
        ObjectNode notebook = (ObjectNode) JSON.readTree(file.toFile());
        for (JsonNode cell : notebook.get("cells")) {
            if (cell.at("/metadata/nbgrader/grade_id").asText().equals("relu")) {
                ((ObjectNode) cell).put("source", "double relu(double x) { return x; }");
            }
        }
        JSON.writeValue(file.toFile(), notebook);
        assertEquals(Main.DONE, grade("--seed=5", "--threads", "1", "--progress", "bar"));
        assertTrue(said().startsWith("2 submissions, 1 graded now"), said());
        assertTrue(shouted().contains("\r[##############################] 2 of 2"), shouted());
        String page = read(results.resolve("student-0001.html"));
        assertTrue(page.contains("This often means: Negative inputs pass: &lt;b&gt;this&lt;/b&gt;"), page);
        assertEquals(Main.FAILED, grade("--seed", "6"));
        assertTrue(shouted().contains("was graded with the seed in"), shouted());
        assertEquals(Main.DIFFERENT, changedAppeal(file, notebook));
    }

    private int changedAppeal(Path file, ObjectNode notebook) throws IOException {
        notebook.put("nbformat_minor", 4);
        JSON.writeValue(file.toFile(), notebook);
        int code = about("appeal", "student-0001");
        assertTrue(said().contains("the notebook is not the one that was graded"), said());
        return code;
    }

    @Test
    void everyFileIsNamed() throws IOException {
        students(1, 0);
        Path folder = base.resolve("submitted");
        Files.writeString(folder.resolve("notes.txt"), "");
        Files.writeString(folder.resolve("tryout.ipynb"), "{}");
        Files.writeString(folder.resolve("=evil.ipynb"), "not JSON");
        Files.createDirectories(folder.resolve("nobody"));
        Files.copy(master, folder.resolve("index.ipynb"));
        assertEquals(Main.DONE, grade("--isolation", "none"));
        assertTrue(line.warned(), shouted());
        assertTrue(said().contains("Not graded: notes.txt: no notebook"), said());
        assertTrue(said().contains("Not graded: tryout.ipynb: whose is it?"), said());
        assertTrue(said().contains("2 submissions need a person's look"), said());
        List<String> csv = Files.readAllLines(results.resolve("marks.csv"));
        assertEquals(5, csv.size(), csv::toString);
        assertTrue(csv.get(1).startsWith("'=evil,unreadable,0,85,"), csv.get(1));
        assertTrue(csv.get(2).startsWith("index,graded,85,85,"), csv.get(2));
        assertTrue(csv.get(3).startsWith("nobody,unreadable,0,85,"), csv.get(3));
        assertTrue(read(results.resolve("index.html")).contains("<b>not graded:</b> notes.txt"), "the class's page");
        assertTrue(read(results.resolve("nobody.html")).contains("No notebook of tryout was handed in."));
        // Results without walls do not count where walls are asked for.
        if (Grader.works(Isolation.BUBBLEWRAP)) {
            assertEquals(Main.DONE, grade("--require-isolation"));
            assertTrue(said().startsWith("4 submissions, 4 graded now"), said());
            assertEquals(Isolation.BUBBLEWRAP, result("student-0000").isolation());
        }
        // A student whose folder is gone keeps the row.
        Files.delete(folder.resolve("index.ipynb"));
        assertEquals(Main.DONE, grade("--isolation", "none"));
        assertTrue(
                Files.readAllLines(results.resolve("marks.csv")).get(2).contains("graded earlier; the folder has no"));
        assertEquals(Main.FAILED, about("appeal", "index"));
        assertTrue(shouted().contains("has no submission of index"), shouted());
        assertEquals(Main.FAILED, about("appeal", "unknown"));
        assertTrue(shouted().contains("There is no result of unknown"), shouted());
    }

    @Test
    void aCommandLineThatCannotBeUnderstood() throws IOException {
        Files.createDirectories(base.resolve("submitted"));
        assertEquals(Main.USAGE, run());
        assertEquals("A command is missing. See --help.", shouted().strip());
        assertEquals(Main.USAGE, run("bake"));
        assertEquals(Main.USAGE, run("grade", "tryout"));
        assertEquals("The folder is missing. See --help.", shouted().strip());
        assertEquals(Main.USAGE, run("grade", "../x", "y"));
        assertEquals(Main.USAGE, grade("more"));
        assertEquals("What is meant by more? See --help.", shouted().strip());
        assertEquals(Main.USAGE, grade("--quick"));
        assertEquals(Main.USAGE, grade("--seed"));
        assertEquals(Main.USAGE, grade("--seed", "x"));
        assertEquals(Main.USAGE, grade("--threads", "0"));
        assertEquals(Main.USAGE, grade("--isolation", "glass"));
        assertEquals(Main.USAGE, grade("--isolation", "none", "--require-isolation"));
        assertEquals(Main.DONE, run("--help"));
        assertTrue(said().contains("Exit codes: 0 done"), said());
        assertEquals(Main.DONE, run("grade", "--help"));
    }

    @Test
    void whatIsNeededIsNotThere() throws IOException {
        assertEquals(Main.FAILED, grade());
        assertTrue(shouted().startsWith("There is no folder "), shouted());
        Files.createDirectories(base.resolve("submitted"));
        assertEquals(Main.FAILED, grade("--master", base.resolve("none.ipynb").toString()));
        assertTrue(shouted().contains("no notebook with the answers"), shouted());
        Path broken = Files.writeString(base.resolve("broken.ipynb"), "{");
        assertEquals(Main.FAILED, grade("--master", broken.toString()));
        assertTrue(shouted().contains("is no notebook."), shouted());
        assertEquals(Main.FAILED, about("regrade"));
        assertTrue(shouted().startsWith("Nothing has been graded in "), shouted());
        assertEquals(
                Main.FAILED, run("grade", "hw9", base.resolve("submitted").toString(), "--master", master.toString()));
        assertEquals("There is no assignment hw9.", shouted().strip());
        Files.createDirectories(results);
        Files.writeString(results.resolve("seed.txt"), "none");
        assertEquals(Main.FAILED, grade());
        assertTrue(shouted().contains("holds no seed"), shouted());
        Files.delete(results.resolve("seed.txt"));
        assertEquals(Main.DONE, grade());
        assertTrue(said().startsWith("0 submissions, 0 graded now"), said());
        long first = Long.parseLong(read(results.resolve("seed.txt")).strip());
        Files.delete(results.resolve("seed.txt"));
        assertEquals(Main.DONE, grade());
        assertNotEquals(first, Long.parseLong(read(results.resolve("seed.txt")).strip()));
    }

    @Test
    void aFolderThatCannotBeWritten() throws IOException {
        students(1, 0);
        Files.writeString(base.resolve("results"), "a file where a folder should be");
        assertEquals(Main.NOT_WRITTEN, grade());
        assertTrue(shouted().contains("A file cannot be read or written: "), shouted());
    }

    @Test
    void twoRunsIntoOneFolder() throws Exception {
        students(1, 0);
        Files.createDirectories(results);
        try (var channel = java.nio.channels.FileChannel.open(
                        results.resolve(".lock"),
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertTrue(lock.isValid());
            assertEquals(Main.FAILED, grade());
        }
        assertTrue(shouted().contains("Another run is grading into "), shouted());
    }

    @Test
    void aQuiz() throws IOException {
        String out = base.resolve("course").toString();
        assertEquals(Main.DONE, run("quiz", "hw1", "--seed", "7", "--out", out), this::shouted);
        assertTrue(read(base.resolve("course/hw1/quiz-7.md")).startsWith("# Quiz to hw1"));
        assertTrue(read(base.resolve("course/hw1/quiz-7-answers.md")).startsWith("# Answers"));
        assertEquals(Main.USAGE, run("quiz", "hw1", "--out", out));
        assertEquals(Main.FAILED, run("quiz", "hw9", "--seed", "1", "--out", out));
    }

    @Test
    void aRunThatIsStoppedKeepsWhatIsDone() throws Exception {
        students(6, 0);
        Files.createDirectories(results);
        Handed.Found found = Handed.in(base.resolve("submitted"), "tryout", base.resolve("results"));
        Master read = Master.of(line.assignment, master);
        Grading.Setting setting = new Grading.Setting(read, List.of(), 5, "v", results, false, false);
        Grading grading = new Grading(new Grader(Isolation.NONE, Limits.DEFAULT), setting, 1);
        Progress progress = new Progress(new PrintStream(shouted, true, StandardCharsets.UTF_8), false, 6);
        Thread run = new Thread(() -> {
            try {
                grading.run(found.students(), progress);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        run.start();
        while (progress.done() < 2) {
            Thread.sleep(5);
        }
        grading.stop();
        run.join(20_000);
        assertFalse(run.isAlive());
        assertTrue(grading.isStopped());
        int kept = Overview.results(results).size();
        assertTrue(kept >= 2 && kept < 6, kept + " results");
        for (Path file : Overview.results(results)) {
            assertEquals(Result.State.GRADED, Report.read(file).result().state(), file + " was ended in the middle");
        }
        Grading next = new Grading(new Grader(Isolation.NONE, Limits.DEFAULT), setting, 2);
        next.run(found.students(), new Progress(new PrintStream(shouted, true, StandardCharsets.UTF_8), false, 6));
        assertEquals(6 - kept, next.graded());
    }

    @Test
    void aFullDisk() throws IOException {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));
        IOException failure =
                org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> Files.writeString(full, "x"));
        assertTrue(Whole.isFull(failure), failure::toString);
    }
}
