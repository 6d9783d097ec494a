package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two classes of the first homework: one of thirty in every run, one of a thousand in the profile "matrix". */
class LoadTest {

    private static final Path MASTER = Path.of("..", "..", "notebooks", "homework", "source", "hw1", "hw1.ipynb");

    @TempDir
    Path base;

    @Test
    @DisabledIfSystemProperty(named = "activationlab.matrix", matches = "true", disabledReason = "a thousand instead")
    void aClassOfThirtyForTheFirstHomework() throws IOException {
        grade(30, 15);
    }

    @Test
    @EnabledIfSystemProperty(named = "activationlab.matrix", matches = "true")
    void aThousandOnTwoThreads() throws IOException {
        long start = System.nanoTime();
        List<double[]> memory = grade(1000, 50);
        double minutes = (System.nanoTime() - start) / 60e9;
        System.out.printf(Locale.ROOT, "%d submissions in %.1f minutes%n", 1000, minutes);
        // Flat: the second half takes no more than the first, beyond what a collector leaves lying.
        double first =
                memory.subList(0, 5).stream().mapToDouble(m -> m[0]).max().orElseThrow();
        double second =
                memory.subList(5, 10).stream().mapToDouble(m -> m[0]).max().orElseThrow();
        assertTrue(second < first + 32, "the heap grew from " + first + " to " + second + " MB");
    }

    /** Grades a class; returns the heap in use and the memory of the process, in MB, at every hundredth. */
    private List<double[]> grade(int n, int hostile) throws IOException {
        List<List<ClassOfStudents.Piece>> styles = new ArrayList<>();
        for (String style : ClassOfStudents.styles("hw1")) {
            styles.add(ClassOfStudents.style("hw1", style));
        }
        Path submitted = base.resolve("submitted");
        Map<String, ClassOfStudents.Kind> kinds =
                ClassOfStudents.make("hw1", MASTER, styles, submitted, n, hostile, 11);
        List<double[]> memory = new ArrayList<>();
        PrintStream watched = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                // A run tells of its progress twenty times: of a thousand, every fiftieth.
                if (line.matches("\\d+00 of .*")) {
                    memory.add(memory());
                    double[] now = memory.get(memory.size() - 1);
                    System.out.printf(Locale.ROOT, "%s: heap %.0f MB, process %.0f MB%n", line, now[0], now[1]);
                }
            }
        };
        Path out = base.resolve("results");
        int code = new Main(
                        (name, course, overlay) -> Course.of(course, overlay).assignment(name), System.out, watched)
                .run(
                        "grade",
                        "hw1",
                        submitted.toString(),
                        "--out",
                        out.toString(),
                        "--master",
                        MASTER.toString(),
                        "--threads",
                        "2");
        assertEquals(Main.DONE, code);
        assertEquals(n + 1, Files.readAllLines(out.resolve("hw1/marks.csv")).size());
        List<Double> seconds = new ArrayList<>();
        for (Map.Entry<String, ClassOfStudents.Kind> student : kinds.entrySet()) {
            Result result = Report.read(out.resolve("hw1").resolve(student.getKey() + ".json"))
                    .result();
            assertTrue(Files.exists(out.resolve("hw1").resolve(student.getKey() + ".html")));
            switch (student.getValue()) {
                case RIGHT -> assertEquals(result.most(), result.points(), () -> student + ": " + result.questions());
                case UNTOUCHED -> assertEquals(0, result.points(), student::toString);
                // Dice decide for each answer whether it is spoilt; among a thousand students one may have no bad luck.
                case PARTLY -> assertTrue(result.points() <= result.most(), student::toString);
                default -> assertTrue(result.points() < result.most(), student::toString);
            }
            if (student.getValue() == ClassOfStudents.Kind.RIGHT) {
                seconds.add(result.seconds());
            }
        }
        seconds.sort(null);
        System.out.printf(
                Locale.ROOT, "%d submissions; the median of right ones %.2f s%n", n, seconds.get(seconds.size() / 2));
        return memory;
    }

    private static double[] memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
        double process = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    process = Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            // Only Linux tells.
        }
        return new double[] {heap, process};
    }
}
