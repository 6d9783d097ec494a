package activationlab.notebook;

import activationlab.data.Dataset;
import activationlab.experiment.Metric;
import activationlab.experiment.Results;
import activationlab.experiment.Sweep;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.network.CensusLog;
import activationlab.network.Network;
import activationlab.network.Observation;
import activationlab.network.TrainingLog;
import activationlab.numeric.Randoms;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import tech.tablesaw.api.Table;

/**
 * Everything that a notebook cell calls, made for {@code import static activationlab.notebook.Lab.*;}.
 *
 * <p>{@link #show} displays figures, tables, text and HTML in the notebook; {@link #curves}, {@link #plot}, {@link
 * #plane}, {@link #portrait(double[][][], double[][]) portrait}, {@link #grid} and more make figures; {@link #table} makes a table; {@link #sheet} measures a function; {@link #explore} makes an
 * explorer with sliders; {@link #slide(String, double, double, double, DoubleFunction) slide} puts plots under sliders;
 * {@link #predict} scores a prediction; {@link #verdict} and {@link #verdicts} compare what was
 * measured with the ledger; {@link #check} and {@link #handIn} belong to the homework.
 */
public final class Lab {

    private static final String ABSENT =
            ": there is nothing to show. Was the variable given a value in a cell above, and was that cell run?";

    private static final String HELP = """
            show(a, b, …)              shows figures, charts, tables, numbers, text
            println(a, b, …)           prints on one line, numbers rounded
            curves(f, g).over(-6, 6)   curves of functions; also .withSlope() .title("…") .size(w, h) .within(low, high)
            plot().line("…", xs, ys)   a plot of data; also .points("…", xs, ys) .curve("…", x -> …) .axes("…", "…")
            plot().bars("…", xs, heights)  a histogram, or the probabilities of classes
            plane((a, b) -> …)         the plane of two inputs; also .example(a, b, target) .over(-1, 2) .above(0.5)
            portrait(weights, biases, f, inputs)   a small network with one input walking through
            walk(weights, biases, f, rows, 0.5)    the same layer by layer, for several inputs, in one picture
            grid(2, p, q, …)           several pictures as one; multiples(2, p, q, …) gives plots the same ranges
            run(sweep)                 trains all of Sweep.of(training, task).activations(…).rates(…).seeds(20)
            heatMap(results)           medians of a sweep; dots(results) has a dot a run; table(results); summary(results, metric)
            heatMap(rows, columns, values)  medians over seeds; also .axes("…", "…") .range(0, 1)
            plot().band("…", xs, runs) median and middle 80 % of runs; also .theory("…", xs, ys) .logY() .vertical(x, "…")
            histograms(names, edges, counts)  side by side; also .under(f) .zeros(shares)
            decisions(xs, ys, classes, confidence)  regions of classes; also .points(inputs, labels)
            reliability(confidence, accuracy, counts, ece)  is the network as often right as it is sure?
            census(groups, kinds, shares)     stacked bars
            tiles(8, 28, images, labels)      small pictures of numbers; also .signed()
            decisions(network, data)   of a trained network; also reliability(network, data), portrait(network, x₁, x₂)
            walk(network, rows, 0.5)   inputs walking through; units(network, 0, images, 8) is what excites each unit
            histograms(Observation.of(network, data, loss))   the sums of each layer; census(log) of a CensusLog
            layers("gradient", runs)   a number of each layer over seeds; also .band("…", runs) .theory("…", ys)
            epochs("test loss", runs)  a number after each epoch over seeds
            Progress.start("…", 560)   a bar for a long computation: .step() after each run, .finish("…")
            family(f, g, …)            functions with their slopes; family() has the six basic ones
            explore(f, g, …)           curve, slope and tangent under sliders
            slide("bias", -3, 3, 0.1, b -> plot()…)   a plot for each place of a slider; .at(0) is where it starts
            slide("gain", 1, 4, 0.5, "depth", 2, 50, 4, (g, d) -> plot()…)   the same with two sliders
            table("x", xs, "y", ys)    a table; compare("…", each(f -> …)) has a row for each basic one
            sheet(f)                   everything that can be measured of a function; sheet(f, g, …) side by side
            junit(f, g, …)             the lines of their sheets as JUnit tests, run by JUnit
            each(f -> …)               one number for each of the six basic functions
            ownData("your id")         homework 4: writes my-data.csv, points of your own
            random(seed)               random numbers, the same on every machine
            predict("…", "…")          scores a prediction; predictions() sums up yours from all lessons
            verdict("C03", …)          compares measured numbers with the ledger; verdicts("01") is the table
            check("…")                 tries your answer to an exercise of a homework; handIn("hw1") looks at the saved file
            strip(table)               statements at a glance, marked by verdict; strip() has all; also .by("question")
            folded(table, "…")         a long table in parts that fold, one for each value of a column
            html("<b>…</b>")           HTML for show
            Activations.RELU, .TANH, … the functions, all 21 in Activations.all(): f.value(x), f.derivative(x), f.apply(xs)
            Activation.of("…", x -> …) a function of your own""";

    private Lab() {}

    /** Prints what a cell can call, one line each: JupyterLab shows no documentation for a library's methods. */
    public static void help() {
        System.out.println(HELP);
    }

    /**
     * Shows values in the notebook: figures and charts as pictures, tables as tables, numbers rounded, all else as text.
     *
     * @param values what to show, one below the other
     * @throws IllegalArgumentException if a value is null or nothing is given
     */
    public static void show(Object... values) {
        if (values == null || values.length == 0) {
            throw new IllegalArgumentException("show(" + (values == null ? "null" : "") + ")" + ABSENT);
        }
        List<Showable> all = Arrays.stream(values).map(Lab::showable).toList();
        for (Showable one : all) {
            Kernel.display(one.data());
        }
    }

    private static Showable showable(Object value) {
        if (value == null) {
            throw new IllegalArgumentException("show(null)" + ABSENT);
        }
        if (value instanceof Drawable drawable) {
            return drawable.figure(); // built once, for the HTML and for the text
        }
        if (value instanceof Showable showable) {
            return showable;
        }
        if (value instanceof Chart<?, ?> chart) {
            return raw(chart);
        }
        if (value instanceof Table table) {
            return Tables.show(table);
        }
        if (value instanceof Network network) {
            return Tables.show(Networks.table(network));
        }
        if (value instanceof Results results) {
            return results.axes().isEmpty() || results.axes().size() > 2
                    ? Tables.show(summary(results, Metric.TEST_ACCURACY))
                    : heatMap(results).figure();
        }
        String text = Numbers.describe(value);
        return new Fragment("<pre style=\"margin:0\">" + Html.escape(text).replace("<br>", "\n") + "</pre>", text);
    }

    /** A chart of XChart as it is; its title and its series are the caption. */
    private static Figure raw(Chart<?, ?> chart) {
        String title = chart.getTitle() == null ? "" : chart.getTitle();
        String series =
                chart.getSeriesCollection().stream().map(Series::getName).collect(Collectors.joining(", "));
        String caption = (title.isEmpty() ? "Chart" : title) + (series.isEmpty() ? "" : " (" + series + ")") + ".";
        return new Figure(
                chart.getWidth(), chart.getHeight(), g -> chart.paint(g, chart.getWidth(), chart.getHeight()), caption);
    }

    /**
     * HTML to show as it is.
     *
     * @param html a fragment that loads nothing from outside
     * @return something for {@link #show}
     */
    public static Showable html(String html) {
        return new Fragment(html, html.replaceAll("<[^>]*>", ""));
    }

    /**
     * Prints values on one line, numbers rounded to four digits.
     *
     * @param values anything
     */
    public static void println(Object... values) {
        System.out.println(
                values == null
                        ? "null"
                        : Arrays.stream(values).map(Numbers::describe).collect(Collectors.joining(" ")));
    }

    /**
     * The course's source of random numbers: the same numbers for the same seed, on every machine.
     *
     * @param seed any number
     * @return a new generator, that of {@link Randoms#generator}
     */
    public static RandomGenerator random(long seed) {
        return Randoms.generator(seed);
    }

    /**
     * The curves of some functions.
     *
     * @param functions at least one
     * @return a plot, to be shown or changed
     */
    public static Plot curves(Activation... functions) {
        Plot plot = new Plot();
        for (Activation function : functions) {
            plot.curve(function);
        }
        return plot;
    }

    /**
     * An empty plot for curves, lines and points.
     *
     * @return a plot without content
     */
    public static Plot plot() {
        return new Plot();
    }

    /**
     * A family portrait: functions with their slopes, all at the same scale.
     *
     * @param functions which functions; none means the {@linkplain Activations#basic basic} ones
     * @return a figure
     */
    public static Figure family(Activation... functions) {
        return grid(
                3,
                orBasic(functions).stream()
                        .map(f -> curves(f)
                                .withSlope()
                                .over(-4, 4)
                                .within(-1.2, 2.2)
                                .size(250, 210)
                                .title(f.name()))
                        .toArray(Drawable[]::new));
    }

    /**
     * One measurement for each of the {@linkplain Activations#basic basic} functions.
     *
     * @param measurement what to measure of a function
     * @return the numbers, in the order of {@link Activations#basic}
     */
    public static double[] each(ToDoubleFunction<Activation> measurement) {
        return Activations.basic().stream().mapToDouble(measurement).toArray();
    }

    /**
     * A table of the {@linkplain Activations#basic basic} functions, one row each, with what was measured of them.
     *
     * @param namesAndColumns {@code "gap", gap}; a column is usually made by {@link #each}
     * @return a table of tablesaw
     */
    public static Table compare(Object... namesAndColumns) {
        List<Object> all = new ArrayList<>(List.of("function", Activations.basic()));
        all.addAll(Arrays.asList(namesAndColumns));
        return Tables.of(all.toArray());
    }

    /**
     * The plane of two inputs, shaded where the output is above one half.
     *
     * @param output a function of two inputs
     * @return a plane, to be shown or changed
     */
    public static Plane plane(DoubleBinaryOperator output) {
        return new Plane(output);
    }

    /**
     * The portrait of a small network while one input walks through it.
     *
     * @param weights layer by layer, one row for each unit
     * @param biases layer by layer, one for each unit
     * @param hidden the activation function of all layers but the last
     * @param input as many numbers as the first layer has weights in a row
     * @return a figure
     */
    public static Figure portrait(double[][][] weights, double[][] biases, Activation hidden, double... input) {
        return portrait(weights, biases).hidden(hidden).input(input).figure();
    }

    /**
     * The portrait of a small network, with functions, output and input to be set.
     *
     * @param weights layer by layer, at most five, one row for each unit, at most twelve
     * @param biases layer by layer, one for each unit
     * @return a portrait, to be shown or changed
     * @throws IllegalArgumentException if weights and biases do not match, or there are too many
     */
    public static Portrait portrait(double[][][] weights, double[][] biases) {
        return new Portrait(weights, biases);
    }

    /**
     * Shows inputs that walk through a small network, layer by layer: at most twenty pictures that replace each other in
     * one output, where the last one stays. Without a notebook, its sentence is printed.
     *
     * @param weights as for {@link #portrait(double[][][], double[][]) portrait}
     * @param biases as for {@link #portrait(double[][][], double[][]) portrait}
     * @param hidden the activation function of all layers but the last
     * @param inputs rows of numbers, 1 to 20; if there are many, they are shown without single layers
     * @param secondsPerFrame how long each picture is shown, 0 to 5
     * @throws IllegalArgumentException if sizes do not match or a number is outside its range
     */
    public static void walk(
            double[][][] weights, double[][] biases, Activation hidden, double[][] inputs, double secondsPerFrame) {
        Walk.show(portrait(weights, biases).hidden(hidden), inputs, secondsPerFrame);
    }

    /**
     * A map of medians over seeds.
     *
     * @param rows names of the rows
     * @param columns names of the columns
     * @param values by row, column and seed; NaN for a run that diverged, an empty array for a cell that was not run
     * @return a heat map, to be shown or changed
     * @throws IllegalArgumentException if names and values do not match
     */
    public static HeatMap heatMap(List<String> rows, List<String> columns, double[][][] values) {
        return new HeatMap(rows, columns, values);
    }

    /**
     * Runs a sweep with a bar that shows how far it is. The stop button ends it within a second: what is finished is shown,
     * and returned, so that the next cell can use it.
     *
     * @param sweep what to run
     * @return the results
     * @throws IllegalArgumentException if sweep is null, or its parts do not fit
     */
    public static Results run(Sweep sweep) {
        return Sweeps.run(sweep);
    }

    /**
     * A map of the test accuracies of a sweep with one or two axes.
     *
     * @param results what {@link #run} gave
     * @return a heat map of the medians
     * @throws IllegalArgumentException if there are more axes; {@link Results#where} fixes one
     */
    public static HeatMap heatMap(Results results) {
        return heatMap(results, Metric.TEST_ACCURACY);
    }

    /**
     * A map of a sweep with one or two axes.
     *
     * @param results what {@link #run} gave
     * @param metric which number
     * @return a heat map of the medians
     * @throws IllegalArgumentException if there are more axes; {@link Results#where} fixes one
     */
    public static HeatMap heatMap(Results results, Metric metric) {
        return Sweeps.heatMap(results, metric);
    }

    /**
     * One dot for each run of a sweep with one or two axes.
     *
     * @param results what {@link #run} gave
     * @return a grid of the test accuracies
     * @throws IllegalArgumentException if there are more axes; {@link Results#where} fixes one
     */
    public static DotGrid dots(Results results) {
        return dots(results, Metric.TEST_ACCURACY);
    }

    /**
     * One dot for each run of a sweep with one or two axes.
     *
     * @param results what {@link #run} gave
     * @param metric which number
     * @return a grid of dots
     * @throws IllegalArgumentException if there are more axes; {@link Results#where} fixes one
     */
    public static DotGrid dots(Results results, Metric metric) {
        return Sweeps.dots(results, metric);
    }

    /**
     * All runs of a sweep as a table, one line each.
     *
     * @param results what {@link #run} gave
     * @return a table of tablesaw
     */
    public static Table table(Results results) {
        return Sweeps.table(results);
    }

    /**
     * The settings of a sweep as a table: median, range and failures of each.
     *
     * @param results what {@link #run} gave
     * @param metric which number
     * @return a table of tablesaw
     */
    public static Table summary(Results results, Metric metric) {
        return Sweeps.summary(results, metric);
    }

    /**
     * One dot for each seed, in rows and columns.
     *
     * @param rows names of the rows
     * @param columns names of the columns
     * @param values by row, column and seed; NaN for a run that diverged, an empty array for a cell that was not run
     * @return a grid of dots, to be shown or changed
     * @throws IllegalArgumentException if names and values do not match
     */
    public static DotGrid dots(List<String> rows, List<String> columns, double[][][] values) {
        return new DotGrid(rows, columns, values);
    }

    /**
     * Histograms side by side, over one shared range.
     *
     * @param names one for each
     * @param edges the edges of the bars, ascending, one more than counts
     * @param counts how many values each bar holds
     * @return a figure, to be shown or changed
     * @throws IllegalArgumentException if names, edges and counts do not match
     */
    public static Histograms histograms(String[] names, double[][] edges, double[][] counts) {
        return new Histograms(names, edges, counts);
    }

    /**
     * Which class a network gives to each point of a plane.
     *
     * @param xs places along the horizontal axis, ascending
     * @param ys places along the vertical axis, ascending
     * @param classOf the class at each place, 0 to 4, by index of y, then of x
     * @param confidence how sure the network is, 0 to 1, in the same order; null to leave it out
     * @return a map, to be shown or changed
     * @throws IllegalArgumentException if the sizes do not match or a number is outside its range
     */
    public static DecisionMap decisions(double[] xs, double[] ys, int[][] classOf, double[][] confidence) {
        return new DecisionMap(xs, ys, classOf, confidence);
    }

    /**
     * Whether a network is as often right as it is confident.
     *
     * @param confidence the mean confidence in each bin
     * @param accuracy the share of right answers in each bin
     * @param counts how many inputs are in each bin; what the other two hold for an empty bin does not matter
     * @param ece the expected calibration error, for the caption
     * @return a figure, to be shown or changed
     * @throws IllegalArgumentException if the lengths differ, all bins are empty or a number is outside its range
     */
    public static Reliability reliability(double[] confidence, double[] accuracy, int[] counts, double ece) {
        return new Reliability(confidence, accuracy, counts, ece);
    }

    /**
     * Of what a whole is made, group by group.
     *
     * @param groups names of the bars
     * @param kinds names of their parts, at most six
     * @param shares by group and kind, 0 to 1; those of a group add up to at most 1
     * @return a figure, to be shown or changed
     * @throws IllegalArgumentException if names and shares do not match
     */
    public static CensusBars census(String[] groups, String[] kinds, double[][] shares) {
        return new CensusBars(groups, kinds, shares);
    }

    /**
     * Small pictures of numbers.
     *
     * @param columns how many stand side by side
     * @param width how many numbers are in a row of a picture
     * @param images the pictures, row after row from above, all of the same size
     * @param labels one below each picture, or none
     * @return a figure, to be shown or changed
     * @throws IllegalArgumentException if the sizes do not match or a number is not finite
     */
    public static Tiles tiles(int columns, int width, double[][] images, String... labels) {
        return new Tiles(columns, width, images, labels);
    }

    /**
     * Which class a network gives to each point of the plane, over the range of the data and a tenth farther, paler where
     * it is less confident, with the data on top.
     *
     * @param network a network with 2 inputs
     * @param data examples with 2 inputs and at most 5 classes
     * @return a map, to be shown or changed
     * @throws IllegalArgumentException if an argument is null, network and data do not fit or have other sizes, or the
     *     network has diverged
     */
    public static DecisionMap decisions(Network network, Dataset data) {
        return Networks.decisions(network, data);
    }

    /**
     * Whether a network is as often right as it is confident, in 10 bins.
     *
     * @param network its probabilities are those of {@link Network#probabilities}
     * @param data examples with labels
     * @return a figure, to be shown or changed
     * @throws IllegalArgumentException if an argument is null, the data do not fit, or the network has diverged
     */
    public static Reliability reliability(Network network, Dataset data) {
        return Networks.reliability(network, data);
    }

    /**
     * The sums that the units of each hidden layer receive, with the share of outputs that are exactly 0 and, if all layers
     * have the same function, that function. Of more than twelve hidden layers twelve are shown, from the first to the last.
     *
     * @param observation of a network with a hidden layer
     * @return a figure, to be shown or changed; its first layer is called layer 1
     * @throws IllegalArgumentException if it is null, there is no hidden layer, or the network has diverged
     */
    public static Histograms histograms(Observation observation) {
        return Networks.histograms(observation);
    }

    /**
     * What became of the units of each hidden layer by the last epoch:
     *
     * <ul>
     *   <li><b>off from the start</b>: off before the first step and after every epoch
     *   <li><b>went off</b>: off at the end, but not always
     *   <li><b>revived</b>: on at the end, but not always
     *   <li><b>always on</b>
     * </ul>
     *
     * @param log of a training
     * @return a figure, to be shown or changed; its first layer is called layer 1
     * @throws IllegalArgumentException if log is null or has seen nothing, or there is no hidden layer
     */
    public static CensusBars census(CensusLog log) {
        return Networks.census(log);
    }

    /**
     * A number of each layer, such as the size of its gradient: the median of the runs and their middle 80 %, on a
     * logarithmic axis.
     *
     * <pre>{@code
     * show(layers("gradient", Jobs.forSeeds(20, seed -> Observation.of(plan.network(seed), data, loss).gradientProfile()))
     *         .theory("theory", expected));
     * }</pre>
     *
     * @param name what the number is; it also stands at the vertical axis, unless further series follow
     * @param byRun one row for each run, one number for each layer; NaN where a run has none
     * @return a plot, to be shown or changed; its first layer is 1
     * @throws IllegalArgumentException if there are no runs or no layers, or not as many in each run
     */
    public static Plot layers(String name, double[][] byRun) {
        return Networks.layers(name, byRun);
    }

    /**
     * The same as {@link #layers(String, double[][])}.
     *
     * @param name what the number is
     * @param byRun one array for each run
     * @return a plot, to be shown or changed
     * @throws IllegalArgumentException if there are no runs or no layers, or not as many in each run
     */
    public static Plot layers(String name, List<double[]> byRun) {
        return layers(name, Networks.rows("layers", name, byRun));
    }

    /**
     * A number after each epoch, such as the loss: the median of the runs and their middle 80 %.
     *
     * @param name what the number is; it also stands at the vertical axis, unless further series follow
     * @param byRun one row for each run: a number before the first epoch and one after each, as {@link TrainingLog} gives
     *     them with an entry after every epoch. A row may be shorter than others, if its run diverged
     * @return a plot, to be shown or changed
     * @throws IllegalArgumentException if there are no runs, or a run has no numbers
     */
    public static Plot epochs(String name, double[][] byRun) {
        return Networks.epochs(name, byRun);
    }

    /**
     * The same as {@link #epochs(String, double[][])}.
     *
     * @param name what the number is
     * @param byRun one array for each run
     * @return a plot, to be shown or changed
     * @throws IllegalArgumentException if there are no runs, or a run has no numbers
     */
    public static Plot epochs(String name, List<double[]> byRun) {
        return epochs(name, Networks.rows("epochs", name, byRun));
    }

    /**
     * The portrait of a network while one input walks through it. If the output layer is the identity and has more than one
     * unit, the probabilities of the classes stand at the output.
     *
     * @param network at most five layers, at most twelve units in each, no batch normalisation
     * @param input as many numbers as the network has inputs; zeros if there are none
     * @return a portrait, to be shown or changed
     * @throws IllegalArgumentException if network is null or too large, or the input does not fit
     */
    public static Portrait portrait(Network network, double... input) {
        Portrait portrait = Networks.portrait(network);
        return input != null && input.length == 0 ? portrait : portrait.input(input);
    }

    /**
     * Shows inputs that walk through a network, layer by layer, as {@link #walk(double[][][], double[][], Activation,
     * double[][], double)} does.
     *
     * @param network as for {@link #portrait(Network, double...)}
     * @param inputs rows of numbers, 1 to 20; if there are many, they are shown without single layers
     * @param secondsPerFrame how long each picture is shown, 0 to 5
     * @throws IllegalArgumentException if sizes do not match or a number is outside its range
     */
    public static void walk(Network network, double[][] inputs, double secondsPerFrame) {
        Walk.show(Networks.portrait(network), inputs, secondsPerFrame);
    }

    /**
     * What each unit of a layer responds to: the mean of the images weighted by its positive outputs, less the plain mean.
     * Orange is what excites the unit, blue what does not; a unit that is never above 0 is silent, and its picture empty.
     *
     * @param network the network
     * @param layer from 0; at most 200 units
     * @param images examples whose inputs are pixels, row after row
     * @param width how many pixels are in a row
     * @return pictures labelled with the numbers of the units, from 0, to be shown or changed
     * @throws IllegalArgumentException if an argument is null, there is no such layer, the sizes do not fit, or the network
     *     has diverged
     * @see activationlab.network.UnitResponse#pattern
     */
    public static Tiles units(Network network, int layer, Dataset images, int width) {
        return Networks.units(network, layer, images, width);
    }

    /**
     * Several plots with the same ranges and the same size, so that they can be compared. Tick labels stand at every one:
     * XChart gives a plot without them a larger area, and the axes would no longer be in line.
     *
     * @param columns how many stand side by side
     * @param plots at least one; they stay as they are
     * @return one figure
     * @throws IllegalArgumentException if there is no plot or no column, or a plot is empty
     */
    public static Figure multiples(int columns, Plot... plots) {
        return Plot.multiples(columns, Arrays.asList(plots));
    }

    /**
     * Several pictures as one.
     *
     * @param columns how many stand side by side
     * @param pictures plots, planes or figures
     * @return one figure
     */
    public static Figure grid(int columns, Drawable... pictures) {
        return Figure.grid(
                columns, Arrays.stream(pictures).map(Drawable::figure).toList());
    }

    /**
     * A table from pairs of a name and its column.
     *
     * @param namesAndColumns {@code "x", xs, "f(x)", ys}; a column is a {@code double[]}, a {@code String[]} or a list
     * @return a table of tablesaw
     */
    public static Table table(Object... namesAndColumns) {
        return Tables.of(namesAndColumns);
    }

    /**
     * Everything that can be measured of a function, also of one of your own, and what to think of it.
     *
     * @param function any function
     * @param more further functions; they stand side by side then, each with what was measured
     * @return a table of tablesaw; for one function with the columns property, measured, stated and verdict
     * @throws IllegalArgumentException if a function is null
     */
    public static Table sheet(Activation function, Activation... more) {
        return Tables.sheet(function, more);
    }

    /**
     * Runs the property sheets of functions as JUnit tests, one for each line, with JUnit's own launcher.
     *
     * @param functions at least one, also of your own
     * @return a table of tablesaw: how many lines passed and failed, and what failed
     * @throws IllegalArgumentException if there is no function, or one is null
     */
    public static Table junit(Activation... functions) {
        if (functions == null
                || functions.length == 0
                || Arrays.asList(functions).contains(null)) {
            throw new IllegalArgumentException("junit(…) needs at least one function, and none may be null.");
        }
        return SheetTests.run(List.of(functions));
    }

    /**
     * An explorer with sliders for the point of the tangent and the parameter.
     *
     * @param functions which functions to offer; none means the {@linkplain Activations#basic basic} ones, the sigmoid first
     * @return something for {@link #show}
     */
    public static Showable explore(Activation... functions) {
        List<Activation> offered = new ArrayList<>(orBasic(functions));
        if (functions.length == 0) {
            // The first one is shown first; on a straight line the tangent would hide the curve.
            offered.remove(Activations.SIGMOID);
            offered.add(0, Activations.SIGMOID);
        }
        return new Explorer(offered);
    }

    /**
     * Plots under a slider: one for each of its values, all with the same ranges.
     *
     * <pre>{@code show(slide("bias", -3, 3, 0.1, b -> plot().curve("output", x -> RELU.value(x + b)).within(0, 5)));}</pre>
     *
     * @param name what the slider sets
     * @param from its first value
     * @param to its last value; where no step ends on it, the one before it is the last
     * @param step from one value to the next, greater than 0; at most 400 values, on exact decimals
     * @param plot the plot for a value; called once for each, in ascending order
     * @return something for {@link #show}; {@link Slides#at(double)} says where it starts
     * @throws IllegalArgumentException if a number is outside its range, a plot is null or empty, or the plots do not have
     *     the same axes and series
     */
    public static Slides slide(String name, double from, double to, double step, DoubleFunction<Plot> plot) {
        return Slides.of(Slides.Slider.of(name, from, to, step), plot);
    }

    /**
     * Plots under two sliders.
     *
     * @param name1 what the first slider sets
     * @param from1 its first value
     * @param to1 its last value
     * @param step1 from one value to the next
     * @param name2 what the second slider sets
     * @param from2 its first value
     * @param to2 its last value
     * @param step2 from one value to the next
     * @param plot the plot for a pair of values, at most 400 in all; called once for each, for all values of the second
     *     slider before the next of the first
     * @return something for {@link #show}; {@link Slides#at(double, double)} says where it starts
     * @throws IllegalArgumentException as for one slider
     */
    public static Slides slide(
            String name1,
            double from1,
            double to1,
            double step1,
            String name2,
            double from2,
            double to2,
            double step2,
            Slides.OfTwo plot) {
        return Slides.of(Slides.Slider.of(name1, from1, to1, step1), Slides.Slider.of(name2, from2, to2, step2), plot);
    }

    private static List<Activation> orBasic(Activation... functions) {
        return functions.length == 0 ? Activations.basic() : Arrays.asList(functions);
    }

    /**
     * Writes {@code my-data.csv} beside the notebook: points that the id decides, with a line for each, and says so.
     *
     * @param student the student's id
     * @throws IllegalArgumentException if it is null or blank
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void ownData(String student) {
        System.out.println(OwnDataFile.write(Path.of(OwnDataFile.NAME), student));
    }

    /**
     * Scores a prediction.
     *
     * @param id the question, as the lesson names it
     * @param guess one of its options; blank is allowed
     */
    public static void predict(String id, String guess) {
        show(Predictions.answer(id, guess));
    }

    /**
     * Scores a prediction that is a number.
     *
     * @param id the question, as the lesson names it
     * @param guess your number
     */
    public static void predict(String id, double guess) {
        show(Predictions.answer(id, guess));
    }

    /**
     * Tries an answer of a homework on the cases that may be seen, and says what came of it, line by line.
     *
     * @param exercise its name, as the homework says it
     * @throws IllegalArgumentException if there is no such exercise
     */
    public static void check(String exercise) {
        Checks.check(exercise);
    }

    /**
     * Runs the saved notebook of a homework from its beginning, as the grader does, and says what is still open and which
     * file to hand in.
     *
     * @param assignment its name, such as hw1
     * @throws IllegalArgumentException if there is no such assignment
     */
    public static void handIn(String assignment) {
        HandIn.show(assignment);
    }

    /**
     * Compares what was measured with the ledger, says so, and keeps it for {@link #verdicts}.
     *
     * @param id the statement, such as C03
     * @param measured the numbers that the ledger names for it
     */
    public static void verdict(String id, double... measured) {
        String sentence = Verdicts.record(id, measured);
        show(new Fragment(
                "<p style=\"margin:2px 0 8px\"><b>" + id + "</b> " + Html.escape(Numbers.typeset(sentence)) + "</p>",
                id + "  " + sentence));
    }

    /**
     * The verdicts of a lesson on what was measured so far.
     *
     * @param lesson its number, such as 01
     * @return a table for {@link #show}
     */
    public static Showable verdicts(String lesson) {
        return Verdicts.ofLesson(lesson);
    }

    /**
     * All statements of the ledger at a glance, coloured and marked by their verdicts.
     *
     * @return a figure, to be shown or changed
     */
    public static VerdictStrip strip() {
        return new VerdictStrip(Csv.resource("claims.csv"));
    }

    /**
     * Some statements of the ledger at a glance.
     *
     * @param statements rows of {@code notebooks/claims.csv}, read as text
     * @return a figure, to be shown or changed
     * @throws IllegalArgumentException if there are no rows, or not the columns of the ledger
     */
    public static VerdictStrip strip(Table statements) {
        return new VerdictStrip(Tables.rows(statements));
    }

    /**
     * A long table in parts that fold: one for each value of a column, with all its rows.
     *
     * @param table any table
     * @param column the name of a column; of several values {@code "Q3;Q4"} the first counts
     * @return something for {@link #show}
     * @throws IllegalArgumentException if there is no such column
     */
    public static Showable folded(Table table, String column) {
        return Tables.folded(table, column);
    }

    /**
     * What you predicted so far, in all lessons of this folder: how often it was right, and which ideas you met.
     *
     * @return something for {@link #show}
     */
    public static Showable predictions() {
        return new PredictionSummary(Predictions.bank(), Predictions.kept());
    }
}
