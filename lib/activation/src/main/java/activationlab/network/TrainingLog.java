package activationlab.network;

import activationlab.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Writes down, while a network is trained, what curves over the epochs and profiles over the layers are drawn from.
 *
 * <pre>{@code
 * TrainingLog log = new TrainingLog(1, data.test());
 * Training.of(plan).run(data, 1, log);
 * double[] x = log.epochs();
 * double[] y = log.testLoss();
 * double[] firstLayer = TrainingLog.curve(log.gradientNorms(), 0);
 * }</pre>
 *
 * <p>There is an entry before the first epoch and after every k-th one. All numbers of an entry are those of the network at
 * that moment over the whole data, after and not during its steps. If the training diverges, the last entry has NaN for all
 * numbers but the epoch. A log is for one training; when another begins, it begins anew.
 */
public final class TrainingLog implements Observer {

    private final int every;
    private final Dataset test;
    private final List<Entry> entries = new ArrayList<>();
    private Network previous;

    /** One moment; the arrays have one number for each layer (off: for each hidden layer). */
    private static final class Entry {
        double epoch;
        double trainLoss = Double.NaN;
        double trainAccuracy = Double.NaN;
        double testLoss = Double.NaN;
        double testAccuracy = Double.NaN;
        double[] gradients;
        double[] weightGradients;
        double[] zeros;
        double[] off;
        double[] updates;
    }

    /**
     * A log of the training data alone.
     *
     * @param every an entry after so many epochs each, at least 1
     * @throws IllegalArgumentException if every is below 1
     */
    public TrainingLog(int every) {
        Check.atLeast("every", every, 1);
        this.every = every;
        this.test = null;
    }

    /**
     * A log that also says how the network does on other data.
     *
     * @param every an entry after so many epochs each, at least 1
     * @param test the data to test with
     * @throws IllegalArgumentException if every is below 1 or test is null
     */
    public TrainingLog(int every, Dataset test) {
        Check.atLeast("every", every, 1);
        Check.given("test", test);
        this.every = every;
        this.test = test;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the test data do not fit the network
     */
    @Override
    public void observe(Trainer trainer) {
        Check.given("trainer", trainer);
        if (trainer.epochs() == 0) {
            entries.clear();
            previous = null;
        }
        if (trainer.epochs() % every == 0 || trainer.diverged()) {
            entries.add(trainer.diverged() ? diverged(trainer) : entry(trainer));
        }
    }

    private static Entry diverged(Trainer trainer) {
        int layers = trainer.network().architecture().layers();
        Entry entry = new Entry();
        entry.epoch = trainer.epochs();
        entry.gradients = unknown(layers);
        entry.weightGradients = unknown(layers);
        entry.zeros = unknown(layers);
        entry.off = unknown(layers - 1);
        entry.updates = unknown(layers);
        return entry;
    }

    private static double[] unknown(int n) {
        return IntStream.range(0, n).mapToDouble(l -> Double.NaN).toArray();
    }

    private Entry entry(Trainer trainer) {
        Network network = trainer.network();
        Dataset train = trainer.data();
        Entry entry = new Entry();
        entry.epoch = trainer.epochs();
        entry.trainLoss = network.loss(train, trainer.loss());
        entry.trainAccuracy = network.accuracyOrNaN(train);
        if (test != null) {
            entry.testLoss = network.loss(test, trainer.loss());
            entry.testAccuracy = network.accuracyOrNaN(test);
        }
        ExactPass exact = ExactPass.of(network, train, trainer.loss());
        int layers = network.architecture().layers();
        entry.gradients = exact.deltaNorms();
        entry.weightGradients = exact.weightGradientNorms();
        entry.zeros = IntStream.range(0, layers)
                .mapToDouble(l -> zeroShare(exact.pass.y[l + 1]))
                .toArray();
        UnitCensus census = UnitCensus.of(network, train);
        entry.off = IntStream.range(0, census.layers())
                .mapToDouble(census::offShare)
                .toArray();
        Network now = network.copy();
        entry.updates = previous == null ? unknown(layers) : Observation.updateRatio(previous, now);
        previous = now;
        return entry;
    }

    private static double zeroShare(double[][] rows) {
        long zeros = 0;
        for (double[] row : rows) {
            for (double v : row) {
                zeros += v == 0 ? 1 : 0;
            }
        }
        return (double) zeros / rows.length / rows[0].length;
    }

    /**
     * The epochs after which there is an entry, the horizontal axis of all curves.
     *
     * @return a new array; the first one is 0, before the first epoch
     */
    public double[] epochs() {
        return curve(entry -> entry.epoch);
    }

    /**
     * The mean loss over the training examples.
     *
     * @return a new array, one number for each entry
     */
    public double[] trainLoss() {
        return curve(entry -> entry.trainLoss);
    }

    /**
     * The share of training examples classified rightly.
     *
     * @return a new array, one number for each entry; NaN for a regression
     */
    public double[] trainAccuracy() {
        return curve(entry -> entry.trainAccuracy);
    }

    /**
     * The mean loss over the test examples.
     *
     * @return a new array, one number for each entry; NaN without test data
     */
    public double[] testLoss() {
        return curve(entry -> entry.testLoss);
    }

    /**
     * The share of test examples classified rightly.
     *
     * @return a new array, one number for each entry; NaN for a regression or without test data
     */
    public double[] testAccuracy() {
        return curve(entry -> entry.testAccuracy);
    }

    /**
     * ‖∂L/∂x‖ of each layer, as in {@link LayerStatistics#sumGradientNorm}.
     *
     * @return a new array: for each entry a profile with one number for each layer
     */
    public double[][] gradientNorms() {
        return profiles(entry -> entry.gradients);
    }

    /**
     * ‖∂L/∂W‖ of each layer, as in {@link LayerStatistics#weightGradientNorm}.
     *
     * @return a new array: for each entry a profile with one number for each layer
     */
    public double[][] weightGradientNorms() {
        return profiles(entry -> entry.weightGradients);
    }

    /**
     * The share of exact zeros among the outputs f(x) of each layer, over units and training examples; batch normalisation
     * uses the mean and the variance of the training data.
     *
     * @return a new array: for each entry a profile with one number for each layer
     */
    public double[][] zeroShares() {
        return profiles(entry -> entry.zeros);
    }

    /**
     * The share of units of each hidden layer that are off, as in {@link UnitCensus}.
     *
     * @return a new array: for each entry a profile with one number for each hidden layer
     */
    public double[][] offShares() {
        return profiles(entry -> entry.off);
    }

    /**
     * How far the weights of each layer moved since the entry before, as in {@link Observation#updateRatio}.
     *
     * @return a new array: for each entry a profile with one number for each layer; NaN in the first one
     */
    public double[][] updateRatios() {
        return profiles(entry -> entry.updates);
    }

    /**
     * One layer's course through the entries.
     *
     * @param profiles what a method here gave, one profile for each entry
     * @param layer from 0
     * @return a new array, one number for each entry
     * @throws IllegalArgumentException if profiles is null or there is no such layer
     */
    public static double[] curve(double[][] profiles, int layer) {
        Check.given("profiles", profiles);
        double[] curve = new double[profiles.length];
        for (int k = 0; k < curve.length; k++) {
            Check.index("layer", layer, profiles[k].length);
            curve[k] = profiles[k][layer];
        }
        return curve;
    }

    private double[] curve(ToDoubleFunction<Entry> number) {
        return entries.stream().mapToDouble(number).toArray();
    }

    private double[][] profiles(Function<Entry, double[]> profile) {
        return entries.stream().map(entry -> profile.apply(entry).clone()).toArray(double[][]::new);
    }

    @Override
    public String toString() {
        return "training log with " + entries.size() + " entries";
    }
}
