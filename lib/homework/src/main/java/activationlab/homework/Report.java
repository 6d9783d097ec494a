package activationlab.homework;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a graded submission: the result and what a person needs beside it. In its file, the result's fields and
 * these stand side by side.
 *
 * @param result points and sentences
 * @param grader a short name of the program and of the teacher's own exercises, by which a corrected one is noticed
 * @param byHand what a person marks
 * @param guesses the first predictions, by name
 * @param cells the notebook in the order in which it was given out; null where none could be read
 */
record Report(
        Result result,
        String grader,
        List<ByHand> byHand,
        Map<String, String> guesses,
        List<AsGraded.GradedCell> cells) {

    /**
     * An answer that a person marks.
     *
     * @param id its name in the notebook
     * @param points the most that can be given
     * @param text what the student wrote; empty if nothing
     */
    record ByHand(String id, double points, String text) {}

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Writes it so that the file is there as a whole or not at all. */
    void write(Path file) throws IOException {
        ObjectNode node = JSON.valueToTree(result);
        node.put("grader", grader);
        node.set("byHand", JSON.valueToTree(byHand));
        node.set("guesses", JSON.valueToTree(guesses));
        if (cells != null) {
            node.set("cells", JSON.valueToTree(cells));
        }
        Whole.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
    }

    /** A student's result; a problem if there is none. */
    static Report of(Path folder, String student) throws Problem {
        Report report = read(folder.resolve(Whole.name(student) + ".json"));
        if (report == null) {
            throw new Problem(Main.FAILED, "There is no result of " + student + " in " + folder + ".");
        }
        return report;
    }

    /** Reads it; null if there is none or it cannot be understood, because it is then made anew. */
    static Report read(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(file.toFile());
            Report report = new Report(
                    JSON.treeToValue(node, Result.class),
                    node.path("grader").asText(""),
                    JSON.convertValue(node.path("byHand"), new TypeReference<List<ByHand>>() {}),
                    JSON.convertValue(node.path("guesses"), new TypeReference<Map<String, String>>() {}),
                    JSON.convertValue(node.get("cells"), new TypeReference<List<AsGraded.GradedCell>>() {}));
            return report.result.student() == null || report.result.questions() == null ? null : report;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** All points with those that a person gave; null as long as something that was written has none. */
    Double total(Written.Mark mark) {
        double total = result.points();
        for (ByHand item : byHand) {
            Double given = mark.points().get(item.id());
            if (given == null && !item.text().isBlank()) {
                return null;
            }
            total += given == null ? 0 : given;
        }
        return Trial.hundredths(total);
    }

    /** Whether the grader itself stumbled, which says nothing about the submission. */
    boolean isFailure() {
        return result.teacher().stream().anyMatch(note -> note.startsWith("the grader failed"));
    }

    /** Whether grading the same submission again would give the same. */
    boolean isOf(Master master, long seed, String version) {
        return result.master().equals(master.digest())
                && result.seed() == seed
                && grader.equals(version)
                && (cells != null
                        || result.state() == Result.State.UNREADABLE
                        || result.state() == Result.State.CRASHED)
                && !isFailure();
    }
}
