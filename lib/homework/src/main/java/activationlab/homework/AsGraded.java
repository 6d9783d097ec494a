package activationlab.homework;

import activationlab.homework.NotebookFile.NotebookCell;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A notebook that was handed in, put back into the order in which it was given out: each cell of the master once, with the
 * student's text where a student writes, and each cell of the student's own behind the cell of the master that it followed.
 * Programs that know the notebook only as it was given out can show and mark it then, whatever became of it.
 */
final class AsGraded {

    /**
     * One cell.
     *
     * @param master which cell of the master it is, from 0; null for one of the student's own
     * @param type code or markdown, of a cell of the student's own; else null
     * @param source the student's text; null where the master's stands
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GradedCell(Integer master, String type, String source) {}

    /** What stands in the place of a written answer in a notebook that is given out; nbgrader puts it there. */
    private static final String UNWRITTEN = "YOUR ANSWER HERE";

    /** What says nothing in a written answer: that, and comments, which nobody sees. */
    private static final Pattern NOTHING = Pattern.compile(UNWRITTEN + "|(?s:<!--.*?-->)");

    private static final Pattern PREDICTION =
            Pattern.compile("(?m)^(?!\\s*//).*?\\bpredict\\s*\\(\\s*\"([^\"\\\\]*)\"");

    private static final int NOWHERE = -1;

    private final List<NotebookCell> masters;
    private final List<NotebookCell> all;
    /** The text of each cell of the master as it was given out, in single blanks. */
    private final String[] given;
    /** Where each cell of the master stands in the student's notebook. */
    private final int[] at;
    /** What a student wrote into cells of the master. */
    private final Map<Integer, String> texts = new TreeMap<>();
    /** Cells of the student's notebook that are shown elsewhere, or say nothing new. */
    private final Set<Integer> used = new HashSet<>();

    /**
     * Puts a notebook into order.
     *
     * @param all the cells that were handed in
     * @param answers where the answers stand, by exercise
     */
    AsGraded(Master master, List<NotebookCell> all, Map<String, Integer> answers) {
        this.masters = master.notebook().cells();
        this.all = all;
        given = new String[masters.size()];
        at = new int[masters.size()];
        Arrays.fill(at, NOWHERE);
        Set<String> exercises = new HashSet<>();
        master.assignment().exercises("").forEach(exercise -> exercises.add(exercise.id()));
        for (int k = 0; k < given.length; k++) {
            NotebookCell cell = masters.get(k);
            given[k] = Submission.words(
                    exercises.contains(cell.id())
                            ? master.stub(cell.id())
                            : isWritten(cell, exercises) ? UNWRITTEN : cell.source());
        }
        byName();
        byText();
        for (int k = 0; k < given.length; k++) {
            NotebookCell cell = masters.get(k);
            String prediction = prediction(cell);
            if (exercises.contains(cell.id())) {
                replace(k, answers.getOrDefault(cell.id(), NOWHERE));
            } else if (isWritten(cell, exercises)) {
                replace(k, written(k));
            } else if (!prediction.isEmpty()) {
                replace(k, predicted(k, prediction));
            }
        }
    }

    private static boolean isWritten(NotebookCell cell, Set<String> exercises) {
        return cell.graded() && cell.answer() && !exercises.contains(cell.id());
    }

    /** Whether a student has written something into the cell of a written answer. */
    static boolean isBegun(String source) {
        return !NOTHING.matcher(source).replaceAll("").isBlank();
    }

    private String words(int i) {
        return Submission.words(all.get(i).source());
    }

    /** The first cell of each name. Others of a locked cell's name do not count, whatever they say. */
    private void byName() {
        for (int i = all.size() - 1; i >= 0; i--) {
            for (int k = 0; k < given.length; k++) {
                NotebookCell cell = masters.get(k);
                if (!cell.id().isEmpty() && cell.id().equals(all.get(i).id())) {
                    at[k] = i;
                    if (!cell.answer()) {
                        used.add(i);
                    }
                }
            }
        }
    }

    /** Cells that have no name or have lost it, and copies of what was given out. */
    private void byText() {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int k = 0; k < given.length; k++) {
            places.computeIfAbsent(given[k], text -> new ArrayList<>()).add(k);
        }
        for (int i = 0; i < all.size(); i++) {
            List<Integer> same = places.getOrDefault(words(i), List.of());
            if (!same.isEmpty() && used.add(i)) {
                int place = i;
                same.stream().filter(k -> at[k] == NOWHERE).findFirst().ifPresent(k -> at[k] = place);
            }
        }
    }

    /** The student's text in a place of the master's; a cell that was emptied says that, too. */
    private void replace(int k, int i) {
        if (i != NOWHERE) {
            texts.put(k, all.get(i).source());
            used.add(i);
            at[k] = at[k] == NOWHERE ? i : at[k];
            String said = words(i);
            for (int other = 0; other < all.size(); other++) {
                if (all.get(other).id().equals(masters.get(k).id())
                        && words(other).equals(said)) {
                    used.add(other);
                }
            }
        } else if (at[k] != NOWHERE && !words(at[k]).equals(given[k])) {
            texts.put(k, all.get(at[k]).source());
            used.add(at[k]);
        }
    }

    /** Where the written answer stands: the last cell of its name that says something, or the only text in its place. */
    private int written(int k) {
        int[] named = IntStream.range(0, all.size())
                .filter(i -> all.get(i).id().equals(masters.get(k).id()))
                .toArray();
        int found = NOWHERE;
        for (int i : named) {
            found = isBegun(all.get(i).source()) ? i : found;
        }
        if (found != NOWHERE || named.length > 0) {
            return found;
        }
        int from = IntStream.range(0, k)
                .map(i -> at[k - 1 - i])
                .filter(i -> i != NOWHERE)
                .findFirst()
                .orElse(NOWHERE);
        int to = IntStream.range(k + 1, given.length)
                .map(i -> at[i])
                .filter(i -> i != NOWHERE)
                .findFirst()
                .orElse(NOWHERE);
        int[] between = IntStream.range(from + 1, Math.max(from + 1, to))
                .filter(i -> !used.contains(i)
                        && !all.get(i).isCode()
                        && isBegun(all.get(i).source()))
                .toArray();
        return between.length == 1 ? between[0] : NOWHERE;
    }

    private static String prediction(NotebookCell cell) {
        Matcher call = PREDICTION.matcher(cell.isCode() ? cell.source() : "");
        return call.find() ? call.group(1) : "";
    }

    private int predicted(int k, String name) {
        return IntStream.range(0, all.size())
                .filter(i -> prediction(all.get(i)).equals(name) && !words(i).equals(given[k]))
                .findFirst()
                .orElse(NOWHERE);
    }

    /** All cells in order. */
    List<GradedCell> cells() {
        Map<Integer, List<GradedCell>> own = new HashMap<>();
        Map<Integer, Integer> masterAt = new HashMap<>();
        for (int k = 0; k < given.length; k++) {
            masterAt.put(at[k], k);
        }
        int behind = NOWHERE;
        for (int i = 0; i < all.size(); i++) {
            behind = masterAt.getOrDefault(i, behind);
            if (!used.contains(i) && !words(i).isEmpty()) {
                own.computeIfAbsent(behind, place -> new ArrayList<>())
                        .add(new GradedCell(
                                null,
                                all.get(i).isCode() ? "code" : "markdown",
                                all.get(i).source()));
            }
        }
        List<GradedCell> cells = new ArrayList<>(own.getOrDefault(NOWHERE, List.of()));
        for (int k = 0; k < given.length; k++) {
            cells.add(new GradedCell(k, null, texts.get(k)));
            cells.addAll(own.getOrDefault(k, List.of()));
        }
        return cells;
    }

    /** What a student wrote for a person to mark; empty if nothing. */
    String written(String id) {
        for (int k = 0; k < given.length; k++) {
            if (masters.get(k).id().equals(id)) {
                String text = texts.getOrDefault(k, "");
                return isBegun(text) ? text : "";
            }
        }
        return "";
    }
}
