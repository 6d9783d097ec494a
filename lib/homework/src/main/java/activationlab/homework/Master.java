package activationlab.homework;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An assignment as its author wrote it: the notebook with the answers, and the exercises.
 *
 * @param assignment the exercises
 * @param notebook the notebook
 * @param digest a short name of both, by which a changed assignment is noticed
 */
public record Master(Assignment assignment, NotebookFile notebook, String digest) {

    private static final Pattern SOLUTION =
            Pattern.compile("(?s)([ \\t]*)//[ \\t]*BEGIN SOLUTION.*?//[ \\t]*END SOLUTION[^\\n]*");

    /** What a teacher may have added for nbgrader, and no student gets. */
    private static final Pattern HIDDEN =
            Pattern.compile("(?ms)^[^\\n]*BEGIN (HIDDEN TESTS|MARK SCHEME).*?END \\1[^\\n]*\\n?");

    /** What stands in a student's cell in place of the solution. */
    static final String STUB = "// YOUR CODE HERE\nthrow new UnsupportedOperationException(\"not written yet\");";

    /**
     * Reads a master.
     *
     * @param assignment the exercises
     * @param file the notebook, with the solutions or without
     * @return both together
     * @throws IOException if the file is no notebook
     */
    public static Master of(Assignment assignment, Path file) throws IOException {
        try {
            String cases = assignment.exercises("").stream()
                    .map(exercise -> exercise + " " + exercise.points() + " "
                            + exercise.categories().stream()
                                    .map(category -> category.name() + " " + category.points())
                                    .toList())
                    .collect(Collectors.joining("\n"));
            return new Master(
                    assignment,
                    withoutHidden(NotebookFile.read(file)),
                    Digest.of(
                            Digest.of(file).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            cases.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (UnreadableException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static NotebookFile withoutHidden(NotebookFile notebook) {
        List<NotebookFile.NotebookCell> cells = notebook.cells().stream()
                .map(cell -> new NotebookFile.NotebookCell(
                        cell.type(),
                        HIDDEN.matcher(cell.source()).replaceAll(""),
                        cell.id(),
                        cell.answer(),
                        cell.graded(),
                        cell.given()))
                .toList();
        return new NotebookFile(notebook.assignment(), notebook.course(), cells, notebook.notes());
    }

    /** The code that the answers need and that no student writes. */
    List<String> given() {
        return notebook.cells().stream()
                .filter(NotebookFile.NotebookCell::given)
                .map(NotebookFile.NotebookCell::source)
                .toList();
    }

    /** What the answer's cell says before a student has touched it; empty if the notebook has no such cell. */
    String stub(String exercise) {
        return notebook.cells().stream()
                .filter(cell -> cell.id().equals(exercise))
                .map(cell -> SOLUTION.matcher(cell.source())
                        .replaceAll(match ->
                                STUB.lines().map(line -> match.group(1) + line).collect(Collectors.joining("\n"))))
                .findFirst()
                .orElse("");
    }
}
