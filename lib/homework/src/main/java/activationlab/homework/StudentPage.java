package activationlab.homework;

import static activationlab.homework.Html.code;
import static activationlab.homework.Html.count;
import static activationlab.homework.Html.escape;
import static activationlab.homework.Html.points;

import java.util.List;

/** The page for one student: what counted, what went wrong, and what that often means. It names no hidden input. */
final class StudentPage {

    private static final int LONGEST = 12_000;

    private StudentPage() {}

    static String of(Assignment assignment, Report report, Written.Mark mark) {
        Result result = report.result();
        StringBuilder html = new StringBuilder();
        html.append("<h1>")
                .append(escape(assignment.title()))
                .append("</h1>\n<p class=\"quiet who\">")
                .append(escape(result.assignment() + " · " + result.student()))
                .append("</p>\n<p><b class=\"points\">")
                .append(points(result.points()) + " of " + points(result.most()) + " points")
                .append("</b> · ")
                .append(escape(result.state().words()))
                .append("</p>\n<p>")
                .append(escape(result.sentence()))
                .append("</p>\n");
        html.append(byHand(report, mark));
        if (result.state() != Result.State.UNREADABLE) {
            html.append(table(result));
            result.questions().forEach(question -> html.append(section(question)));
            for (Report.ByHand item : report.byHand()) {
                if (!item.text().isBlank()) {
                    html.append("<section>\n<h2>")
                            .append(code(item.id()))
                            .append(given(item, mark))
                            .append("</h2>\n<p>Marked by your teacher. You wrote:</p>\n<pre>")
                            .append(escape(cut(item.text())))
                            .append("</pre>\n</section>\n");
                }
            }
        }
        return Html.page(result.assignment() + " " + result.student(), false, html.toString());
    }

    /** What a person marks: what it may give or has given, the sum, and what the person says about it. */
    private static String byHand(Report report, Written.Mark mark) {
        StringBuilder html = new StringBuilder();
        double most = report.result().most();
        for (Report.ByHand item : report.byHand()) {
            most += item.points();
            Double given = mark.points().get(item.id());
            boolean isEmpty = item.text().isBlank() && report.result().state() != Result.State.UNREADABLE;
            html.append("<p>")
                    .append(
                            given == null
                                    ? "Your teacher marks " + code(item.id()) + " by hand: up to "
                                            + points(item.points()) + " further points. "
                                            + (isEmpty ? "It is empty." : "")
                                    : "For " + code(item.id()) + " your teacher gave " + points(given) + " of "
                                            + points(item.points()) + " points.")
                    .append("</p>\n");
        }
        Double total = report.total(mark);
        if (total != null && !mark.points().isEmpty()) {
            html.append(
                    "<p>Together: <b class=\"total\">" + points(total) + " of " + points(most) + " points</b></p>\n");
        }
        if (!mark.comment().isEmpty()) {
            html.append("<p>Your teacher writes:</p>\n<pre class=\"comment\">")
                    .append(escape(cut(mark.comment())))
                    .append("</pre>\n");
        }
        return html.toString();
    }

    private static String given(Report.ByHand item, Written.Mark mark) {
        Double given = mark.points().get(item.id());
        return given == null
                ? ""
                : " · <span class=\"points\">" + points(given) + " of " + points(item.points()) + "</span>";
    }

    private static String table(Result result) {
        StringBuilder html = new StringBuilder(
                "<div class=\"scroll\"><table>\n<tr><th>Question</th><th class=\"n\">Points</th><th></th></tr>\n");
        for (Result.Question question : result.questions()) {
            html.append("<tr><td><a href=\"#q-")
                    .append(escape(question.id()))
                    .append("\">")
                    .append(code(question.id()))
                    .append("</a></td><td class=\"n\">")
                    .append(points(question.points()) + " of " + points(question.most()))
                    .append("</td><td class=\"" + (isRight(question) ? "good" : "bad") + "\">")
                    .append(escape(cut(question.sentence(), 120)))
                    .append("</td></tr>\n");
        }
        return html.append("</table></div>\n").toString();
    }

    private static boolean isRight(Result.Question question) {
        return question.points() >= question.most();
    }

    private static String section(Result.Question question) {
        StringBuilder html = new StringBuilder("<section id=\"q-" + escape(question.id()) + "\">\n<h2>");
        html.append(code(question.id()))
                .append(" · <span class=\"points\">")
                .append(points(question.points()) + " of " + points(question.most()))
                .append("</span></h2>\n<p class=\"" + (isRight(question) ? "good" : "bad") + "\">")
                .append(escape(question.sentence()))
                .append("</p>\n");
        if (!question.mistake().isEmpty()) {
            html.append("<p class=\"mistake\">This often means: ")
                    .append(escape(question.mistake()))
                    .append("</p>\n");
        }
        if (!isRight(question) && !question.categories().isEmpty()) {
            html.append(firstFailed(question.categories()));
        }
        if (!question.categories().isEmpty()) {
            html.append("<ul>\n");
            for (Result.Tested tested : question.categories()) {
                html.append("<li>")
                        .append(escape(tested.name()))
                        .append(tested.shown() ? "" : " <span class=\"quiet\">(hidden)</span>")
                        .append(": " + tested.right() + " of "
                                + count(tested.cases().size(), "case", "cases"))
                        .append(", " + points(tested.points()) + " of " + points(tested.most()) + " points</li>\n");
            }
            html.append("</ul>\n");
        }
        if (!question.answer().isBlank()) {
            html.append("<details><summary>Your answer</summary><pre>")
                    .append(escape(cut(question.answer())))
                    .append("</pre></details>\n");
        }
        return html.append("</section>\n").toString();
    }

    /** A shown case with its values; of hidden ones only what they test. */
    private static String firstFailed(List<Result.Tested> categories) {
        for (Result.Tested tested : categories) {
            for (Result.Case one : tested.cases()) {
                if (!one.right() && tested.shown()) {
                    return shown(one);
                }
            }
        }
        StringBuilder html = new StringBuilder("<p>All shown cases are right. What fails are hidden cases:");
        String separator = " ";
        String threw = "";
        for (Result.Tested tested : categories) {
            if (tested.right() < tested.cases().size()) {
                html.append(separator)
                        .append("<b>")
                        .append(escape(tested.name()))
                        .append("</b>");
                separator = ", ";
            }
            for (Result.Case one : tested.cases()) {
                // A kind of exception gives no input away; its message could.
                if (!one.right() && threw.isEmpty() && one.note().startsWith("It threw ")) {
                    threw = one.note().split(":", 2)[0] + ".";
                }
            }
        }
        return html.append(". ").append(escape(threw)).append("</p>\n").toString();
    }

    private static String shown(Result.Case one) {
        StringBuilder html = new StringBuilder("<div class=\"case\"><table>\n<tr><th>first case that fails</th><td>");
        html.append(code(cut(one.call(), 600)))
                .append("</td></tr>\n<tr><th>expected</th><td>")
                .append(code(one.expected()))
                .append("</td></tr>\n");
        if (!one.got().isEmpty()) {
            html.append("<tr><th>got</th><td>").append(code(one.got())).append("</td></tr>\n");
        }
        if (!one.note().isEmpty()) {
            html.append("<tr><th></th><td>").append(escape(one.note())).append("</td></tr>\n");
        }
        return html.append("</table></div>\n").toString();
    }

    private static String cut(String text) {
        return cut(text, LONGEST);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + " …";
    }
}
