package activationlab.homework;

import static activationlab.homework.Html.points;

/** One student's result as text, for the teacher: what was asked, what failed, and under which conditions. */
final class Log {

    private static final int LONGEST = 300;

    private Log() {}

    static String of(Report report, Written.Mark mark) {
        Result result = report.result();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "",
                result.student() + ", " + result.assignment() + ": "
                        + result.state().words() + ", " + points(result.points()) + " of " + points(result.most())
                        + " points");
        line(text, "", result.sentence());
        for (Result.Question question : result.questions()) {
            line(
                    text,
                    "",
                    question.id() + ": " + points(question.points()) + " of " + points(question.most()) + ". "
                            + question.sentence());
            if (!question.mistake().isEmpty()) {
                line(text, "  ", "This often means: " + question.mistake());
            }
            for (Result.Tested tested : question.categories()) {
                for (Result.Case one : tested.cases()) {
                    if (!one.right()) {
                        line(text, "  ", tested.name() + (tested.shown() ? ": " : " (hidden): ") + failed(one));
                    }
                }
            }
        }
        for (Report.ByHand item : report.byHand()) {
            Double given = mark.points().get(item.id());
            line(
                    text,
                    "",
                    item.id() + ", by hand: "
                            + (given == null ? "no points yet" : points(given)) + " of " + points(item.points())
                            + (item.text().isBlank() ? "; nothing was written" : ""));
        }
        if (!mark.comment().isEmpty()) {
            line(text, "  ", mark.comment());
        }
        for (String note : result.teacher()) {
            line(text, "", "To look at: " + note);
        }
        line(
                text,
                "",
                "Seed " + result.seed() + ", notebook " + result.submission() + ", master " + result.master()
                        + ", grader " + report.grader());
        line(
                text,
                "",
                "Java " + result.java() + ", isolation: " + result.isolation().words() + ", " + result.seconds()
                        + " s");
        return text.toString();
    }

    private static String failed(Result.Case one) {
        return one.call()
                + (one.expected().isEmpty() ? "" : " should be " + one.expected())
                + (one.got().isEmpty() ? "" : ", got " + one.got())
                + (one.note().isEmpty() ? "" : ". " + one.note());
    }

    /** A line; what a student's program has said must not command the terminal. */
    private static void line(StringBuilder text, String indent, String words) {
        String safe = Values.printable(words.replaceAll("\\s+", " ").strip());
        text.append(indent)
                .append(safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + " …")
                .append('\n');
    }
}
