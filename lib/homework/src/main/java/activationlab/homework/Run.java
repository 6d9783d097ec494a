package activationlab.homework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One command about one assignment: what it works on, and what it does with it. */
final class Run {

    /** Where the repository's own notebooks lie; the program for people says so. */
    private static final String ROOT = System.getProperty("activationlab.root", "");

    private static final String NOTE = "run.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    final String name;
    final Path folder;
    final Path out;
    final Path overlay;
    final Path masterFile;
    final Master master;
    final Handed.Found found;
    private final List<Report.ByHand> byHand = new ArrayList<>();
    private final Options options;
    private final Main main;

    /**
     * Looks for everything that is needed.
     *
     * @param given the folder with the submissions; null if it is that of the first run
     * @param earlier what the first run has noted, for what the command leaves out; may be empty
     * @throws Problem if something is not there
     */
    Run(Main main, String name, Path given, Options options, JsonNode earlier) throws Problem, IOException {
        this.main = main;
        this.name = name;
        this.options = options;
        out = results(options).resolve(name);
        if (given == null && earlier.isEmpty() && !options.has("folder")) {
            throw new Problem(Main.FAILED, "Nothing has been graded in " + out + ". See --out.");
        }
        folder = given == null ? path("folder", earlier, null) : given.toAbsolutePath();
        masterFile = path("master", earlier, Path.of(ROOT, "notebooks", "homework", "source", name, name + ".ipynb"));
        overlay = path("overlay", earlier, null);
        if (!Files.isRegularFile(masterFile)) {
            throw new Problem(
                    Main.FAILED, "There is no notebook with the answers at " + masterFile + ". See --master.");
        }
        if (!Files.isDirectory(folder)) {
            throw new Problem(Main.FAILED, "There is no folder " + folder + ".");
        }
        master = master();
        found = Handed.in(folder, name, results(options));
    }

    /** The folder with the results of all assignments. */
    static Path results(Options options) {
        return Path.of(options.text("out", "results"));
    }

    /** What the first run has noted in one of some folders with the results of all assignments; empty if nothing. */
    static JsonNode noted(String name, List<Path> folders) throws IOException {
        for (Path folder : folders) {
            Path note = folder.resolve(name).resolve(NOTE);
            if (Files.isRegularFile(note)) {
                return JSON.readTree(note.toFile());
            }
        }
        return JSON.createObjectNode();
    }

    private Path path(String option, JsonNode earlier, Path otherwise) {
        String text = options.text(option, earlier.path(option).asText(""));
        return text.isEmpty()
                ? (otherwise == null ? null : otherwise.toAbsolutePath())
                : Path.of(text).toAbsolutePath();
    }

    private Master master() throws Problem, IOException {
        JsonNode notebook;
        try {
            notebook = JSON.readTree(masterFile.toFile());
        } catch (IOException e) {
            throw new Problem(Main.FAILED, masterFile + " is no notebook.");
        }
        Assignment assignment;
        try {
            assignment = main.assignments.find(
                    name, notebook.at("/metadata/activationlab/course").asLong(0), overlay);
        } catch (IllegalArgumentException e) {
            throw new Problem(Main.FAILED, Main.sentence(e.getMessage()));
        }
        Set<String> automatic =
                assignment.exercises("").stream().map(Exercise::id).collect(Collectors.toSet());
        for (JsonNode cell : notebook.path("cells")) {
            JsonNode grading = cell.path("metadata").path("nbgrader");
            if (grading.path("grade").asBoolean()
                    && grading.path("solution").asBoolean()
                    && !automatic.contains(grading.path("grade_id").asText())) {
                byHand.add(new Report.ByHand(
                        grading.path("grade_id").asText(),
                        grading.path("points").asDouble(),
                        ""));
            }
        }
        return Master.of(assignment, masterFile);
    }

    /** The students that a command names; all if it names none. */
    List<Handed> students() throws Options.UsageException, Problem {
        if (!options.has("student")) {
            return found.students();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String value : options.all("student")) {
            // A name may have a comma in it.
            if (found.students().stream().anyMatch(one -> one.student().equals(value))) {
                names.add(value);
            } else {
                Arrays.stream(value.split(",")).map(String::strip).forEach(names::add);
            }
        }
        names.remove("");
        List<Handed> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(submission(name));
        }
        if (chosen.isEmpty()) {
            throw new Options.UsageException("--student names nobody");
        }
        return chosen;
    }

    private Handed submission(String student) throws Problem {
        return found.students().stream()
                .filter(one -> one.student().equals(student))
                .findFirst()
                .orElseThrow(() -> new Problem(Main.FAILED, folder + " has no submission of " + student + "."));
    }

    private Grading grading(Isolation isolation, long seed, int threads) throws IOException {
        return new Grading(
                new Grader(isolation, Limits.DEFAULT),
                new Grading.Setting(
                        master,
                        List.copyOf(byHand),
                        seed,
                        Version.of(overlay),
                        out,
                        options.has("again"),
                        options.has("require-isolation")),
                threads);
    }

    /**
     * Grades students; false if it was stopped.
     *
     * @param lock holds the folder
     * @param shard the part of the class to which these students belong; null if it was not dealt out
     */
    boolean grade(Lock lock, Isolation isolation, List<Handed> students, Shard shard)
            throws Options.UsageException, Problem, IOException {
        long threads = options.whole("threads", Runtime.getRuntime().availableProcessors());
        if (threads < 1 || threads > 256) {
            throw new Options.UsageException("--threads is a number from 1 to 256, not " + threads);
        }
        if (isolation == Isolation.SIDECAR && students.size() > 1) {
            throw new Options.UsageException("a sidecar takes in the answers of one student, and here are "
                    + students.size() + ": --shard I/N with as many parts as there are students");
        }
        if (shard == null) {
            written();
        }
        long seed;
        FileLock turn = lock.turn();
        try {
            seed = seed();
            note(shard);
        } finally {
            turn.release();
        }
        int all = students.size();
        Progress progress =
                new Progress(main.err, options.text("progress", "lines").equals("bar"), all);
        Grading grading = grading(isolation, seed, (int) threads);
        List<Handed> suspects = grading.suspects(students);
        if (!suspects.isEmpty()) {
            main.err.println("An earlier run was killed while it graded "
                    + suspects.stream().map(Handed::student).collect(Collectors.joining(", "))
                    + ". They come last, one by one.");
        }
        Thread stop = new Thread(() -> {
            grading.stop();
            progress.end();
            main.err.println("Stopped after " + progress.done() + " of " + all
                    + "; these are kept. The same command goes on from here.");
        });
        try {
            Runtime.getRuntime().addShutdownHook(stop);
        } catch (IllegalStateException e) {
            return false; // stopped before it began
        }
        try {
            grading.run(students, progress);
        } finally {
            progress.end();
            release(stop);
        }
        if (Thread.currentThread().isInterrupted() || grading.isStopped()) {
            return false;
        }
        main.out.println((shard == null ? "" : "Shard " + shard + ": ")
                + Html.count(all, "submission", "submissions") + ", " + grading.graded() + " graded now, "
                + (all - grading.graded()) + " already graded.");
        return true;
    }

    private void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is at work: the program ends.
        }
    }

    /** Keeps what the commands need that come later. */
    void note(Shard shard) throws IOException {
        ObjectNode note = JSON.createObjectNode();
        note.put("folder", folder.toString());
        note.put("master", masterFile.toString());
        if (overlay != null) {
            note.put("overlay", overlay.toString());
        }
        if (shard != null) {
            note.put("shard", shard.toString());
        }
        Whole.write(out.resolve(NOTE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(note) + "\n");
    }

    /** The seed of this class, which is made up by the first run, or by the first of several shards. */
    private long seed() throws Options.UsageException, Problem, IOException {
        boolean given = options.has("seed");
        long seed = given ? options.whole("seed", 0) : new SecureRandom().nextLong() >>> 1;
        Long kept = kept(out);
        if (kept == null) {
            keep(seed);
            return seed;
        }
        if (given && kept != seed) {
            throw new Problem(
                    Main.FAILED,
                    "This class was graded with the seed in " + out.resolve("seed.txt")
                            + ", which is another one. Leave --seed out, or use another folder for the results (--out).");
        }
        return kept;
    }

    void keep(long seed) throws IOException {
        Whole.write(out.resolve("seed.txt"), seed + "\n", "rw-------");
    }

    /** The seed that a folder with results has; null if it has none yet. */
    static Long kept(Path out) throws Problem, IOException {
        Path file = out.resolve("seed.txt");
        if (!Files.exists(file)) {
            return null;
        }
        String text = Files.readString(file).strip();
        if (!text.matches("-?\\d{1,19}")) {
            throw new Problem(Main.FAILED, file + " holds no seed. Remove it, and all will be graded with a new one.");
        }
        return Long.parseLong(text);
    }

    /** What a person has marked; read before anything is done, so that a slip is noticed at once. */
    Written written() throws Problem, IOException {
        return Written.of(out, byHand);
    }

    /** Writes the teacher's page, the table, and the students' pages with what a person has marked since. */
    int report() throws Problem, IOException {
        Set<String> here = found.students().stream().map(Handed::student).collect(Collectors.toSet());
        Written written = written();
        written.add(here);
        Overview overview = Overview.of(out, master, byHand, written, here, this::page);
        List<String> students =
                overview.rows.stream().map(Overview.Row::student).toList();
        Whole.write(out.resolve("marks.csv"), overview.csv());
        Whole.write(out.resolve("index.html"), ClassPage.of(master.assignment(), overview, found.strays()));
        PrintStream to = main.out;
        for (String stray : found.strays()) {
            to.println("Not graded: " + stray);
        }
        for (String stray : written.strays(students)) {
            to.println("Not taken: " + stray + ".");
        }
        long missing = here.size()
                - overview.rows.stream().filter(Overview.Row::isHere).count();
        if (missing > 0) {
            to.println(Html.count((int) missing, "student has", "students have")
                    + " no result yet, and no line in the table.");
        }
        long look = overview.rows.stream().filter(row -> !row.notes().isEmpty()).count();
        if (look > 0) {
            to.println(
                    Html.count((int) look, "submission needs", "submissions need") + " a person's look; see the page.");
        }
        to.println("The page for you: " + out.resolve("index.html"));
        return Main.DONE;
    }

    /** Writes a student's page, if it is not there as it should be. */
    private void page(Report report, Written.Mark mark) throws IOException {
        Path file = out.resolve(Whole.name(report.result().student()) + ".html");
        String page = StudentPage.of(master.assignment(), report, mark);
        if (!Files.exists(file) || !Files.readString(file).equals(page)) {
            Whole.write(file, page);
        }
    }

    /** Grades one student again, and compares. */
    int appeal(Isolation isolation, String student) throws Problem, IOException {
        Report before = Report.of(out, student);
        Report now = grading(isolation, before.result().seed(), 1).grade(submission(student));
        List<String> differences = Changes.differences(before, now);
        PrintStream to = main.out;
        to.println(student + ", graded again with the seed of the first time, "
                + before.result().seed() + ":");
        differences.forEach(difference -> to.println("  " + difference));
        String points = Html.points(now.result().points()) + " of "
                + Html.points(now.result().most()) + " points";
        to.println(
                differences.isEmpty()
                        ? "The same result in every question and case: " + points + "."
                        : "Another result: " + points + ". The kept one is unchanged.");
        return differences.isEmpty() ? Main.DONE : Main.DIFFERENT;
    }

    /**
     * The command, as a person would give it, that grades a part of the class.
     *
     * @param results where its results go
     */
    String command(Shard shard, Path results) {
        List<String> words =
                new ArrayList<>(List.of("python3", "notebooks/homework/grade.py", "grade", name, folder.toString()));
        if (shard != null) {
            words.addAll(List.of("--shard", shard.toString()));
        }
        words.addAll(List.of("--out", results.toString(), "--master", masterFile.toString()));
        if (overlay != null) {
            words.addAll(List.of("--overlay", overlay.toString()));
        }
        return words.stream()
                .map(word -> word.matches("[\\w/.,:=+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
