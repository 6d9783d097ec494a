package activationlab.homework.assignments;

import activationlab.data.Dataset;
import activationlab.experiment.Metric;
import activationlab.experiment.Paired;
import activationlab.experiment.Results;
import activationlab.experiment.Run;
import activationlab.experiment.Summary;
import activationlab.experiment.Sweep;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.homework.OwnData;
import activationlab.network.Architecture;
import activationlab.network.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the data and the experiment of one student say: the numbers that are asked for, and those that are mistaken for them. */
final class OwnResults {

    static final int UNITS = 8;
    static final int EPOCHS = 20;
    static final int SEEDS = 20;
    static final int STATEMENTS = 6;

    private static final Metric ACCURACY = Metric.TEST_ACCURACY;
    private static final String SIGMOID = Activations.SIGMOID.name();
    private static final String TANH = Activations.TANH.name();
    private static final String RELU = Activations.RELU.name();
    private static final Activation[] FUNCTIONS = {Activations.SIGMOID, Activations.TANH, Activations.RELU};
    private static final double[] RATES = {0.03, 0.1, 0.3, 0.9};

    /** Differences that only rounding makes. */
    private static final double ROUNDING = 1e-9;

    /** What a network got right of the examples that it learned from, beyond what it gets right of others. */
    private static final Metric GAP = new Metric("gap", run -> run.trainAccuracy() - run.testAccuracy(), false, 1);

    private final Dataset data;
    private final Results runs;

    private OwnResults(Dataset data, Results runs) {
        this.data = data;
        this.runs = runs;
    }

    /** The experiment, on one thread: the grader has work for the others. */
    static OwnResults of(OwnData own) {
        Results runs = sweep(own).threads(1).run();
        if (runs.isPartial()) {
            throw new CancellationException("interrupted before all runs of the experiment were done");
        }
        return new OwnResults(own.dataset(), runs);
    }

    static Sweep sweep(OwnData own) {
        return Sweep.of(Training.of(Architecture.of(2, UNITS, 2)).epochs(EPOCHS), own.task())
                .activations(FUNCTIONS)
                .rates(RATES)
                .seeds(SEEDS);
    }

    static List<String> functions() {
        return Arrays.stream(FUNCTIONS).map(Activation::name).toList();
    }

    static double[] rates() {
        return RATES.clone();
    }

    // ------------------------------------------------------------------ the data

    static String other(String kind) {
        return kind.equals(OwnData.FIRST) ? OwnData.SECOND : OwnData.FIRST;
    }

    int rows() {
        return data.size();
    }

    int rows(String kind) {
        int label = kind.equals(OwnData.FIRST) ? 0 : 1;
        return (int) Arrays.stream(data.labels()).filter(l -> l == label).count();
    }

    double share(String kind) {
        return rows(kind) / (double) rows();
    }

    /** The numbers of a column; those of both kinds if kind is null. */
    private double[] values(String column, String kind) {
        int j = column.equals("x") ? 0 : 1;
        int label = OwnData.FIRST.equals(kind) ? 0 : 1;
        return IntStream.range(0, rows())
                .filter(i -> kind == null || data.label(i) == label)
                .mapToDouble(i -> data.input(i)[j])
                .toArray();
    }

    double mean(String column, String kind) {
        return mean(values(column, kind));
    }

    double meanOfAll(String column) {
        return mean(values(column, null));
    }

    double median(String column, String kind) {
        return Summary.quantile(values(column, kind), 0.5);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    // ------------------------------------------------------------------ the best rate

    private Results.Best best(String function) {
        return runs.best(ACCURACY, "rate", function);
    }

    double bestRate(String function) {
        return Double.parseDouble(best(function).label());
    }

    double reported(String function) {
        return best(function).reported().median();
    }

    double reportedOnEven(String function) {
        return best(function).chosenBy().median();
    }

    double reportedOnAll(String function) {
        return runs.summary(ACCURACY, function, best(function).label()).median();
    }

    double reportedHighest(String function) {
        return largest(best(function).reported().values());
    }

    double reportedMean(String function) {
        return mean(best(function).reported().values());
    }

    static boolean odd(long seed) {
        return seed % 2 != 0;
    }

    /** The first rate at which a number of some seeds is largest. */
    double rateBy(String function, LongPredicate seeds, ToDoubleFunction<double[]> number) {
        double best = Double.NaN;
        double most = Double.NEGATIVE_INFINITY;
        for (String rate : runs.labels("rate")) {
            double value = number.applyAsDouble(runs.runs(function, rate).stream()
                    .filter(run -> seeds.test(run.seed()))
                    .mapToDouble(ACCURACY::value)
                    .toArray());
            if (value > most) {
                most = value;
                best = Double.parseDouble(rate);
            }
        }
        return best;
    }

    static double median(double[] values) {
        return Summary.quantile(values, 0.5);
    }

    static double largest(double[] values) {
        return Summary.quantile(values, 1);
    }

    // ------------------------------------------------------------------ pairs

    private Paired paired(String first, String firstRate, String second, String secondRate) {
        return runs.paired(ACCURACY, List.of(first, firstRate), List.of(second, secondRate));
    }

    /** Each at its own best rate. */
    Paired paired(String first, String second) {
        return paired(first, best(first).label(), second, best(second).label());
    }

    Paired pairedAtFirstRate(String first, String second) {
        return paired(first, best(first).label(), second, best(first).label());
    }

    double differenceOfMedians(String first, String second) {
        return reportedOnAll(first) - reportedOnAll(second);
    }

    // ------------------------------------------------------------------ statements

    /** At which rates a statement holds, in the order of the rates. */
    boolean[] holdsAt(int statement) {
        List<String> rates = runs.labels("rate");
        boolean[] holds = new boolean[rates.size()];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = holds(statement, rates.get(i));
        }
        return holds;
    }

    private boolean holds(int statement, String rate) {
        return switch (statement) {
            case 1 -> largestMinusSmallestMedian(rate) >= 0.05 - ROUNDING;
            case 2 -> paired(TANH, rate, SIGMOID, rate).low() > ROUNDING;
            case 3 ->
                runs.paired(Metric.TRAIN_LOSS, List.of(RELU, rate), List.of(TANH, rate))
                                .lower()
                        >= 15;
            case 4 -> width(TANH, rate) - width(RELU, rate) > ROUNDING;
            case 5 ->
                runs.runs(RELU, rate).stream().filter(run -> run.off() > 0).count() >= 5;
            case 6 -> runs.paired(GAP, List.of(RELU, rate), List.of(TANH, rate)).mean() < -ROUNDING;
            default ->
                throw new IllegalArgumentException("statement must be from 1 to " + STATEMENTS + ", not " + statement);
        };
    }

    private double largestMinusSmallestMedian(String rate) {
        List<Double> medians = new ArrayList<>();
        for (String function : functions()) {
            medians.add(runs.summary(ACCURACY, function, rate).median());
        }
        return medians.stream().max(Double::compare).orElseThrow()
                - medians.stream().min(Double::compare).orElseThrow();
    }

    /** Of the middle 80 %. */
    private double width(String function, String rate) {
        Summary summary = runs.summary(ACCURACY, function, rate);
        return summary.high() - summary.low();
    }

    /** Mistakes in reading the statements: the opposite direction, or looking at means where seeds count. */
    boolean[] swapped(int statement) {
        List<String> rates = runs.labels("rate");
        boolean[] holds = new boolean[rates.size()];
        for (int i = 0; i < holds.length; i++) {
            String rate = rates.get(i);
            holds[i] = switch (statement) {
                case 2 -> paired(SIGMOID, rate, TANH, rate).low() > 0;
                case 3 ->
                    runs.paired(Metric.TRAIN_LOSS, List.of(RELU, rate), List.of(TANH, rate))
                                    .higher()
                            >= 15;
                case 4 -> width(RELU, rate) > width(TANH, rate);
                case 6 ->
                    runs.paired(GAP, List.of(RELU, rate), List.of(TANH, rate)).mean() > 0;
                default -> holds(statement, rate);
            };
        }
        return holds;
    }

    /** With "on average" in place of the stated rules. */
    boolean[] onAverage(int statement) {
        List<String> rates = runs.labels("rate");
        boolean[] holds = new boolean[rates.size()];
        for (int i = 0; i < holds.length; i++) {
            String rate = rates.get(i);
            holds[i] = switch (statement) {
                case 1 -> largestMinusSmallestMedian(rate) > 0;
                case 2 -> paired(TANH, rate, SIGMOID, rate).mean() > 0;
                case 3 ->
                    runs.paired(Metric.TRAIN_LOSS, List.of(RELU, rate), List.of(TANH, rate))
                                    .mean()
                            < 0;
                case 4 -> reportedAt(RELU, rate) > reportedAt(TANH, rate);
                case 5 -> runs.runs(RELU, rate).stream().mapToDouble(Run::off).sum() > 0;
                default -> paired(RELU, rate, TANH, rate).mean() > 0;
            };
        }
        return holds;
    }

    private double reportedAt(String function, String rate) {
        return runs.summary(ACCURACY, function, rate).median();
    }

    static boolean[] reversed(boolean[] a) {
        boolean[] b = new boolean[a.length];
        for (int i = 0; i < a.length; i++) {
            b[i] = a[a.length - 1 - i];
        }
        return b;
    }

    static boolean[] not(boolean[] a) {
        boolean[] b = new boolean[a.length];
        for (int i = 0; i < a.length; i++) {
            b[i] = !a[i];
        }
        return b;
    }
}
