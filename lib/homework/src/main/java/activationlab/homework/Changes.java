package activationlab.homework;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs between the results of two runs. */
final class Changes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Changes() {}

    /** The points of all students by question, as they stand now. */
    static Map<String, Map<String, Double>> points(Path out) throws IOException {
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

    /** The points before a run; one that was stopped and goes on compares with what was there before it began. */
    static Map<String, Map<String, Double>> before(Path kept, Path out) throws IOException {
        Map<String, Map<String, Double>> before = Files.exists(kept)
                ? JSON.readValue(kept.toFile(), new TypeReference<TreeMap<String, Map<String, Double>>>() {})
                : points(out);
        Whole.write(kept, JSON.writeValueAsString(before));
        return before;
    }

    /**
     * Writes what is not as it was into the table {@code changes.csv}.
     *
     * @return a line for each change, the first hundred of them, and one that sums up
     */
    static List<String> write(Path out, Map<String, Map<String, Double>> before) throws IOException {
        StringBuilder csv = new StringBuilder("student,question,before,after\r\n");
        List<String> lines = new ArrayList<>();
        int students = 0;
        for (Map.Entry<String, Map<String, Double>> now : points(out).entrySet()) {
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
                    csv.append(Csv.cell(now.getKey())).append("," + question + "," + was + "," + is + "\r\n");
                    if (lines.size() < 100) {
                        lines.add(now.getKey() + "  " + question + "  " + (was.isEmpty() ? "-" : was) + " -> "
                                + (is.isEmpty() ? "-" : is));
                    }
                }
            }
            students += changed ? 1 : 0;
        }
        Path table = out.resolve("changes.csv");
        Whole.write(table, csv.toString());
        lines.add(
                students == 0
                        ? "No points have changed."
                        : "Points have changed for " + Html.count(students, "student", "students") + ": " + table);
        return lines;
    }

    /** What an appeal has found; empty if nothing differs. */
    static List<String> differences(Report before, Report now) {
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
}
