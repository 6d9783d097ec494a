package activationlab.homework;

import activationlab.homework.NotebookFile.NotebookCell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The student's code out of a notebook that was handed in: which cell answers which exercise, and what must be run before.
 *
 * <p>Only code crosses. Locked cells come from the master, whatever the student's copy says of them. An answer is found by
 * its {@code grade_id}; else as the only cell between the locked neighbours; else as the only cell that declares the
 * method. Where several cells could be meant, the last one that was written to is taken, as running the notebook from top
 * to bottom would, and a person is told.
 */
final class Submission {

    private final List<Cell> cells = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();
    private final List<String> teacher = new ArrayList<>();

    private Submission() {}

    /** Takes the student's code out of a file. */
    static Submission of(Master master, Path file) throws UnreadableException {
        NotebookFile notebook = NotebookFile.read(file);
        String name = master.assignment().name();
        if (!notebook.assignment().isEmpty() && !notebook.assignment().equals(name)) {
            throw new UnreadableException(
                    "This is the notebook of " + notebook.assignment() + ", not of " + name + ".");
        }
        Submission submission = new Submission();
        submission.teacher.addAll(notebook.notes());
        submission.match(master, notebook);
        return submission;
    }

    private void match(Master master, NotebookFile notebook) throws UnreadableException {
        List<NotebookCell> all = notebook.cells();
        Set<String> locked = new HashSet<>();
        for (NotebookCell cell : master.notebook().cells()) {
            if (!cell.id().isEmpty() && !cell.answer()) {
                locked.add(cell.id());
            }
        }
        // The student's cells by place; what is locked in the master is the master's, wherever it stands.
        boolean known = false;
        Map<Integer, String> owner = new HashMap<>();
        Set<Integer> own = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            boolean isLocked = locked.contains(all.get(i).id());
            known |= isLocked;
            if (!isLocked && !all.get(i).source().isBlank()) {
                own.add(i);
            }
        }
        List<Exercise> exercises = master.assignment().exercises("");
        for (Exercise exercise : exercises) {
            int place = place(master, exercise, all, own);
            if (place >= 0) {
                owner.put(place, exercise.id());
            }
        }
        if (!known && owner.isEmpty()) {
            throw new UnreadableException(
                    "This is not the notebook of " + master.assignment().name() + ": none of its cells is there.");
        }
        master.given().forEach(source -> cells.add(new Cell("", source)));
        Set<String> ids = new HashSet<>();
        exercises.forEach(exercise -> ids.add(exercise.id()));
        for (int i = 0; i < all.size(); i++) {
            NotebookCell cell = all.get(i);
            String exercise = owner.getOrDefault(i, "");
            // A cell of an answer that is not the chosen one would replace the answer.
            if (own.contains(i) && (exercise.isEmpty() ? cell.isCode() && !ids.contains(cell.id()) : true)) {
                cells.add(new Cell(exercise, withoutMagics(cell.source())));
                if (!exercise.isEmpty()) {
                    answers.put(exercise, cell.source());
                }
            }
        }
    }

    /** Where the answer stands; −1 if there is none. */
    private int place(Master master, Exercise exercise, List<NotebookCell> all, Set<Integer> own) {
        String stub = words(master.stub(exercise.id()));
        List<Integer> named = new ArrayList<>();
        List<Integer> declaring = new ArrayList<>();
        boolean stubIsThere = false;
        Pattern declaration = Pattern.compile(
                "\\b" + Pattern.quote(exercise.signature().name()) + "\\s*\\([^()]*\\)\\s*(throws [\\w., ]+)?\\{");
        for (int i = 0; i < all.size(); i++) {
            NotebookCell cell = all.get(i);
            if (!own.contains(i)) {
                continue;
            }
            if (words(cell.source()).equals(stub)) {
                stubIsThere = true;
            } else if (cell.id().equals(exercise.id())) {
                named.add(i);
            } else if (cell.isCode() && declaration.matcher(cell.source()).find()) {
                declaring.add(i);
            }
        }
        if (!named.isEmpty()) {
            return one(exercise, all, named, "have the name of this question");
        }
        int between = between(master, exercise, all, own);
        if (between >= 0 && declaring.contains(between)) {
            return between;
        }
        if (!declaring.isEmpty()) {
            return one(exercise, all, declaring, "declare its method");
        }
        if (between >= 0 && !stubIsThere) {
            return between;
        }
        reasons.put(
                exercise.id(),
                stubIsThere ? Trial.NOT_WRITTEN : "There is no answer: its cell is empty or was deleted.");
        return -1;
    }

    private int one(Exercise exercise, List<NotebookCell> all, List<Integer> places, String why) {
        int last = places.get(places.size() - 1);
        long different =
                places.stream().map(i -> words(all.get(i).source())).distinct().count();
        if (different > 1) {
            teacher.add(exercise.id() + ": " + different + " different cells " + why + "; the last one was graded");
        }
        if (!all.get(last).isCode()) {
            teacher.add(exercise.id() + ": the answer stands in a cell of type "
                    + all.get(last).type());
        }
        return last;
    }

    /** The only cell of the student's between the locked cells that surround the answer in the master; −1 if not one. */
    private static int between(Master master, Exercise exercise, List<NotebookCell> all, Set<Integer> own) {
        List<NotebookCell> cells = master.notebook().cells();
        int at = 0;
        while (at < cells.size() && !cells.get(at).id().equals(exercise.id())) {
            at++;
        }
        int from = -1;
        for (int i = at - 1; i >= 0 && from < 0; i--) {
            from = cells.get(i).answer() ? -1 : position(all, cells.get(i).id());
        }
        int to = -1;
        for (int i = at + 1; i < cells.size() && to < 0; i++) {
            to = cells.get(i).answer() ? -1 : position(all, cells.get(i).id());
        }
        int found = -1;
        for (int i = from + 1; from >= 0 && i < to; i++) {
            if (own.contains(i) && all.get(i).isCode() && all.get(i).id().isEmpty()) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private static int position(List<NotebookCell> cells, String id) {
        for (int i = 0; i < cells.size(); i++) {
            if (!id.isEmpty() && cells.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static String words(String source) {
        return source.replaceAll("\\s+", " ").strip();
    }

    /** Kernel commands are no Java; they are left out, line by line. */
    static String withoutMagics(String source) {
        return source.replaceAll("(?m)^%{1,2}[a-zA-Z].*$", "");
    }

    /** What a worker takes in, in order. */
    List<Cell> cells() {
        return cells;
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
