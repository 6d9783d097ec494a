package activationlab.notebook;

import activationlab.function.Activation;
import activationlab.property.Line;
import activationlab.property.Line.Verdict;
import activationlab.property.PropertySheet;
import java.util.Arrays;
import java.util.List;
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

    private static String html(Table table) {
        StringBuilder html = new StringBuilder("<table class=\"al-table\">");
        if (table.name() != null && !table.name().isEmpty()) {
            html.append("<caption style=\"text-align:left\">")
                    .append(Html.escape(table.name()))
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
        for (int row = 0; row < Math.min(ROWS, table.rowCount()); row++) {
            html.append("<tr>");
            for (Column<?> column : table.columns()) {
                html.append("<td style=\"text-align:")
                        .append(align(column))
                        .append("\">")
                        .append(Html.escape(cell(column, row).replace('-', isNumber(column) ? '−' : '-')))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (table.rowCount() > ROWS || table.rowCount() == 0) {
            html.append("<p>").append(rowsShown(table)).append("</p>");
        }
        return html.toString();
    }

    private static String text(Table table) {
        StringBuilder text = new StringBuilder();
        text.append(String.join(" | ", table.columnNames()));
        for (int row = 0; row < Math.min(ROWS, table.rowCount()); row++) {
            int index = row;
            text.append('\n')
                    .append(String.join(
                            " | ",
                            table.columns().stream().map(c -> cell(c, index)).toList()));
        }
        if (table.rowCount() > ROWS || table.rowCount() == 0) {
            text.append('\n').append(rowsShown(table));
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
