package activationlab.network;

import activationlab.data.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What one unit of a network responds to: its output y for every example of a data set, and what the examples to which it
 * responds have in common. Immutable.
 *
 * <p>For a unit of the first layer its weights say so themselves: {@link Network#weights}(0)[unit] has one number for each
 * input.
 */
public final class UnitResponse {

    private final Dataset data;
    private final double[] outputs;

    private UnitResponse(Dataset data, double[] outputs) {
        this.data = data;
        this.outputs = outputs;
    }

    /**
     * The response of one unit.
     *
     * @param network the network; batch normalisation uses its running averages
     * @param data the examples
     * @param layer from 0
     * @param unit from 0
     * @return its response
     * @throws IllegalArgumentException if an argument is null, there is no such layer or unit, or the data do not fit
     */
    public static UnitResponse of(Network network, Dataset data, int layer, int unit) {
        double[][] rows = outputs(network, data, layer);
        Check.index("unit", unit, rows.length);
        return new UnitResponse(data, rows[unit]);
    }

    /** What a layer hands on: one row for each unit, one column for each example. */
    static double[][] outputs(Network network, Dataset data, int layer) {
        Check.given("network", network);
        Loss.checkInputs(data, network.architecture());
        Check.index("layer", layer, network.architecture().layers());
        Pass pass = new Pass(network, data.size());
        pass.take(data.inputs(), 0, data.size());
        pass.evaluate();
        return pass.y[layer + 1];
    }

    /**
     * The unit's output y for every example.
     *
     * @return a copy, in the order of the data
     */
    public double[] outputs() {
        return outputs.clone();
    }

    /**
     * The response-weighted mean of the inputs, less the plain one: Σ max(0, y<sub>i</sub>)·input<sub>i</sub> /
     * Σ max(0, y<sub>i</sub>) − (1/n)·Σ input<sub>i</sub>. Positive where an input is larger than usual in the examples that
     * excite the unit. For digits it is a picture of 64 pixels.
     *
     * @return a new array, one number for each input; NaN if no output is above 0, or one is NaN or infinite
     */
    public double[] pattern() {
        double[] weights = Arrays.stream(outputs).map(y -> Math.max(0, y)).toArray();
        double[] even = new double[outputs.length];
        Arrays.fill(even, 1);
        double[] excited = weightedInput(weights);
        double[] usual = weightedInput(even);
        return IntStream.range(0, usual.length)
                .mapToDouble(k -> excited[k] - usual[k])
                .toArray();
    }

    private double[] weightedInput(double[] weights) {
        double[] mean = new double[data.width()];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += weights[i];
            double[] input = data.input(i);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += weights[i] * input[k];
            }
        }
        for (int k = 0; k < mean.length; k++) {
            mean[k] /= total;
        }
        return mean;
    }

    /**
     * The examples with the largest outputs.
     *
     * @param k how many, from 1 to the number of examples
     * @return their indices in the data, the largest output first; of equal ones the earlier example, and NaN last
     * @throws IllegalArgumentException if k is below 1 or there are fewer examples
     */
    public int[] top(int k) {
        if (k < 1 || k > outputs.length) {
            throw new IllegalArgumentException(
                    "k must be from 1 to the number of examples, " + outputs.length + ", not " + k);
        }
        Comparator<Integer> largestFirst =
                Comparator.comparingDouble(i -> Double.isNaN(outputs[i]) ? Double.POSITIVE_INFINITY : -outputs[i]);
        return IntStream.range(0, outputs.length)
                .boxed()
                .sorted(largestFirst)
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The mean output for the examples of each class.
     *
     * @return a new array, one number for each class; NaN for a class without examples
     * @throws IllegalStateException if the data are a regression
     */
    public double[] byClass() {
        int[] labels = data.labels();
        double[] sum = new double[data.classes()];
        int[] count = new int[data.classes()];
        for (int i = 0; i < labels.length; i++) {
            sum[labels[i]] += outputs[i];
            count[labels[i]]++;
        }
        return IntStream.range(0, sum.length)
                .mapToDouble(c -> sum[c] / count[c])
                .toArray();
    }

    /**
     * How much of the unit's output the class explains (the correlation ratio η²): the variance of the class means, each
     * counted once for each of its examples, divided by the variance of all outputs. 0: all classes excite it alike on
     * average; 1: the class alone decides.
     *
     * @return from 0 to 1; NaN if all outputs are equal or one is NaN or infinite
     * @throws IllegalStateException if the data are a regression
     */
    public double selectivity() {
        double[] byClass = byClass();
        double[] explained =
                Arrays.stream(data.labels()).mapToDouble(c -> byClass[c]).toArray();
        double ratio = Norm.deviation(explained) / Norm.deviation(outputs);
        return ratio * ratio;
    }

    @Override
    public String toString() {
        return "response of a unit to " + data.name() + ": " + Distribution.of(outputs);
    }
}
