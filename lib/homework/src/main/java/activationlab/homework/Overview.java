package activationlab.homework;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a class's results say together. It reads them one after the other and keeps only what the page for the teacher needs. */
final class Overview {

    /**
     * One student.
     *
     * @param byHand the points that a person gave
     * @param total all points; null as long as something that was written has none
     */
    record Row(
            String student,
            String page,
            Result.State state,
            double points,
            double most,
            Map<String, Double> questions,
            Map<String, Double> byHand,
            Double total,
            List<String> notes,
            boolean isHere) {

        /** The points of a person for an answer; empty if there are none. */
        String given(String id) {
            return byHand.containsKey(id) ? Html.points(byHand.get(id)) : "";
        }
    }

    /**
     * Wrong answers that are alike.
     *
     * @param key what they share
     * @param what the same for a reader
     * @param isCode whether that is calls and values
     * @param students who gave them
     */
    record Alike(String key, String what, boolean isCode, List<String> students) {}

    /** One question over all students. */
    static final class Question {
        final String id;
        final double most;
        double sum;
        int answers;
        int right;
        private final Map<String, Alike> wrong = new LinkedHashMap<>();

        private Question(String id, double most) {
            this.id = id;
            this.most = most;
        }

        double mean() {
            return answers == 0 ? 0 : sum / answers;
        }

        /** The wrong answers, frequent ones first. */
        List<Alike> wrong() {
            List<Alike> all = new ArrayList<>(wrong.values());
            all.sort(Comparator.comparingInt((Alike alike) -> -alike.students.size())
                    .thenComparing(Alike::key));
            return all;
        }

        private void add(String student, Result.Question question) {
            sum += question.points();
            answers++;
            if (question.points() >= question.most()) {
                right++;
                return;
            }
            Alike alike = alike(question);
            wrong.computeIfAbsent(alike.key(), key -> alike).students.add(student);
        }

        /** What makes two wrong answers alike: the recognised mistake, the values for the shown cases, or how it failed. */
        private static Alike alike(Result.Question question) {
            if (!question.mistake().isEmpty()) {
                return new Alike("mistake " + question.mistake(), question.mistake(), false, new ArrayList<>());
            }
            List<String> values = new ArrayList<>();
            TreeSet<String> failed = new TreeSet<>();
            for (Result.Tested tested : question.categories()) {
                if (tested.right() < tested.cases().size()) {
                    failed.add(tested.name());
                }
                for (Result.Case one : tested.cases()) {
                    if (tested.shown() && !one.right() && !one.got().isEmpty()) {
                        values.add(one.call() + " gives " + one.got()
                                + (one.note().isEmpty() ? " instead of " + one.expected() : ": " + one.note()));
                    }
                }
            }
            if (!values.isEmpty()) {
                String some = String.join("; ", values.subList(0, Math.min(2, values.size())));
                return new Alike(String.join("; ", values), some, true, new ArrayList<>());
            }
            boolean some = question.categories().stream()
                    .anyMatch(tested ->
                            tested.shown() && tested.right() == tested.cases().size());
            String what = some && !failed.isEmpty()
                    ? "right in the shown cases, wrong in: " + String.join(", ", failed)
                    : threw(question);
            return new Alike(what, what, false, new ArrayList<>());
        }

        private static String threw(Result.Question question) {
            return question.categories().stream()
                    .flatMap(tested -> tested.cases().stream())
                    .filter(one -> one.note().startsWith("It threw "))
                    .map(Result.Case::note)
                    .findFirst()
                    .orElse(question.sentence());
        }
    }

    final List<Row> rows = new ArrayList<>();
    final Map<String, Question> questions = new LinkedHashMap<>();
    final Map<String, Map<String, Integer>> guesses = new TreeMap<>();
    final List<Report.ByHand> byHand = new ArrayList<>();
    final TreeSet<String> isolations = new TreeSet<>();

    /**
     * Reads all results of an assignment.
     *
     * @param out where they lie
     * @param master the assignment
     * @param written what a person gave
     * @param here the students whose submissions there are now; results of others stay, and are marked
     * @param each is given each student's result while it is at hand
     */
    static Overview of(
            Path out, Master master, List<Report.ByHand> byHand, Written written, Set<String> here, Reader each)
            throws IOException {
        Overview overview = new Overview();
        overview.byHand.addAll(byHand);
        for (Exercise exercise : master.assignment().exercises("")) {
            overview.questions.put(exercise.id(), new Question(exercise.id(), exercise.points()));
        }
        for (Path file : results(out)) {
            Report report = Report.read(file);
            // A copy under another name is not a second result.
            if (report != null
                    && file.getFileName()
                            .toString()
                            .equals(Whole.name(report.result().student()) + ".json")) {
                String student = report.result().student();
                Written.Mark mark = written.of(student);
                overview.add(report, mark, here.contains(student));
                each.read(report, mark);
            }
        }
        overview.rows.sort(Comparator.comparing(Row::student));
        return overview;
    }

    /** What is done with each result beside. */
    @FunctionalInterface
    interface Reader {
        void read(Report report, Written.Mark mark) throws IOException;
    }

    /** The files of all students. */
    static List<Path> results(Path out) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(out, "*.json")) {
            for (Path file : stream) {
                if (!file.getFileName().toString().matches("run\\.json|before\\.json")) {
                    files.add(file);
                }
            }
        }
        Collections.sort(files);
        return files;
    }

    private void add(Report report, Written.Mark mark, boolean isHere) {
        Result result = report.result();
        Map<String, Double> points = new LinkedHashMap<>();
        for (Result.Question question : result.questions()) {
            points.put(question.id(), question.points());
            // Who handed in nothing would blur what the answers say.
            if (result.state() != Result.State.UNREADABLE) {
                questions
                        .computeIfAbsent(question.id(), id -> new Question(id, question.most()))
                        .add(result.student(), question);
            }
        }
        List<String> notes = new ArrayList<>(result.teacher());
        if (!isHere) {
            notes.add("graded earlier; the folder has no submission of this student any more");
        }
        rows.add(new Row(
                result.student(),
                Whole.name(result.student()) + ".html",
                result.state(),
                result.points(),
                result.most(),
                points,
                mark.points(),
                report.total(mark),
                notes,
                isHere));
        report.guesses()
                .forEach((name, guess) ->
                        guesses.computeIfAbsent(name, key -> new TreeMap<>()).merge(guess, 1, Integer::sum));
        isolations.add(result.isolation().words());
    }

    /** A line for each student, for a spreadsheet or a learning platform. */
    String csv() {
        StringBuilder csv = new StringBuilder("student,state,points,most");
        questions.keySet().forEach(id -> csv.append(',').append(id));
        byHand.forEach(item -> csv.append(',').append(item.id()).append(" (by hand)"));
        csv.append(",total,to look at\r\n");
        for (Row row : rows) {
            csv.append(Csv.cell(row.student)).append(',').append(row.state.words());
            csv.append(',').append(Html.points(row.points)).append(',').append(Html.points(row.most));
            questions.keySet().forEach(id -> csv.append(',').append(Html.points(row.questions.getOrDefault(id, 0.0))));
            byHand.forEach(item -> csv.append(',').append(row.given(item.id())));
            csv.append(',').append(row.total == null ? "" : Html.points(row.total));
            csv.append(',').append(Csv.cell(String.join("; ", row.notes))).append("\r\n");
        }
        return csv.toString();
    }
}
