package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two classes of the first homework, dealt out in shards that are programs of their own, one of which is killed: a class of
 * thirty in every run, one of a thousand in the profile "matrix".
 */
class LoadTest {

    private static final Path MASTER = Path.of("..", "..", "notebooks", "homework", "source", "hw1", "hw1.ipynb");

    /** All of a grader's heap, taken at the start: so that what grows beside it is seen, and what grows in it fails. */
    private static final List<String> HEAP =
            List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8");

    private static final String SEED = "11";

    @TempDir
    Path base;

    private Path submitted;
    private Path results;

    @Test
    @DisabledIfSystemProperty(named = "activationlab.matrix", matches = "true", disabledReason = "a thousand instead")
    void aClassOfThirtyInTwoShards() throws Exception {
        Map<String, ClassOfStudents.Kind> kinds = students(30, 15);
        assertEquals(Main.DONE, run("grade", base.resolve("whole")));
        dealtOut(2, 1);
        judge(kinds);
        for (String file : List.of("marks.csv", "written.csv")) {
            assertEquals(
                    Files.readString(base.resolve("whole/hw1").resolve(file)),
                    Files.readString(results.resolve("hw1").resolve(file)),
                    "a class that was dealt out has the same marks");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "activationlab.matrix", matches = "true")
    void aThousandInFourShards() throws Exception {
        Map<String, ClassOfStudents.Kind> kinds = students(1000, 50);
        long start = System.nanoTime();
        List<List<Double>> memory = dealtOut(4, 3);
        System.out.printf(
                Locale.ROOT, "%d submissions in %.1f minutes%n", kinds.size(), (System.nanoTime() - start) / 60e9);
        judge(kinds);
        for (List<Double> process : memory) {
            int half = process.size() / 2;
            // Flat: the second half takes no more than the first, beyond what a compiler and a library leave lying.
            double first = max(process.subList(0, half));
            double second = max(process.subList(half, process.size()));
            assertTrue(second < first + 32, "a grader grew from " + first + " to " + second + " MB");
        }
    }

    private static double max(List<Double> all) {
        return all.stream().mapToDouble(one -> one).max().orElse(0);
    }

    private Map<String, ClassOfStudents.Kind> students(int n, int hostile) throws IOException {
        submitted = base.resolve("submitted");
        results = base.resolve("results");
        List<List<ClassOfStudents.Piece>> styles = new ArrayList<>();
        for (String style : ClassOfStudents.styles("hw1")) {
            styles.add(ClassOfStudents.style("hw1", style));
        }
        return ClassOfStudents.make("hw1", MASTER, styles, submitted, n, hostile, 11);
    }

    private List<String> command(String command, Path out) {
        List<String> words = new ArrayList<>(List.of(command, "hw1", submitted.toString(), "--out", out.toString()));
        words.addAll(List.of("--master", MASTER.toString()));
        words.addAll(command.equals("grade") ? List.of("--seed", SEED) : List.of());
        return words;
    }

    private int run(String command, Path out) {
        Main.Assignments assignments =
                (name, course, overlay) -> Course.of(course, overlay).assignment(name);
        List<String> words = command(command, out);
        words.addAll(List.of("--threads", "2"));
        return new Main(assignments, System.out, System.err).run(words.toArray(new String[0]));
    }

    /** A shard at work in a program of its own. */
    private final class Job {
        final Shard shard;
        final Path log;
        final Process process;
        final List<Double> memory = new ArrayList<>();

        Job(Shard shard) throws IOException {
            this.shard = shard;
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            words.addAll(HEAP);
            words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
            words.addAll(command("grade", results));
            words.addAll(List.of("--threads", "1", "--shard", shard.toString()));
            log = base.resolve("shard-" + shard.number() + ".log");
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        }

        /** Of the process without its workers, in MB; 0 where the system does not tell. */
        void measure() {
            try {
                Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .forEach(line -> memory.add(Double.parseDouble(line.replaceAll("\\D", "")) / 1024));
            } catch (IOException e) {
                // Only Linux tells, and only of what still runs.
            }
        }

        int done(int of) throws IOException {
            int done = 0;
            if (Files.isDirectory(results.resolve("hw1"))) {
                for (Path file : Overview.results(results.resolve("hw1"))) {
                    int place = Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""));
                    done += Shard.owner(place, of) == shard.number() ? 1 : 0;
                }
            }
            return done;
        }
    }

    /**
     * Grades all shards, two at a time, and brings them together. One is killed when it has done a third, and repeated.
     *
     * @return the memory of each process over time
     */
    private List<List<Double>> dealtOut(int shards, int killed) throws Exception {
        Deque<Shard> waiting = new ArrayDeque<>();
        for (int i = 1; i <= shards; i++) {
            waiting.add(new Shard(i, shards));
        }
        List<Job> running = new ArrayList<>();
        List<List<Double>> memory = new ArrayList<>();
        boolean isKilled = false;
        int third;
        try (var students = Files.list(submitted)) {
            third = (int) students.count() / shards / 3;
        }
        while (!waiting.isEmpty() || !running.isEmpty()) {
            while (running.size() < 2 && !waiting.isEmpty()) {
                running.add(new Job(waiting.remove()));
            }
            TimeUnit.MILLISECONDS.sleep(250);
            for (Job job : List.copyOf(running)) {
                job.measure();
                if (job.process.isAlive() && job.shard.number() == killed && !isKilled && job.done(shards) >= third) {
                    isKilled = true;
                    job.process.destroyForcibly().waitFor();
                    int done = job.done(shards);
                    assertTrue(done < 2 * third, "the shard should be killed in the middle of its work");
                    System.out.println("Shard " + job.shard + " was killed after " + done);
                    running.remove(job);
                    waiting.addFirst(job.shard);
                } else if (!job.process.isAlive()) {
                    assertEquals(Main.DONE, job.process.exitValue(), Files.readString(job.log));
                    running.remove(job);
                    memory.add(job.memory);
                    System.out.printf(Locale.ROOT, "Shard %s: at most %.0f MB%n", job.shard, max(job.memory));
                }
            }
        }
        assertTrue(isKilled);
        assertFalse(Files.exists(results.resolve("hw1/marks.csv")), "shards make no table");
        assertEquals(Main.DONE, run("merge", results));
        try (var files = Files.list(results.resolve("hw1"))) {
            assertTrue(files.noneMatch(file -> file.toString().matches(".*\\.(half|grading)")), "all is tidied up");
        }
        return memory;
    }

    /** Everybody has one line, one result and a page, and the points that were meant. */
    private void judge(Map<String, ClassOfStudents.Kind> kinds) throws IOException {
        Path out = results.resolve("hw1");
        List<String> students = Csv.rows(Files.readString(out.resolve("marks.csv")), ',').stream()
                .skip(1)
                .map(row -> row.cells().get(0))
                .toList();
        assertEquals(List.copyOf(kinds.keySet()), students);
        List<Double> seconds = new ArrayList<>();
        for (Map.Entry<String, ClassOfStudents.Kind> student : kinds.entrySet()) {
            Result result = Report.read(out.resolve(student.getKey() + ".json")).result();
            assertTrue(Files.exists(out.resolve(student.getKey() + ".html")));
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
                Locale.ROOT,
                "%d submissions; the median of right ones %.2f s%n",
                kinds.size(),
                seconds.get(seconds.size() / 2));
    }
}
