package activationlab.homework;

import activationlab.homework.NotebookFile.NotebookCell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The student's code out of a notebook that was handed in: which cell answers which exercise, and what must be run before.
 *
 * <p>Only code crosses. Locked cells come from the master, whatever the student's copy says of them; they are known by their
 * {@code grade_id}, or by their text where a program has dropped the metadata. An answer is found
 *
 * <ol>
 *   <li>by its {@code grade_id};
 *   <li>as the cell between the locked neighbours that declares the method;
 *   <li>as a cell anywhere that declares the method, in code, then in cells of another type, then in locked cells that were
 *       changed;
 *   <li>as the only cell between the locked neighbours.
 * </ol>
 *
 * Where several cells could be meant, the last one is taken, as running the notebook from top to bottom would, and a person
 * is told. All of the student's code is run in the order of the notebook.
 */
final class Submission {

    private static final Pattern PREDICTION = Pattern.compile("\\bpredict\\s*\\(");

    private final Master master;
    private final NotebookFile notebook;
    private final List<NotebookCell> all;
    private final List<Exercise> exercises;
    /** Places of cells that a student wrote or changed; neither empty, nor locked, nor as they were given out. */
    private final Set<Integer> own = new TreeSet<>();
    /** Places of locked cells whose code was changed. */
    private final Set<Integer> tampered = new TreeSet<>();
    /** Exercises whose cell stands as it was given out. */
    private final Set<String> untouched = new HashSet<>();

    private static final Pattern ONLY_IN_NOTEBOOKS =
            Pattern.compile("(?m)^(predict|println|print|show|check|handIn)\\(");

    /** A method of the student's own with such a name. */
    private static final Pattern DECLARED_ANEW =
            Pattern.compile("\\b(predict|println|print|show|check|handIn)\\s*\\([^()]*\\)\\s*(?:throws [\\w., ]+)?\\{");

    private final List<Cell> cells = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();
    private final List<String> teacher = new ArrayList<>();

    private Submission(Master master, NotebookFile notebook) {
        this.master = master;
        this.notebook = notebook;
        this.all = notebook.cells();
        this.exercises = master.assignment().exercises("");
        teacher.addAll(notebook.notes());
    }

    /** Takes the student's code out of a file. */
    static Submission of(Master master, Path file) throws UnreadableException {
        return of(master, NotebookFile.read(file));
    }

    /** Takes it out of a notebook that was read. */
    static Submission of(Master master, NotebookFile notebook) throws UnreadableException {
        String name = master.assignment().name();
        if (!notebook.assignment().isEmpty() && !notebook.assignment().equals(name)) {
            throw new UnreadableException(
                    "This is the notebook of " + shortened(notebook.assignment()) + ", not of " + name + ".");
        }
        Submission submission = new Submission(master, notebook);
        if (!notebook.assignment().isEmpty()
                && notebook.course() != master.notebook().course()) {
            submission.teacher.add("the notebook was made for the course " + notebook.course() + " and is graded for "
                    + master.notebook().course() + "; constants and names may differ");
        }
        submission.match();
        return submission;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }

    private void match() throws UnreadableException {
        boolean known = sorted();
        Map<Integer, List<String>> owners = new TreeMap<>();
        for (Exercise exercise : exercises) {
            int place = place(exercise);
            if (place >= 0) {
                owners.computeIfAbsent(place, key -> new ArrayList<>()).add(exercise.id());
                answers.put(exercise.id(), all.get(place).source());
                places.put(exercise.id(), place);
            } else {
                reasons.put(
                        exercise.id(),
                        untouched.contains(exercise.id())
                                ? Trial.NOT_WRITTEN
                                : "There is no answer: its cell is empty or was deleted.");
            }
        }
        if (!known && owners.isEmpty()) {
            throw new UnreadableException(
                    "This is not the notebook of " + master.assignment().name() + ": none of its cells is there.");
        }
        run(owners);
    }

    /** Sorts the cells by who wrote them; tells whether the notebook has any that only this assignment has. */
    private boolean sorted() {
        Map<String, String> locked = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        Set<String> graded = new HashSet<>();
        for (NotebookCell cell : master.notebook().cells()) {
            if (!cell.id().isEmpty() && !cell.answer()) {
                locked.put(cell.id(), words(cell.source()));
                texts.put(words(cell.source()), cell.id());
                if (cell.graded()) {
                    graded.add(cell.id());
                }
            }
        }
        Map<String, String> stubs = new HashMap<>();
        for (Exercise exercise : exercises) {
            stubs.put(words(master.stub(exercise.id())), exercise.id());
            graded.add(exercise.id());
        }
        boolean known = false;
        for (int i = 0; i < all.size(); i++) {
            NotebookCell cell = all.get(i);
            String text = words(cell.source());
            boolean isLocked = locked.containsKey(cell.id());
            String name = isLocked || graded.contains(cell.id()) ? cell.id() : texts.getOrDefault(text, "");
            known |= graded.contains(name);
            if (text.isEmpty() || texts.containsKey(text)) {
                continue;
            }
            if (isLocked) {
                if (cell.isCode() && !text.equals(locked.get(cell.id()))) {
                    tampered.add(i);
                    teacher.add("the locked cell " + cell.id() + " was changed; the original counts");
                }
            } else if (stubs.containsKey(text)) {
                untouched.add(stubs.get(text));
                known = true;
            } else {
                own.add(i);
            }
        }
        return known;
    }

    /** Where the answer stands; −1 if there is none. */
    private int place(Exercise exercise) {
        List<Integer> named =
                own.stream().filter(i -> all.get(i).id().equals(exercise.id())).toList();
        if (!named.isEmpty()) {
            List<Integer> declaring =
                    named.stream().filter(i -> declares(exercise, i)).toList();
            return one(exercise, declaring.isEmpty() ? named : declaring, "have the name of this question");
        }
        int between = between(exercise);
        if (between >= 0 && declares(exercise, between)) {
            return between;
        }
        List<Integer> declaring =
                own.stream().filter(i -> declares(exercise, i)).toList();
        List<Integer> code = declaring.stream().filter(i -> all.get(i).isCode()).toList();
        if (!code.isEmpty()) {
            return one(exercise, code, "declare its method");
        }
        if (!declaring.isEmpty()) {
            return one(exercise, declaring, "declare its method");
        }
        List<Integer> locked =
                tampered.stream().filter(i -> declares(exercise, i)).toList();
        if (!locked.isEmpty()) {
            teacher.add(exercise.id() + ": the answer stands in a locked cell");
            return one(exercise, locked, "declare its method");
        }
        return untouched.contains(exercise.id()) ? -1 : between;
    }

    private boolean declares(Exercise exercise, int place) {
        return Pattern.compile("\\b" + Pattern.quote(exercise.signature().name())
                        + "\\s*\\([^()]*\\)\\s*(throws [\\w., ]+)?\\{")
                .matcher(all.get(place).source())
                .find();
    }

    private int one(Exercise exercise, List<Integer> places, String why) {
        int last = places.get(places.size() - 1);
        long different =
                places.stream().map(i -> words(all.get(i).source())).distinct().count();
        if (different > 1) {
            teacher.add(exercise.id() + ": " + different + " different cells " + why + "; the last one was graded");
        }
        if (!all.get(last).isCode()) {
            teacher.add(exercise.id() + ": the answer stands in a cell that is not of the type code");
        }
        return last;
    }

    /** The only cell of the student's between the locked cells that surround the answer in the master; −1 if not one. */
    private int between(Exercise exercise) {
        List<NotebookCell> masters = master.notebook().cells();
        int at = 0;
        while (at < masters.size() && !masters.get(at).id().equals(exercise.id())) {
            at++;
        }
        int from = -1;
        for (int i = at - 1; i >= 0 && from < 0; i--) {
            from = position(masters.get(i));
        }
        int to = -1;
        for (int i = at + 1; i < masters.size() && to < 0; i++) {
            to = position(masters.get(i));
        }
        int first = from;
        int last = to;
        List<Integer> found = own.stream()
                .filter(i -> first >= 0 && i > first && i < last && mayAnswer(all.get(i)))
                .toList();
        return found.size() == 1 ? found.get(0) : -1;
    }

    /** Whether a cell without a name may be an answer: not another's, no prediction, and not as it was given out. */
    private boolean mayAnswer(NotebookCell cell) {
        return cell.isCode()
                && !PREDICTION.matcher(cell.source()).find()
                && exercises.stream().noneMatch(exercise -> exercise.id().equals(cell.id()))
                && master.notebook().cells().stream()
                        .noneMatch(one -> words(one.source()).equals(words(cell.source())));
    }

    /** Where a locked cell of the master stands, by its name or else by its text; −1 if it is not there. */
    private int position(NotebookCell locked) {
        if (locked.id().isEmpty() || locked.answer()) {
            return -1;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(locked.id())) {
                return i;
            }
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().isEmpty() && words(all.get(i).source()).equals(words(locked.source()))) {
                return i;
            }
        }
        return -1;
    }

    /** What is run: the given code, and all of the student's in its order. */
    private void run(Map<Integer, List<String>> owners) {
        master.given().forEach(source -> cells.add(new Cell("", source)));
        Set<Integer> places = new TreeSet<>(owners.keySet());
        own.stream().filter(i -> all.get(i).isCode()).forEach(places::add);
        Set<String> declaredAnew = new HashSet<>();
        for (NotebookCell cell : all) {
            DECLARED_ANEW.matcher(cell.source()).results().forEach(name -> declaredAnew.add(name.group(1)));
        }
        for (int i : places) {
            for (String exercise : owners.getOrDefault(i, List.of(""))) {
                String source = withoutMagics(all.get(i).source());
                String kept = exercise.isEmpty() ? untilNotebook(source, declaredAnew) : source;
                if (!kept.isBlank() || !exercise.isEmpty()) {
                    cells.add(new Cell(exercise, kept));
                }
            }
        }
        // A cell below an answer may have another version of its method, and would replace it.
        for (Map.Entry<Integer, List<String>> answer : owners.entrySet()) {
            for (Exercise exercise : exercises) {
                if (answer.getValue().contains(exercise.id())
                        && places.stream().anyMatch(i -> i > answer.getKey() && declares(exercise, i))) {
                    cells.add(new Cell(
                            exercise.id(),
                            withoutMagics(all.get(answer.getKey()).source())));
                    teacher.add(
                            exercise.id() + ": a cell below declares its method again; the answer's own cell counts");
                }
            }
        }
    }

    /** A text with single blanks, so that only words matter. */
    static String words(String source) {
        return source.replaceAll("\\s+", " ").strip();
    }

    /** Kernel commands are no Java; they are left out, line by line. */
    static String withoutMagics(String source) {
        return source.replaceAll("(?m)^%{1,2}[a-zA-Z].*$", "");
    }

    /**
     * A cell of the student's own up to the first call of what only a notebook has. A worker refuses that statement and runs
     * nothing after it, so leaving it out changes nothing, and saves a quarter of the time of an ordinary submission.
     */
    static String untilNotebook(String source, Set<String> declaredAnew) {
        Matcher call = ONLY_IN_NOTEBOOKS.matcher(source);
        if (!call.find()) {
            return source;
        }
        String before = source.substring(0, call.start());
        // A text or a comment may hold braces that are none; then the worker decides.
        boolean whole = before.matches("[^\"'/\\\\]*") && level(before, '{', '}') == 0 && level(before, '(', ')') == 0;
        return whole && !declaredAnew.contains(call.group(1)) ? before : source;
    }

    private static long level(String source, char open, char close) {
        return source.chars().filter(c -> c == open).count()
                - source.chars().filter(c -> c == close).count();
    }

    /** What a worker takes in, in order. */
    List<Cell> cells() {
        return cells;
    }

    /** The file as it was read. */
    NotebookFile notebook() {
        return notebook;
    }

    /** The notebook in the order in which it was given out. */
    AsGraded asGraded() {
        return new AsGraded(master, all, places);
    }

    /** The source of an answer; empty if there is none. */
    String answer(String exercise) {
        return answers.getOrDefault(exercise, "");
    }

    /** Why there is no answer. */
    String why(String exercise) {
        return reasons.getOrDefault(exercise, "There is no answer.");
    }

    /** What a person should look at. */
    List<String> teacher() {
        return teacher;
    }
}
