package activationlab.experiment;

import java.util.ArrayList;
import java.util.List;

/** Lines of a CSV file: cells with a comma, a quote or a hash are in quotes, and quotes in them are doubled. */
final class Csv {

    private Csv() {}

    static String line(List<String> cells) {
        return String.join(",", cells.stream().map(Csv::cell).toList());
    }

    private static String cell(String text) {
        String oneLine = text.replace('\n', ' ').replace('\r', ' ');
        boolean quoted = oneLine.isEmpty() || oneLine.matches(".*[\",#:].*");
        return quoted ? '"' + oneLine.replace("\"", "\"\"") + '"' : oneLine;
    }

    /** The cells of a line; null if a quote is not closed. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return quoted ? null : cells;
    }
}
