package activationlab.experiment;

import activationlab.network.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The runs of a sweep, and what they say: medians and ranges of a setting, differences of two settings seed by seed, the best
 * value of an axis chosen without looking at the seeds that are reported.
 */
public final class Results {

    private static final List<String> STANDARD = List.of(
            "seed",
            "outcome",
            "epochs",
            "train accuracy",
            "test accuracy",
            "train loss",
            "test loss",
            "off",
            "epochs to target");

    private static final String FIRST = "# runs of: ";
    private static final String SEEDS = "# seeds: ";
    private static final String AXIS = "# axis: ";
    private static final String LAST = "# end: ";

    private final String description;
    private final List<String> axes;
    private final List<List<String>> labels;
    private final int seeds;
    private final List<String> measures;
    private final List<Run> runs;
    private final Map<List<String>, List<Run>> bySetting = new LinkedHashMap<>();

    Results(
            String description,
            List<String> axes,
            List<List<String>> labels,
            int seeds,
            List<String> measures,
            List<Run> runs) {
        this.description = description;
        this.axes = axes;
        this.labels = labels;
        this.seeds = seeds;
        this.measures = measures;
        this.runs = List.copyOf(runs);
        for (Run run : runs) {
            bySetting.computeIfAbsent(run.setting(), key -> new ArrayList<>()).add(run);
        }
    }

    /**
     * What all runs have in common.
     *
     * @return task and training in words
     */
    public String description() {
        return description;
    }

    /**
     * What was varied.
     *
     * @return the names of the axes
     */
    public List<String> axes() {
        return axes;
    }

    /**
     * The values of an axis.
     *
     * @param axis its name
     * @return its labels, in the order of the sweep
     * @throws IllegalArgumentException if there is no such axis
     */
    public List<String> labels(String axis) {
        return labels.get(axisIndex(axis));
    }

    /**
     * What was measured beyond the standard numbers.
     *
     * @return the names, in the order of {@link Run#measured}
     */
    public List<String> measures() {
        return measures;
    }

    /**
     * How many seeds each setting was to have.
     *
     * @return at least 1
     */
    public int seeds() {
        return seeds;
    }

    /**
     * All finished runs, setting by setting, each with its seeds in order.
     *
     * @return an unmodifiable list
     */
    public List<Run> runs() {
        return runs;
    }

    /**
     * How many runs there were to be.
     *
     * @return settings times seeds
     */
    public int size() {
        return labels.stream().mapToInt(List::size).reduce(1, Math::multiplyExact) * seeds;
    }

    /**
     * Whether runs are missing, because the sweep was stopped.
     *
     * @return true if not all are there
     */
    public boolean isPartial() {
        return runs.size() < size();
    }

    /**
     * A metric for something that {@link Sweep#measure} added.
     *
     * @param name its name
     * @param higherIsBetter whether more of it is better
     * @param worst what a diverged run, or NaN, counts as
     * @return a metric
     * @throws IllegalArgumentException if nothing of this name was measured, or worst is NaN
     */
    public Metric metric(String name, boolean higherIsBetter, double worst) {
        int index = measures.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("nothing called " + name + " was measured; there is " + measures);
        }
        return new Metric(name, run -> run.measured().get(index), higherIsBetter, worst);
    }

    /**
     * The finished runs of one setting.
     *
     * @param setting one label for each axis
     * @return the runs in the order of their seeds; none if all are missing
     * @throws IllegalArgumentException if there is no such setting
     */
    public List<Run> runs(String... setting) {
        Check.given("setting", setting);
        if (setting.length != axes.size()) {
            throw new IllegalArgumentException("a setting has one label for each of " + axes + ", not " + setting.length
                    + ": " + Arrays.toString(setting));
        }
        for (int a = 0; a < setting.length; a++) {
            requireLabel(a, setting[a]);
        }
        return List.copyOf(bySetting.getOrDefault(List.of(setting), List.of()));
    }

    /**
     * The results with one value of an axis, which then is no axis any more.
     *
     * @param axis its name
     * @param label the value to keep
     * @return the results of the other axes
     * @throws IllegalArgumentException if there is no such axis or value
     */
    public Results where(String axis, String label) {
        int place = axisIndex(axis);
        requireLabel(place, label);
        List<Run> kept = new ArrayList<>();
        for (Run run : runs) {
            if (run.setting().get(place).equals(label)) {
                kept.add(new Run(
                        without(run.setting(), place),
                        run.seed(),
                        run.outcome(),
                        run.epochs(),
                        run.trainAccuracy(),
                        run.testAccuracy(),
                        run.trainLoss(),
                        run.testLoss(),
                        run.off(),
                        run.epochsToTarget(),
                        run.measured()));
            }
        }
        return new Results(
                description + ", " + axis + " " + label,
                without(axes, place),
                without(labels, place),
                seeds,
                measures,
                kept);
    }

    private void requireLabel(int axis, String label) {
        if (!labels.get(axis).contains(label)) {
            throw new IllegalArgumentException(
                    "the axis " + axes.get(axis) + " has no value " + label + "; it has " + labels.get(axis));
        }
    }

    private static <T> List<T> without(List<T> list, int place) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(place);
        return List.copyOf(rest);
    }

    /**
     * What the seeds of one setting say together.
     *
     * @param metric which number
     * @param setting one label for each axis
     * @return median and range; NaN if no run is finished
     * @throws IllegalArgumentException if there is no such setting
     */
    public Summary summary(Metric metric, String... setting) {
        Check.given("metric", metric);
        return summary(metric, runs(setting));
    }

    private static Summary summary(Metric metric, List<Run> some) {
        return Summary.of(
                some.stream().mapToDouble(metric::value).toArray(),
                count(some, Outcome.DIVERGED),
                count(some, Outcome.DEAD));
    }

    private static int count(List<Run> some, Outcome outcome) {
        return (int) some.stream().filter(run -> run.outcome() == outcome).count();
    }

    /**
     * Two settings compared seed by seed, over the seeds that both have.
     *
     * @param metric which number
     * @param first one label for each axis
     * @param second one label for each axis
     * @return first minus second
     * @throws IllegalArgumentException if there is no such setting, or they have no seed in common
     */
    public Paired paired(Metric metric, List<String> first, List<String> second) {
        Check.given("metric", metric);
        Check.given("first", first);
        Check.given("second", second);
        List<Run> one = runs(first.toArray(String[]::new));
        Map<Long, Run> others = new LinkedHashMap<>();
        runs(second.toArray(String[]::new)).forEach(run -> others.put(run.seed(), run));
        List<Run> common =
                one.stream().filter(run -> others.containsKey(run.seed())).toList();
        if (common.isEmpty()) {
            throw new IllegalArgumentException("the two settings have no finished seed in common");
        }
        return Paired.of(
                common.stream().mapToDouble(metric::value).toArray(),
                common.stream()
                        .mapToDouble(run -> metric.value(others.get(run.seed())))
                        .toArray());
    }

    /**
     * The best value of one axis, and how good it is: chosen by the median of the even seeds and reported on the odd ones. What
     * is chosen and reported on the same seeds looks better than it is.
     *
     * @param label the value that was chosen
     * @param chosenBy what the even seeds say of it
     * @param reported what the odd seeds say of it
     */
    public record Best(String label, Summary chosenBy, Summary reported) {

        /**
         * The value and both halves, for a reader.
         *
         * @return three lines: the value, the even seeds' summary, the odd seeds' summary
         */
        @Override
        public String toString() {
            return label + "\nthe even seeds, which chose it: " + chosenBy + "\nthe odd seeds, which report: "
                    + reported;
        }
    }

    /**
     * Chooses the best value of an axis, for example the learning rate of each function.
     *
     * @param metric what to compare
     * @param axis the axis to choose on
     * @param others one label for each of the other axes, in their order
     * @return the first of the values with the best median of the even seeds
     * @throws IllegalArgumentException if there is no such axis or setting, or a half has no finished run
     */
    public Best best(Metric metric, String axis, String... others) {
        Check.given("metric", metric);
        int place = axisIndex(axis);
        if (others == null || others.length != axes.size() - 1) {
            throw new IllegalArgumentException("besides " + axis + " there are " + (axes.size() - 1) + " axes of "
                    + axes + ", but the others given are " + Arrays.toString(others));
        }
        Best best = null;
        for (String label : labels.get(place)) {
            List<String> setting = new ArrayList<>(List.of(others));
            setting.add(place, label);
            List<Run> all = runs(setting.toArray(String[]::new));
            List<Run> even = all.stream().filter(run -> run.seed() % 2 == 0).toList();
            List<Run> odd = all.stream().filter(run -> run.seed() % 2 != 0).toList();
            if (even.isEmpty() || odd.isEmpty()) {
                continue; // not far enough yet
            }
            Best candidate = new Best(label, summary(metric, even), summary(metric, odd));
            if (best == null || metric.better(candidate.chosenBy.median(), best.chosenBy.median())) {
                best = candidate;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException(
                    "choosing on one half of the seeds and reporting on the other needs two finished" + " seeds of "
                            + Arrays.toString(others) + " at least");
        }
        return best;
    }

    private int axisIndex(String axis) {
        int index = axes.indexOf(axis);
        if (index < 0) {
            throw new IllegalArgumentException("there is no axis " + axis + "; the axes are " + axes);
        }
        return index;
    }

    static String describe(List<String> axes, List<String> setting) {
        if (axes.isEmpty()) {
            return "nothing varied";
        }
        List<String> parts = new ArrayList<>();
        for (int a = 0; a < axes.size(); a++) {
            parts.add(axes.get(a) + " " + setting.get(a));
        }
        return String.join(", ", parts);
    }

    // ------------------------------------------------------------------ files

    /** That a file's runs belong to this experiment. */
    void requireSame(Path file, String wanted, List<String> wantedAxes, List<String> wantedMeasures) {
        String here = description + "; axes " + axes + "; measures " + measures;
        String there = wanted + "; axes " + wantedAxes + "; measures " + wantedMeasures;
        if (!here.equals(there)) {
            throw new IllegalArgumentException(file + " holds another experiment: " + here + ". This one is: " + there
                    + ". Keep it in another file, or remove that one");
        }
    }

    /**
     * Writes all runs to a file, in one piece: who reads it never sees half of it. Numbers keep all their digits.
     *
     * @param file a CSV file in UTF-8; what was in it is replaced
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if file is null
     */
    public void write(Path file) throws IOException {
        Check.given("file", file);
        List<String> lines = new ArrayList<>();
        lines.add(FIRST + description);
        lines.add(SEEDS + seeds);
        for (int a = 0; a < axes.size(); a++) {
            List<String> cells = new ArrayList<>(List.of(axes.get(a)));
            cells.addAll(labels.get(a));
            lines.add(AXIS + Csv.line(cells));
        }
        List<String> header = new ArrayList<>(axes);
        header.addAll(STANDARD);
        header.addAll(measures);
        lines.add(Csv.line(header));
        for (Run run : runs) {
            List<String> cells = new ArrayList<>(run.setting());
            cells.addAll(List.of(
                    String.valueOf(run.seed()),
                    run.outcome().toString(),
                    String.valueOf(run.epochs()),
                    String.valueOf(run.trainAccuracy()),
                    String.valueOf(run.testAccuracy()),
                    String.valueOf(run.trainLoss()),
                    String.valueOf(run.testLoss()),
                    String.valueOf(run.off()),
                    String.valueOf(run.epochsToTarget())));
            run.measured().forEach(value -> cells.add(String.valueOf(value)));
            lines.add(Csv.line(cells));
        }
        lines.add(LAST + runs.size() + " runs");
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, "." + file.getFileName(), ".new");
        try {
            Files.writeString(half, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
            try {
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file the file
     * @return the same results, to the bit
     * @throws IllegalArgumentException if the file is cut off, or a line is not as it should be; the message names the line
     * @throws UncheckedIOException if it cannot be read
     */
    public static Results read(Path file) {
        Check.given("file", file);
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
        return new Reader(file, text).results();
    }

    /** One reading of one file. */
    private static final class Reader {
        private final Path file;
        private final List<String> lines;
        private int at;

        Reader(Path file, String text) {
            this.file = file;
            lines = text.lines().toList();
        }

        Results results() {
            String description = comment(FIRST);
            int seeds = whole(comment(SEEDS));
            List<String> axes = new ArrayList<>();
            List<List<String>> labels = new ArrayList<>();
            while (at < lines.size() && lines.get(at).startsWith(AXIS)) {
                List<String> cells = Csv.cells(lines.get(at).substring(AXIS.length()));
                if (cells == null || cells.size() < 2) {
                    throw wrong("an axis with its values should stand here");
                }
                axes.add(cells.get(0));
                labels.add(List.copyOf(cells.subList(1, cells.size())));
                at++;
            }
            List<String> header = row(-1);
            int fixed = axes.size() + STANDARD.size();
            List<String> expected = new ArrayList<>(axes);
            expected.addAll(STANDARD);
            if (header.size() < fixed || !header.subList(0, fixed).equals(expected)) {
                at--;
                throw wrong("the header should begin with " + Csv.line(expected));
            }
            List<Run> runs = new ArrayList<>();
            Set<List<String>> seen = new LinkedHashSet<>();
            while (at < lines.size() && !lines.get(at).startsWith("#")) {
                runs.add(run(row(header.size()), axes.size(), labels));
                List<String> key = new ArrayList<>(runs.get(runs.size() - 1).setting());
                key.add(String.valueOf(runs.get(runs.size() - 1).seed()));
                if (!seen.add(key)) {
                    at--;
                    throw wrong("this setting and seed stand in the file already");
                }
            }
            if (at >= lines.size() || !lines.get(at).equals(LAST + runs.size() + " runs")) {
                throw wrong("the file is cut off here: its last line should be \"" + LAST + runs.size() + " runs\". "
                        + runs.size() + " runs before are whole; with that line at the end they can be used");
            }
            return new Results(
                    description,
                    List.copyOf(axes),
                    List.copyOf(labels),
                    seeds,
                    List.copyOf(header.subList(fixed, header.size())),
                    runs);
        }

        private Run run(List<String> cells, int axes, List<List<String>> labels) {
            at--; // messages are about this line
            for (int a = 0; a < axes; a++) {
                if (!labels.get(a).contains(cells.get(a))) {
                    throw wrong(cells.get(a) + " is none of the values " + labels.get(a));
                }
            }
            List<String> rest = cells.subList(axes, cells.size());
            Outcome outcome = Arrays.stream(Outcome.values())
                    .filter(o -> o.toString().equals(rest.get(1)))
                    .findFirst()
                    .orElseThrow(() -> wrong(
                            "the outcome is " + rest.get(1) + ", not one of " + Arrays.toString(Outcome.values())));
            List<Double> measured = new ArrayList<>();
            for (String cell : rest.subList(STANDARD.size(), rest.size())) {
                measured.add(number(cell));
            }
            Run run = new Run(
                    cells.subList(0, axes),
                    whole(rest.get(0)),
                    outcome,
                    whole(rest.get(2)),
                    number(rest.get(3)),
                    number(rest.get(4)),
                    number(rest.get(5)),
                    number(rest.get(6)),
                    number(rest.get(7)),
                    number(rest.get(8)),
                    measured);
            at++;
            return run;
        }

        private String comment(String beginning) {
            if (at >= lines.size() || !lines.get(at).startsWith(beginning)) {
                throw wrong("a line that begins with \"" + beginning + "\" should stand here");
            }
            return lines.get(at++).substring(beginning.length());
        }

        private List<String> row(int width) {
            List<String> cells = at < lines.size() ? Csv.cells(lines.get(at)) : null;
            if (cells == null || (width >= 0 && cells.size() != width)) {
                throw wrong("the line is cut off or changed: it has " + (cells == null ? "no" : cells.size())
                        + " whole cells" + (width >= 0 ? ", the header has " + width : ""));
            }
            at++;
            return cells;
        }

        private double number(String cell) {
            try {
                return Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw wrong("\"" + cell + "\" is not a number");
            }
        }

        private int whole(String cell) {
            try {
                return Integer.parseInt(cell);
            } catch (NumberFormatException e) {
                throw wrong("\"" + cell + "\" is not a whole number");
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(file + ", line " + (at + 1) + ": " + what);
        }
    }

    @Override
    public String toString() {
        return runs.size() + (isPartial() ? " of " + size() : "") + " runs of " + description;
    }
}
