package activationlab.homework;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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

    /** Results are missing, or contradict each other. */
    static final int INCOMPLETE = 6;

    private static final int STOPPED = 130;

    private static final String HELP = """
            python3 notebooks/homework/grade.py COMMAND ...

            grade hw1 FOLDER    grades all submissions in a folder: FOLDER/<student>/hw1/hw1.ipynb,
                                FOLDER/<student>/hw1.ipynb or FOLDER/<student>.ipynb
              --out DIR           where the results go (results): DIR/hw1/index.html is the page for the teacher,
                                  DIR/hw1/<student>.html the one for a student, marks.csv the table.
                                  Into written.csv you write points and comments for the written answers; the next run
                                  takes them up
              --seed N            decides the hidden inputs; without it one is made up on the first run and kept
                                  in DIR/hw1/seed.txt, which is the teacher's secret
              --threads N         how many submissions at a time (one for each processor)
              --isolation WHICH   auto, bubblewrap, container, sidecar or none (auto: bubblewrap if it works, else none)
              --require-isolation refuses to grade without isolation
              --master FILE       the notebook with the answers (notebooks/homework/source/hw1/hw1.ipynb)
              --overlay DIR       a teacher's own exercises
              --again             grades also what has been graded already
              --student A,B       grades only these
              --shard I/N         grades the I-th of N parts of the class and makes no table: so that several machines,
                                  or jobs of a cluster, share the work. They may write into one DIR. Where a cluster
                                counts from 0: K+1/N
            merge hw1 FOLDER    after all shards: proves that every student has exactly one result, all of the same seed,
                                notebook and grader, and makes the table and the page for the teacher; else it says what
                                is missing and which command helps, and leaves the table as it was
              --from DIR          another folder with results, which are copied to --out; may be given several times
            show hw1 STUDENT    everything about one result as text: cases that failed, notes for you, seed, Java, isolation
            appeal hw1 STUDENT  grades one student again with the seed of the first time, and compares; writes nothing
            regrade hw1         after a corrected exercise: grades all again and lists what has changed
              these take --out and the options above; folder, master and overlay are those of the first time
            quiz hw1 --seed N   ten questions on paper: DIR/hw1/quiz-N.md and, for you, DIR/hw1/quiz-N-answers.md

            A run that was stopped or broke off goes on where it was: give the same command again. What has been graded
            is graded again only if the notebook, the assignment, the seed or the grader has changed. Whoever was being
            graded when a run was killed comes last and alone; if the run is killed again, that one is given up.

            Exit codes: 0 done, every submission has a result; 1 something needed is missing; 2 wrong command line;
            3 no isolation, although it was asked for; 4 a result cannot be written (full disk); 5 an appeal came to
            another result; 6 results are missing or contradict each other; 130 stopped.
            """;

    private static final Set<String> VALUES = Set.of(
            "out",
            "seed",
            "threads",
            "isolation",
            "master",
            "overlay",
            "folder",
            "progress",
            "shard",
            "student",
            "from");
    private static final Set<String> FLAGS = Set.of("require-isolation", "again", "help");
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

    final Assignments assignments;
    final PrintStream out;
    final PrintStream err;

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
            options.only("shard", command.equals("grade"), "grade");
            options.only("student", command.equals("grade"), "grade");
            options.only("from", command.equals("merge"), "merge");
            if (options.has("help") || command.equals("--help") || command.equals("-h") || command.equals("help")) {
                out.print(HELP);
                return DONE;
            }
            return switch (command) {
                case "grade" -> grade(options);
                case "merge" -> merge(options);
                case "appeal" -> appeal(options);
                case "regrade" -> regrade(options);
                case "show" -> show(options);
                case "quiz" -> quiz(options);
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
        } catch (IllegalStateException e) {
            e.printStackTrace(err);
            err.println(
                    "The grader itself failed, see above. What was finished is kept; the same command goes on from there.");
            return FAILED;
        }
    }

    /** A message as a sentence. */
    static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(Locale.ROOT)
                + message.substring(1)
                + (message.endsWith("?") ? "" : ".");
    }

    // -------------------------------------------------------------------------------------------------- the commands

    private int grade(Options options) throws Options.UsageException, Problem, IOException {
        List<String> words = options.words("the assignment's name", "the folder");
        Shard shard = options.has("shard") ? Shard.of(options.text("shard", "")) : null;
        options.only("student", shard == null, "a run without --shard");
        Run run = new Run(this, name(words.get(0)), Path.of(words.get(1)), options, JSON.createObjectNode());
        List<Handed> students = run.students();
        Isolation isolation = ChosenIsolation.of(options, false, err);
        if (shard == null) {
            try (Lock lock = Lock.whole(run.out)) {
                return run.grade(lock, isolation, students, null) ? run.report() : STOPPED;
            }
        }
        try (Lock lock = Lock.shard(run.out, shard)) {
            if (!run.grade(lock, isolation, shard.part(students), shard)) {
                return STOPPED;
            }
        }
        out.println("When all " + shard.of() + " shards are done, \"merge\" makes the table and the page for you.");
        return DONE;
    }

    private int merge(Options options) throws Options.UsageException, Problem, IOException {
        List<String> words = options.words("the assignment's name", "the folder");
        List<Path> others = options.all("from").stream().map(Path::of).toList();
        List<Path> places = new ArrayList<>(List.of(Run.results(options)));
        places.addAll(others);
        String name = name(words.get(0));
        Run run = new Run(this, name, Path.of(words.get(1)), options, Run.noted(name, places));
        Merge merge = new Merge(run, others);
        Lock lock = Lock.whole(run.out);
        try {
            run.written();
            if (!merge.proves()) {
                merge.complain(err);
                return INCOMPLETE;
            }
            merge.copy();
            run.note(null);
            out.println(Html.count(run.found.students().size(), "student has", "students have")
                    + " exactly one result each.");
            return run.report();
        } finally {
            lock.close();
        }
    }

    private int regrade(Options options) throws Options.UsageException, Problem, IOException {
        Run run = again(name(options.words("the assignment's name").get(0)), options);
        Isolation isolation = ChosenIsolation.of(options, false, err);
        Path kept = run.out.resolve("before.json");
        try (Lock lock = Lock.whole(run.out)) {
            Map<String, Map<String, Double>> before = Changes.before(kept, run.out);
            if (!run.grade(lock, isolation, run.found.students(), null)) {
                return STOPPED;
            }
            int code = run.report();
            Changes.write(run.out, before).forEach(out::println);
            Files.delete(kept);
            return code;
        }
    }

    private int appeal(Options options) throws Options.UsageException, Problem, IOException {
        List<String> words = options.words("the assignment's name", "the student's id");
        Run run = again(name(words.get(0)), options);
        return run.appeal(ChosenIsolation.of(options, true, err), words.get(1));
    }

    private int show(Options options) throws Options.UsageException, Problem, IOException {
        List<String> words = options.words("the assignment's name", "the student's id");
        Path folder = Run.results(options).resolve(name(words.get(0)));
        Report report = Report.of(folder, words.get(1));
        Written.Mark mark =
                Written.of(folder, report.byHand()).of(report.result().student());
        out.print(Log.of(report, mark));
        return DONE;
    }

    /** A command about what has been graded before. */
    private Run again(String name, Options options) throws Problem, IOException {
        return new Run(this, name, null, options, Run.noted(name, List.of(Run.results(options))));
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
        Path folder = Run.results(options).resolve(name);
        Files.createDirectories(folder);
        Path questions = folder.resolve("quiz-" + seed + ".md");
        Path answers = folder.resolve("quiz-" + seed + "-answers.md");
        Whole.write(questions, quiz.questions());
        Whole.write(answers, quiz.answers());
        out.println("For students: " + questions + "\nFor you: " + answers);
        return DONE;
    }

    private static String name(String text) throws Options.UsageException {
        if (!text.matches("[a-z][a-z0-9-]*")) {
            throw new Options.UsageException("an assignment's name is a word such as hw1, not " + text);
        }
        return text;
    }
}
