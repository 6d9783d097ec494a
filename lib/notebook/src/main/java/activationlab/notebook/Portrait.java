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

    private static final int MOST_IN_WORDS = 6;

    /** Where a weight can stand on its edge: first nearer to the start, where crossing lines are apart. */
    private static final double[] PLACES = {0.3, 0.24, 0.36, 0.42, 0.7, 0.64, 0.76, 0.5};

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
                || (functions.length != 1 && functions.length != weights.length - 1)
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

    /** The numbers themselves, or, where these are many, their range. */
    private static String list(double[] values) {
        if (values.length > MOST_IN_WORDS) {
            double least = Arrays.stream(values).min().getAsDouble();
            double most = Arrays.stream(values).max().getAsDouble();
            return values.length + " numbers from " + Numbers.pretty(least) + " to " + Numbers.pretty(most);
        }
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
        private final List<Rectangle2D> numbers = new ArrayList<>();
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
            g.draw(line(l, j, i));
            if (crowded || l >= reached) {
                return;
            }
            number(weight, color, l, j, i);
        }

        /**
         * The weight on its edge, at the first place where no other number stands and no other edge passes; if there is
         * none, where no other number stands; if that fails too, it is left out.
         */
        private void number(double weight, Color color, int l, int j, int i) {
            String text = Numbers.pretty(weight);
            double width = Math.max(28, Pen.width(text, Pen.bold(13)) + 6);
            Line2D own = line(l, j, i);
            Rectangle2D place = null;
            for (double t : PLACES) {
                double x = own.getX1() + t * (own.getX2() - own.getX1());
                double y = own.getY1() + t * (own.getY2() - own.getY1());
                Rectangle2D box = new Rectangle2D.Double(x - width / 2, y - 9, width, 18);
                if (numbers.stream().noneMatch(box::intersects)) {
                    boolean clear = isClear(box, l, j, i);
                    place = clear || place == null ? box : place;
                    if (clear) {
                        break;
                    }
                }
            }
            if (place != null) {
                numbers.add(place);
                g.setColor(Color.WHITE);
                g.fill(place);
                text(text, place.getCenterX(), place.getCenterY(), color, Font.BOLD, 13, width);
            }
        }

        /** Whether no other edge of the layer passes through a box. */
        private boolean isClear(Rectangle2D box, int l, int j, int i) {
            for (int to = 0; to < weights[l].length; to++) {
                for (int from = 0; from < weights[l][to].length; from++) {
                    boolean other = to != i || from != j;
                    if (other && weights[l][to][from] != 0 && box.intersectsLine(line(l, from, to))) {
                        return false;
                    }
                }
            }
            return true;
        }

        private Line2D line(int l, int from, int to) {
            return new Line2D.Double(x(l), y(from, outputs.get(l).length), x(l + 1), y(to, outputs.get(l + 1).length));
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
