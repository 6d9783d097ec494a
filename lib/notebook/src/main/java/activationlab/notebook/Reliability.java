package activationlab.notebook;

import java.awt.geom.Ellipse2D;

/**
 * Whether a network is as often right as it is confident: a dot for each bin of confidence, on the diagonal where both
 * agree.
 *
 * <p>The area of a dot grows with the number of inputs in its bin; bins without inputs have none. A line joins each dot
 * with the diagonal.
 */
public final class Reliability implements Drawable {

    private static final int SIZE = 380;
    private static final double LARGEST = 13;

    private final double[] confidence;
    private final double[] accuracy;
    private final int[] counts;
    private final double ece;
    private String title = "";

    Reliability(double[] confidence, double[] accuracy, int[] counts, double ece) {
        if (confidence == null
                || accuracy == null
                || counts == null
                || confidence.length == 0
                || accuracy.length != confidence.length
                || counts.length != confidence.length) {
            throw new IllegalArgumentException("reliability(…): confidence, accuracy and counts need as many entries"
                    + " and at least one, not " + length(confidence) + ", " + length(accuracy) + " and "
                    + (counts == null ? "null" : Integer.toString(counts.length)) + ".");
        }
        boolean any = false;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException(
                        "reliability(…): counts holds " + counts[i] + "; none may be negative.");
            }
            any |= counts[i] > 0;
            if (counts[i] > 0 && !(isShare(confidence[i]) && isShare(accuracy[i]))) {
                throw new IllegalArgumentException("reliability(…): bin " + i + " has the confidence " + confidence[i]
                        + " and the accuracy " + accuracy[i] + "; both must be between 0 and 1.");
            }
        }
        if (!any || !isShare(ece)) {
            throw new IllegalArgumentException(
                    any
                            ? "reliability(…): ece is " + ece + "; it must be between 0 and 1."
                            : "reliability(…): all bins are empty.");
        }
        this.confidence = confidence.clone();
        this.accuracy = accuracy.clone();
        this.counts = counts.clone();
        this.ece = ece;
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    private static String length(double[] values) {
        return values == null ? "null" : Integer.toString(values.length);
    }

    /**
     * The title above the figure; it also opens the caption.
     *
     * @param title short text
     * @return this figure
     */
    public Reliability title(String title) {
        this.title = title;
        return this;
    }

    @Override
    public Figure figure() {
        double top = title.isEmpty() ? 14 : 32;
        Ground ground = new Ground(54, top, SIZE - 68, SIZE - top - 44, 0, 1, 0, 1);
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        int largest = most;
        return new Figure(
                SIZE,
                SIZE,
                g -> {
                    Pen pen = new Pen(g);
                    ground.grid(pen);
                    pen.dashed(LabTheme.AXIS, 1.4, ground.x(0), ground.y(0), ground.x(1), ground.y(1));
                    ground.labels(pen, "confidence", "accuracy");
                    for (int i = 0; i < counts.length; i++) {
                        if (counts[i] > 0) {
                            double x = ground.x(confidence[i]);
                            pen.line(LabTheme.color(1), 2.4, x, ground.y(confidence[i]), x, ground.y(accuracy[i]));
                        }
                    }
                    for (int i = 0; i < counts.length; i++) {
                        if (counts[i] > 0) {
                            double radius = Math.max(2.5, LARGEST * Math.sqrt((double) counts[i] / largest));
                            double x = ground.x(confidence[i]);
                            double y = ground.y(accuracy[i]);
                            pen.dot(Shades.mix(java.awt.Color.WHITE, LabTheme.color(0), 0.75), x, y, radius);
                            pen.frame(
                                    LabTheme.color(0),
                                    1.3,
                                    new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
                        }
                    }
                    pen.halo("less sure than right", Pen.plain(10.5), LabTheme.INK, ground.x(0.03), ground.y(0.95), 0);
                    pen.halo("more sure than right", Pen.plain(10.5), LabTheme.INK, ground.x(0.97), ground.y(0.05), 1);
                    pen.fitted(title, Pen.bold(13), LabTheme.INK, SIZE / 2.0, 16, 0.5, SIZE - 12);
                },
                caption());
    }

    private String caption() {
        long all = 0;
        double over = 0;
        int worst = -1;
        for (int i = 0; i < counts.length; i++) {
            all += counts[i];
            if (counts[i] > 0) {
                over += counts[i] * (confidence[i] - accuracy[i]);
                worst = worst < 0 || gap(i) > gap(worst) ? i : worst;
            }
        }
        double balance = over / all;
        String direction = Math.abs(balance) < 0.005
                ? "on the whole as sure as right"
                : "on the whole " + (balance > 0 ? "more" : "less") + " sure than right, by "
                        + Numbers.pretty(round(balance));
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + ": ")
                .append(direction)
                .append("; the expected calibration error of ")
                .append(all)
                .append(" inputs is ")
                .append(Numbers.pretty(ece))
                .append('.');
        if (gap(worst) > 0) {
            text.append(" Largest gap: at a confidence of ")
                    .append(Numbers.pretty(confidence[worst]))
                    .append(" the accuracy is ")
                    .append(Numbers.pretty(accuracy[worst]))
                    .append(counts[worst] == 1 ? " (1 input)." : " (" + counts[worst] + " inputs).");
        }
        return Numbers.sentence(text);
    }

    private double gap(int bin) {
        return Math.abs(confidence[bin] - accuracy[bin]);
    }

    private static double round(double x) {
        return Math.rint(Math.abs(x) * 1000) / 1000;
    }
}
