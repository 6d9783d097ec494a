package activationlab.notebook;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdicts of one lesson, each beside the number that was measured in this run.
 *
 * <p>The table says what the ledger says only where the measured number agrees with it; where it does not, because a
 * reader changed the set-up or because something is wrong, it says so. The same data leave as JSON, from which the
 * ledger's {@code verdicts.csv} is made.
 */
final class Verdicts implements Showable {

    static final String MIME = "application/vnd.activationlab.verdicts+json";
    private static final int VISIBLE = 8;
    private static final Map<String, double[]> MEASURED = new LinkedHashMap<>();

    private final List<Claim> claims;

    private Verdicts(List<Claim> claims) {
        this.claims = claims;
    }

    static Verdicts ofLesson(String lesson) {
        return of(Claim.ofLesson(lesson));
    }

    /** What was measured stands first: it is what the visible part of the table is for. */
    static Verdicts of(List<Claim> claims) {
        return new Verdicts(claims.stream()
                .sorted(Comparator.comparing(claim -> !claim.isMeasured()))
                .toList());
    }

    /** Records what was measured and returns one sentence about it. */
    static String record(String id, double... measured) {
        Claim claim = Claim.of(id);
        claim.requireCount(measured);
        MEASURED.put(id, measured.clone());
        return claim.statement() + " " + sentence(claim, measured);
    }

    /** Forgets everything measured: a fresh start for tests. */
    static void clear() {
        MEASURED.clear();
    }

    private static String sentence(Claim claim, double[] measured) {
        if (!claim.isMeasured()) {
            return "Verdict: " + verdict(claim) + ". " + Numbers.sentence(unmeasured(claim)) + ".";
        }
        if (measured == null) {
            return "Not measured yet: run the cells above.";
        }
        if (!claim.agrees(measured)) {
            return "Not what the course measured: " + list(measured) + " here, " + list(claim.expected())
                    + " expected (" + claim.number() + ").";
        }
        return "Verdict: " + verdict(claim) + ". Measured: " + list(measured) + " (" + claim.number() + ").";
    }

    private static String unmeasured(Claim claim) {
        return claim.number() + " (" + claim.setup() + ")";
    }

    /** The verdict as mathematics and as a program, once if both are the same. */
    private static String verdict(Claim claim) {
        if (claim.practice().isEmpty() || claim.practice().equals(claim.mathematics())) {
            return claim.mathematics();
        }
        if (claim.mathematics().isEmpty()) {
            return claim.practice();
        }
        return claim.mathematics() + "; in a run: " + claim.practice();
    }

    private static String list(double[] values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.isEmpty() ? "" : ", ").append(Numbers.format(value));
        }
        return text.toString();
    }

    private static String list(List<Double> values) {
        return list(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public String html() {
        StringBuilder html = new StringBuilder("<div class=\"al-verdicts\">");
        html.append(table(claims.subList(0, Math.min(VISIBLE, claims.size())), "Verdicts, measured in this run"));
        if (claims.size() > VISIBLE) {
            List<Claim> rest = claims.subList(VISIBLE, claims.size());
            html.append("<details><summary>")
                    .append(rest.size())
                    .append(rest.size() == 1 ? " more statement" : " more statements")
                    .append("</summary>")
                    .append(table(rest, "Further verdicts, measured in this run"))
                    .append("</details>");
        }
        return html.append("</div>").toString();
    }

    private static String table(List<Claim> claims, String caption) {
        StringBuilder html = new StringBuilder("<table style=\"text-align:left\"><caption style=\"text-align:left\">")
                .append(caption)
                .append("</caption><thead><tr>");
        // JupyterLab sets headers to the right, away from the words below them.
        for (String head : List.of("no.", "statement", "verdict", "measured")) {
            html.append("<th scope=\"col\" style=\"text-align:left\">")
                    .append(head)
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (Claim claim : claims) {
            double[] measured = MEASURED.get(claim.id());
            html.append("<tr><th scope=\"row\">").append(claim.id()).append("</th>");
            cell(html, claim.statement());
            if (!claim.isMeasured()) {
                cell(html, verdict(claim));
                cell(html, unmeasured(claim));
            } else if (measured == null) {
                cell(html, "not measured yet");
                cell(html, "run the cells above");
            } else if (claim.agrees(measured)) {
                cell(html, verdict(claim));
                cell(html, list(measured).replace('-', '−') + ": " + claim.number());
            } else {
                cell(html, "✗ not what the course measured");
                cell(
                        html,
                        list(measured).replace('-', '−') + ", expected "
                                + list(claim.expected()).replace('-', '−') + ": " + claim.number());
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static void cell(StringBuilder html, String text) {
        html.append("<td style=\"text-align:left;white-space:normal\">")
                .append(Html.cell(text))
                .append("</td>");
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Claim claim : claims) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(claim.id())
                    .append("  ")
                    .append(claim.statement())
                    .append(' ')
                    .append(sentence(claim, MEASURED.get(claim.id())));
        }
        return text.toString();
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>(Showable.super.data());
        data.put(MIME, json());
        return data;
    }

    /** As objects of Java: both kernels turn lists and maps into JSON. */
    private List<Map<String, Object>> json() {
        return claims.stream()
                .filter(c -> !c.isMeasured() || MEASURED.containsKey(c.id()))
                .map(c -> {
                    double[] measured = MEASURED.getOrDefault(c.id(), new double[0]);
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("id", c.id());
                    // As text: JSON has no NaN and no infinity, and a measured number may be either.
                    row.put("measured", exact(measured));
                    row.put("expected", c.expected());
                    row.put("tolerance", c.tolerance());
                    row.put("agrees", c.agrees(measured));
                    return row;
                })
                .toList();
    }

    private static List<Object> exact(double[] values) {
        java.util.ArrayList<Object> list = new java.util.ArrayList<>();
        for (double value : values) {
            list.add(Double.isNaN(value) || Double.isInfinite(value) ? Double.toString(value) : (Object) value);
        }
        return list;
    }
}
