package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A submission that brings down the grader cannot do so for ever, and nobody else is blamed. */
class KilledTest {

    @TempDir
    private Path base;

    private CommandLine line;

    @BeforeEach
    void aClass() throws IOException {
        line = new CommandLine(base);
        line.broken("ada", "bob");
        line.right("fay");
        Files.createDirectories(line.file(""));
    }

    /** What a run that is killed leaves behind. */
    private Path left(String student, String more) throws IOException {
        String digest = Digest.of(line.submitted.resolve(student).resolve("tryout.ipynb"));
        return Files.writeString(line.file("." + student + ".grading"), digest + more + "\n");
    }

    private boolean noneIsLeft() throws IOException {
        try (var files = Files.list(line.file(""))) {
            return files.noneMatch(file -> file.toString().endsWith(".grading"));
        }
    }

    private Result result(String student) {
        return Report.read(line.file(student + ".json")).result();
    }

    @Test
    void onceMoreAndAlone() throws IOException {
        left("fay", "");
        Files.writeString(line.file(".ada.grading"), "");
        Files.writeString(line.file(".bob.grading"), "another notebook alone\n");
        assertEquals(Main.DONE, line.withoutWalls("grade", "--threads", "4"), line::shouted);
        assertTrue(
                line.shouted().startsWith("An earlier run was killed while it graded ada, fay. They"), line.shouted());
        assertEquals(85, result("fay").points());
        assertEquals(Result.State.UNREADABLE, result("bob").state());
        assertFalse(Files.exists(line.file(".ada.grading")) || Files.exists(line.file(".fay.grading")));
        assertEquals(Main.DONE, line.withoutWalls("grade"));
        assertTrue(line.said().startsWith("3 submissions, 0 graded now"), line.said());
        assertFalse(line.shouted().contains("An earlier run"), line.shouted());
    }

    @Test
    void killedAloneAsWell() throws IOException {
        left("fay", " alone");
        assertEquals(Main.DONE, line.withoutWalls("grade"), line::shouted);
        assertTrue(noneIsLeft());
        Result result = result("fay");
        assertEquals(Result.State.CRASHED, result.state());
        assertEquals(0, result.points());
        assertEquals(85, result.most());
        assertTrue(result.sentence().startsWith("This notebook could not be graded"), result.sentence());
        assertTrue(line.text("fay.html").contains("Your teacher has been told"));
        assertTrue(line.text("marks.csv").contains("fay,crashed,0,85,"), line.text("marks.csv"));
        assertTrue(line.text("marks.csv").contains("killed twice"), line.text("marks.csv"));
        assertEquals(Main.DONE, line.withoutWalls("grade"));
        assertTrue(line.said().startsWith("3 submissions, 0 graded now"), line.said());
        assertEquals(Main.DONE, line.withoutWalls("grade", "--again", "--student", "fay"));
        assertEquals(85, result("fay").points());
    }

    @Test
    void theGraderFails() throws IOException {
        Tryout tryout = new Tryout();
        boolean[] broken = {true};
        line.assignment = new Assignment() {
            @Override
            public String name() {
                return tryout.name();
            }

            @Override
            public String title() {
                return tryout.title();
            }

            @Override
            public List<Exercise> exercises(String student) {
                if (student.equals("bob") && broken[0]) {
                    throw new StackOverflowError("of the grader");
                }
                return tryout.exercises(student);
            }
        };
        assertEquals(Main.FAILED, line.withoutWalls("grade", "--student", "ada,bob"));
        assertTrue(line.shouted().contains("The grader itself failed, see above."), line.shouted());
        assertTrue(Files.exists(line.file(".bob.grading")));
        assertFalse(Files.exists(line.file(".ada.grading")));
        assertEquals(Main.FAILED, line.withoutWalls("grade"));
        assertEquals(85, result("fay").points(), "others come first");
        assertTrue(line.text(".bob.grading").endsWith(" alone\n"));
        broken[0] = false;
        assertEquals(Main.DONE, line.withoutWalls("grade"));
        assertEquals(Result.State.CRASHED, result("bob").state());
    }

    @Test
    void theLogOfAStudent() throws IOException {
        Path file = line.submitted.resolve("fay/tryout.ipynb");
        Files.writeString(file, Files.readString(file).replace("return 0;", "return x;"));
        assertEquals(Main.DONE, line.withoutWalls("grade", "--seed", "5", "--student", "fay,ada"), line::shouted);
        Files.writeString(line.file("written.csv"), "student;written;comment\nfay;12,5;Well said.\n");
        assertEquals(Main.DONE, line.about("show", "fay"), line::shouted);
        String log = line.said();
        assertTrue(log.startsWith("fay, tryout: graded, "), log);
        assertTrue(log.contains("sigmoid: 8.5 of 8.5. "), log);
        assertTrue(log.contains("  This often means: Negative inputs pass: "), log);
        assertTrue(log.contains("relu(-1.5) should be 0, got -1.5"), log);
        assertTrue(log.contains(" (hidden): relu(-800) should be 0, got -800"), log);
        assertTrue(log.contains("written, by hand: 12.5 of 15\n  Well said.\n"), log);
        assertTrue(log.contains("Seed 5, notebook " + Digest.of(file) + ", master "), log);
        assertTrue(log.contains("Java " + System.getProperty("java.version") + ", isolation: "), log);
        assertEquals(Main.DONE, line.about("show", "ada"));
        assertTrue(line.said().contains("To look at: unreadable: "), line.said());
        assertEquals(Main.FAILED, line.about("show", "bob"));
        assertTrue(line.shouted().startsWith("There is no result of bob in "), line.shouted());
        assertEquals(Main.USAGE, line.about("show"));
    }
}
