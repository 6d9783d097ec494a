package activationlab.homework;

import java.util.ArrayList;
import java.util.List;

/** Tables with commas, as spreadsheets and learning platforms write and read them. */
final class Csv {

    private Csv() {}

    /** A cell that a spreadsheet takes as text: one that begins like a formula gets an apostrophe. */
    static String cell(String text) {
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return safe.matches("[^,;\"\\r\\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /**
     * A row of a table.
     *
     * @param line where it begins in the file, from 1
     * @param cells its cells
     */
    record Row(int line, List<String> cells) {}

    /**
     * The rows of a table, without those that are empty. A quote that is never closed ends with the text.
     *
     * @param separator between the cells
     */
    static List<Row> rows(String content, char separator) {
        String text = content.replace("\r\n", "\n").replace('\r', '\n');
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begin = 1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            boolean isLast = i == text.length();
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
            } else if (quoted && !isLast) {
                cell.append(c);
                line += c == '\n' ? 1 : 0;
            } else if (c == separator) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                cells.add(cell.toString());
                cell.setLength(0);
                if (!cells.stream().allMatch(String::isBlank)) {
                    rows.add(new Row(begin, List.copyOf(cells)));
                }
                cells.clear();
                line++;
                begin = line;
            } else {
                cell.append(c);
            }
        }
        return rows;
    }
}
