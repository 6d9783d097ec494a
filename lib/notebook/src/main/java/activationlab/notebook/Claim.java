package activationlab.notebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement of the ledger {@code notebooks/claims.csv}, with what a run should measure.
 *
 * @param id its name, such as C03
 * @param lesson the number of the lesson that measures it, such as 01
 * @param statement what is claimed, in the words of the course
 * @param mathematics the verdict as a sentence of mathematics
 * @param practice the verdict as a program or in an experiment
 * @param number what is measured, in words; without a measurement, what the source says or why nothing is measured
 * @param setup with what it is measured; without a measurement, the source
 * @param expected what the run gave when the verdict was written; empty if nothing is to be measured
 * @param tolerance how far another run may be from it, for each measured number
 */
record Claim(
        String id,
        String lesson,
        String statement,
        String mathematics,
        String practice,
        String number,
        String setup,
        List<Double> expected,
        List<Double> tolerance) {

    private static final Map<String, Claim> CLOSED = read(Csv.resource("claims.csv"));

    static Map<String, Claim> read(List<Map<String, String>> rows) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            if (row.get("status").equals("closed")) {
                Claim claim = new Claim(
                        row.get("id"),
                        row.get("lesson"),
                        row.get("statement"),
                        row.get("mathematics"),
                        row.get("practice"),
                        row.get("number"),
                        row.get("setup"),
                        numbers(row.get("expected")),
                        numbers(row.get("tolerance")));
                claims.put(claim.id, claim);
            }
        }
        return claims;
    }

    private static List<Double> numbers(String cell) {
        return cell.isEmpty()
                ? List.of()
                : List.of(cell.split(";")).stream().map(Double::valueOf).toList();
    }

    /** All closed claims of a lesson, in the order of the ledger. */
    static List<Claim> ofLesson(String lesson) {
        List<Claim> claims =
                CLOSED.values().stream().filter(c -> c.lesson.equals(lesson)).toList();
        if (claims.isEmpty()) {
            throw new IllegalArgumentException("No lesson \"" + lesson + "\" has closed claims; there are "
                    + CLOSED.values().stream().map(Claim::lesson).distinct().toList() + ".");
        }
        return claims;
    }

    static Claim of(String id) {
        Claim claim = CLOSED.get(id);
        if (claim == null) {
            throw new IllegalArgumentException("There is no closed claim \"" + id + "\" in notebooks/claims.csv;"
                    + " there are " + String.join(", ", CLOSED.keySet()) + ".");
        }
        return claim;
    }

    /** Whether there is a number to measure: a fact of history has a source instead. */
    boolean isMeasured() {
        return !expected.isEmpty();
    }

    /** Whether every measured number is where it should be; NaN never is. */
    boolean agrees(double... measured) {
        requireCount(measured);
        for (int i = 0; i < measured.length; i++) {
            if (!(Math.abs(measured[i] - expected.get(i)) <= tolerance.get(i))) {
                return false;
            }
        }
        return true;
    }

    void requireCount(double... measured) {
        if (measured == null || measured.length != expected.size()) {
            throw new IllegalArgumentException("verdict(\"" + id + "\", …) needs " + expected.size()
                    + (expected.size() == 1 ? " number" : " numbers") + " (" + number + "), not "
                    + (measured == null ? 0 : measured.length) + ".");
        }
    }
}
