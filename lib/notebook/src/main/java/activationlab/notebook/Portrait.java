package activationlab.notebook;

import activationlab.function.Activation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The portrait of a small network while one input walks through it: a node's colour and number are its output, an edge's
 * width is the size of its weight, dashed where the weight is negative. XChart has no such picture, so it is drawn here.
 */
final class Portrait {

    private static final int WIDTH = 640;
    private static final int RADIUS = 25;
    private static final int ROW = 84;
    private static final Color POSITIVE = LabTheme.color(0);
    private static final Color NEGATIVE = LabTheme.color(1);

    private Portrait() {}

    static Figure of(double[][][] weights, double[][] biases, Activation hidden, double... input) {
        List<double[]> layers = forward(weights, biases, hidden, input);
        int tallest = layers.stream().mapToInt(l -> l.length).max().getAsInt();
        int height = tallest * ROW + 44;
        return new Figure(WIDTH, height, g -> paint(g, height, weights, layers, hidden), caption(layers, hidden));
    }

    /** The outputs of all layers; the last layer has no activation function. */
    private static List<double[]> forward(double[][][] weights, double[][] biases, Activation hidden, double[] input) {
        if (weights == null || biases == null || weights.length == 0 || weights.length != biases.length) {
            throw new IllegalArgumentException(
                    "portrait(…) needs at least one layer, and as many biases as layers of weights.");
        }
        List<double[]> layers = new ArrayList<>();
        layers.add(input.clone());
        for (int l = 0; l < weights.length; l++) {
            double[] in = layers.get(l);
            double[] out = new double[weights[l].length];
            if (biases[l].length != out.length) {
                throw new IllegalArgumentException("portrait(…): layer " + (l + 1) + " has " + out.length
                        + " units but " + biases[l].length + " biases.");
            }
            for (int i = 0; i < out.length; i++) {
                if (weights[l][i].length != in.length) {
                    throw new IllegalArgumentException("portrait(…): unit " + (i + 1) + " of layer " + (l + 1) + " has "
                            + weights[l][i].length + " weights for " + in.length + " inputs.");
                }
                double z = biases[l][i];
                for (int j = 0; j < in.length; j++) {
                    z += weights[l][i][j] * in[j];
                }
                out[i] = l == weights.length - 1 ? z : hidden.value(z);
            }
            layers.add(out);
        }
        return layers;
    }

    private static void paint(
            Graphics2D g, int height, double[][][] weights, List<double[]> layers, Activation hidden) {
        double largest = 1e-12;
        for (double[][] layer : weights) {
            for (double[] row : layer) {
                for (double w : row) {
                    largest = Math.max(largest, Math.abs(w));
                }
            }
        }
        for (int l = 0; l < weights.length; l++) {
            for (int i = 0; i < weights[l].length; i++) {
                for (int j = 0; j < weights[l][i].length; j++) {
                    edge(g, weights[l][i][j], largest, layers, height, l, j, i);
                }
            }
        }
        for (int l = 0; l < layers.size(); l++) {
            double[] layer = layers.get(l);
            for (int i = 0; i < layer.length; i++) {
                node(g, x(l, layers.size()), y(i, layer.length, height), layer[i]);
            }
            String name = l == 0 ? "input" : l == layers.size() - 1 ? "output" : hidden.name();
            text(g, name, x(l, layers.size()), height - 14, LabTheme.INK, Font.PLAIN);
        }
    }

    private static void edge(
            Graphics2D g, double weight, double largest, List<double[]> layers, int height, int l, int j, int i) {
        if (weight == 0) {
            return;
        }
        double x0 = x(l, layers.size());
        double y0 = y(j, layers.get(l).length, height);
        double x1 = x(l + 1, layers.size());
        double y1 = y(i, layers.get(l + 1).length, height);
        float width = (float) (1 + 4 * Math.abs(weight) / largest);
        g.setColor(weight > 0 ? POSITIVE : NEGATIVE);
        g.setStroke(
                weight > 0
                        ? new BasicStroke(width)
                        : new BasicStroke(
                                width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {8, 5}, 0));
        g.draw(new Line2D.Double(x0, y0, x1, y1));
        // Nearer to the start than to the middle: there the crossing lines are apart.
        double t = 0.3;
        double x = x0 + t * (x1 - x0);
        double y = y0 + t * (y1 - y0);
        g.setColor(Color.WHITE);
        g.fill(new Rectangle2D.Double(x - 14, y - 9, 28, 18));
        text(g, Numbers.pretty(weight), x, y, weight > 0 ? POSITIVE : NEGATIVE, Font.BOLD);
    }

    private static void node(Graphics2D g, double x, double y, double value) {
        Ellipse2D circle = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        double strength = Math.min(1, Math.abs(value));
        g.setColor(mix(value < 0 ? NEGATIVE : POSITIVE, 0.55 * strength));
        g.fill(circle);
        g.setColor(LabTheme.INK);
        g.setStroke(new BasicStroke(1.5f));
        g.draw(circle);
        text(g, Numbers.pretty(value), x, y, LabTheme.INK, Font.BOLD);
    }

    private static Color mix(Color color, double share) {
        return new Color(
                (int) Math.round(255 + share * (color.getRed() - 255)),
                (int) Math.round(255 + share * (color.getGreen() - 255)),
                (int) Math.round(255 + share * (color.getBlue() - 255)));
    }

    private static void text(Graphics2D g, String text, double x, double y, Color color, int style) {
        Font font = new LabTheme().getBaseFont().deriveFont(style, 13f);
        TextLayout layout = new TextLayout(text, font, g.getFontRenderContext());
        Rectangle2D box = layout.getBounds();
        g.setColor(color);
        g.fill(layout.getOutline(
                java.awt.geom.AffineTransform.getTranslateInstance(x - box.getCenterX(), y - box.getCenterY())));
    }

    private static double x(int layer, int layers) {
        return 90 + (WIDTH - 180) * (double) layer / (layers - 1);
    }

    private static double y(int unit, int units, int height) {
        return (height - 34) / 2.0 + (unit - (units - 1) / 2.0) * ROW;
    }

    private static String caption(List<double[]> layers, Activation hidden) {
        StringBuilder text = new StringBuilder("A network with the input ").append(list(layers.get(0)));
        for (int l = 1; l < layers.size() - 1; l++) {
            text.append("; its ").append(hidden.name()).append(" units say ").append(list(layers.get(l)));
        }
        return text.append("; its output is ")
                .append(list(layers.get(layers.size() - 1)))
                .append(". Wider edges are larger weights, dashed ones negative.")
                .toString();
    }

    private static String list(double[] values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            String separator = i == 0 ? "" : i == values.length - 1 ? " and " : ", ";
            text.append(separator).append(Numbers.pretty(values[i]));
        }
        return text.toString();
    }
}
