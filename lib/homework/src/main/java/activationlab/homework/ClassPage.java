package activationlab.homework;

import static activationlab.homework.Html.code;
import static activationlab.homework.Html.count;
import static activationlab.homework.Html.escape;
import static activationlab.homework.Html.points;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page for the teacher: who has what, which wrong answers are frequent, and what a person should look at. */
final class ClassPage {

    private static final int MOST_KINDS = 12;
    private static final int MOST_NAMES = 6;
    private static final int WIDEST = 240;

    private ClassPage() {}

    static String of(Assignment assignment, Overview overview, List<String> strays) {
        StringBuilder html = new StringBuilder();
        html.append("<h1>")
                .append(escape(assignment.title()))
                .append("</h1>\n<p class=\"quiet\">")
                .append(escape(assignment.name()) + " · for the teacher · a table for spreadsheets: ")
                .append("<a href=\"marks.csv\">marks.csv</a></p>\n");
        html.append(summary(overview));
        html.append(toLookAt(overview, strays));
        html.append(questions(overview));
        html.append(guesses(overview));
        html.append(students(overview));
        return Html.page(assignment.name() + ": the class", true, html.toString());
    }

    private static String summary(Overview overview) {
        Map<String, Long> states = overview.rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.state().words(), java.util.TreeMap::new, Collectors.counting()));
        double[] points = overview.rows.stream()
                .filter(row -> row.state() != Result.State.UNREADABLE)
                .mapToDouble(Overview.Row::points)
                .sorted()
                .toArray();
        StringBuilder html = new StringBuilder("<p>");
        html.append(count(overview.rows.size(), "student", "students")).append(": ");
        html.append(escape(states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "))));
        if (points.length > 0) {
            double most = overview.rows.get(0).most();
            html.append(String.format(
                    Locale.ROOT,
                    ". Median %s of %s automatic points, from %s to %s",
                    points(median(points)),
                    points(most),
                    points(points[0]),
                    points(points[points.length - 1])));
        }
        html.append(".</p>\n");
        for (Report.ByHand item : overview.byHand) {
            long given = overview.rows.stream()
                    .filter(row -> row.byHand().containsKey(item.id()))
                    .count();
            html.append("<p>To be marked by hand: ")
                    .append(code(item.id()))
                    .append(", up to " + points(item.points()) + " points for each student; ")
                    .append(given + " of " + overview.rows.size() + " have points. ")
                    .append("What was written stands on the students' pages; points and a comment go into ")
                    .append("<a href=\"" + Written.FILE + "\">" + Written.FILE + "</a>, and ")
                    .append("grading again takes them up.</p>\n");
        }
        html.append("<p class=\"quiet\">Isolation: ")
                .append(escape(String.join("; ", overview.isolations)))
                .append("</p>\n");
        return html.toString();
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static String toLookAt(Overview overview, List<String> strays) {
        List<String> items = new ArrayList<>();
        for (String stray : strays) {
            items.add("<b>not graded:</b> " + escape(stray));
        }
        for (Overview.Row row : overview.rows) {
            for (String note : row.notes()) {
                items.add(link(row) + ": " + escape(note));
            }
        }
        if (items.isEmpty()) {
            return "";
        }
        return "<section>\n<h2>What a person should look at</h2>\n<ul>\n<li>" + String.join("</li>\n<li>", items)
                + "</li>\n</ul>\n</section>\n";
    }

    private static String link(Overview.Row row) {
        String file = URLEncoder.encode(row.page(), StandardCharsets.UTF_8).replace("+", "%20");
        return "<a class=\"who\" href=\"./" + escape(file) + "\">" + escape(row.student()) + "</a>";
    }

    private static String questions(Overview overview) {
        StringBuilder html = new StringBuilder("""
                <section>
                <h2>Questions</h2>
                <div class="scroll"><table>
                <tr><th>Question</th><th class="n">Mean</th><th class="n">All right</th><th></th></tr>
                """);
        for (Overview.Question question : overview.questions.values()) {
            html.append("<tr><td>")
                    .append(code(question.id))
                    .append("</td><td class=\"n\">" + points(question.mean()) + " of " + points(question.most))
                    .append("</td><td class=\"n\">" + question.right + " of " + question.answers + "</td><td>")
                    .append(bar(question.right, question.answers))
                    .append("</td></tr>\n");
        }
        html.append("</table></div>\n");
        for (Overview.Question question : overview.questions.values()) {
            List<Overview.Alike> wrong = question.wrong();
            if (!wrong.isEmpty()) {
                html.append("<h3>Wrong answers to ").append(code(question.id)).append("</h3>\n");
                html.append(wrong(question, wrong));
            }
        }
        return html.append("</section>\n").toString();
    }

    private static String wrong(Overview.Question question, List<Overview.Alike> wrong) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n");
        for (Overview.Alike alike : wrong.subList(0, Math.min(wrong.size(), MOST_KINDS))) {
            List<String> students = alike.students();
            html.append("<tr><td class=\"n\">" + students.size() + "</td><td>")
                    .append(bar(students.size(), question.answers))
                    .append("</td><td>")
                    .append(alike.isCode() ? code(cut(alike.what())) : escape(cut(alike.what())))
                    .append("<br><span class=\"quiet who\">")
                    .append(escape(String.join(", ", students.subList(0, Math.min(students.size(), MOST_NAMES)))))
                    .append(students.size() > MOST_NAMES ? ", …" : "")
                    .append("</span></td></tr>\n");
        }
        if (wrong.size() > MOST_KINDS) {
            int rest = wrong.subList(MOST_KINDS, wrong.size()).stream()
                    .mapToInt(alike -> alike.students().size())
                    .sum();
            html.append("<tr><td class=\"n\">" + rest + "</td><td></td><td>in "
                    + count(wrong.size() - MOST_KINDS, "other way", "other ways") + "</td></tr>\n");
        }
        return html.append("</table></div>\n").toString();
    }

    private static String bar(int part, int whole) {
        return whole == 0
                ? ""
                : String.format(Locale.ROOT, "<span class=\"bar\" style=\"width:%.1fem\"></span>", 8.0 * part / whole);
    }

    private static String guesses(Overview overview) {
        if (overview.guesses.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("""
                <section>
                <h2>First predictions</h2>
                <p class="quiet">What was guessed before the data was seen; it gives no points.</p>
                """);
        overview.guesses.forEach((name, counts) -> {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            html.append("<h3>").append(code(name)).append("</h3>\n<table>\n");
            List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
            sorted.sort(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                    .thenComparing(Map.Entry::getKey));
            for (Map.Entry<String, Integer> entry : sorted.subList(0, Math.min(sorted.size(), MOST_KINDS))) {
                html.append("<tr><td class=\"n\">" + entry.getValue() + "</td><td>")
                        .append(bar(entry.getValue(), all))
                        .append("</td><td class=\"who\">")
                        .append(escape(entry.getKey()))
                        .append("</td></tr>\n");
            }
            if (sorted.size() > MOST_KINDS) {
                html.append("<tr><td></td><td></td><td>and " + count(sorted.size() - MOST_KINDS, "other", "others")
                        + "</td></tr>\n");
            }
            html.append("</table>\n");
        });
        return html.append("</section>\n").toString();
    }

    private static String students(Overview overview) {
        boolean byHand = !overview.byHand.isEmpty();
        StringBuilder html = new StringBuilder("""
                <section>
                <h2>Students</h2>
                <div class="scroll"><table>
                <tr><th>Student</th><th>State</th>""");
        html.append(byHand ? "<th class=\"n\">Total</th>" : "").append("<th class=\"n\">Points</th>");
        overview.byHand.forEach(item -> html.append("<th class=\"n\">" + escape(item.id()) + "</th>"));
        overview.questions.keySet().forEach(id -> html.append("<th class=\"n\">" + escape(id) + "</th>"));
        html.append("</tr>\n");
        for (Overview.Row row : overview.rows) {
            html.append(
                    "<tr><td>" + link(row) + "</td><td>" + escape(row.state().words()) + "</td>");
            if (byHand) {
                html.append("<td class=\"n\"><b>" + (row.total() == null ? "" : points(row.total())) + "</b></td>");
            }
            html.append("<td class=\"n\"><b>" + points(row.points()) + "</b></td>");
            overview.byHand.forEach(item -> html.append("<td class=\"n\">" + row.given(item.id()) + "</td>"));
            for (Overview.Question question : overview.questions.values()) {
                double points = row.questions().getOrDefault(question.id, 0.0);
                boolean right = points >= question.most;
                html.append("<td class=\"n " + (right ? "good" : points == 0 ? "bad" : "") + "\">" + points(points)
                        + "</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</table></div>\n</section>\n").toString();
    }

    private static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST) + " …";
    }
}
