package activationlab.notebook;

import activationlab.function.Activation;
import activationlab.softmax.Softmax;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The portrait of a small network while one input walks through it: a node's colour and number are its output, an edge's
 * width is the size of its weight, dashed where the weight is negative. XChart has no such picture, so it is drawn here.
 *
 * <p>The weights stand on the edges as numbers while there is room for them.
 *
 * <pre>{@code show(portrait(weights, biases).hidden(TANH).probabilities().input(0.5, -1));}</pre>
 */
public final class Portrait implements Drawable {

    private static final int WIDTH = 640;
    private static final int MOST_UNITS = 12;
    private static final int MOST_LAYERS = 5;

    /** From here on the numbers on the edges of one layer would cover each other. */
    private static final int MANY_EDGES = 13;

    private static final double ROW = 84;
    private static final double MOST_HEIGHT = 560;
    private static final Color POSITIVE = LabTheme.color(0);
    private static final Color NEGATIVE = LabTheme.color(1);
    private static final Color LATER = new Color(0xd5d5d5);

    private final double[][][] weights;
    private final double[][] biases;
    private Activation[] hidden = new Activation[0];
    private Activation output;
    private boolean probabilities;
    private double[] input;

    Portrait(double[][][] weights, double[][] biases) {
        if (weights == null || biases == null || weights.length == 0 || weights.length != biases.length) {
            throw new IllegalArgumentException(
                    "portrait(…) needs at least one layer, and as many biases as layers of weights.");
        }
        if (weights.length > MOST_LAYERS) {
            throw new IllegalArgumentException("portrait(…): there are " + weights.length
                    + " layers of weights; at most " + MOST_LAYERS + " fit.");
        }
        this.weights = new double[weights.length][][];
        this.biases = new double[biases.length][];
        for (int l = 0; l < weights.length; l++) {
            int units = weights[l].length;
            if (units == 0 || weights[l][0].length == 0 || Math.max(units, weights[l][0].length) > MOST_UNITS) {
                throw new IllegalArgumentException("portrait(…): layer " + (l + 1) + " has " + units
                        + " units; a portrait has 1 to " + MOST_UNITS + " units and inputs in each layer.");
            }
            if (biases[l].length != units) {
                throw new IllegalArgumentException("portrait(…): layer " + (l + 1) + " has " + units + " units but "
                        + biases[l].length + " biases.");
            }
            for (int i = 0; i < units; i++) {
                int inputs = l == 0 ? weights[0][0].length : weights[l - 1].length;
                if (weights[l][i].length != inputs) {
                    throw new IllegalArgumentException("portrait(…): unit " + (i + 1) + " of layer " + (l + 1) + " has "
                            + weights[l][i].length + " weights for " + inputs + " inputs.");
                }
            }
            this.weights[l] = Arrays.stream(weights[l]).map(double[]::clone).toArray(double[][]::new);
            this.biases[l] = biases[l].clone();
        }
        input = new double[weights[0][0].length];
    }

    /**
     * The activation functions of the hidden layers.
     *
     * @param functions one for each hidden layer, or one for all of them
     * @return this portrait
     * @throws IllegalArgumentException if there are as many as neither, or one is null
     */
    public Portrait hidden(Activation... functions) {
        if (functions == null
                || functions.length != 1 && functions.length != weights.length - 1
                || Arrays.asList(functions).contains(null)) {
            throw new IllegalArgumentException("hidden(…): there are " + (weights.length - 1)
                    + " hidden layers; give one function for each or one for all, and none may be null.");
        }
        this.hidden = functions.clone();
        return this;
    }

    /**
     * The activation function of the last layer; it has none if not called.
     *
     * @param function such as the sigmoid
     * @return this portrait
     */
    public Portrait output(Activation function) {
        this.output = function;
        return this;
    }

    /**
     * The last layer gives probabilities, by softmax.
     *
     * @return this portrait
     */
    public Portrait probabilities() {
        this.probabilities = true;
        return this;
    }

    /**
     * The input that walks through.
     *
     * @param input as many finite numbers as the first layer has weights in a row; zeros if not called
     * @return this portrait
     * @throws IllegalArgumentException if there are not as many
     */
    public Portrait input(double... input) {
        if (input == null || input.length != weights[0][0].length) {
            throw new IllegalArgumentException("portrait(…): unit 1 of layer 1 has " + weights[0][0].length
                    + " weights for " + (input == null ? "no (null)" : input.length) + " inputs.");
        }
        this.input = input.clone();
        return this;
    }

    int layers() {
        return weights.length + 1;
    }

    @Override
    public Figure figure() {
        return frame(layers() - 1, false);
    }

    /**
     * The portrait while the input has come as far as one layer: what comes later is empty.
     *
     * @param reached the layer, 0 for the inputs
     * @param lit whether that layer is the one that is looked at now
     */
    Figure frame(int reached, boolean lit) {
        List<double[]> outputs = forward();
        int tallest = outputs.stream().mapToInt(l -> l.length).max().getAsInt();
        double row = Math.min(ROW, MOST_HEIGHT / tallest);
        int height = (int) (tallest * row) + 44;
        return new Figure(
                WIDTH, height, g -> new Painting(g, height, row, outputs, reached, lit).paint(), caption(outputs));
    }

    /** The outputs of all layers, the inputs first. */
    private List<double[]> forward() {
        List<double[]> outputs = new ArrayList<>();
        outputs.add(input);
        for (int l = 0; l < weights.length; l++) {
            double[] in = outputs.get(l);
            double[] out = new double[weights[l].length];
            Activation function = function(l);
            for (int i = 0; i < out.length; i++) {
                double z = biases[l][i];
                for (int j = 0; j < in.length; j++) {
                    z += weights[l][i][j] * in[j];
                }
                out[i] = function == null ? z : function.value(z);
            }
            outputs.add(probabilities && l == weights.length - 1 ? new Softmax().apply(out) : out);
        }
        return outputs;
    }

    /** The function of a layer of weights, or null if it has none. */
    private Activation function(int layer) {
        if (layer == weights.length - 1) {
            return output;
        }
        return hidden.length == 0 ? null : hidden[hidden.length == 1 ? 0 : layer];
    }

    private String layerName(int layer) {
        if (layer == 0) {
            return "input";
        }
        Activation function = function(layer - 1);
        if (layer == weights.length) {
            return probabilities ? "probability" : function == null ? "output" : function.name();
        }
        return function == null ? "hidden" : function.name();
    }

    private String caption(List<double[]> outputs) {
        StringBuilder text = new StringBuilder("A network with the input ").append(list(outputs.get(0)));
        for (int l = 1; l < outputs.size() - 1; l++) {
            text.append("; its ").append(layerName(l)).append(" units say ").append(list(outputs.get(l)));
        }
        double[] last = outputs.get(outputs.size() - 1);
        return text.append(probabilities ? "; its probabilities are " : "; its output is ")
                .append(list(last))
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

    /** One act of painting, with everything that its parts need. */
    private final class Painting {
        private final Graphics2D g;
        private final int height;
        private final double row;
        private final double radius;
        private final List<double[]> outputs;
        private final int reached;
        private final boolean lit;
        private double largest = 1e-12;

        Painting(Graphics2D g, int height, double row, List<double[]> outputs, int reached, boolean lit) {
            this.g = g;
            this.height = height;
            this.row = row;
            this.radius = Math.min(25, 0.42 * row);
            this.outputs = outputs;
            this.reached = reached;
            this.lit = lit;
            for (double[][] layer : weights) {
                for (double[] unit : layer) {
                    for (double w : unit) {
                        largest = Math.max(largest, Math.abs(w));
                    }
                }
            }
        }

        void paint() {
            for (int l = 0; l < weights.length; l++) {
                for (int i = 0; i < weights[l].length; i++) {
                    for (int j = 0; j < weights[l][i].length; j++) {
                        edge(weights[l][i][j], l, j, i);
                    }
                }
            }
            for (int l = 0; l < outputs.size(); l++) {
                double[] layer = outputs.get(l);
                for (int i = 0; i < layer.length; i++) {
                    node(l, x(l), y(i, layer.length), layer[i]);
                }
                boolean now = lit && l == reached;
                text(layerName(l), x(l), height - 14, LabTheme.INK, now ? Font.BOLD : Font.PLAIN, 13, step() - 6);
            }
        }

        private void edge(double weight, int l, int j, int i) {
            if (weight == 0) {
                return;
            }
            boolean crowded = weights[l].length * weights[l][0].length >= MANY_EDGES || row < ROW;
            double x0 = x(l);
            double y0 = y(j, outputs.get(l).length);
            double x1 = x(l + 1);
            double y1 = y(i, outputs.get(l + 1).length);
            double size = Math.abs(weight) / largest;
            float width = (float) (crowded ? 0.5 + 3.5 * size : 1 + 4 * size);
            Color color = weight > 0 ? POSITIVE : NEGATIVE;
            // Among many edges the small ones step back.
            color = l >= reached ? LATER : crowded ? Shades.mix(Color.WHITE, color, 0.3 + 0.7 * size) : color;
            g.setColor(color);
            g.setStroke(
                    weight > 0
                            ? new BasicStroke(width)
                            : new BasicStroke(
                                    width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {8, 5}, 0));
            g.draw(new Line2D.Double(x0, y0, x1, y1));
            if (crowded || l >= reached) {
                return;
            }
            // Nearer to the start than to the middle: there the crossing lines are apart.
            double t = 0.3;
            double x = x0 + t * (x1 - x0);
            double y = y0 + t * (y1 - y0);
            g.setColor(Color.WHITE);
            g.fill(new Rectangle2D.Double(x - 14, y - 9, 28, 18));
            text(Numbers.pretty(weight), x, y, color, Font.BOLD, 13, 60);
        }

        private void node(int layer, double x, double y, double value) {
            Ellipse2D circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
            boolean later = layer > reached;
            double strength = Math.min(1, Math.abs(value));
            g.setColor(later ? Color.WHITE : Shades.mix(Color.WHITE, value < 0 ? NEGATIVE : POSITIVE, 0.55 * strength));
            g.fill(circle);
            g.setColor(later ? LabTheme.AXIS : LabTheme.INK);
            g.setStroke(new BasicStroke(lit && layer == reached ? 3.5f : 1.5f));
            g.draw(circle);
            if (!later) {
                String number = row < ROW ? Numbers.fixed(value, 2) : Numbers.pretty(value);
                text(number, x, y, LabTheme.INK, Font.BOLD, 13, 2 * radius - 4);
            }
        }

        private void text(String text, double x, double y, Color color, int style, float size, double room) {
            Font font = new LabTheme().getBaseFont().deriveFont(style, size);
            TextLayout layout = new TextLayout(text, font, g.getFontRenderContext());
            if (layout.getBounds().getWidth() > room) {
                layout = new TextLayout(text, Pen.fit(text, font, room), g.getFontRenderContext());
            }
            Rectangle2D box = layout.getBounds();
            g.setColor(color);
            g.fill(layout.getOutline(AffineTransform.getTranslateInstance(x - box.getCenterX(), y - box.getCenterY())));
        }

        private double step() {
            return (WIDTH - 180.0) / (outputs.size() - 1);
        }

        private double x(int layer) {
            return 90 + (WIDTH - 180) * (double) layer / (outputs.size() - 1);
        }

        private double y(int unit, int units) {
            return (height - 34) / 2.0 + (unit - (units - 1) / 2.0) * row;
        }
    }
}
