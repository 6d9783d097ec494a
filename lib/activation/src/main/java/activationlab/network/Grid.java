package activationlab.network;

import java.util.Arrays;

/**
 * What a network with two inputs decides at the points of a grid, and how sure it is: a map of its decisions. Immutable.
 *
 * <p>The class is that of {@link Network#classify}, the confidence the largest of {@link Network#probabilities}. Where an
 * output is NaN, the class is −1 and the confidence NaN.
 */
public final class Grid {

    private final double[] xs;
    private final double[] ys;
    private final int[][] classes;
    private final double[][] confidence;

    private Grid(double[] xs, double[] ys, int[][] classes, double[][] confidence) {
        this.xs = xs;
        this.ys = ys;
        this.classes = classes;
        this.confidence = confidence;
    }

    /**
     * The decisions at all points (xs[ix], ys[iy]).
     *
     * @param network a network with two inputs
     * @param xs the first inputs, at least one
     * @param ys the second inputs, at least one
     * @return the map
     * @throws IllegalArgumentException if an argument is null, xs or ys is empty, or the network has not two inputs
     */
    public static Grid of(Network network, double[] xs, double[] ys) {
        Check.given("network", network);
        checkSome("xs", xs);
        checkSome("ys", ys);
        if (network.architecture().inputs() != 2) {
            throw new IllegalArgumentException("a grid has 2 coordinates but the network " + network.architecture()
                    + " has " + network.architecture().inputs() + " inputs");
        }
        int[][] classes = new int[ys.length][xs.length];
        double[][] confidence = new double[ys.length][];
        for (int iy = 0; iy < ys.length; iy++) {
            double[][] points = new double[xs.length][];
            for (int ix = 0; ix < xs.length; ix++) {
                points[ix] = new double[] {xs[ix], ys[iy]};
            }
            double[][] outputs = network.outputs(points);
            confidence[iy] = confidence(network, outputs);
            for (int ix = 0; ix < xs.length; ix++) {
                classes[iy][ix] = Double.isNaN(confidence[iy][ix]) ? -1 : network.classOf(outputs[ix]);
            }
        }
        return new Grid(xs.clone(), ys.clone(), classes, confidence);
    }

    /**
     * The confidence along a ray: at from + t·direction for each of the steps t.
     *
     * @param network a network with any number of inputs
     * @param from where the ray begins
     * @param direction where it goes; with length 1 the steps are distances
     * @param steps the factors t, at least one
     * @return a new array, one confidence for each step; NaN where an output is NaN
     * @throws IllegalArgumentException if an argument is null, from or direction has not as many numbers as the network has
     *     inputs, or there are no steps
     */
    public static double[] ray(Network network, double[] from, double[] direction, double... steps) {
        Check.given("network", network);
        Check.width("from", from, network.architecture().inputs());
        Check.width("direction", direction, network.architecture().inputs());
        checkSome("steps", steps);
        double[][] points = new double[steps.length][from.length];
        for (int i = 0; i < steps.length; i++) {
            for (int k = 0; k < from.length; k++) {
                points[i][k] = from[k] + steps[i] * direction[k];
            }
        }
        return confidence(network, network.outputs(points));
    }

    private static void checkSome(String name, double[] values) {
        Check.given(name, values);
        if (values.length == 0) {
            throw new IllegalArgumentException(name + " is empty; at least one number is needed");
        }
    }

    private static double[] confidence(Network network, double[][] outputs) {
        return Arrays.stream(outputs)
                .map(network::probabilitiesOf)
                .mapToDouble(row -> Arrays.stream(row).max().getAsDouble())
                .toArray();
    }

    /**
     * The first inputs.
     *
     * @return a copy
     */
    public double[] xs() {
        return xs.clone();
    }

    /**
     * The second inputs.
     *
     * @return a copy
     */
    public double[] ys() {
        return ys.clone();
    }

    /**
     * The class at each point.
     *
     * @return a copy; the class at (xs[ix], ys[iy]) is at [iy][ix]
     */
    public int[][] classes() {
        return Arrays.stream(classes).map(int[]::clone).toArray(int[][]::new);
    }

    /**
     * The confidence at each point.
     *
     * @return a copy; the confidence at (xs[ix], ys[iy]) is at [iy][ix]
     */
    public double[][] confidence() {
        return Arrays.stream(confidence).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public String toString() {
        return "decisions at " + xs.length + " × " + ys.length + " points";
    }
}
