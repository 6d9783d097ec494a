package activationlab.notebook;

import activationlab.experiment.Metric;
import activationlab.experiment.Results;
import activationlab.experiment.Run;
import activationlab.experiment.Summary;
import activationlab.experiment.Sweep;
import activationlab.network.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Runs sweeps under a cell, and shows their results. */
final class Sweeps {

    private Sweeps() {}

    /** Runs with a bar; a stop shows what is finished. */
    static Results run(Sweep sweep) {
        if (sweep == null) {
            throw new IllegalArgumentException("run(null): there is no sweep to run.");
        }
        Progress progress = Progress.start(sweep.size() + " trainings", sweep.size());
        Results results;
        try {
            results = sweep.run((done, total) -> progress.done(done));
        } catch (RuntimeException | Error e) {
            progress.stopped("Not run: see the message below.");
            throw e;
        }
        if (results.isPartial()) {
            // Later lines of the cell do not run, so this is the place to show something. Displaying is no work that an
            // interrupt should end.
            boolean interrupted = Thread.interrupted();
            progress.stopped("Stopped after " + results.runs().size() + " of " + results.size()
                    + " trainings. What is finished can be used in the next cell.");
            if (!results.runs().isEmpty()) {
                Lab.show(results);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } else {
            progress.finish(results.size() + " trainings done.");
        }
        return results;
    }

    /** One line for each setting. */
    static Table summary(Results results, Metric metric) {
        boolean diverged = results.runs().stream().anyMatch(run -> run.outcome() == Outcome.DIVERGED);
        Table table = Table.create((results.isPartial() ? "Partial, stopped early: " : "")
                + metric.name()
                + (diverged ? "; diverged runs count as " + Numbers.pretty(metric.worst()) : ""));
        List<List<String>> settings = settings(results);
        for (int a = 0; a < results.axes().size(); a++) {
            int axis = a;
            table.addColumns(StringColumn.create(
                    results.axes().get(a),
                    settings.stream().map(s -> s.get(axis)).toList()));
        }
        List<Summary> summaries = settings.stream()
                .map(s -> results.summary(metric, s.toArray(String[]::new)))
                .toList();
        table.addColumns(
                numbers("median", summaries, Summary::median),
                numbers("low (10 %)", summaries, Summary::low),
                numbers("high (90 %)", summaries, Summary::high),
                whole("seeds", summaries, Summary::count),
                whole("diverged", summaries, Summary::diverged),
                whole("dead", summaries, Summary::dead));
        return table;
    }

    private static DoubleColumn numbers(String name, List<Summary> all, Function<Summary, Double> of) {
        return DoubleColumn.create(name, all.stream().map(of).toList());
    }

    private static IntColumn whole(String name, List<Summary> all, Function<Summary, Integer> of) {
        return IntColumn.create(name, all.stream().map(of).toArray(Integer[]::new));
    }

    private static List<List<String>> settings(Results results) {
        List<List<String>> settings = List.of(List.of());
        for (String axis : results.axes()) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> setting : settings) {
                for (String label : results.labels(axis)) {
                    List<String> more = new ArrayList<>(setting);
                    more.add(label);
                    longer.add(more);
                }
            }
            settings = longer;
        }
        return settings;
    }

    /** All runs, one line each. */
    static Table table(Results results) {
        List<Run> runs = results.runs();
        Table table = Table.create(results.isPartial() ? "Partial: stopped early" : "");
        for (int a = 0; a < results.axes().size(); a++) {
            int axis = a;
            table.addColumns(StringColumn.create(
                    results.axes().get(a),
                    runs.stream().map(r -> r.setting().get(axis)).toList()));
        }
        table.addColumns(
                IntColumn.create("seed", runs.stream().map(r -> (int) r.seed()).toArray(Integer[]::new)),
                StringColumn.create(
                        "outcome",
                        runs.stream().map(r -> r.outcome().toString()).toList()),
                column("test accuracy", runs, Run::testAccuracy),
                column("train accuracy", runs, Run::trainAccuracy),
                column("test loss", runs, Run::testLoss),
                column("train loss", runs, Run::trainLoss),
                column("off", runs, Run::off),
                column("epochs to target", runs, Run::epochsToTarget));
        for (int m = 0; m < results.measures().size(); m++) {
            int measure = m;
            table.addColumns(
                    column(results.measures().get(m), runs, r -> r.measured().get(measure)));
        }
        return table;
    }

    private static DoubleColumn column(String name, List<Run> runs, Function<Run, Double> of) {
        return DoubleColumn.create(name, runs.stream().map(of).toList());
    }

    static HeatMap heatMap(Results results, Metric metric) {
        return dress(new HeatMap(rows(results), columns(results), values(results, metric)), results, metric);
    }

    static DotGrid dots(Results results, Metric metric) {
        return dress(new DotGrid(rows(results), columns(results), values(results, metric)), results, metric);
    }

    private static <T extends SeedGrid<T>> T dress(T grid, Results results, Metric metric) {
        String name = metric.name();
        List<String> axes = axes(results);
        grid.title(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .axes(axes.get(0), axes.get(1))
                .worst(metric.worst())
                .partial(results.isPartial());
        boolean diverged = results.runs().stream().anyMatch(run -> run.outcome() == Outcome.DIVERGED);
        boolean never = results.runs().stream()
                .anyMatch(run -> run.outcome() != Outcome.DIVERGED
                        && Double.isNaN(metric.of().applyAsDouble(run)));
        if (never) {
            grid.failed(diverged ? "diverged or never" : "never"); // a target that was not reached
        }
        int[][] dead = new int[rows(results).size()][columns(results).size()];
        for (int i = 0; i < dead.length; i++) {
            for (int j = 0; j < dead[i].length; j++) {
                dead[i][j] = results.summary(metric, setting(results, i, j)).dead();
            }
        }
        return grid.dead(dead);
    }

    /**
     * What stands in the rows and what in the columns; "" is a direction without an axis. A single axis runs from left to
     * right, unless its cells do not fit so.
     */
    private static List<String> axes(Results results) {
        List<String> axes = results.axes();
        if (axes.isEmpty() || axes.size() > 2) {
            throw new IllegalArgumentException("a map has one or two axes, but the results have " + axes.size() + ": "
                    + axes + ". Fix one with results.where(\"" + (axes.isEmpty() ? "axis" : axes.get(0))
                    + "\", \"…\").");
        }
        if (axes.size() == 2) {
            return axes;
        }
        String only = axes.get(0);
        return results.labels(only).size() <= SeedGrid.MOST_COLUMNS ? List.of("", only) : List.of(only, "");
    }

    private static List<String> rows(Results results) {
        return labels(results, axes(results).get(0));
    }

    private static List<String> columns(Results results) {
        return labels(results, axes(results).get(1));
    }

    private static List<String> labels(Results results, String axis) {
        return axis.isEmpty() ? List.of("") : results.labels(axis);
    }

    private static String[] setting(Results results, int row, int column) {
        String first = rows(results).get(row);
        String second = columns(results).get(column);
        return results.axes().size() == 2 ? new String[] {first, second} : new String[] {first + second};
    }

    /** By row, column and seed; NaN where a run has no number. */
    private static double[][][] values(Results results, Metric metric) {
        double[][][] values = new double[rows(results).size()][columns(results).size()][];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = results.runs(setting(results, i, j)).stream()
                        .mapToDouble(run -> run.outcome() == Outcome.DIVERGED
                                ? Double.NaN
                                : metric.of().applyAsDouble(run))
                        .toArray();
            }
        }
        return values;
    }
}
