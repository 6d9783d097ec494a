package activationlab.homework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A student's first predictions: from the file that the notebook keeps, else from what stands in the cells. */
final class Guesses {

    private static final String FILE = "my-predictions.csv";
    private static final long LARGEST = 1 << 20;
    private static final int LONGEST = 60;

    /** The name, and a text or a number. */
    private static final Pattern CALL =
            Pattern.compile("predict\\(\\s*\"([^\"\\\\]*)\"\\s*,\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([-+.\\w]+))\\s*\\)");

    private Guesses() {}

    /**
     * The first prediction for each name.
     *
     * @param master whose predictions are asked for
     * @param handed the student's notebook
     * @param beside the folder that only this student's files lie in; null if there is none
     */
    static Map<String, String> of(NotebookFile master, NotebookFile handed, Path beside) {
        Set<String> names = in(master).keySet();
        Map<String, String> guesses = new LinkedHashMap<>();
        Map<String, String> cells = in(handed);
        Map<String, String> kept = beside == null ? Map.of() : kept(beside.resolve(FILE));
        for (String name : names) {
            String guess = kept.getOrDefault(name, cells.getOrDefault(name, "")).strip();
            if (!guess.isEmpty()) {
                guesses.put(name, guess.length() <= LONGEST ? guess : guess.substring(0, LONGEST) + "…");
            }
        }
        return guesses;
    }

    private static Map<String, String> in(NotebookFile notebook) {
        Map<String, String> guesses = new LinkedHashMap<>();
        for (NotebookFile.NotebookCell cell : notebook.cells()) {
            if (!cell.isCode() || !cell.source().contains("predict")) {
                continue;
            }
            for (String line : cell.source().lines().toList()) {
                Matcher call = CALL.matcher(line);
                if (!line.strip().startsWith("//") && call.find()) {
                    String text = call.group(2) == null ? call.group(3) : call.group(2);
                    guesses.merge(call.group(1), text, (first, next) -> first.isBlank() ? next : first);
                }
            }
        }
        return guesses;
    }

    private static Map<String, String> kept(Path file) {
        Map<String, String> guesses = new LinkedHashMap<>();
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return guesses;
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\uFEFF", "");
            for (Csv.Row row : Csv.rows(text, ',')) {
                List<String> cells = row.cells();
                if (cells.size() == 3 && !cells.get(1).isBlank()) {
                    guesses.putIfAbsent(cells.get(0), cells.get(1));
                }
            }
        } catch (IOException e) {
            // Predictions give no points; what cannot be read is absent.
        }
        return guesses;
    }
}
