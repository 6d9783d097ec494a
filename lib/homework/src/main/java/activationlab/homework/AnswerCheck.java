package activationlab.homework;

import activationlab.homework.NotebookFile.NotebookCell;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a student's notebook asks: the cases that the student may see, tried in the same worker as the grader's. The walls
 * around it are left out, because the notebook itself has none.
 */
public final class AnswerCheck {

    private static final Pattern BLANK_PREDICTION =
            Pattern.compile("predict\\(\\s*\"([^\"]+)\"\\s*,\\s*\"\\s*\"\\s*\\)");

    private AnswerCheck() {}

    /**
     * A part of the code that an answer consists of.
     *
     * @param answer whether it declares the method that the exercise asks for
     * @param source Java
     */
    public record Piece(boolean answer, String source) {}

    /**
     * Tries an answer on the shown cases.
     *
     * @param exercise what is asked
     * @param pieces the answer and what it needs, in the order in which it is to be run
     * @return what came of it, without hidden cases
     * @throws InterruptedIOException if the thread was interrupted
     * @throws IOException if no worker can be started
     */
    public static Result.Question of(Exercise exercise, List<Piece> pieces) throws IOException {
        List<Cell> cells = new ArrayList<>();
        StringBuilder answer = new StringBuilder();
        for (Piece piece : pieces) {
            cells.add(new Cell(piece.answer() ? exercise.id() : "", piece.source()));
            answer.append(piece.answer() ? piece.source() : "");
        }
        try (Replay replay = new Replay(WorkerProgram.prepare(), Isolation.NONE, Limits.DEFAULT, cells)) {
            return tried(exercise, replay, answer.toString());
        }
    }

    private static Result.Question tried(Exercise exercise, Replay replay, String answer) throws IOException {
        Result.Question question = Trial.of(exercise, replay, true, 0, answer);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The check was stopped.");
        }
        return question;
    }

    /**
     * What a saved notebook holds, and what its answers do on the shown cases.
     *
     * @param questions one for each exercise; those without an answer have no cases
     * @param sources the code of all cells, as it was saved
     * @param predictions the names of the predictions that were left blank
     * @param written whether the written answer has been begun
     * @param notes what was odd about the file
     */
    public record Saved(
            List<Result.Question> questions,
            List<String> sources,
            List<String> predictions,
            boolean written,
            List<String> notes) {}

    /**
     * Runs the answers of a saved notebook in a new worker, as the grader will.
     *
     * @param assignment what the notebook answers
     * @param file the notebook
     * @param afterEach run when an exercise has been tried
     * @return what was found
     * @throws InterruptedIOException if the thread was interrupted
     * @throws IOException if the file is no notebook of the assignment, with a sentence that says why; or if no worker can be
     *     started
     */
    public static Saved saved(Assignment assignment, Path file, Runnable afterEach) throws IOException {
        NotebookFile notebook;
        Submission submission;
        try {
            notebook = NotebookFile.read(file);
            submission = Submission.of(new Master(assignment, asGivenOut(notebook), ""), notebook);
        } catch (UnreadableException e) {
            throw new IOException(e.getMessage(), e);
        }
        List<Result.Question> questions = new ArrayList<>();
        try (Replay replay = new Replay(WorkerProgram.prepare(), Isolation.NONE, Limits.DEFAULT, submission.cells())) {
            for (Exercise exercise : assignment.exercises("")) {
                String answer = submission.answer(exercise.id());
                questions.add(
                        answer.isEmpty()
                                ? new Result.Question(
                                        exercise.id(),
                                        0,
                                        shownPoints(exercise),
                                        submission.why(exercise.id()),
                                        "",
                                        "",
                                        List.of())
                                : tried(exercise, replay, answer));
                afterEach.run();
            }
        }
        List<NotebookCell> code =
                notebook.cells().stream().filter(NotebookCell::isCode).toList();
        return new Saved(
                questions,
                code.stream().map(NotebookCell::source).toList(),
                code.stream()
                        .flatMap(cell -> BLANK_PREDICTION.matcher(cell.source()).results())
                        .map(match -> match.group(1))
                        .toList(),
                notebook.cells().stream()
                        .anyMatch(cell -> cell.id().equals(WRITTEN) && AsGraded.isBegun(cell.source())),
                submission.teacher());
    }

    /**
     * Whether a file is a notebook of an assignment.
     *
     * @param assignment the name of the assignment
     * @param file any file
     * @return what the notebook itself says
     * @throws IOException if it is no notebook
     */
    public static boolean isOf(String assignment, Path file) throws IOException {
        try {
            return NotebookFile.read(file).assignment().equals(assignment);
        } catch (UnreadableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The name of the cell of the written answer. */
    static final String WRITTEN = "written";

    private static double shownPoints(Exercise exercise) {
        return exercise.categories().stream()
                .filter(Category::shown)
                .mapToDouble(Category::points)
                .sum();
    }

    /**
     * The student's copy in the place of the master, which students do not have. A cell that still says "not written yet" is
     * taken for a stub, and a cell that does not for an answer.
     */
    private static NotebookFile asGivenOut(NotebookFile notebook) {
        Pattern stub = Pattern.compile(Pattern.quote("UnsupportedOperationException(\"not written yet\")"));
        List<NotebookCell> cells = new ArrayList<>();
        for (NotebookCell cell : notebook.cells()) {
            Matcher unwritten = stub.matcher(cell.source());
            cells.add(
                    cell.answer() && !unwritten.find()
                            ? new NotebookCell(cell.type(), "", cell.id(), true, cell.graded(), cell.given())
                            : cell);
        }
        return new NotebookFile(notebook.assignment(), cells, notebook.notes());
    }
}
