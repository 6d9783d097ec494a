package activationlab.homework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The homework at the command line. */
public final class Main {

    /** All is done; every submission has its result. */
    static final int DONE = 0;

    /** Something that is needed is not there. */
    static final int FAILED = 1;

    /** The command line cannot be understood. */
    static final int USAGE = 2;

    /** The isolation that was asked for does not work here. */
    static final int NO_WALLS = 3;

    /** A result cannot be written. */
    static final int NOT_WRITTEN = 4;

    /** An appeal has come to another result. */
    static final int DIFFERENT = 5;

    private static final int STOPPED = 130;

    private static final String HELP = """
            python3 notebooks/homework/grade.py COMMAND ...

            grade hw1 FOLDER    grades all submissions in a folder: FOLDER/<student>/hw1/hw1.ipynb,
                                FOLDER/<student>/hw1.ipynb or FOLDER/<student>.ipynb
              --out DIR           where the results go (results): DIR/hw1/index.html is the page for the teacher,
                                  DIR/hw1/<student>.html the one for a student, marks.csv the table
              --seed N            decides the hidden inputs; without it one is made up on the first run and kept
                                  in DIR/hw1/seed.txt, which is the teacher's secret
              --threads N         how many submissions at a time (one for each processor)
              --isolation WHICH   auto, bubblewrap, container, outside or none (auto: bubblewrap if it works, else none)
              --require-isolation refuses to grade without isolation
              --master FILE       the notebook with the answers (notebooks/homework/source/hw1/hw1.ipynb)
              --overlay DIR       a teacher's own exercises
              --again             grades also what has been graded already
            appeal hw1 STUDENT  grades one student again with the seed of the first time, and compares; writes nothing
            regrade hw1         after a corrected exercise: grades all again and lists what has changed
              both take --out and the options above; folder, master and overlay are those of the first time
            quiz hw1 --seed N   ten questions on paper: DIR/hw1/quiz-N.md and, for you, DIR/hw1/quiz-N-answers.md
            make --out DIR      makes the notebooks with the answers of a course of your own, DIR/source/hw1/hw1.ipynb
                                and so on, to be graded with --master DIR/source/hw1/hw1.ipynb
              --course N          the course's seed, which chooses constants, functions and names (0: as published)
              --overlay DIR       a teacher's own exercises

            A run that was stopped or broke off goes on where it was: give the same command again. What has been graded
            is graded again only if the notebook, the assignment, the seed or the grader has changed.

            Exit codes: 0 done, every submission has a result; 1 something needed is missing; 2 wrong command line;
            3 no isolation, although it was asked for; 4 a result cannot be written (full disk); 5 an appeal came to
            another result; 130 stopped.
            """;

    private static final Set<String> VALUES =
            Set.of("out", "seed", "threads", "isolation", "master", "overlay", "folder", "progress", "course");
    private static final Set<String> FLAGS = Set.of("require-isolation", "again", "help");
    private static final String NO_BUBBLEWRAP = """
            The answers cannot be isolated on this machine: bubblewrap does not work here.
              Debian or Ubuntu:  sudo apt install bubblewrap
              Fedora:            sudo dnf install bubblewrap
              Ubuntu 24.04 and newer also refuse it to ordinary users until an AppArmor profile allows /usr/bin/bwrap.
              macOS and Windows have no bubblewrap: grade in a virtual machine or a container with Linux.
            With podman or docker, and an image that has Java 17 or newer: --isolation container, and name the image by
              JAVA_TOOL_OPTIONS=-Dactivationlab.container.image=IMAGE
            In a pod or a container that holds nothing but the submissions: --isolation outside.""";
    private static final String NO_CONTAINER = """
            No worker could be started in a container. Needed are podman or docker, and an image that has Java 17 or newer:
              JAVA_TOOL_OPTIONS=-Dactivationlab.container.image=IMAGE
              and, if the engine needs options, -Dactivationlab.container.engine="podman --runtime runc".""";
    private static final String WARNING = """

            ############################################################################################
            #  WARNING: the answers run WITHOUT ISOLATION.                                             #
            #  The students' programs can read your files and use the network while they are graded.   #
            #  Marks are still computed outside. --require-isolation refuses to grade like this.       #
            ############################################################################################
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Finds assignments. */
    @FunctionalInterface
    interface Assignments {
        /**
         * An assignment.
         *
         * @param name such as hw1
         * @param course the seed of the course
         * @param overlay a folder with a teacher's own exercises; null if there is none
         * @throws IllegalArgumentException if there is none of this name
         */
        Assignment find(String name, long course, Path overlay) throws IOException;
    }

    /** Something that the reader can mend. */
    private static final class Problem extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Problem(int code, String sentence) {
            super(sentence);
            this.code = code;
        }
    }

    private final Assignments assignments;
    private final PrintStream out;
    private final PrintStream err;

    Main(Assignments assignments, PrintStream out, PrintStream err) {
        this.assignments = assignments;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a command and ends the program with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        Assignments assignments =
                (name, course, overlay) -> Course.of(course, overlay).assignment(name);
        System.exit(new Main(assignments, System.out, System.err).run(arguments));
    }

    /** Runs a command; returns the exit code. */
    int run(String... arguments) {
        try {
            Options options = new Options(
                    Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length), VALUES, FLAGS);
            String command = arguments.length == 0 ? "" : arguments[0];
            if (options.has("help") || command.equals("--help") || command.equals("-h") || command.equals("help")) {
                out.print(HELP);
                return DONE;
            }
            return switch (command) {
                case "grade" -> grade(options);
                case "appeal" -> appeal(options);
                case "regrade" -> regrade(options);
                case "quiz" -> quiz(options);
                case "make" -> make(options);
                case "" -> throw new Options.UsageException("a command is missing");
                default -> throw new Options.UsageException("there is no command " + command);
            };
        } catch (Options.UsageException e) {
            err.println(sentence(e.getMessage()) + " See --help.");
            return USAGE;
        } catch (Problem e) {
            err.println(e.getMessage());
            return e.code;
        } catch (IOException e) {
            if (Whole.isFull(e)) {
                err.println("The disk is full. What was finished is kept, and no file is half written. "
                        + "Make room and give the same command again.");
            } else {
                err.println("A file cannot be read or written: " + e.getMessage()
                        + ". What was finished is kept; the same command goes on from there.");
            }
            return NOT_WRITTEN;
        }
    }

    private static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(Locale.ROOT)
                + message.substring(1)
                + (message.endsWith("?") ? "" : ".");
    }

    // -------------------------------------------------------------------------------------------------- the commands

    private int grade(Options options) throws Options.UsageException, Problem, IOException {
        List<String> words = options.words("the assignment's name", "the folder");
        Run run = new Run(name(words.get(0)), Path.of(words.get(1)), options, false);
        try (Lock lock = new Lock(run.out)) {
            lock.clear();
            return run.grade() ? run.report() : STOPPED;
        }
    }

    private int regrade(Options options) throws Options.UsageException, Problem, IOException {
        Run run = new Run(name(options.words("the assignment's name").get(0)), null, options, false);
        Path kept = run.out.resolve("before.json");
        try (Lock lock = new Lock(run.out)) {
            lock.clear();
            // A regrade that was stopped compares with what was there before it began.
            Map<String, Map<String, Double>> before = Files.exists(kept) ? snapshot(kept) : run.points();
            Whole.write(kept, JSON.writeValueAsString(before));
            if (!run.grade()) {
                return STOPPED;
            }
            int code = run.report();
            run.changes(before);
            Files.delete(kept);
            return code;
        }
    }

    private static Map<String, Map<String, Double>> snapshot(Path file) throws IOException {
        return JSON.readValue(
                file.toFile(),
                new com.fasterxml.jackson.core.type.TypeReference<TreeMap<String, Map<String, Double>>>() {});
    }

    private int appeal(Options options) throws Options.UsageException, Problem, IOException {
        List<String> words = options.words("the assignment's name", "the student's id");
        Run run = new Run(name(words.get(0)), null, options, true);
        return run.appeal(words.get(1));
    }

    private int quiz(Options options) throws Options.UsageException, Problem, IOException {
        String name = name(options.words("the assignment's name").get(0));
        if (!options.has("seed")) {
            throw new Options.UsageException("--seed is missing; another seed gives other numbers");
        }
        long seed = options.whole("seed", 0);
        Quiz quiz;
        try {
            quiz = Quiz.of(name, seed);
        } catch (IllegalArgumentException e) {
            throw new Problem(FAILED, sentence(e.getMessage()));
        }
        Path folder = Path.of(options.text("out", "results")).resolve(name);
        Files.createDirectories(folder);
        Path questions = folder.resolve("quiz-" + seed + ".md");
        Path answers = folder.resolve("quiz-" + seed + "-answers.md");
        Whole.write(questions, quiz.questions());
        Whole.write(answers, quiz.answers());
        out.println("For students: " + questions + "\nFor you: " + answers);
        return DONE;
    }

    private int make(Options options) throws Options.UsageException, Problem, IOException {
        options.words();
        if (!options.has("out")) {
            throw new Options.UsageException("--out is missing");
        }
        Path overlay = options.has("overlay") ? Path.of(options.text("overlay", "")) : null;
        Path templates = root().resolve("notebooks/homework/templates");
        if (!Files.isDirectory(templates)) {
            throw new Problem(FAILED, "There is no folder " + templates + " with the texts.");
        }
        Path source = Path.of(options.text("out", "")).resolve("source");
        Editions.write(Course.of(options.whole("course", 0), overlay), templates, source)
                .forEach(out::println);
        return DONE;
    }

    /** The course's folder, which the program for people names. */
    private static Path root() {
        return Path.of(System.getProperty("activationlab.root", ""));
    }

    private static String name(String text) throws Options.UsageException {
        if (!text.matches("[a-z][a-z0-9-]*")) {
            throw new Options.UsageException("an assignment's name is a word such as hw1, not " + text);
        }
        return text;
    }

    /** One command about one assignment. */
    private final class Run {
        private final String name;
        private final Options options;
        private final Path folder;
        private final Path out;
        private final Path overlay;
        private final Path masterFile;
        private final Master master;
        private final List<Report.ByHand> byHand = new ArrayList<>();
        private final Isolation isolation;
        private final Handed.Found found;

        Run(String name, Path given, Options options, boolean quiet)
                throws Options.UsageException, Problem, IOException {
            this.name = name;
            this.options = options;
            Path results = Path.of(options.text("out", "results"));
            out = results.resolve(name);
            JsonNode earlier = earlier(given);
            folder = given == null ? path("folder", earlier, null) : given.toAbsolutePath();
            masterFile = path(
                    "master", earlier, root().resolve("notebooks/homework/source/" + name + "/" + name + ".ipynb"));
            overlay = path("overlay", earlier, null);
            if (!Files.isRegularFile(masterFile)) {
                throw new Problem(FAILED, "There is no notebook with the answers at " + masterFile + ". See --master.");
            }
            if (!Files.isDirectory(folder)) {
                throw new Problem(FAILED, "There is no folder " + folder + ".");
            }
            master = master();
            isolation = isolation(quiet);
            found = Handed.in(folder, name, results);
        }

        /** What the first run has noted; a first run itself needs nothing. */
        private JsonNode earlier(Path given) throws Problem, IOException {
            Path note = out.resolve("run.json");
            if (given != null || options.has("folder")) {
                return JSON.createObjectNode();
            }
            if (!Files.isRegularFile(note)) {
                throw new Problem(FAILED, "Nothing has been graded in " + out + ". See --out.");
            }
            return JSON.readTree(note.toFile());
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
                throw new Problem(FAILED, masterFile + " is no notebook.");
            }
            Assignment assignment;
            try {
                assignment = assignments.find(
                        name, notebook.at("/metadata/activationlab/course").asLong(0), overlay);
            } catch (IllegalArgumentException e) {
                throw new Problem(FAILED, sentence(e.getMessage()));
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

        private Isolation isolation(boolean quiet) throws Options.UsageException, Problem {
            String which = options.text("isolation", "auto");
            boolean required = options.has("require-isolation");
            if (!List.of("auto", "bubblewrap", "container", "outside", "none").contains(which)) {
                throw new Options.UsageException(
                        "--isolation is auto, bubblewrap, container, outside or none, not " + which);
            }
            if (which.equals("outside")) {
                return Isolation.OUTSIDE;
            }
            if (which.equals("container")) {
                if (Grader.works(Isolation.CONTAINER)) {
                    return Isolation.CONTAINER;
                }
                throw new Problem(NO_WALLS, NO_CONTAINER);
            }
            if (which.equals("none") && required) {
                throw new Options.UsageException("--isolation none and --require-isolation contradict each other");
            }
            if (!which.equals("none")) {
                if (Grader.works(Isolation.BUBBLEWRAP)) {
                    return Isolation.BUBBLEWRAP;
                }
                if (required || which.equals("bubblewrap")) {
                    throw new Problem(NO_WALLS, NO_BUBBLEWRAP);
                }
                err.println(NO_BUBBLEWRAP);
            }
            if (!quiet) {
                err.println(WARNING);
            }
            return Isolation.NONE;
        }

        private Grading grading(long seed, int threads) throws IOException {
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

        /** Grades all; false if it was stopped. */
        boolean grade() throws Options.UsageException, Problem, IOException {
            long seed = seed();
            long threads = options.whole("threads", Runtime.getRuntime().availableProcessors());
            if (threads < 1 || threads > 256) {
                throw new Options.UsageException("--threads is a number from 1 to 256, not " + threads);
            }
            ObjectNode note = JSON.createObjectNode();
            note.put("folder", folder.toString());
            note.put("master", masterFile.toString());
            if (overlay != null) {
                note.put("overlay", overlay.toString());
            }
            Whole.write(
                    out.resolve("run.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(note) + "\n");
            int all = found.students().size();
            boolean bar = options.text("progress", "lines").equals("bar");
            Progress progress = new Progress(err, bar, all);
            Grading grading = grading(seed, (int) threads);
            Thread stop = new Thread(() -> {
                grading.stop();
                progress.end();
                err.println("Stopped after " + progress.done() + " of " + all
                        + "; these are kept. The same command goes on from here.");
            });
            try {
                Runtime.getRuntime().addShutdownHook(stop);
            } catch (IllegalStateException e) {
                return false; // stopped before it began
            }
            try {
                grading.run(found.students(), progress);
            } finally {
                progress.end();
                release(stop);
            }
            if (Thread.currentThread().isInterrupted() || grading.isStopped()) {
                return false;
            }
            Main.this.out.println(sentence(Html.count(all, "submission", "submissions") + ", " + grading.graded()
                    + " graded now, " + (all - grading.graded()) + " already graded"));
            return true;
        }

        private void release(Thread hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It is at work: the program ends.
            }
        }

        private long seed() throws Options.UsageException, Problem, IOException {
            Path file = out.resolve("seed.txt");
            boolean given = options.has("seed");
            long seed = given ? options.whole("seed", 0) : new SecureRandom().nextLong() >>> 1;
            if (Files.exists(file)) {
                String text = Files.readString(file).strip();
                if (!text.matches("-?\\d{1,19}")) {
                    throw new Problem(
                            FAILED, file + " holds no seed. Remove it, and all will be graded with a new one.");
                }
                long kept = Long.parseLong(text);
                if (given && kept != seed) {
                    throw new Problem(
                            FAILED,
                            "This class was graded with the seed in " + file
                                    + ", which is another one. Leave --seed out, or use another folder for the results (--out).");
                }
                return kept;
            }
            Whole.write(file, seed + "\n", "rw-------");
            return seed;
        }

        /** Writes the teacher's page and the table. */
        int report() throws IOException {
            Set<String> here = found.students().stream().map(Handed::student).collect(Collectors.toSet());
            Overview overview = Overview.of(out, master, byHand, here);
            Whole.write(out.resolve("marks.csv"), overview.csv());
            Whole.write(out.resolve("index.html"), ClassPage.of(master.assignment(), overview, found.strays()));
            PrintStream to = Main.this.out;
            for (String stray : found.strays()) {
                to.println("Not graded: " + stray);
            }
            long look =
                    overview.rows.stream().filter(row -> !row.notes().isEmpty()).count();
            if (look > 0) {
                to.println(Html.count((int) look, "submission needs", "submissions need")
                        + " a person's look; see the page.");
            }
            to.println("The page for you: " + out.resolve("index.html"));
            return DONE;
        }

        /** The points of all students by question, as they stand now. */
        Map<String, Map<String, Double>> points() throws IOException {
            Map<String, Map<String, Double>> all = new TreeMap<>();
            for (Path file : Overview.results(out)) {
                Report report = Report.read(file);
                if (report != null) {
                    Map<String, Double> points = new LinkedHashMap<>();
                    report.result().questions().forEach(question -> points.put(question.id(), question.points()));
                    all.put(report.result().student(), points);
                }
            }
            return all;
        }

        /** Lists what is not as it was, on the terminal and in a table. */
        void changes(Map<String, Map<String, Double>> before) throws IOException {
            StringBuilder csv = new StringBuilder("student,question,before,after\r\n");
            int students = 0;
            int lines = 0;
            for (Map.Entry<String, Map<String, Double>> now : points().entrySet()) {
                Map<String, Double> old = before.getOrDefault(now.getKey(), Map.of());
                Map<String, Double> both = new LinkedHashMap<>(old);
                both.putAll(now.getValue());
                boolean changed = false;
                for (String question : both.keySet()) {
                    String was = old.containsKey(question) ? Html.points(old.get(question)) : "";
                    String is = now.getValue().containsKey(question)
                            ? Html.points(now.getValue().get(question))
                            : "";
                    if (!was.equals(is)) {
                        changed = true;
                        csv.append(Overview.cell(now.getKey())).append("," + question + "," + was + "," + is + "\r\n");
                        if (++lines <= 100) {
                            Main.this.out.println(now.getKey() + "  " + question + "  " + (was.isEmpty() ? "-" : was)
                                    + " -> " + (is.isEmpty() ? "-" : is));
                        }
                    }
                }
                students += changed ? 1 : 0;
            }
            Whole.write(out.resolve("changes.csv"), csv.toString());
            Main.this.out.println(
                    students == 0
                            ? "No points have changed."
                            : "Points have changed for " + Html.count(students, "student", "students") + ": "
                                    + out.resolve("changes.csv"));
        }

        /** Grades one student again. */
        int appeal(String student) throws Problem, IOException {
            Report before = Report.read(out.resolve(Whole.name(student) + ".json"));
            if (before == null) {
                throw new Problem(FAILED, "There is no result of " + student + " in " + out + ".");
            }
            Handed handed = found.students().stream()
                    .filter(one -> one.student().equals(student))
                    .findFirst()
                    .orElseThrow(() -> new Problem(FAILED, folder + " has no submission of " + student + "."));
            Report now = grading(before.result().seed(), 1).grade(handed);
            List<String> differences = differences(before, now);
            PrintStream to = Main.this.out;
            to.println(student + ", graded again with the seed of the first time, "
                    + before.result().seed() + ":");
            differences.forEach(difference -> to.println("  " + difference));
            String points = Html.points(now.result().points()) + " of "
                    + Html.points(now.result().most()) + " points";
            to.println(
                    differences.isEmpty()
                            ? "The same result in every question and case: " + points + "."
                            : "Another result: " + points + ". The kept one is unchanged.");
            return differences.isEmpty() ? DONE : DIFFERENT;
        }
    }

    private static List<String> differences(Report before, Report now) {
        List<String> differences = new ArrayList<>();
        Result a = before.result();
        Result b = now.result();
        if (!a.submission().equals(b.submission())) {
            differences.add("the notebook is not the one that was graded");
        }
        if (!a.master().equals(b.master()) || !before.grader().equals(now.grader())) {
            differences.add("the exercises or the grader have changed since; regrade grades all again");
        }
        if (a.state() != b.state()) {
            differences.add(a.state().words() + " before, " + b.state().words() + " now");
        }
        Map<String, Result.Question> old = new LinkedHashMap<>();
        a.questions().forEach(question -> old.put(question.id(), question));
        for (Result.Question question : b.questions()) {
            Result.Question was = old.remove(question.id());
            if (was == null) {
                differences.add(question.id() + ": new");
            } else if (!was.equals(question)) {
                differences.add(question.id() + ": " + Html.points(was.points()) + " points before, "
                        + Html.points(question.points()) + " now"
                        + (was.points() == question.points() ? ", but other values or sentences" : ""));
            }
        }
        old.keySet().forEach(id -> differences.add(id + ": no longer asked"));
        return differences;
    }

    /** Keeps a second run out of the same folder. */
    private static final class Lock implements AutoCloseable {
        private final Path folder;
        private final FileChannel channel;
        private final FileLock lock;

        Lock(Path folder) throws IOException, Problem {
            this.folder = folder;
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = null;
            try {
                held = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // Held by this program itself.
            }
            if (held == null) {
                channel.close();
                throw new Problem(FAILED, "Another run is grading into " + folder + " at the moment.");
            }
            lock = held;
        }

        /** Removes what a run that was killed has left half written. */
        void clear() throws IOException {
            try (DirectoryStream<Path> halves = Files.newDirectoryStream(folder, ".*.half")) {
                for (Path half : halves) {
                    Files.deleteIfExists(half);
                }
            }
        }

        @Override
        public void close() throws IOException {
            lock.release();
            channel.close();
        }
    }
}
