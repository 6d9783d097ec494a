package activationlab.notebook;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All statements at a glance: a square for each, in the order of the ledger, coloured and marked by its verdict.
 *
 * <p>A statement with one verdict in mathematics and another in a run has a square in two parts, in this order.
 */
public final class VerdictStrip implements Drawable {

    /** The words of the ledger, with a colour and a mark that does without it. */
    private enum Word {
        HOLDS("holds", 0x009e73),
        HOLDS_IF("holds if …", 0x56b4e9),
        SEEN("seen here", 0x0072b2),
        TOO_STRONG("too strong", 0xe69f00),
        SLIP("slip", 0xf0e442),
        NOT_SEEN("not seen here", 0xcc79a7),
        FALSE("false", 0xd55e00),
        HISTORY("history", 0x8a8a8a),
        NOT_MEASURED("not measured", 0xdedede),
        OPEN("no verdict yet", 0xffffff);

        private final String name;
        private final Color color;

        Word(String name, int color) {
            this.name = name;
            this.color = new Color(color);
        }

        static Word of(String verdict) {
            if (verdict.startsWith("holds if ")) {
                return HOLDS_IF;
            }
            String wanted = verdict.split(":", 2)[0];
            for (Word word : values()) {
                if (word.name.equals(wanted)) {
                    return word;
                }
            }
            throw new IllegalArgumentException("strip(…): \"" + verdict + "\" is no verdict of the ledger.");
        }
    }

    private static final int WIDTH = 640;
    private static final double GAP = 3;
    private static final double TALL = 20;
    private static final double WIDEST = 28;
    private static final int MOST_IN_A_LINE = 20;

    private final List<Map<String, String>> statements;
    private String by = "lesson";
    private String title = "";

    VerdictStrip(List<Map<String, String>> statements) {
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("strip(…): there are no statements. Does the filter let any through?");
        }
        for (String column : List.of("lesson", "status", "mathematics", "practice")) {
            if (!statements.get(0).containsKey(column)) {
                throw new IllegalArgumentException(
                        "strip(…): the statements need the columns lesson, status, mathematics"
                                + " and practice, as notebooks/claims.csv has them; \"" + column + "\" is missing.");
            }
        }
        this.statements = List.copyOf(statements);
    }

    /**
     * What the rows stand for.
     *
     * @param column a column of the ledger, such as {@code "question"}; of several values {@code "Q3;Q4"} the first counts
     * @return this figure
     * @throws IllegalArgumentException if there is no such column
     */
    public VerdictStrip by(String column) {
        if (!statements.get(0).containsKey(column)) {
            throw new IllegalArgumentException("by(\"" + column + "\"): there is no such column; there are "
                    + String.join(", ", statements.get(0).keySet()) + ".");
        }
        by = column;
        return this;
    }

    /**
     * The title above the squares; it also opens the caption.
     *
     * @param title short text
     * @return this figure
     */
    public VerdictStrip title(String title) {
        this.title = title;
        return this;
    }

    /** One or two words. */
    private static Set<Word> words(Map<String, String> statement) {
        Set<Word> words = new LinkedHashSet<>();
        if (!statement.get("status").equals("open")) {
            for (String column : List.of("mathematics", "practice")) {
                if (!statement.get(column).isEmpty()) {
                    words.add(Word.of(statement.get(column)));
                }
            }
        }
        return words.isEmpty() ? Set.of(Word.OPEN) : words;
    }

    @Override
    public Figure figure() {
        Map<String, List<Set<Word>>> groups = statements.stream()
                .collect(Collectors.groupingBy(
                        s -> s.get(by).split(";", 2)[0],
                        TreeMap::new,
                        Collectors.mapping(VerdictStrip::words, Collectors.toList())));
        Map<Word, Integer> counts = new EnumMap<>(Word.class);
        groups.values().forEach(g -> g.forEach(words -> words.forEach(w -> counts.merge(w, 1, Integer::sum))));
        List<Word> used = List.copyOf(counts.keySet());

        double left = 22 + Math.min(150, Pen.widest(groups.keySet(), Pen.plain(12)));
        int across = Math.min(
                MOST_IN_A_LINE,
                groups.values().stream().mapToInt(List::size).max().orElse(1));
        double wide = Math.min(WIDEST, (WIDTH - left - 8) / across - GAP);
        double top = title.isEmpty() ? 8 : 30;
        int lines = groups.values().stream()
                .mapToInt(group -> (group.size() + across - 1) / across)
                .sum();
        double legendTop = top + lines * (TALL + GAP) + 16;
        List<double[]> legend = legend(used, counts);
        int height = (int) (legendTop + legend.get(legend.size() - 1)[1] + 20);
        return new Figure(
                WIDTH,
                height,
                g -> {
                    Pen pen = new Pen(g);
                    pen.title(title, WIDTH);
                    double y = top;
                    for (Map.Entry<String, List<Set<Word>>> group : groups.entrySet()) {
                        pen.fitted(group.getKey(), Pen.plain(12), LabTheme.INK, left - 8, y + TALL / 2, 1, left - 12);
                        List<Set<Word>> squares = group.getValue();
                        for (int i = 0; i < squares.size(); i++) {
                            if (i > 0 && i % across == 0) {
                                y += TALL + GAP;
                            }
                            square(pen, squares.get(i), left + i % across * (wide + GAP), y, wide);
                        }
                        y += TALL + GAP;
                    }
                    for (int i = 0; i < used.size(); i++) {
                        double x = legend.get(i)[0];
                        double at = legendTop + legend.get(i)[1];
                        square(pen, Set.of(used.get(i)), x, at - TALL / 2, WIDEST);
                        pen.text(label(used.get(i), counts), Pen.plain(12), LabTheme.INK, x + WIDEST + 6, at, 0);
                    }
                },
                caption(groups.size(), counts));
    }

    private static String label(Word word, Map<Word, Integer> counts) {
        return word.name + ": " + counts.get(word);
    }

    /** Where the words stand in the legend, one below the other in columns of the same width. */
    private static List<double[]> legend(List<Word> used, Map<Word, Integer> counts) {
        double widest =
                Pen.widest(used.stream().map(word -> label(word, counts)).toList(), Pen.plain(12));
        int columns = (int) Math.max(1, (WIDTH - 14) / (WIDEST + 6 + widest + 22));
        List<double[]> places = new ArrayList<>();
        for (int i = 0; i < used.size(); i++) {
            int line = i / columns;
            places.add(new double[] {14 + i % columns * ((WIDTH - 14.0) / columns), 8 + 26.0 * line});
        }
        return places;
    }

    private static void square(Pen pen, Set<Word> words, double x, double y, double wide) {
        double part = wide / words.size();
        double at = x;
        for (Word word : words) {
            pen.rectangle(word.color, at, y, part, TALL);
            if (word == Word.OPEN || word == Word.NOT_MEASURED) {
                pen.frame(LabTheme.AXIS, 0.75, new Rectangle2D.Double(at + 0.375, y + 0.375, part - 0.75, TALL - 0.75));
            }
            mark(pen, word, at + part / 2, y + TALL / 2);
            at += part;
        }
        if (words.size() > 1) {
            pen.line(Color.WHITE, 1, x + part, y, x + part, y + TALL);
        }
    }

    private static void mark(Pen pen, Word word, double x, double y) {
        Color ink = Shades.ink(word.color);
        switch (word) {
            case HOLDS -> {
                Path2D check = new Path2D.Double();
                check.moveTo(x - 4.2, y + 0.4);
                check.lineTo(x - 1.2, y + 3.4);
                check.lineTo(x + 4.4, y - 3.6);
                pen.frame(ink, 1.8, check);
            }
            case HOLDS_IF -> pen.text("if", Pen.bold(11), ink, x, y, 0.5);
            case SEEN -> pen.dot(ink, x, y, 3.4);
            case NOT_SEEN -> pen.frame(ink, 1.8, new Ellipse2D.Double(x - 3.4, y - 3.4, 6.8, 6.8));
            case TOO_STRONG -> pen.text("<", Pen.bold(12), ink, x, y, 0.5);
            case SLIP -> pen.text("~", Pen.bold(13), ink, x, y, 0.5);
            case FALSE -> pen.cross(ink, 1.8, x, y, 3.6);
            case HISTORY -> pen.text("h", Pen.bold(11), ink, x, y, 0.5);
            case NOT_MEASURED -> pen.line(ink, 1.8, x - 3.6, y, x + 3.6, y);
            case OPEN -> {}
        }
    }

    private String caption(int rows, Map<Word, Integer> counts) {
        int statementsInTwo =
                (int) statements.stream().filter(s -> words(s).size() > 1).count();
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + ": ")
                .append(statements.size())
                .append(statements.size() == 1 ? " statement in " : " statements in ")
                .append(rows)
                .append(rows == 1 ? " row" : " rows")
                .append(" by ")
                .append(by.toLowerCase(Locale.ROOT))
                .append("; ")
                .append(counts.keySet().stream()
                        .map(word -> label(word, counts))
                        .collect(Collectors.joining(", ")))
                .append('.');
        if (statementsInTwo > 0) {
            text.append(' ')
                    .append(statementsInTwo)
                    .append(statementsInTwo == 1 ? " has" : " have")
                    .append(" two verdicts: in mathematics left, in a run right.");
        }
        return Numbers.sentence(text);
    }
}
