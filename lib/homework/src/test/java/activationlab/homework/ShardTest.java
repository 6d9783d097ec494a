package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class that is dealt out in shards comes together again, or it is said what is missing. */
class ShardTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path base;

    private CommandLine line;

    @BeforeEach
    void aClass() throws IOException {
        line = new CommandLine(base);
        line.broken("ada", "bob", "carl", "dora", "eve", "fay");
        Files.createDirectories(line.submitted.resolve("gus")); // nothing handed in
    }

    private Set<String> graded(Path results) throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : Overview.results(results.resolve("tryout"))) {
            names.add(file.getFileName().toString().replace(".json", ""));
        }
        return names;
    }

    @Test
    void eachStudentBelongsToOneShard() throws IOException {
        Files.delete(line.submitted.resolve("fay/tryout.ipynb"));
        line.right("fay");
        assertEquals(Main.DONE, line.withoutWalls("grade", "--seed", "5"), line::shouted);
        String whole = line.text("marks.csv");
        String page = line.text("index.html");
        CommandLine other = new CommandLine(Files.createDirectories(base.resolve("other")));
        String out = other.results.toString();
        assertEquals(
                Main.DONE, line.withoutWalls("grade", "--shard", "1/3", "--seed", "5", "--out", out), line::shouted);
        assertTrue(line.said().startsWith("Shard 1/3: 3 submissions, 3 graded now, 0 already graded."), line.said());
        assertEquals(Set.of("ada", "dora", "gus"), graded(other.results));
        assertFalse(Files.exists(other.file("marks.csv")));
        assertFalse(Files.exists(other.file("index.html")));
        assertEquals(Main.DONE, line.withoutWalls("grade", "--shard=3/3", "--out", out));
        assertEquals(Set.of("ada", "dora", "gus", "carl", "fay"), graded(other.results));
        assertEquals(Main.INCOMPLETE, line.withoutWalls("merge", "--out", out));
        assertTrue(line.shouted().startsWith("2 results are missing, 0 contradict the others."), line.shouted());
        assertTrue(line.shouted().contains("Shard 2/3 owes bob, eve:\n  python3 "), line.shouted());
        assertTrue(line.shouted().contains(" --shard 2/3 --out " + out), line.shouted());
        assertFalse(Files.exists(other.file("marks.csv")));
        assertEquals(Main.DONE, line.withoutWalls("grade", "--shard", "2/3", "--out", out));
        assertEquals(Main.DONE, line.withoutWalls("grade", "--shard", "2/3", "--out", out));
        assertTrue(line.said().startsWith("Shard 2/3: 2 submissions, 0 graded now, 2 already"), line.said());
        assertEquals(Main.DONE, line.withoutWalls("merge", "--out", out), line::shouted);
        assertTrue(line.said().startsWith("7 students have exactly one result each."), line.said());
        assertEquals(whole, other.text("marks.csv"));
        assertEquals(page, other.text("index.html"));
        // What comes later works as after a run that was not dealt out.
        assertEquals(Main.DONE, other.about("appeal", "fay"), other::shouted);
        assertEquals(Main.DONE, line.withoutWalls("grade", "--out", out));
        assertTrue(line.said().startsWith("7 submissions, 0 graded now, 7 already"), line.said());
    }

    @Test
    void moreShardsThanStudents() throws IOException {
        for (int i = 1; i <= 9; i++) {
            assertEquals(Main.DONE, line.withoutWalls("grade", "--shard", i + "/9"), line::shouted);
        }
        assertTrue(line.said().startsWith("Shard 9/9: 0 submissions"), line.said());
        assertEquals(Main.DONE, line.withoutWalls("merge"), line::shouted);
        assertEquals(8, Files.readAllLines(line.file("marks.csv")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/4", "5/4", "4+1/4", "1+2/4", "4", "1/0", "-1/4", "1/99999", "a/b", "1/4/2", ""})
    void whatIsNoShard(String text) {
        assertEquals(Main.USAGE, line.withoutWalls("grade", "--shard", text));
        assertTrue(line.shouted().startsWith("--shard is i/n, with i from 1 to n"), line.shouted());
    }

    @Test
    void optionsWhereTheyMeanSomething() {
        assertEquals(Main.USAGE, line.withoutWalls("merge", "--shard", "1/2"));
        assertEquals("--shard goes only with grade. See --help.", line.shouted().strip());
        assertEquals(Main.USAGE, line.withoutWalls("grade", "--from", "x"));
        assertEquals(Main.USAGE, line.withoutWalls("grade", "--shard", "1/2", "--student", "ada"));
        assertEquals(Main.USAGE, line.withoutWalls("grade", "--student", ","));
        assertEquals(Main.FAILED, line.withoutWalls("grade", "--student", "ada,zoe"));
        assertTrue(line.shouted().contains("has no submission of zoe"), line.shouted());
        assertEquals(
                Main.FAILED,
                line.withoutWalls("merge", "--from", base.resolve("none").toString()));
        assertTrue(line.shouted().startsWith("There are no results of tryout in "), line.shouted());
    }

    @Test
    void onlySomeStudents() throws IOException {
        assertEquals(Main.DONE, line.withoutWalls("grade", "--student", "bob, ada,bob"), line::shouted);
        assertEquals(Set.of("ada", "bob"), graded(line.results));
        assertTrue(line.said().contains("5 students have no result yet, and no line in the table."), line.said());
        assertEquals(3, Files.readAllLines(line.file("marks.csv")).size());
        assertEquals(Main.INCOMPLETE, line.withoutWalls("merge"));
        assertTrue(line.shouted().contains("This grades carl, dora, eve, fay, gus:"), line.shouted());
        line.broken("Kay, Alan");
        assertEquals(Main.DONE, line.withoutWalls("grade", "--student", "Kay, Alan", "--student=carl"), line::shouted);
        assertEquals(Set.of("ada", "bob", "carl", Whole.name("Kay, Alan")), graded(line.results));
    }

    @Test
    void foldersOfTheirOwn() throws IOException {
        String one = base.resolve("one").toString();
        String two = base.resolve("two").toString();
        assertEquals(
                Main.DONE, line.withoutWalls("grade", "--shard", "1/2", "--seed", "5", "--out", one), line::shouted);
        assertEquals(Main.INCOMPLETE, line.withoutWalls("merge", "--from", one));
        assertTrue(line.shouted().contains("Shard 2/2 owes bob, dora, fay:"), line.shouted());
        assertFalse(Files.exists(line.file("ada.json")), "nothing is copied before all is proved");
        assertEquals(
                Main.DONE, line.withoutWalls("grade", "--shard", "2/2", "--seed", "6", "--out", two), line::shouted);
        assertEquals(Main.INCOMPLETE, line.withoutWalls("merge", "--from", one, "--from", two));
        assertTrue(
                line.shouted()
                        .contains(
                                "bob was graded with the seed 6, and the class with 5 (remove that folder, and grade"),
                line.shouted());
        Files.delete(base.resolve("two/tryout/seed.txt"));
        assertEquals(
                Main.DONE, line.withoutWalls("grade", "--shard", "2/2", "--seed", "5", "--out", two), line::shouted);
        assertEquals(Main.DONE, line.withoutWalls("merge", "--from", one, "--from", two), line::shouted);
        assertEquals(7, graded(line.results).size());
        assertEquals("5", line.text("seed.txt").strip());
        assertTrue(Files.exists(line.file("gus.html")));
        String marks = line.text("marks.csv");

        // The same again; a table that was lost; a notebook that was changed and graded again.
        assertEquals(Main.DONE, line.withoutWalls("merge", "--from", one, "--from", two, "--from", one), line::shouted);
        Files.delete(line.file("marks.csv"));
        Files.delete(line.file("bob.json"));
        assertEquals(Main.DONE, line.withoutWalls("merge", "--from", two, "--from", one), line::shouted);
        assertEquals(marks, line.text("marks.csv"));
        Files.writeString(line.submitted.resolve("bob/tryout.ipynb"), "[]");
        assertEquals(Main.INCOMPLETE, line.withoutWalls("merge", "--from", one, "--from", two));
        assertTrue(line.shouted().contains("owes bob (something else was handed in since):"), line.shouted());
        assertTrue(line.shouted().contains(" --shard 2/2 --out " + two), line.shouted());
        assertEquals(marks, line.text("marks.csv"));
        assertEquals(Main.DONE, line.withoutWalls("grade", "--shard", "2/2", "--out", two));
        assertEquals(Main.DONE, line.withoutWalls("merge", "--from", one, "--from", two), line::shouted);
        assertTrue(line.text("marks.csv").contains("does not begin like one"), line.text("marks.csv"));
    }

    private void edit(Path file, String field, String value) throws IOException {
        ObjectNode node = (ObjectNode) JSON.readTree(file.toFile());
        node.put(field, value);
        JSON.writeValue(file.toFile(), node);
    }

    @Test
    void resultsThatContradict() throws IOException {
        Path one = base.resolve("one");
        assertEquals(Main.DONE, line.withoutWalls("grade", "--seed", "5"));
        assertEquals(Main.DONE, line.withoutWalls("grade", "--seed", "5", "--out", one.toString()));
        assertEquals(Main.DONE, line.withoutWalls("merge", "--from", one.toString()), line::shouted);
        String marks = line.text("marks.csv");
        edit(one.resolve("tryout/ada.json"), "sentence", "Full marks.");
        edit(line.file("bob.json"), "grader", "older");
        edit(one.resolve("tryout/carl.json"), "master", "other");
        Files.writeString(line.file("eve.json"), "{\"half");
        Files.delete(one.resolve("tryout/eve.json"));
        assertEquals(Main.INCOMPLETE, line.withoutWalls("merge", "--from", one.toString()));
        assertTrue(line.shouted().startsWith("1 result is missing, 2 contradict the others."), line.shouted());
        assertTrue(line.shouted().contains("ada has results that differ; remove those"), line.shouted());
        assertFalse(line.shouted().contains("bob was"), "an older copy is replaced");
        assertTrue(line.shouted().contains("carl was graded with another notebook"), line.shouted());
        assertEquals(marks, line.text("marks.csv"));
        assertTrue(line.text("bob.json").contains("older"));
    }

    @Test
    void whoHasWithdrawnKeepsTheRow() throws IOException {
        Path one = base.resolve("one");
        assertEquals(Main.DONE, line.withoutWalls("grade", "--seed", "5", "--out", one.toString()));
        Files.delete(line.submitted.resolve("ada/tryout.ipynb"));
        Files.delete(line.submitted.resolve("ada"));
        assertEquals(Main.DONE, line.withoutWalls("merge", "--from", one.toString()), line::shouted);
        assertTrue(Files.readAllLines(line.file("marks.csv")).get(1).contains("graded earlier; the folder has no"));
    }

    @Test
    void aFolderThatCannotBeWritten() throws IOException {
        assertEquals(Main.DONE, line.withoutWalls("grade", "--shard", "1/1"));
        Files.createDirectories(line.file("marks.csv/in the way"));
        assertEquals(Main.NOT_WRITTEN, line.withoutWalls("merge"));
        assertTrue(line.shouted().startsWith("A file cannot be read or written: "), line.shouted());
        Files.delete(line.file("marks.csv/in the way"));
        Files.delete(line.file("marks.csv"));
        assertEquals(Main.DONE, line.withoutWalls("merge"));
        assertEquals(8, Files.readAllLines(line.file("marks.csv")).size());
        try (var files = Files.list(line.file(""))) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".half")));
        }
    }

    @Test
    void whoMayWorkAtTheSameTime() throws Exception {
        Path folder = base.resolve("locks");
        try (Lock second = Lock.shard(folder, Shard.of("2/4"));
                Lock third = Lock.shard(folder, Shard.of("3/4"))) {
            assertRefused("The same shard 2/4, or a whole run, is", () -> Lock.shard(folder, Shard.of("2/4")));
            assertRefused("A run with another number of shards", () -> Lock.shard(folder, Shard.of("2/3")));
            assertRefused("A run with another number of shards", () -> Lock.shard(folder, Shard.of("1/5")));
            assertRefused("Another run is", () -> Lock.whole(folder));
            third.turn().release();
            second.turn().release();
        }
        Path half = Files.writeString(folder.resolve(".1.half"), "");
        Lock.shard(folder, Shard.of("1/3")).close();
        assertTrue(Files.exists(half), "another shard may be writing it");
        try (Lock whole = Lock.whole(folder)) {
            assertFalse(Files.exists(half));
            assertRefused("The same shard 1/4, or a whole", () -> Lock.shard(folder, Shard.of("1/4")));
            whole.turn().release();
        }
        assertTrue(Lock.without(folder, new IOException("Function not implemented"))
                .getMessage()
                .contains("without file locks (Function not implemented)"));
    }

    private static void assertRefused(String why, org.junit.jupiter.api.function.Executable lock) {
        String message = assertThrows(Problem.class, lock).getMessage();
        assertTrue(message.startsWith(why), message);
    }

    @Test
    void oneMakesTheSeed() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> codes = new java.util.ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            String shard = i + "/4";
            CommandLine own = new CommandLine(Files.createDirectories(base.resolve("line" + i)));
            codes.add(pool.submit(() -> own.run(
                    "grade",
                    "tryout",
                    line.submitted.toString(),
                    "--out",
                    line.results.toString(),
                    "--master",
                    line.master.toString(),
                    "--isolation",
                    "none",
                    "--shard",
                    shard)));
        }
        for (Future<Integer> code : codes) {
            assertEquals(Main.DONE, code.get());
        }
        pool.shutdown();
        assertEquals(Main.DONE, line.withoutWalls("merge"), line::shouted);
    }
}
