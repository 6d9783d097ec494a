package activationlab.notebook;

import activationlab.homework.AnswerCheck;
import activationlab.homework.Category;
import activationlab.homework.Exercise;
import activationlab.homework.Result;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.JShell;

/** The check under an answer of a homework: the shown cases, line by line, and hints in steps. */
final class Checks {

    static final String RIGHT = "#009e73";
    static final String WRONG = "#d55e00";
    static final String OPEN = "#8a8a8a";

    /** How far a student is with the hints of an exercise. */
    private record Step(String answer, int hints) {}

    private static final Map<String, Step> STEPS = new HashMap<>();

    /** What nbgrader is doing; empty in a student's hands. */
    private static String nbgrader =
            Optional.ofNullable(System.getenv("NBGRADER_EXECUTION")).orElse("");

    private Checks() {}

    /** A fresh start for tests. */
    static void startAnew(String execution) {
        STEPS.clear();
        nbgrader = execution;
    }

    static void check(String id) {
        Exercises.Found found = Exercises.of(id);
        Exercise exercise = found.exercise();
        JShell shell = Kernel.shell()
                .orElseThrow(() -> new IllegalStateException(
                        "check(\"" + id + "\") finds your answer only in a notebook with the kernel JJava or IJava."));
        KernelCode code = KernelCode.of(shell, exercise.signature());
        if (!code.wasRun()) {
            String sentence = "Your answer is not known yet: run the cell that declares " + exercise.signature()
                    + ", then run this one again.";
            Kernel.display(new Note(OPEN, "– ", id + ". ", sentence).data());
            requireRight(id, false, "the answer's cell was not run");
            return;
        }
        String output = Kernel.open(new Note(OPEN, "… ", "", "Trying your answer on the cases shown.").data());
        Result.Question question;
        try {
            question = AnswerCheck.of(exercise, code.pieces());
        } catch (InterruptedIOException e) {
            Kernel.close(output, new Note(OPEN, "■ ", id + ". ", "The check was stopped.").data());
            Thread.currentThread().interrupt();
            return;
        } catch (IOException e) {
            Kernel.close(output, new Note(OPEN, "■ ", id + ". ", "The check could not be made.").data());
            throw new UncheckedIOException("Java could not be started once more for your answer", e);
        }
        boolean right = isRight(question);
        Report report = new Report(found, question, code, right ? List.of() : hints(exercise, question, code));
        Kernel.close(output, report.data());
        requireRight(id, right || !found.judgedHere(), question.sentence());
    }

    /** nbgrader's Validate button asks for an exception where something is wrong, and shows its message. */
    private static void requireRight(String id, boolean right, String sentence) {
        if (!right && !nbgrader.isEmpty()) {
            throw new AssertionError(id + ": " + sentence);
        }
    }

    /** One more hint for each answer that was changed and is still wrong. */
    private static List<String> hints(Exercise exercise, Result.Question question, KernelCode code) {
        if (!hasCases(question)) {
            return List.of(); // the sentence says why, and a hint about the formula would not help
        }
        Step before = STEPS.getOrDefault(exercise.id(), new Step("", 0));
        boolean changed = !before.answer.equals(code.text());
        int count = Math.min(exercise.hints().size(), before.hints + (changed ? 1 : 0));
        STEPS.put(exercise.id(), new Step(code.text(), count));
        return exercise.hints().subList(0, count);
    }

    /** Not by points: what a student may see of an exercise can be without any. */
    static boolean isRight(Result.Question question) {
        return !question.categories().isEmpty()
                && question.categories().stream()
                        .allMatch(
                                category -> category.right() == category.cases().size());
    }

    /** Whether no points are given for what is shown: the right value depends on the student, and is not told here. */
    private static boolean isFormOnly(Result.Question question) {
        return question.most() == 0;
    }

    /** What is said of a case, or of an answer, in which all that is shown is right. */
    static String rightWord(Result.Question question) {
        return isFormOnly(question) ? "✓ form" : "✓ right";
    }

    /** Whether the method was called and came back, be it with an exception; else one sentence says all. */
    private static boolean hasCases(Result.Question question) {
        return question.categories().stream()
                .flatMap(category -> category.cases().stream())
                .anyMatch(one -> one.right()
                        || !one.got().isEmpty()
                        || !List.of(question.sentence(), "Not tried.").contains(one.note()));
    }

    /** Points as a person writes them. */
    static String points(double points) {
        return number(points) + (points == 1 ? " point" : " points");
    }

    static String of(double points, double most) {
        return number(points) + " of " + points(most);
    }

    private static String number(double points) {
        return String.format(Locale.ROOT, "%.2f", points).replaceAll("\\.?0+$", "");
    }

    // ------------------------------------------------------------------------------------------------- what is shown

    /** A sentence at a coloured edge. The sign says the same as the colour. */
    record Note(String color, String sign, String head, String sentence) implements Showable {
        @Override
        public String html() {
            return box(color, line(sign, head, sentence));
        }

        @Override
        public String text() {
            return head + sentence;
        }
    }

    static String box(String color, String content) {
        return "<div class=\"al-check\" style=\"border-left:4px solid " + color
                + ";padding:4px 12px;margin:2px 0 8px;max-width:760px;line-height:1.4\">" + content + "</div>";
    }

    static String line(String sign, String head, String sentence) {
        return "<p style=\"margin:3px 0\">" + (sign.isEmpty() ? "" : "<span aria-hidden=\"true\">" + sign + "</span>")
                + (head.isEmpty() ? "" : "<b>" + Html.escape(head) + "</b>") + Html.escape(sentence) + "</p>";
    }

    /** A table whose first column names its rows. */
    static String table(String caption, List<String> heads, List<List<String>> rows) {
        StringBuilder html = new StringBuilder(
                        "<table style=\"text-align:left;margin:6px 0\"><caption style=\"text-align:left\">")
                .append(Html.escape(caption))
                .append("</caption><thead><tr>");
        for (String head : heads) {
            html.append("<th scope=\"col\" style=\"text-align:left\">")
                    .append(Html.escape(head))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String tag = i == 0 ? "th" : "td";
                html.append('<').append(tag).append(i == 0 ? " scope=\"row\"" : "");
                html.append(" style=\"text-align:left;white-space:" + (i == 0 ? "nowrap" : "normal") + "\">");
                html.append(row.get(i)).append("</").append(tag).append('>');
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    /** What became of an answer. */
    private record Report(Exercises.Found found, Result.Question question, KernelCode code, List<String> hints)
            implements Showable {

        private boolean isRight() {
            return Checks.isRight(question);
        }

        private List<Result.Case> cases() {
            return question.categories().stream()
                    .flatMap(category -> category.cases().stream())
                    .toList();
        }

        private boolean isOpen() {
            return !found.judgedHere() || question.sentence().startsWith("Not written yet");
        }

        private String head() {
            return found.exercise().id() + ". ";
        }

        private String sentence() {
            if (!found.judgedHere()) {
                return "The answer runs. It is judged after you have handed in.";
            }
            if (isRight()) {
                int count = cases().size();
                return isFormOnly(question)
                        ? "The form is right. Whether the value is right is looked at after you have handed in."
                        : "Right: " + (count == 1 ? "the case" : "all " + count + " cases") + " shown, "
                                + of(question.points(), found.exercise().points()) + ".";
            }
            if (hasCases(question)) {
                return question.sentence()
                        + (question.most() == 0 ? "" : " That makes " + of(question.points(), question.most()) + ".");
            }
            if (!code.library().isEmpty()) {
                return "It cannot be run without the course's library.";
            }
            // That it may also be a name of the library is no help where it is none.
            return question.sentence()
                    .replace(
                            Result.ONLY_JDK,
                            " Run the cell that declares it, or write it, and then run this cell again.");
        }

        private String meaning() {
            if (!code.library().isEmpty() && !isRight()) {
                boolean one = code.library().size() == 1;
                return String.join(", ", code.library()) + (one ? " belongs" : " belong")
                        + " to the course's library. Your answer is run with Java alone, here and by the grader: "
                        + "write out what " + (one ? "it does" : "they do") + ".";
            }
            return question.mistake().isEmpty() ? "" : "What this often means: " + question.mistake();
        }

        private String tolerance() {
            Exercise exercise = found.exercise();
            if (exercise.isJudged()
                    || !List.of("double", "double[]", "double[][]")
                            .contains(exercise.signature().returns())) {
                return "";
            }
            return "A number counts as equal up to a relative error of " + Numbers.pretty(exercise.tolerance())
                    + (exercise.floor() < 1e-100
                            ? ", however small it is."
                            : ", or an absolute one of " + Numbers.pretty(exercise.floor()) + ".");
        }

        private String hidden() {
            List<Category> hidden = found.exercise().categories().stream()
                    .filter(category -> !category.shown())
                    .toList();
            if (hidden.isEmpty()) {
                return "These are all the cases of this exercise.";
            }
            return "Only the cases shown were tried. After you have handed in, others follow: "
                    + hidden.stream()
                            .map(category -> category.name() + " (" + points(category.points()) + ")")
                            .collect(Collectors.joining("; "))
                    + ".";
        }

        private String mark(Result.Case one) {
            return !found.judgedHere() ? "– later" : one.right() ? rightWord(question) : "✗ wrong";
        }

        @Override
        public String html() {
            StringBuilder html = new StringBuilder();
            String sign = isOpen() ? "– " : isRight() ? "✓ " : "✗ ";
            html.append(line(sign, head(), sentence()));
            if (hasCases(question)) {
                boolean notes = found.judgedHere()
                        && cases().stream().anyMatch(one -> !one.note().isEmpty());
                List<List<String>> rows = new ArrayList<>();
                for (Result.Case one : cases()) {
                    List<String> row = new ArrayList<>(List.of(mark(one), code(one.call()), expected(one), got(one)));
                    if (notes) {
                        row.add(Html.escape(one.note()));
                    }
                    rows.add(row);
                }
                List<String> heads = new ArrayList<>(List.of("result", "case", "expected", "got"));
                if (notes) {
                    heads.add("what is wrong");
                }
                html.append(table("The cases shown", heads, rows));
            }
            paragraph(html, meaning());
            for (int i = 0; i < hints.size(); i++) {
                html.append("<details style=\"margin:2px 0\"><summary>")
                        .append(title(i))
                        .append("</summary><div style=\"padding:0 0 2px 16px\">")
                        .append(Html.escape(hints.get(i)))
                        .append("</div></details>");
            }
            if (hasCases(question)) {
                paragraph(html, tolerance());
                paragraph(html, hidden());
            }
            return box(isOpen() ? OPEN : isRight() ? RIGHT : WRONG, html.toString());
        }

        private String title(int i) {
            int all = found.exercise().hints().size();
            String more = i + 1 == hints.size() && i + 1 < all
                    ? "; the next comes when a changed answer is not right yet"
                    : "";
            return "Hint " + (i + 1) + " of " + all + more;
        }

        private static String code(String text) {
            return "<code>" + Html.escape(text) + "</code>";
        }

        private String expected(Result.Case one) {
            return found.exercise().isJudged() ? Html.escape(one.expected()) : code(one.expected());
        }

        private static String got(Result.Case one) {
            return one.got().isEmpty() ? "nothing" : code(one.got());
        }

        private static void paragraph(StringBuilder html, String text) {
            if (!text.isEmpty()) {
                html.append(line("", "", text));
            }
        }

        @Override
        public String text() {
            List<String> lines = new ArrayList<>();
            lines.add(head() + sentence());
            if (hasCases(question)) {
                for (Result.Case one : cases()) {
                    lines.add("  " + mark(one) + ": " + one.call() + ", expected " + one.expected() + ", got "
                            + (one.got().isEmpty() ? "nothing" : one.got())
                            + (one.note().isEmpty() || !found.judgedHere() ? "" : ". " + one.note()));
                }
            }
            if (!meaning().isEmpty()) {
                lines.add(meaning());
            }
            for (int i = 0; i < hints.size(); i++) {
                lines.add(title(i) + ": " + hints.get(i));
            }
            if (hasCases(question)) {
                if (!tolerance().isEmpty()) {
                    lines.add(tolerance());
                }
                lines.add(hidden());
            }
            return String.join("\n", lines);
        }
    }
}
