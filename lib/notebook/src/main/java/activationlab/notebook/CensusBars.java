package activationlab.notebook;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Of what a whole is made, group by group: stacked horizontal bars, each kind with a colour and a pattern of its own.
 */
public final class CensusBars implements Drawable {

    private static final int MOST_KINDS = 6;
    private static final int MOST_GROUPS = 24;
    private static final int WIDTH = 640;
    private static final double ROW = 34;
    private static final double BAR = 24;
    private static final double PRINTED = 0.08;

    private final String[] groups;
    private final String[] kinds;
    private final double[][] shares;
    private String title = "";

    CensusBars(String[] groups, String[] kinds, double[][] shares) {
        requireNames("groups", groups, MOST_GROUPS);
        requireNames("kinds", kinds, MOST_KINDS);
        if (shares == null || shares.length != groups.length) {
            throw new IllegalArgumentException("census(…): there are " + groups.length + " groups and "
                    + (shares == null ? "no (null)" : shares.length) + " rows of shares.");
        }
        this.shares = new double[groups.length][];
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] == null || shares[i].length != kinds.length) {
                throw new IllegalArgumentException("census(…): there are " + kinds.length + " kinds and \"" + groups[i]
                        + "\" has " + (shares[i] == null ? "no (null)" : shares[i].length) + " shares.");
            }
            double sum = 0;
            for (double share : shares[i]) {
                if (!(share >= 0 && share <= 1)) {
                    throw new IllegalArgumentException("census(…): \"" + groups[i] + "\" has the share " + share
                            + "; shares are between 0 and 1.");
                }
                sum += share;
            }
            if (sum > 1 + 1e-9) {
                throw new IllegalArgumentException(
                        "census(…): the shares of \"" + groups[i] + "\" add up to " + sum + ", more than 1.");
            }
            this.shares[i] = shares[i].clone();
        }
        this.groups = groups.clone();
        this.kinds = kinds.clone();
    }

    private static void requireNames(String what, String[] names, int most) {
        if (names == null || names.length == 0 || names.length > most) {
            throw new IllegalArgumentException("census(…): " + what + " must hold 1 to " + most + " names, not "
                    + (names == null ? "null" : names.length) + ".");
        }
    }

    /**
     * The title above the bars; it also opens the caption.
     *
     * @param title short text
     * @return this figure
     */
    public CensusBars title(String title) {
        this.title = title;
        return this;
    }

    @Override
    public Figure figure() {
        double left = 14 + Math.min(150, Pen.widest(List.of(groups), Pen.plain(12)));
        double full = WIDTH - left - 16;
        double top = title.isEmpty() ? 8 : 28;
        List<double[]> legend = legend();
        double legendTop = top + groups.length * ROW + 26;
        int height = (int) (legendTop + legend.get(legend.size() - 1)[1] + 18);
        return new Figure(
                WIDTH,
                height,
                g -> {
                    Pen pen = new Pen(g);
                    pen.title(title, WIDTH);
                    double bottom = top + groups.length * ROW;
                    for (int percent = 0; percent <= 100; percent += 25) {
                        double x = left + full * percent / 100;
                        pen.line(LabTheme.GRID, 0.75, x, top, x, bottom);
                        pen.text(
                                percent + " %",
                                Pen.plain(10.5),
                                LabTheme.INK,
                                x,
                                bottom + 9,
                                percent == 100 ? 0.8 : 0.5);
                    }
                    for (int i = 0; i < groups.length; i++) {
                        double y = top + i * ROW + (ROW - BAR) / 2;

                        pen.fitted(groups[i], Pen.plain(12), LabTheme.INK, left - 7, y + BAR / 2, 1, left - 12);
                        paintBar(pen, shares[i], left, y, full);
                    }
                    for (int k = 0; k < kinds.length; k++) {
                        double x = legend.get(k)[0];
                        double y = legendTop + legend.get(k)[1];
                        paintKind(pen, k, x, y - 7, 24, 14);

                        pen.fitted(kinds[k], Pen.plain(12), LabTheme.INK, x + 30, y, 0, WIDTH - 60);
                    }
                },
                caption());
    }

    /** Where the kinds stand in the legend: in lines that are as full as they can be. */
    private List<double[]> legend() {
        List<double[]> places = new ArrayList<>();
        double x = 14;
        double y = 8;
        for (String kind : kinds) {
            double width = 30 + Math.min(WIDTH - 60, Pen.width(kind, Pen.plain(12))) + 20;
            if (x > 14 && x + width > WIDTH) {
                x = 14;
                y += 20;
            }
            places.add(new double[] {x, y});
            x += width;
        }
        return places;
    }

    private static void paintBar(Pen pen, double[] shares, double left, double y, double full) {
        double x = left;
        for (int k = 0; k < shares.length; k++) {
            double width = full * shares[k];
            if (width > 0) {
                paintKind(pen, k, x, y, width, BAR);
                if (shares[k] >= PRINTED) {
                    String text = percent(shares[k]);
                    double room = Pen.width(text, Pen.bold(11)) + 8;
                    pen.rectangle(Color.WHITE, x + width / 2 - room / 2, y + 5, room, BAR - 10);
                    pen.text(text, Pen.bold(11), LabTheme.INK, x + width / 2, y + BAR / 2, 0.5);
                }
            }
            x += width;
        }
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** Solid, oblique lines, dots, upright lines, level lines, empty: told apart without colour. */
    private static void paintKind(Pen pen, int kind, double x, double y, double width, double height) {
        Color color = kind == MOST_KINDS - 1 ? LabTheme.AXIS : LabTheme.color(kind);
        Color ground = kind == 0 ? color : Shades.mix(Color.WHITE, color, kind == MOST_KINDS - 1 ? 0 : 0.22);
        pen.rectangle(ground, x, y, width, height);
        switch (kind) {
            case 1 -> pen.hatch(color, 1.6, 6, x, y, width, height);
            case 2 -> {
                for (double at = x + 4; at < x + width - 1; at += 6) {
                    for (double down = y + 4; down < y + height - 1; down += 6) {
                        pen.fill(color, new Ellipse2D.Double(at - 1.5, down - 1.5, 3, 3));
                    }
                }
            }
            case 3 -> {
                for (double at = x + 3; at < x + width; at += 5) {
                    pen.line(color, 1.4, at, y, at, y + height);
                }
            }
            case 4 -> {
                for (double down = y + 3; down < y + height; down += 5) {
                    pen.line(color, 1.2, x, down, x + width, down);
                }
            }
            default -> {
                // solid or empty
            }
        }
        pen.frame(color, 1, new Rectangle2D.Double(x, y, width, height));
    }

    private String caption() {
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + ": ");
        for (int k = 0; k < kinds.length; k++) {
            int most = 0;
            int least = 0;
            for (int i = 1; i < groups.length; i++) {
                most = shares[i][k] > shares[most][k] ? i : most;
                least = shares[i][k] < shares[least][k] ? i : least;
            }
            text.append(k == 0 ? "" : "; ").append(kinds[k]).append(' ');
            if (percent(shares[most][k]).equals(percent(shares[least][k]))) {
                text.append(percent(shares[most][k])).append(groups.length == 1 ? "" : " everywhere");
            } else {
                text.append("from ")
                        .append(percent(shares[least][k]))
                        .append(" (")
                        .append(groups[least])
                        .append(") to ")
                        .append(percent(shares[most][k]))
                        .append(" (")
                        .append(groups[most])
                        .append(')');
            }
        }
        return text.append('.').toString();
    }
}
