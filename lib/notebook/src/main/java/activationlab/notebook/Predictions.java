package activationlab.notebook;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prediction bank {@code notebooks/predictions.csv}: questions that a reader answers before running the next cell.
 *
 * <p>An answer is scored at once and explained; a blank one is a friendly reminder with the answer folded, so that Run
 * All never stops here.
 */
final class Predictions {

    record Question(
            String id,
            String lesson,
            String kind,
            String question,
            List<String> options,
            String answer,
            double tolerance,
            String explanation,
            Map<String, String> misconceptions) {}

    private static final Map<String, Question> BANK = read(Csv.resource("predictions.csv"));

    /** Right or wrong, by question, in this kernel: the score that the reader sees. */
    private static final Map<String, Boolean> GIVEN = new LinkedHashMap<>();

    /** In the folder of the notebook: that is where its kernel runs. */
    private static Answers answers = new Answers(Path.of(Answers.NAME));

    private Predictions() {}

    private static Map<String, Question> read(List<Map<String, String>> rows) {
        Map<String, Question> bank = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            Map<String, String> misconceptions = new LinkedHashMap<>();
            for (String part : split(row.get("misconceptions"), " \\| ")) {
                int colon = part.indexOf(": ");
                misconceptions.put(part.substring(0, colon), part.substring(colon + 2));
            }
            bank.put(
                    row.get("id"),
                    new Question(
                            row.get("id"),
                            row.get("lesson"),
                            row.get("kind"),
                            row.get("question"),
                            split(row.get("options"), ";"),
                            row.get("answer"),
                            row.get("tolerance").isEmpty() ? 0 : Double.parseDouble(row.get("tolerance")),
                            row.get("explanation"),
                            misconceptions));
        }
        return bank;
    }

    private static List<String> split(String text, String by) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(by)).stream().map(String::trim).toList();
    }

    /** A fresh start for tests, with another file. */
    static void startAnew(Path file) {
        GIVEN.clear();
        answers = new Answers(file);
    }

    static Iterable<Question> bank() {
        return BANK.values();
    }

    static Answers.Kept kept() {
        return answers.read();
    }

    static Showable answer(String id, String guess) {
        Question question = question(id);
        String given = guess == null ? "" : guess.trim();
        if (given.isEmpty()) {
            return blank(question);
        }
        if (question.kind.equals("number")) {
            try {
                return answer(id, Double.parseDouble(typed(given).replace(',', '.')));
            } catch (NumberFormatException e) {
                return unclear(question, given);
            }
        }
        return question.options.stream()
                .filter(o -> typed(o).equalsIgnoreCase(typed(given)))
                .findFirst()
                .map(option -> scored(question, option, option.equals(question.answer)))
                .orElseGet(() -> unclear(question, given));
    }

    static Showable answer(String id, double guess) {
        Question question = question(id);
        if (question.kind.equals("choice")) {
            return answer(id, Numbers.format(guess));
        }
        double right = Double.parseDouble(question.answer);
        return scored(question, Numbers.format(guess), Math.abs(guess - right) <= question.tolerance);
    }

    /** As a keyboard has it: nobody should fail on the length of a minus. */
    private static String typed(String text) {
        return text.replace('−', '-');
    }

    private static Question question(String id) {
        Question question = BANK.get(id);
        if (question == null) {
            throw new IllegalArgumentException(
                    "There is no prediction \"" + id + "\"; there are " + String.join(", ", BANK.keySet()) + ".");
        }
        return question;
    }

    private static Showable blank(Question question) {
        return open(question, "You have not predicted yet.");
    }

    /** Not an error: it would keep the rest of the cell from running, for a slip of the pen in a guess. */
    private static Showable unclear(Question question, String given) {
        String sentence = question.kind.equals("number")
                ? "This question asks for a number, and \"" + given + "\" is none."
                : "\"" + given + "\" is not one of the answers to choose from.";
        return open(question, sentence);
    }

    private static Showable open(Question question, String sentence) {
        String how = question.kind.equals("number")
                ? "Put a number between the quotes and run the cell."
                : "Put one of " + quoted(question.options) + " between the quotes and run the cell.";
        String text = sentence + " " + how + " The lesson goes on without it, too.";
        return box("#8a8a8a", text, fold(question), text);
    }

    private static Showable scored(Question question, String given, boolean right) {
        GIVEN.put(question.id, right);
        long hits = GIVEN.values().stream().filter(b -> b).count();
        String misconception = question.misconceptions.getOrDefault(given, "");
        String verdict = right ? "Yes. " : "Not quite: the answer is " + question.answer + ". ";
        String text = "You said " + given + ". " + verdict + (misconception.isEmpty() ? "" : misconception + " ")
                + question.explanation + " (" + hits + " of " + GIVEN.size() + " predictions right so far)";
        String note = answers.keep(question.id, given, right);
        text += note.isEmpty() ? "" : " " + note;
        return box(right ? "#009e73" : "#d55e00", text, "", text);
    }

    private static String fold(Question question) {
        return "<details><summary>Show the answer without predicting</summary>" + Html.escape(question.answer) + ". "
                + Html.escape(question.explanation) + "</details>";
    }

    private static String quoted(List<String> options) {
        return String.join(", ", options.stream().map(o -> "\"" + o + "\"").toList());
    }

    private static Showable box(String color, String text, String more, String plain) {
        String html = "<div class=\"al-prediction\" style=\"border-left:4px solid " + color
                + ";padding:4px 12px;max-width:640px\">" + Html.escape(text) + more + "</div>";
        return new Fragment(html, plain);
    }
}
