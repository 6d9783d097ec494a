package activationlab.notebook;

import activationlab.function.Activation;
import activationlab.property.Line;
import activationlab.property.Line.Verdict;
import activationlab.property.PropertySheet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw tables as real HTML tables: headers that a screen reader announces, rounded numbers, a row limit. */
final class Tables {

    private static final int ROWS = 20;

    private Tables() {}

    /** A table from pairs of a column name and an array: {@code of("x", xs, "f(x)", ys)}. */
    static Table of(Object... namesAndColumns) {
        if (namesAndColumns.length == 0 || namesAndColumns.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "table(…) takes pairs: a name, then an array, for example" + " table(\"x\", xs, \"f(x)\", ys).");
        }
        Table table = Table.create();
        int rows = -1;
        for (int i = 0; i < namesAndColumns.length; i += 2) {
            if (!(namesAndColumns[i] instanceof String name)) {
                throw new IllegalArgumentException(
                        "table(…): argument " + (i + 1) + " must be the name of a column, not " + namesAndColumns[i]);
            }
            Column<?> column = column(name, namesAndColumns[i + 1]);
            if (rows >= 0 && column.size() != rows) {
                throw new IllegalArgumentException("table(…): column \"" + name + "\" has " + column.size()
                        + " values, the first one has " + rows + ".");
            }
            rows = column.size();
            table.addColumns(column);
        }
        return table;
    }

    /** The sheet of one function, or the sheets of several side by side. */
    static Table sheet(Activation function, Activation... more) {
        List<PropertySheet> sheets = Stream.concat(
                        Stream.of(PropertySheet.of(function)),
                        Arrays.stream(more).map(PropertySheet::of))
                .toList();
        List<Line> lines = sheets.get(0).lines();
        if (sheets.size() == 1) {
            Table table = of(
                    "property", lines.stream().map(Line::property).toList(),
                    "measured", lines.stream().map(Line::measured).toList(),
                    "stated", lines.stream().map(Line::stated).toList(),
                    "verdict", lines.stream().map(Line::judgement).toList());
            table.setName("Property sheet of " + sheets.get(0).name());
            return table;
        }
        Table table = of("property", lines.stream().map(Line::property).toList());
        for (PropertySheet sheet : sheets) {
            // Functions of your own are easily called f both of them.
            String name = sheet.name();
            for (int count = 2; table.containsColumn(name); count++) {
                name = sheet.name() + " (" + count + ")";
            }
            table.addColumns(StringColumn.create(
                    name, sheet.lines().stream().map(Tables::inOneCell).toList()));
        }
        return table;
    }

    private static String inOneCell(Line line) {
        boolean remarkable = line.verdict() == Verdict.WRONG || line.verdict() == Verdict.NOTE;
        return remarkable ? line.measured() + " (" + line.judgement() + ")" : line.measured();
    }

    private static Column<?> column(String name, Object values) {
        if (values instanceof double[] numbers) {
            return DoubleColumn.create(name, numbers);
        }
        if (values instanceof String[] texts) {
            return StringColumn.create(name, texts);
        }
        if (values instanceof List<?> list) {
            return StringColumn.create(
                    name, list.stream().map(Numbers::describe).toList());
        }
        throw new IllegalArgumentException("table(…): the values of \"" + name
                + "\" must be a double[], a String[] or a List, not "
                + (values == null ? "null" : values.getClass().getSimpleName()) + ".");
    }

    static Showable show(Table table) {
        return new Fragment(html(table), text(table));
    }

    /** One part for each value of a column, in the order of the values; the column itself is not repeated. */
    static Showable folded(Table table, String name) {
        if (!table.containsColumn(name)) {
            throw new IllegalArgumentException("folded(…, \"" + name + "\"): there is no such column; there are "
                    + String.join(", ", table.columnNames()) + ".");
        }
        Map<String, List<Integer>> parts = new TreeMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            parts.computeIfAbsent(cell(table.column(name), row).split(";", 2)[0], value -> new ArrayList<>())
                    .add(row);
        }
        Table shown = table.rejectColumns(name);
        StringBuilder html = new StringBuilder("<div class=\"al-folded\">");
        StringBuilder text = new StringBuilder(head(table));
        parts.forEach((value, rows) -> {
            html.append("<details><summary>")
                    .append(Html.escape(value + ": " + rows.size() + (rows.size() == 1 ? " row" : " rows")))
                    .append("</summary>")
                    .append(html(shown, rows, ""))
                    .append("</details>");
            text.append(lines(table, rows));
        });
        if (parts.isEmpty()) {
            html.append("<p>").append(rowsShown(table)).append("</p>");
            text.append('\n').append(rowsShown(table));
        }
        return new Fragment(html.append("</div>").toString(), text.toString());
    }

    /** The rows as maps from the names of the columns to their texts. */
    static List<Map<String, String>> rows(Table table) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (Column<?> column : table.columns()) {
                cells.put(column.name(), cell(column, row));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static String html(Table table) {
        String html = html(table, firstRows(table), table.name() == null ? "" : table.name());
        return table.rowCount() > ROWS || table.rowCount() == 0 ? html + "<p>" + rowsShown(table) + "</p>" : html;
    }

    private static String html(Table table, List<Integer> rows, String caption) {
        StringBuilder html = new StringBuilder("<table class=\"al-table\">");
        if (!caption.isEmpty()) {
            html.append("<caption style=\"text-align:left\">")
                    .append(Html.escape(caption))
                    .append("</caption>");
        }
        html.append("<thead><tr>");
        for (Column<?> column : table.columns()) {
            html.append("<th scope=\"col\" style=\"text-align:")
                    .append(align(column))
                    .append("\">")
                    .append(Html.escape(column.name()))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int row : rows) {
            html.append("<tr>");
            for (Column<?> column : table.columns()) {
                html.append("<td style=\"text-align:")
                        .append(align(column))
                        .append("\">")
                        .append(Html.cell(cell(column, row).replace('-', isNumber(column) ? '−' : '-')))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static List<Integer> firstRows(Table table) {
        return IntStream.range(0, Math.min(ROWS, table.rowCount())).boxed().toList();
    }

    private static String text(Table table) {
        String text = head(table) + lines(table, firstRows(table));
        return table.rowCount() > ROWS || table.rowCount() == 0 ? text + '\n' + rowsShown(table) : text;
    }

    private static String head(Table table) {
        return String.join(" | ", table.columnNames());
    }

    private static String lines(Table table, List<Integer> rows) {
        StringBuilder text = new StringBuilder();
        for (int row : rows) {
            text.append('\n')
                    .append(String.join(
                            " | ",
                            table.columns().stream().map(c -> cell(c, row)).toList()));
        }
        return text.toString();
    }

    private static String rowsShown(Table table) {
        return table.rowCount() == 0
                ? "The table has no rows."
                : "The first " + ROWS + " of " + table.rowCount() + " rows.";
    }

    private static String cell(Column<?> column, int row) {
        if (column instanceof NumericColumn<?> numbers) {
            double value = numbers.getDouble(row);
            // The sign of a zero is a matter for println, not for a table.
            return value == 0 ? "0" : Numbers.format(value);
        }
        Object value = column.get(row);
        return value == null ? "" : Numbers.describe(value);
    }

    private static boolean isNumber(Column<?> column) {
        return column instanceof NumericColumn<?>;
    }

    private static String align(Column<?> column) {
        return isNumber(column) ? "right" : "left";
    }
}
