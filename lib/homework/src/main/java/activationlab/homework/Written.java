package activationlab.homework;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table {@code written.csv}, in which a teacher gives points for what a person marks. It is the teacher's: the program
 * adds lines for new students, and changes no other. A spreadsheet may have saved it in its own way, with semicolons, decimal
 * commas and an encoding of its own.
 */
final class Written {

    static final String FILE = "written.csv";

    private static final String STUDENT = "student";
    private static final String COMMENT = "comment";

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /**
     * What a teacher gives a student.
     *
     * @param points by the answer's name; without those that have none yet
     * @param comment for the student; may be empty
     */
    record Mark(Map<String, Double> points, String comment) {

        static final Mark NONE = new Mark(Map.of(), "");
    }

    private final Path file;
    private final List<Report.ByHand> items;
    private final Map<String, Mark> marks = new TreeMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private Charset charset = StandardCharsets.UTF_8;
    private char separator = ',';
    private List<String> columns = new ArrayList<>();

    private Written(Path file, List<Report.ByHand> items) {
        this.file = file;
        this.items = items;
    }

    /**
     * Reads the table of an assignment.
     *
     * @param out where it lies, if it was made already
     * @param items what a person marks
     * @throws Problem if it holds something that cannot be meant, with the line
     */
    static Written of(Path out, List<Report.ByHand> items) throws Problem, IOException {
        Written written = new Written(out.resolve(FILE), items);
        if (!items.isEmpty() && Files.exists(written.file)) {
            written.read(Files.readAllBytes(written.file));
        }
        return written;
    }

    private void read(byte[] bytes) throws Problem {
        String text = decoded(bytes);
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        boolean told = first.strip().matches("(?i)sep=[,;\\t]"); // what Excel understands
        if (told) {
            separator = first.strip().charAt(4);
        } else {
            separator = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
        }
        List<Csv.Row> rows = Csv.rows(text, separator);
        rows = told ? rows.subList(1, rows.size()) : rows;
        if (rows.isEmpty()) {
            return;
        }
        columns = rows.get(0).cells().stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<String> needed = new ArrayList<>(List.of(STUDENT));
        items.forEach(item -> needed.add(item.id()));
        for (String column : needed) {
            if (!columns.contains(column)) {
                throw new Problem(
                        Main.FAILED,
                        file + " has no column " + column + ": its first line should be " + String.join(",", needed)
                                + "," + COMMENT + ".");
            }
        }
        for (Csv.Row row : rows.subList(1, rows.size())) {
            read(row);
        }
    }

    /** The text in whichever encoding a spreadsheet has chosen. */
    private String decoded(byte[] bytes) {
        String first = new String(bytes, 0, Math.min(2, bytes.length), StandardCharsets.ISO_8859_1);
        if (first.equals("\u00FF\u00FE")) {
            charset = StandardCharsets.UTF_16LE;
        } else if (first.equals("\u00FE\u00FF")) {
            charset = StandardCharsets.UTF_16BE;
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            charset = WINDOWS;
            return new String(bytes, charset);
        }
    }

    private void read(Csv.Row row) throws Problem {
        String student = cell(row, STUDENT);
        student = student.matches("'[=+\\-@].*") ? student.substring(1) : student;
        for (String more : row.cells()
                .subList(
                        Math.min(columns.size(), row.cells().size()),
                        row.cells().size())) {
            if (!more.isBlank()) {
                throw wrong(row, "more cells than the first line has; a number or a text with a comma needs quotes");
            }
        }
        String comment = cell(row, COMMENT);
        if (separator == ',' && comment.matches("\\d{1,2}")) {
            throw wrong(
                    row,
                    "the comment is only \"" + comment + "\"; half points are written 12.5, or \"12,5\" in quotes");
        }
        Map<String, Double> points = new LinkedHashMap<>();
        for (Report.ByHand item : items) {
            String text = cell(row, item.id());
            if (!text.isEmpty()) {
                points.put(item.id(), points(row, item, text));
            }
        }
        if (points.isEmpty() && comment.isEmpty()) {
            lines.putIfAbsent(student, row.line());
            return;
        }
        if (student.isEmpty()) {
            throw wrong(row, "whose line is it? There is no student in it");
        }
        Mark mark = new Mark(points, comment);
        Mark before = marks.put(student, mark);
        if (before != null && !before.equals(mark)) {
            throw wrong(row, student + " stands in line " + lines.get(student) + " as well, with something else");
        }
        lines.put(student, row.line());
    }

    private String cell(Csv.Row row, String column) {
        int place = columns.indexOf(column);
        return place >= 0 && place < row.cells().size() ? row.cells().get(place).strip() : "";
    }

    private double points(Csv.Row row, Report.ByHand item, String text) throws Problem {
        if (!text.matches("\\d{1,4}([.,]\\d{0,4})?")) {
            throw wrong(row, "\"" + Values.printable(text) + "\" is no number of points for " + item.id());
        }
        double points = Double.parseDouble(text.replace(',', '.'));
        if (points > item.points()) {
            throw wrong(
                    row,
                    text + " is more than the " + Html.points(item.points()) + " points that there are for "
                            + item.id());
        }
        return Trial.hundredths(points);
    }

    private Problem wrong(Csv.Row row, String what) {
        return new Problem(Main.FAILED, file + ", line " + row.line() + ": " + what + ".");
    }

    /** What the teacher has given a student. */
    Mark of(String student) {
        return marks.getOrDefault(lines.containsKey(student) ? student : alias(student), Mark.NONE);
    }

    /** A spreadsheet takes a student's number for a number, and drops the zeros at its beginning. */
    private static String alias(String student) {
        return student.matches("0+\\d+") ? student.replaceFirst("^0+(?=\\d)", "") : student;
    }

    /** Lines that give points to somebody who is not there, each as a sentence. */
    List<String> strays(Collection<String> students) {
        List<String> strays = new ArrayList<>();
        List<String> aliases = students.stream().map(Written::alias).toList();
        marks.forEach((student, mark) -> {
            if (!students.contains(student) && !aliases.contains(student)) {
                strays.add(FILE + ", line " + lines.get(student) + ": there is no student " + student);
            }
        });
        return strays;
    }

    /** Adds lines for students who have none yet; all else stays as the teacher has left it. */
    void add(Collection<String> students) throws IOException {
        List<String> fresh = students.stream()
                .filter(student -> !lines.containsKey(student))
                .filter(student -> !lines.containsKey(alias(student)) || students.contains(alias(student)))
                .sorted()
                .toList();
        if (items.isEmpty() || (fresh.isEmpty() && Files.exists(file))) {
            return;
        }
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        String old = decoded(before);
        StringBuilder text = new StringBuilder(old);
        String end = old.isEmpty() || old.contains("\r\n") ? "\r\n" : "\n";
        if (columns.isEmpty()) {
            columns = new ArrayList<>(List.of(STUDENT));
            items.forEach(item -> columns.add(item.id()));
            columns.add(COMMENT);
            text.append(String.join(String.valueOf(separator), columns)).append(end);
        } else if (!old.endsWith("\n")) {
            text.append(end);
        }
        for (String student : fresh) {
            for (int i = 0; i < columns.size(); i++) {
                text.append(i == 0 ? "" : separator).append(i == columns.indexOf(STUDENT) ? Csv.cell(student) : "");
            }
            text.append(end);
            lines.put(student, 0);
        }
        // A spreadsheet reads UTF-8 as what it is only with a mark in front.
        boolean fits = !charset.equals(WINDOWS) || charset.newEncoder().canEncode(text);
        Charset to = fits ? charset : StandardCharsets.UTF_8;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean marked = old.isEmpty() || !fits || isMarked(before) || to.name().startsWith("UTF-16");
        bytes.writeBytes(((marked ? "\uFEFF" : "") + text).getBytes(to));
        Whole.write(file, bytes.toByteArray(), Whole.OURS);
    }

    private static boolean isMarked(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
