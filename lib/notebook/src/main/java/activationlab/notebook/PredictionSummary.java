package activationlab.notebook;

import activationlab.notebook.Answers.Answer;
import activationlab.notebook.Answers.History;
import activationlab.notebook.Answers.Kept;
import activationlab.notebook.Predictions.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader predicted so far, over all lessons: how often it was right, and what was worth finding out. */
final class PredictionSummary implements Showable {

    private static final int VISIBLE = 5;

    private static final class Score {
        private int asked;
        private int answered;
        private int rightAtFirst;
        private int rightNow;

        private void add(Score other) {
            asked += other.asked;
            answered += other.answered;
            rightAtFirst += other.rightAtFirst;
            rightNow += other.rightNow;
        }

        private List<String> cells(String name) {
            return List.of(name, answered + " of " + asked, Integer.toString(rightAtFirst), Integer.toString(rightNow));
        }
    }

    private static final List<String> HEAD = List.of("lesson", "answered", "right at first", "right now");

    /** The table's rows; none without answers. */
    private final List<List<String>> rows = new ArrayList<>();

    /** One line for each misunderstanding that was met: the question, the answer, and a kind sentence. */
    private final List<String> met = new ArrayList<>();

    private final String note;

    PredictionSummary(Iterable<Question> bank, Kept kept) {
        note = kept.note();
        Map<String, Score> byLesson = new TreeMap<>();
        for (Question question : bank) {
            Score score = byLesson.computeIfAbsent(question.lesson(), lesson -> new Score());
            score.asked++;
            History history = kept.histories().get(question.id());
            if (history != null) {
                score.answered++;
                score.rightAtFirst += history.first().right() ? 1 : 0;
                score.rightNow += history.latest().right() ? 1 : 0;
                meet(question, history.first());
                if (!history.latest().given().equals(history.first().given())) {
                    meet(question, history.latest());
                }
            }
        }
        Score all = new Score();
        byLesson.forEach((lesson, score) -> {
            if (score.answered > 0) {
                rows.add(score.cells(lesson));
                all.add(score);
            }
        });
        if (rows.size() > 1) {
            rows.add(all.cells("together"));
        }
    }

    private void meet(Question question, Answer answer) {
        String sentence = question.misconceptions().getOrDefault(answer.given(), "");
        if (!answer.right() && !sentence.isEmpty()) {
            met.add("Lesson " + question.lesson() + ", “" + question.question() + "” You said " + answer.given() + ". "
                    + sentence);
        }
    }

    private String opening() {
        if (rows.isEmpty()) {
            return "No predictions yet. Write an answer between the quotes of a predict(…) cell in any lesson and run it;"
                    + " then run this cell again.";
        }
        return met.isEmpty()
                ? "Your predictions so far."
                : "Your predictions so far, and the ideas you met on the way. Others expect the same; that is why the"
                        + " questions are asked.";
    }

    @Override
    public String html() {
        StringBuilder html = new StringBuilder("<div class=\"al-predictions\" style=\"max-width:640px\"><p>")
                .append(Html.escape(opening()))
                .append("</p>");
        if (!rows.isEmpty()) {
            html.append("<table><thead><tr>");
            HEAD.forEach(head -> html.append("<th scope=\"col\">").append(head).append("</th>"));
            html.append("</tr></thead><tbody>");
            for (List<String> row : rows) {
                html.append("<tr><th scope=\"row\">").append(row.get(0)).append("</th>");
                row.subList(1, row.size())
                        .forEach(cell -> html.append("<td>").append(cell).append("</td>"));
                html.append("</tr>");
            }
            html.append("</tbody></table>");
        }
        html.append(list(met.subList(0, Math.min(VISIBLE, met.size()))));
        if (met.size() > VISIBLE) {
            html.append("<details><summary>")
                    .append(met.size() - VISIBLE)
                    .append(" more</summary>")
                    .append(list(met.subList(VISIBLE, met.size())))
                    .append("</details>");
        }
        if (!note.isEmpty()) {
            html.append("<p>").append(Html.escape(note)).append("</p>");
        }
        return html.append("</div>").toString();
    }

    private static String list(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<ul>");
        lines.forEach(line -> html.append("<li>").append(Html.escape(line)).append("</li>"));
        return html.append("</ul>").toString();
    }

    @Override
    public String text() {
        List<String> lines = new ArrayList<>(List.of(opening()));
        if (!rows.isEmpty()) {
            lines.add(String.join(" | ", HEAD));
            rows.forEach(row -> lines.add(String.join(" | ", row)));
        }
        lines.addAll(met);
        if (!note.isEmpty()) {
            lines.add(note);
        }
        return String.join("\n", lines);
    }
}
