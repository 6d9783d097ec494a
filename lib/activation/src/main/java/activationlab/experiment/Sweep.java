package activationlab.experiment;

import activationlab.data.Dataset;
import activationlab.data.Task;
import activationlab.function.Activation;
import activationlab.network.Architecture;
import activationlab.network.Initialiser;
import activationlab.network.Optimizer;
import activationlab.network.Training;
import activationlab.network.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The description of an experiment: a training, a task, what to vary, and how many seeds. Immutable; every method that changes
 * something returns a new description.
 *
 * <pre>{@code
 * Results map = Sweep.of(Training.of(Architecture.of(2, 32, 32, 3)).epochs(150), Task.spirals())
 *         .activations(Activations.SIGMOID, Activations.TANH, Activations.RELU)
 *         .rates(0.01, 0.03, 0.1, 0.3)
 *         .seeds(20)
 *         .run();
 * }</pre>
 *
 * <p>Every combination of the axes is trained once for each seed 0, 1, …; the seed draws the data, the first weights and the
 * shuffles. The same seed means the same draws in every combination, so settings can be compared in pairs. Results do not
 * depend on the number of threads.
 */
public final class Sweep {

    static final String ACTIVATION = "activation";

    private static final long SAVE_NANOS = 2_000_000_000L;

    private final Training training;
    private final Task task;
    private final List<Axis> axes;
    private final int seeds;
    private final int threads;
    private final Path file;
    private final List<String> measures;
    private final List<ToDoubleFunction<TrainingResult>> measurements;

    private Sweep(
            Training training,
            Task task,
            List<Axis> axes,
            int seeds,
            int threads,
            Path file,
            List<String> measures,
            List<ToDoubleFunction<TrainingResult>> measurements) {
        this.training = training;
        this.task = task;
        this.axes = axes;
        this.seeds = seeds;
        this.threads = threads;
        this.file = file;
        this.measures = measures;
        this.measurements = measurements;
    }

    /**
     * An experiment with 20 seeds on all processors that varies nothing yet.
     *
     * @param training what to do, apart from what the axes change
     * @param task the data
     * @return a description
     * @throws IllegalArgumentException if an argument is null
     */
    public static Sweep of(Training training, Task task) {
        Check.given("training", training);
        Check.given("task", task);
        int processors = Runtime.getRuntime().availableProcessors();
        return new Sweep(training, task, List.of(), 20, processors, null, List.of(), List.of());
    }

    /**
     * Varies the activation function of the hidden layers.
     *
     * @param functions at least one, with different names
     * @return a new description
     * @throws IllegalArgumentException if there is none, one is null, or two have one name
     */
    public Sweep activations(Activation... functions) {
        Check.given("functions", functions);
        List<String> labels = new ArrayList<>();
        List<UnaryOperator<Training>> changes = new ArrayList<>();
        for (Activation f : functions) {
            Check.given("an activation function", f);
            labels.add(f.name());
            changes.add(t -> t.activation(f));
        }
        return vary(new Axis(ACTIVATION, labels, changes));
    }

    /**
     * Varies the learning rate.
     *
     * @param rates finite numbers above 0
     * @return a new description
     * @throws IllegalArgumentException if there is none or one is not such a number
     */
    public Sweep rates(double... rates) {
        return vary("rate", Training::rate, rates);
    }

    /**
     * Varies the momentum; the optimizer is gradient descent with momentum then.
     *
     * @param momenta from 0 to below 1
     * @return a new description
     * @throws IllegalArgumentException if there is none or one is not such a number
     */
    public Sweep momenta(double... momenta) {
        return vary(
                "momentum",
                (t, momentum) -> t.optimizer(Optimizer.momentum(t.optimizer().rate(), momentum)
                        .withDecay(t.optimizer().decay())
                        .withClip(t.optimizer().clip())),
                momenta);
    }

    /**
     * Varies the gain of all hidden layers.
     *
     * @param gains finite numbers above 0
     * @return a new description
     * @throws IllegalArgumentException if there is none or one is not such a number
     */
    public Sweep gains(double... gains) {
        return vary("gain", (t, gain) -> t.architecture(t.architecture().initialiser(Initialiser.gain(gain))), gains);
    }

    /**
     * Varies the number of hidden layers, all as wide as the first one is now.
     *
     * @param depths at least 0
     * @return a new description
     * @throws IllegalArgumentException if there is none or one is negative
     */
    public Sweep depths(int... depths) {
        return varyWhole("depth", depths, 0, (t, depth) -> {
            Architecture plan = t.architecture();
            int width = plan.layers() > 1 ? plan.units(0) : plan.inputs();
            return t.architecture(plan.sizes(sizes(plan, depth, width)));
        });
    }

    /**
     * Varies the width of all hidden layers.
     *
     * @param widths at least 1
     * @return a new description
     * @throws IllegalArgumentException if there is none or one is below 1
     */
    public Sweep widths(int... widths) {
        return varyWhole("width", widths, 1, (t, width) -> {
            Architecture plan = t.architecture();
            return t.architecture(plan.sizes(sizes(plan, plan.layers() - 1, width)));
        });
    }

    private static int[] sizes(Architecture plan, int depth, int width) {
        int[] sizes = new int[depth + 2];
        Arrays.fill(sizes, width);
        sizes[0] = plan.inputs();
        sizes[depth + 1] = plan.outputs();
        return sizes;
    }

    private Sweep varyWhole(String name, int[] values, int least, BiFunction<Training, Integer, Training> change) {
        Check.given("values", values);
        for (int value : values) {
            Check.atLeast(name, value, least);
        }
        return vary(new Axis(
                name,
                Arrays.stream(values).mapToObj(String::valueOf).toList(),
                Arrays.stream(values)
                        .<UnaryOperator<Training>>mapToObj(v -> t -> change.apply(t, v))
                        .toList()));
    }

    /**
     * Varies some number.
     *
     * @param name what it is
     * @param change from a training and a value to a new training
     * @param values the values; each is tried on the training at once, so that a wrong one is noticed before anything runs
     * @return a new description
     * @throws IllegalArgumentException if an argument is null, there is no value, or the training does not take one
     */
    public Sweep vary(String name, BiFunction<Training, Double, Training> change, double... values) {
        Check.given("change", change);
        Check.given("values", values);
        DoubleFunction<UnaryOperator<Training>> bound = v -> t -> change.apply(t, v);
        return vary(new Axis(
                name,
                Arrays.stream(values).mapToObj(Sweep::label).toList(),
                Arrays.stream(values).mapToObj(bound).toList()));
    }

    /** Whole numbers without ".0". */
    private static String label(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /**
     * Varies anything.
     *
     * @param axis what to vary
     * @return a new description
     * @throws IllegalArgumentException if it is null, there is an axis with this name already, or the training does not take a
     *     value
     */
    public Sweep vary(Axis axis) {
        Check.given("axis", axis);
        if (axes.stream().anyMatch(a -> a.name().equals(axis.name()))) {
            throw new IllegalArgumentException(
                    "the sweep varies " + axis.name() + " already; give all its values at once");
        }
        axis.changes().forEach(change -> Check.given("a changed training", change.apply(training)));
        List<Axis> more = new ArrayList<>(axes);
        more.add(axis);
        return new Sweep(training, task, List.copyOf(more), seeds, threads, file, measures, measurements);
    }

    /**
     * With another number of seeds: 0, 1, … are used.
     *
     * @param count at least 1; 20 or more tell something about the spread
     * @return a new description
     * @throws IllegalArgumentException if count is below 1
     */
    public Sweep seeds(int count) {
        Check.atLeast("count", count, 1);
        return new Sweep(training, task, axes, count, threads, file, measures, measurements);
    }

    /**
     * With another number of threads; the results are the same.
     *
     * @param count at least 1
     * @return a new description
     * @throws IllegalArgumentException if count is below 1
     */
    public Sweep threads(int count) {
        Check.atLeast("count", count, 1);
        return new Sweep(training, task, axes, seeds, count, file, measures, measurements);
    }

    /**
     * Measures something more of every run: a further column of the results.
     *
     * @param name of the column
     * @param measurement from the end of a training to a number; is called by several threads
     * @return a new description
     * @throws IllegalArgumentException if an argument is null, or the name is blank or taken
     */
    public Sweep measure(String name, ToDoubleFunction<TrainingResult> measurement) {
        Check.given("measurement", measurement);
        if (name == null || name.isBlank() || measures.contains(name)) {
            throw new IllegalArgumentException("name must be new and not blank, not " + name);
        }
        List<String> names = new ArrayList<>(measures);
        names.add(name);
        List<ToDoubleFunction<TrainingResult>> functions = new ArrayList<>(measurements);
        functions.add(measurement);
        return new Sweep(training, task, axes, seeds, threads, file, List.copyOf(names), List.copyOf(functions));
    }

    /**
     * Keeps the results in a file, and goes on from those that stand in it: a sweep that was stopped does not begin anew. The
     * file is written every two seconds and at the end, in one piece.
     *
     * @param csv the file; made when the first results are there
     * @return a new description
     * @throws IllegalArgumentException if csv is null
     */
    public Sweep keepIn(Path csv) {
        Check.given("csv", csv);
        return new Sweep(training, task, axes, seeds, threads, csv, measures, measurements);
    }

    /**
     * How many trainings there are.
     *
     * @return settings times seeds
     */
    public int size() {
        return settings() * seeds;
    }

    private int settings() {
        return axes.stream().mapToInt(axis -> axis.labels().size()).reduce(1, Math::multiplyExact);
    }

    /**
     * What is varied.
     *
     * @return the axes, in the order in which they were added
     */
    public List<Axis> axes() {
        return axes;
    }

    /**
     * Runs it all.
     *
     * @return the results
     * @see #run(Jobs.Listener)
     */
    public Results run() {
        return run((done, total) -> {});
    }

    /**
     * Runs it all and tells how far it is.
     *
     * @param listener hears how many trainings are done
     * @return the results; {@linkplain Results#isPartial partial} if the thread was interrupted, which it still is then
     * @throws IllegalArgumentException if task and training do not fit, or the file to go on from is cut off or holds another
     *     experiment
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public Results run(Jobs.Listener listener) {
        Check.given("listener", listener);
        int total = size();
        Run[] runs = new Run[total];
        Results before = file != null && Files.exists(file) ? Results.read(file) : null;
        if (before != null) {
            before.requireSame(file, description(), names(), measures);
            adopt(before, runs);
        }
        int[] open = IntStream.range(0, total).filter(i -> runs[i] == null).toArray();
        if (open.length == 0) {
            listener.progress(total, total);
            return results(runs);
        }
        // Every setting sees the same draws.
        Map<Long, Dataset.Split> data = new ConcurrentHashMap<>();
        IntFunction<Run> job = i -> {
            Run run = train(open[i], data);
            synchronized (runs) {
                runs[open[i]] = run;
            }
            return run;
        };
        Jobs.run(open.length, threads, job, new Keeper(runs, total - open.length, listener));
        Results results = results(copy(runs));
        if (file != null && !results.runs().isEmpty()) {
            keep(results);
        }
        return results;
    }

    /** Passes progress on, and saves from time to time. */
    private final class Keeper implements Jobs.Listener {
        private final Run[] runs;
        private final int before;
        private final Jobs.Listener listener;
        private long saved = System.nanoTime();

        Keeper(Run[] runs, int before, Jobs.Listener listener) {
            this.runs = runs;
            this.before = before;
            this.listener = listener;
        }

        @Override
        public void progress(int done, int total) {
            listener.progress(before + done, before + total);
            if (file != null && done > 0 && System.nanoTime() - saved > SAVE_NANOS) {
                keep(results(copy(runs)));
                saved = System.nanoTime();
            }
        }
    }

    private static Run[] copy(Run[] runs) {
        synchronized (runs) {
            return runs.clone();
        }
    }

    /** Writing would fail in a thread that is marked as interrupted. */
    private void keep(Results results) {
        boolean interrupted = Thread.interrupted();
        try {
            results.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void adopt(Results before, Run[] runs) {
        Map<List<String>, Integer> places = new HashMap<>();
        for (int s = 0; s < settings(); s++) {
            places.put(setting(s), s);
        }
        for (Run run : before.runs()) {
            Integer place = places.get(run.setting());
            // More seeds or other values than are asked for now are left out.
            if (place != null && run.seed() < seeds) {
                runs[(int) run.seed() * settings() + place] = run;
            }
        }
    }

    /** Seed by seed, so that a sweep that is stopped has seen every setting. */
    private Run train(int number, Map<Long, Dataset.Split> data) {
        long seed = number / settings();
        int place = number % settings();
        List<String> setting = setting(place);
        try {
            Training changed = training;
            for (int a = 0; a < axes.size(); a++) {
                changed = axes.get(a)
                        .changes()
                        .get(axes.get(a).index(setting.get(a)))
                        .apply(changed);
            }
            TrainingResult result = changed.run(data.computeIfAbsent(seed, task::data), seed);
            List<Double> measured = new ArrayList<>();
            for (ToDoubleFunction<TrainingResult> measurement : measurements) {
                measured.add(measurement.applyAsDouble(result));
            }
            return new Run(
                    setting,
                    seed,
                    result.outcome(),
                    result.epochs(),
                    result.trainAccuracy(),
                    result.testAccuracy(),
                    result.trainLoss(),
                    result.testLoss(),
                    result.off(),
                    result.epochsToTarget(),
                    measured);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the run with " + Results.describe(names(), setting) + " and seed " + seed + " cannot begin: "
                            + e.getMessage(),
                    e);
        }
    }

    private List<String> setting(int place) {
        List<String> labels = new ArrayList<>();
        int rest = place;
        for (int a = axes.size() - 1; a >= 0; a--) {
            List<String> all = axes.get(a).labels();
            labels.add(all.get(rest % all.size()));
            rest /= all.size();
        }
        Collections.reverse(labels);
        return List.copyOf(labels);
    }

    private List<String> names() {
        return axes.stream().map(Axis::name).toList();
    }

    private Results results(Run[] runs) {
        // In the order of the settings, each with its seeds.
        List<Run> list = new ArrayList<>();
        for (int s = 0; s < settings(); s++) {
            for (int seed = 0; seed < seeds; seed++) {
                Run run = runs[seed * settings() + s];
                if (run != null) {
                    list.add(run);
                }
            }
        }
        List<List<String>> labels = axes.stream().map(Axis::labels).toList();
        return new Results(description(), names(), labels, seeds, measures, list);
    }

    /** What the runs have in common. */
    private String description() {
        return task.name() + ", " + training;
    }

    @Override
    public String toString() {
        String varied = axes.isEmpty()
                ? "nothing"
                : String.join(
                        " × ",
                        axes.stream()
                                .map(axis -> axis.labels().size() + " of " + axis.name())
                                .toList());
        return "sweep over " + varied + ", " + seeds + " seeds, of " + description();
    }
}
