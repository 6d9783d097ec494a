package activationlab.notebook;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.network.Architecture;
import activationlab.network.Calibration;
import activationlab.network.CensusLog;
import activationlab.network.Distribution;
import activationlab.network.Grid;
import activationlab.network.LayerStatistics;
import activationlab.network.Network;
import activationlab.network.Observation;
import activationlab.network.Outcome;
import activationlab.network.TrainingResult;
import activationlab.network.UnitResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Shows networks, and what was observed of them. Layers count from 1 here, as on every axis. */
final class Networks {

    private static final int MOST_CLASSES = 5;
    private static final int PLACES = 161;
    private static final double MARGIN = 0.1;
    private static final int BINS = 10;
    private static final int BARS = 80;
    private static final int MOST_HISTOGRAMS = 12;
    private static final int UNITS_IN_A_ROW = 8;

    private Networks() {}

    /** The decisions of a network over the range of the data, and a little farther. */
    static DecisionMap decisions(Network network, Dataset data) {
        requireGiven("decisions", network, data);
        if (data.width() != 2 || network.architecture().inputs() != 2) {
            throw new IllegalArgumentException("decisions(…): a map has 2 inputs, but the data have " + data.width()
                    + " and the network " + network.architecture() + " has "
                    + network.architecture().inputs() + ".");
        }
        if (data.isClassification()
                && Math.max(data.classes(), network.architecture().outputs()) > MOST_CLASSES) {
            throw new IllegalArgumentException("decisions(…): the data have " + data.classes()
                    + " classes and the network " + network.architecture() + " has "
                    + network.architecture().outputs() + " outputs; a map has colours for at most " + MOST_CLASSES
                    + ".");
        }
        requireLogits("decisions", network);
        network.accuracy(data); // says what is wrong if the data do not fit
        double[][] inputs = data.inputs();
        double[] xs = places(inputs, 0);
        double[] ys = places(inputs, 1);
        Grid grid = Grid.of(network, xs, ys);
        if (Arrays.stream(grid.classes()).flatMapToInt(Arrays::stream).anyMatch(c -> c < 0)) {
            throw diverged("decisions");
        }
        int[] decided = Arrays.stream(inputs).mapToInt(network::classify).toArray();
        return new DecisionMap(xs, ys, grid.classes(), grid.confidence()).points(inputs, data.labels(), decided);
    }

    private static double[] places(double[][] inputs, int column) {
        double low = Arrays.stream(inputs).mapToDouble(row -> row[column]).min().getAsDouble();
        double high =
                Arrays.stream(inputs).mapToDouble(row -> row[column]).max().getAsDouble();
        double margin = low < high ? MARGIN * (high - low) : 1;
        return spaced(low - margin, high + margin, PLACES - 1);
    }

    /** From the first number to the last one in so many steps. */
    private static double[] spaced(double from, double to, int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(i -> from + (to - from) * i / steps)
                .toArray();
    }

    static Reliability reliability(Network network, Dataset data) {
        requireGiven("reliability", network, data);
        requireLogits("reliability", network);
        Calibration calibration = Calibration.of(network, data, BINS);
        if (Double.isNaN(calibration.expectedError())) {
            throw diverged("reliability");
        }
        return new Reliability(
                calibration.confidences(), calibration.accuracies(), calibration.counts(), calibration.expectedError());
    }

    /** What the functions of the hidden layers receive; of more than twelve layers, twelve from the first to the last. */
    static Histograms histograms(Observation observation) {
        if (observation == null) {
            throw new IllegalArgumentException("histograms(null): there is no observation.");
        }
        List<LayerStatistics> hidden =
                observation.layers().subList(0, observation.layers().size() - 1);
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException("histograms(…): the network has no hidden layer to look into.");
        }
        if (!hidden.stream()
                .map(LayerStatistics::sums)
                .allMatch(d -> Double.isFinite(d.min()) && Double.isFinite(d.max()))) {
            throw diverged("histograms");
        }
        int count = Math.min(hidden.size(), MOST_HISTOGRAMS);
        List<LayerStatistics> shown = IntStream.range(0, count)
                .mapToObj(i -> hidden.get(count == 1 ? 0 : Math.round((float) i * (hidden.size() - 1) / (count - 1))))
                .toList();
        double[] edges = edges(shown.stream().map(LayerStatistics::sums).toList());
        boolean alike =
                shown.stream().map(LayerStatistics::activation).distinct().count() == 1;
        Activation first = shown.get(0).activation();
        Histograms figure = new Histograms(
                        shown.stream()
                                .map(s -> "layer " + (s.layer() + 1)
                                        + (alike ? "" : ", " + s.activation().name()))
                                .toArray(String[]::new),
                        shown.stream().map(s -> edges).toArray(double[][]::new),
                        shown.stream()
                                .map(s -> Arrays.stream(
                                                s.sums().histogram(edges).counts())
                                        .asDoubleStream()
                                        .toArray())
                                .toArray(double[][]::new))
                .zeros(shown.stream().mapToDouble(s -> s.outputs().zeroShare()).toArray(), "of outputs are 0")
                .title("Sums that enter the units")
                .axis("sum x");
        return alike ? figure.under(first) : figure;
    }

    /** Shared by all layers; 0 is among what they span, because there the functions bend. */
    private static double[] edges(List<Distribution> all) {
        double low =
                Math.min(0, all.stream().mapToDouble(Distribution::min).min().getAsDouble());
        double high =
                Math.max(0, all.stream().mapToDouble(Distribution::max).max().getAsDouble());
        int bars =
                Math.min(BARS, all.stream().mapToInt(Distribution::size).min().getAsInt());
        return low < high ? spaced(low, high, bars) : spaced(low - 0.5, high + 0.5, bars);
    }

    /** A number of each layer, over the runs. */
    static Plot layers(String name, double[][] byRun) {
        requireRuns("layers", name, byRun);
        for (double[] run : byRun) {
            if (run.length != byRun[0].length) {
                throw new IllegalArgumentException("layers(\"" + name + "\", …): one run has " + byRun[0].length
                        + " layers and another has " + run.length + ".");
            }
        }
        double[] layers = consecutive(1, byRun[0].length);
        return new Plot().band(name, layers, byRun).along("layer").logY();
    }

    /** A number after each epoch, over the runs; a run that diverged is shorter, and has no numbers from there on. */
    static Plot epochs(String name, double[][] byRun) {
        requireRuns("epochs", name, byRun);
        int longest = Arrays.stream(byRun).mapToInt(run -> run.length).max().getAsInt();
        double[][] runs = new double[byRun.length][];
        for (int r = 0; r < runs.length; r++) {
            runs[r] = Arrays.copyOf(byRun[r], longest);
            Arrays.fill(runs[r], byRun[r].length, longest, Double.NaN);
        }
        return new Plot().band(name, consecutive(0, longest), runs).along("epoch");
    }

    private static double[] consecutive(int first, int count) {
        return IntStream.range(first, first + count).asDoubleStream().toArray();
    }

    static double[][] rows(String method, String name, List<double[]> byRun) {
        if (byRun == null) {
            throw new IllegalArgumentException(method + "(\"" + name + "\", null): there are no runs.");
        }
        return byRun.toArray(double[][]::new);
    }

    private static void requireRuns(String method, String name, double[][] byRun) {
        if (byRun == null || byRun.length == 0) {
            throw new IllegalArgumentException(method + "(\"" + name + "\", …): there are no runs.");
        }
        for (int r = 0; r < byRun.length; r++) {
            if (byRun[r] == null || byRun[r].length == 0) {
                throw new IllegalArgumentException(method + "(\"" + name + "\", …): run " + (r + 1) + " of "
                        + byRun.length + " has no numbers" + (byRun[r] == null ? " (null)." : "."));
            }
        }
    }

    /** What became of the units of each hidden layer, by the last epoch. */
    static CensusBars census(CensusLog log) {
        if (log == null || log.epochs() < 0) {
            throw new IllegalArgumentException("census(…): the log "
                    + (log == null ? "is null." : "has seen no training yet; pass it to Training.run."));
        }
        if (log.layers() == 0) {
            throw new IllegalArgumentException("census(…): the network has no hidden layer whose units could be off.");
        }
        double[][] shares = new double[log.layers()][4];
        String[] names = new String[shares.length];
        for (int l = 0; l < shares.length; l++) {
            int[] counts = new int[4];
            for (int j = 0; j < log.units(l); j++) {
                counts[fate(log.history(l, j))]++;
            }
            names[l] = "layer " + (l + 1);
            for (int k = 0; k < counts.length; k++) {
                shares[l][k] = (double) counts[k] / log.units(l);
            }
        }
        return new CensusBars(names, new String[] {"off from the start", "went off", "revived", "always on"}, shares)
                .title("Units after " + epochs(log.epochs()));
    }

    /** 0 off all the time, 1 on once and off at the end, 2 off once and on at the end, 3 on all the time. */
    private static int fate(boolean[] off) {
        boolean everOff = false;
        boolean everOn = false;
        for (boolean then : off) {
            everOff |= then;
            everOn |= !then;
        }
        if (off[off.length - 1]) {
            return everOn ? 1 : 0;
        }
        return everOff ? 2 : 3;
    }

    private static String epochs(int count) {
        return count + (count == 1 ? " epoch" : " epochs");
    }

    /** Logits of several classes are shown as the probabilities that they stand for. */
    static Portrait portrait(Network network) {
        if (network == null) {
            throw new IllegalArgumentException("portrait(null, …): there is no network.");
        }
        Architecture plan = network.architecture();
        int last = plan.layers() - 1;
        if (plan.hasBatchNorm(0)) {
            throw new IllegalArgumentException("portrait(…): the network is " + plan
                    + "; its weights alone do not say what it computes, and a portrait shows no more than these.");
        }
        Portrait portrait = new Portrait(
                IntStream.rangeClosed(0, last).mapToObj(network::weights).toArray(double[][][]::new),
                IntStream.rangeClosed(0, last).mapToObj(network::biases).toArray(double[][]::new));
        if (last > 0) {
            portrait.hidden(
                    IntStream.range(0, last).mapToObj(network::activation).toArray(Activation[]::new));
        }
        if (!network.activation(last).equals(Activations.IDENTITY)) {
            return portrait.output(network.activation(last));
        }
        return plan.outputs() > 1 ? portrait.probabilities() : portrait;
    }

    /** What excites each unit of a layer. */
    static Tiles units(Network network, int layer, Dataset images, int width) {
        requireGiven("units", network, images);
        if (width < 1 || images.width() % width != 0) {
            throw new IllegalArgumentException(
                    "units(…): the images have " + images.width() + " numbers, which are no rows of " + width + ".");
        }
        UnitResponse first = UnitResponse.of(network, images, layer, 0); // checks layer and data
        int units = network.architecture().units(layer);
        double[][] patterns = new double[units][];
        String[] labels = new String[units];
        for (int j = 0; j < units; j++) {
            UnitResponse response = j == 0 ? first : UnitResponse.of(network, images, layer, j);
            boolean silent = Arrays.stream(response.outputs()).allMatch(y -> y <= 0);
            patterns[j] = silent ? new double[images.width()] : response.pattern();
            labels[j] = j + (silent ? " (silent)" : "");
            if (!Arrays.stream(patterns[j]).allMatch(Double::isFinite)) {
                throw diverged("units");
            }
        }
        return new Tiles(UNITS_IN_A_ROW, width, patterns, labels)
                .signed()
                .title("What excites the units of layer " + (layer + 1) + " ("
                        + network.activation(layer).name() + ")");
    }

    /** One line for each layer. */
    static Table table(Network network) {
        Architecture plan = network.architecture();
        int[] layers = IntStream.range(0, plan.layers()).toArray();
        Table table = Table.create(network.toString());
        table.addColumns(
                IntColumn.create("layer", Arrays.stream(layers).map(l -> l + 1).toArray()),
                StringColumn.create(
                        "function",
                        Arrays.stream(layers)
                                .mapToObj(l -> plan.activation(l).name())
                                .toList()),
                IntColumn.create(
                        "inputs", Arrays.stream(layers).map(plan::receives).toArray()),
                IntColumn.create("units", Arrays.stream(layers).map(plan::units).toArray()),
                IntColumn.create(
                        "parameters",
                        Arrays.stream(layers)
                                .map(l -> plan.units(l) * (plan.receives(l) + 1 + (plan.hasBatchNorm(l) ? 2 : 0)))
                                .toArray()));
        return table;
    }

    /** What came of a training, in words. */
    static String sentence(TrainingResult result) {
        StringBuilder text = new StringBuilder(result.network().architecture().toString())
                .append(": ")
                .append(result.outcome())
                .append(" after ")
                .append(epochs(result.epochs()));
        if (result.outcome() == Outcome.DIVERGED) {
            return text.append(", a weight is no longer finite").toString();
        }
        add(text, "accuracy", result.trainAccuracy(), result.testAccuracy());
        add(text, "loss", result.trainLoss(), result.testLoss());
        text.append("; ").append(Numbers.format(100 * result.off())).append(" % of the hidden units are off");
        if (!Double.isNaN(result.epochsToTarget())) {
            text.append("; target reached after ").append(epochs((int) result.epochsToTarget()));
        }
        return text.toString();
    }

    /** Nothing where a number does not exist, such as the accuracy of a regression. */
    private static void add(StringBuilder text, String name, double train, double test) {
        if (!Double.isNaN(test)) {
            text.append("; ")
                    .append(name)
                    .append(' ')
                    .append(Numbers.format(test))
                    .append(" (training ")
                    .append(Numbers.format(train))
                    .append(')');
        }
    }

    private static void requireGiven(String method, Network network, Dataset data) {
        if (network == null || data == null) {
            throw new IllegalArgumentException(
                    method + "(…): " + (network == null ? "the network is null." : "the data are null."));
        }
    }

    /** Of other outputs the softmax is no confidence, and 0 no border between two classes. */
    private static void requireLogits(String method, Network network) {
        Activation output = network.activation(network.architecture().layers() - 1);
        boolean probability = network.architecture().outputs() == 1 && output.equals(Activations.SIGMOID);
        if (!output.equals(Activations.IDENTITY) && !probability) {
            throw new IllegalArgumentException(method + "(…): confidence is computed from logits, so the output layer"
                    + " must be the identity, or one sigmoid, not " + output.name() + ".");
        }
    }

    private static IllegalArgumentException diverged(String method) {
        return new IllegalArgumentException(method
                + "(…): the network has diverged, its numbers are no longer finite, so there is nothing to draw. A smaller"
                + " learning rate may help.");
    }
}
