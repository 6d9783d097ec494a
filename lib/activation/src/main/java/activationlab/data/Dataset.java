package activationlab.data;

import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Examples to learn from: one row of inputs for each, and what belongs to it.
 *
 * <ul>
 *   <li><b>Classification:</b> to each example belongs a label, a whole number from 0 to {@link #classes} − 1
 *   <li><b>Regression:</b> to each example belongs a row of targets, one or several numbers
 *   <li><b>Shapes:</b> {@link #size} rows of {@link #width} inputs; {@link #size} rows of {@link #outputs} targets, where a
 *       label counts as one-hot row
 *   <li><b>Range:</b> at least one example, at least one input, every number finite
 * </ul>
 *
 * <p>A data set never changes. Arrays are copied on their way in and out, and {@link #subset}, {@link #shuffled}, {@link
 * #split} and {@link #standardised} make new ones, so that several threads can share it.
 *
 * @see Datasets
 * @see Idx
 */
public final class Dataset {

    /**
     * Two parts of a data set.
     *
     * @param train the part to learn from
     * @param test the part to be judged by
     */
    public record Split(Dataset train, Dataset test) {}

    private final String name;
    // None of these arrays leaves the class, so that several data sets can have the same rows.
    private final double[][] inputs;
    private final int[] labels; // null for regression
    private final int classes;
    private final double[][] targets; // null for classification

    /** Keeps the arrays as they are: for callers in the package that have checked them and forget them. */
    Dataset(String name, double[][] inputs, int[] labels, int classes, double[][] targets) {
        this.name = name;
        this.inputs = inputs;
        this.labels = labels;
        this.classes = classes;
        this.targets = targets;
    }

    /**
     * A data set for classification.
     *
     * @param name what to call it in tables and figures
     * @param inputs one row for each example; copied
     * @param labels the class of each example, from 0 to classes − 1; copied
     * @param classes how many classes there are, at least 2; not each must have an example
     * @return the data set
     * @throws IllegalArgumentException if an argument is null, name is blank, there are no inputs, a row is missing or as
     *     long as no other, an input is not finite, the numbers of rows and labels differ, there are fewer than two classes
     *     or a label is not one of them
     */
    public static Dataset classification(String name, double[][] inputs, int[] labels, int classes) {
        checkName(name);
        double[][] rows = copyOfRows("inputs", inputs);
        checkNotNull("labels", labels);
        checkSameSize("labels", labels.length, rows);
        if (classes < 2) {
            throw new IllegalArgumentException("classes must be at least 2, not " + classes);
        }
        int[] copy = labels.clone();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] < 0 || copy[i] >= classes) {
                throw new IllegalArgumentException("labels[" + i + "] must be from 0 to " + (classes - 1) + " for "
                        + classes + " classes, not " + copy[i]);
            }
        }
        return new Dataset(name, rows, copy, classes, null);
    }

    /**
     * A data set for regression.
     *
     * @param name what to call it in tables and figures
     * @param inputs one row for each example; copied
     * @param targets one row for each example; copied
     * @return the data set
     * @throws IllegalArgumentException if an argument is null, name is blank, there are no inputs or no targets, a row is
     *     missing or as long as no other, a number is not finite, or the numbers of rows differ
     */
    public static Dataset regression(String name, double[][] inputs, double[][] targets) {
        checkName(name);
        double[][] rows = copyOfRows("inputs", inputs);
        double[][] targetRows = copyOfRows("targets", targets);
        checkSameSize("targets", targetRows.length, rows);
        return new Dataset(name, rows, null, 0, targetRows);
    }

    /**
     * What the data set is called.
     *
     * @return the name, not blank
     */
    public String name() {
        return name;
    }

    /**
     * How many examples there are.
     *
     * @return the number of rows, at least 1
     */
    public int size() {
        return inputs.length;
    }

    /**
     * How many inputs an example has.
     *
     * @return the length of a row, at least 1
     */
    public int width() {
        return inputs[0].length;
    }

    /**
     * How many classes there are.
     *
     * @return at least 2; 0 for regression
     */
    public int classes() {
        return classes;
    }

    /**
     * Whether each example has a label.
     *
     * @return true for classification, false for regression
     */
    public boolean isClassification() {
        return labels != null;
    }

    /**
     * How many outputs a network for this data set needs.
     *
     * @return the number of classes or the length of a row of targets
     */
    public int outputs() {
        return isClassification() ? classes : targets[0].length;
    }

    /**
     * The inputs of one example.
     *
     * @param i which example, from 0 to size − 1
     * @return a new array
     * @throws IllegalArgumentException if there is no such example
     */
    public double[] input(int i) {
        checkIndex("i", i);
        return inputs[i].clone();
    }

    /**
     * Writes the inputs of one example to the beginning of an array: for training loops, which keep their own buffers.
     *
     * @param i which example, from 0 to size − 1
     * @param to receives the inputs; may be longer than they are
     * @throws IllegalArgumentException if there is no such example, or to is null or too short
     */
    public void copyInput(int i, double[] to) {
        copyInput(i, to, 0);
    }

    /**
     * Writes the inputs of one example to some place of an array.
     *
     * @param i which example, from 0 to size − 1
     * @param to receives the inputs
     * @param offset where the first of them goes
     * @throws IllegalArgumentException if there is no such example, to is null, or the inputs do not fit into it from offset
     *     on
     */
    public void copyInput(int i, double[] to, int offset) {
        checkIndex("i", i);
        checkNotNull("to", to);
        double[] row = inputs[i];
        if (offset < 0 || offset > to.length - row.length) {
            throw new IllegalArgumentException("to has " + to.length + " elements; there is no room for " + row.length
                    + " inputs from offset " + offset + " on");
        }
        System.arraycopy(row, 0, to, offset, row.length);
    }

    /**
     * All inputs.
     *
     * @return new arrays, one for each example
     */
    public double[][] inputs() {
        return copyOf(inputs);
    }

    /**
     * The label of one example.
     *
     * @param i which example, from 0 to size − 1
     * @return its class, from 0 to classes − 1
     * @throws IllegalArgumentException if there is no such example
     * @throws IllegalStateException if this is a data set for regression
     */
    public int label(int i) {
        checkHasLabels();
        checkIndex("i", i);
        return labels[i];
    }

    /**
     * All labels.
     *
     * @return a new array, one for each example
     * @throws IllegalStateException if this is a data set for regression
     */
    public int[] labels() {
        checkHasLabels();
        return labels.clone();
    }

    /**
     * What a network should answer: the targets or, for classification, rows with 1 at the label and 0 elsewhere.
     *
     * @return new arrays, one for each example
     */
    public double[][] targets() {
        if (!isClassification()) {
            return copyOf(targets);
        }
        double[][] oneHot = new double[size()][classes];
        for (int i = 0; i < oneHot.length; i++) {
            oneHot[i][labels[i]] = 1;
        }
        return oneHot;
    }

    /**
     * Some of the examples, in a given order.
     *
     * @param indices which, at least one, each from 0 to size − 1; an example may come several times
     * @return a data set with the same name and classes
     * @throws IllegalArgumentException if indices is null or empty or there is no such example
     */
    public Dataset subset(int... indices) {
        checkNotNull("indices", indices);
        if (indices.length == 0) {
            throw new IllegalArgumentException("indices is empty; at least one example is needed");
        }
        int n = indices.length;
        double[][] someInputs = new double[n][];
        int[] someLabels = isClassification() ? new int[n] : null;
        double[][] someTargets = isClassification() ? null : new double[n][];
        for (int k = 0; k < n; k++) {
            int i = indices[k];
            checkIndex("indices[" + k + "]", i);
            someInputs[k] = inputs[i];
            if (isClassification()) {
                someLabels[k] = labels[i];
            } else {
                someTargets[k] = targets[i];
            }
        }
        return new Dataset(name, someInputs, someLabels, classes, someTargets);
    }

    /**
     * All examples in a random order.
     *
     * @param seed any number; the same one gives the same order
     * @return a data set with the same name and classes
     */
    public Dataset shuffled(long seed) {
        return subset(order(seed));
    }

    /**
     * Two parts without a common example, both in random order. For classification every class is shared out by itself
     * (the split is <i>stratified</i>), so that both parts have the classes in about the same proportion: of a class with
     * n examples, share·n, rounded to the nearest whole number and from the middle upwards, come into the first part.
     *
     * @param share how much of the data to learn from, more than 0 and less than 1
     * @param seed any number; the same one gives the same parts
     * @return both parts, with the name and classes of this data set
     * @throws IllegalArgumentException if share is not between 0 and 1, or a part would be empty
     */
    public Split split(double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share must be more than 0 and less than 1, not " + share);
        }
        int[] left = new int[Math.max(1, classes)]; // how many of each class are still to come into the first part
        for (int i = 0; i < size(); i++) {
            left[stratum(i)]++;
        }
        for (int c = 0; c < left.length; c++) {
            left[c] = (int) Math.round(share * left[c]);
        }
        int trainSize = Arrays.stream(left).sum();
        if (trainSize == 0 || trainSize == size()) {
            throw new IllegalArgumentException("share = " + share + " puts " + trainSize + " of " + size()
                    + " examples into the first part; each part needs at least one");
        }
        int[] train = new int[trainSize];
        int[] test = new int[size() - trainSize];
        int trained = 0;
        int tested = 0;
        for (int i : order(seed)) {
            if (left[stratum(i)]-- > 0) {
                train[trained++] = i;
            } else {
                test[tested++] = i;
            }
        }
        return new Split(subset(train), subset(test));
    }

    /** What is shared out by itself in a split: a class, or everything. */
    private int stratum(int i) {
        return isClassification() ? labels[i] : 0;
    }

    private int[] order(long seed) {
        int[] order = IntStream.range(0, size()).toArray();
        Randoms.shuffle(Randoms.generator(seed), order);
        return order;
    }

    /**
     * The inputs on a common scale: from each column the mean that it has in a reference is subtracted, and the rest is
     * divided by the standard deviation (with divisor n) that it has there. The reference is usually the part to learn
     * from, for both parts: {@code split.test().standardised(split.train())}. A column that is constant in the reference
     * becomes 0, whatever stands in it here. Targets stay as they are.
     *
     * @param reference where means and standard deviations are taken from; may be this data set
     * @return a data set with the same name, labels and targets
     * @throws IllegalArgumentException if reference is null or has another number of inputs, or its numbers are so large
     *     or small, or so far from those here, that a result overflows
     */
    public Dataset standardised(Dataset reference) {
        checkNotNull("reference", reference);
        if (reference.width() != width()) {
            throw new IllegalArgumentException("reference has " + reference.width()
                    + " inputs for each example, but this data set has " + width());
        }
        double[][] rows = new double[size()][width()];
        for (int j = 0; j < width(); j++) {
            // A sum of equal numbers is rounded, so that their deviation from its mean need not be 0.
            if (!reference.isConstant(j)) {
                double mean = reference.mean(j);
                double deviation = reference.deviation(j, mean);
                for (int i = 0; i < rows.length; i++) {
                    rows[i][j] = (inputs[i][j] - mean) / deviation;
                    if (!Double.isFinite(rows[i][j])) {
                        throw new IllegalArgumentException("column " + j + " of reference has the mean " + mean
                                + " and the standard deviation " + deviation + ", which makes inputs[" + i + "][" + j
                                + "] = " + inputs[i][j] + " the number " + rows[i][j] + "; change its unit first");
                    }
                }
            }
        }
        return new Dataset(name, rows, labels, classes, targets);
    }

    private boolean isConstant(int column) {
        for (double[] row : inputs) {
            if (row[column] != inputs[0][column]) {
                return false;
            }
        }
        return true;
    }

    private double mean(int column) {
        double sum = 0;
        for (double[] row : inputs) {
            sum += row[column];
        }
        return sum / size();
    }

    private double deviation(int column, double mean) {
        double sum = 0;
        for (double[] row : inputs) {
            double distance = row[column] - mean;
            sum += distance * distance;
        }
        return Math.sqrt(sum / size());
    }

    /**
     * Name and shape, such as {@code moons: 200 examples, 2 inputs, 2 classes}.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s, %s, %s",
                name,
                count(size(), "example", "examples"),
                count(width(), "input", "inputs"),
                isClassification() ? count(classes, "class", "classes") : count(outputs(), "target", "targets"));
    }

    private static String count(int n, String one, String several) {
        return n + " " + (n == 1 ? one : several);
    }

    private static double[][] copyOf(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    private static double[][] copyOfRows(String name, double[][] rows) {
        checkNotNull(name, rows);
        if (rows.length == 0) {
            throw new IllegalArgumentException(name + " has no rows; at least one example is needed");
        }
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < copy.length; i++) {
            if (rows[i] == null) {
                throw new IllegalArgumentException(name + "[" + i + "] is null; every row must be there");
            }
            // The copy is what is checked: nobody can change it any more.
            copy[i] = rows[i].clone();
            if (copy[i].length != copy[0].length) {
                throw new IllegalArgumentException(name + "[" + i + "] has " + copy[i].length + " elements but " + name
                        + "[0] has " + copy[0].length + "; make them equally long");
            }
            for (int j = 0; j < copy[i].length; j++) {
                if (!Double.isFinite(copy[i][j])) {
                    throw new IllegalArgumentException(
                            name + "[" + i + "][" + j + "] must be a finite number, not " + copy[i][j]);
                }
            }
        }
        if (copy[0].length == 0) {
            throw new IllegalArgumentException(name + " has rows without elements; at least one number is needed");
        }
        return copy;
    }

    private static void checkSameSize(String name, int length, double[][] inputs) {
        if (length != inputs.length) {
            throw new IllegalArgumentException(name + " has " + length + " elements but inputs has " + inputs.length
                    + " rows; give each row its own");
        }
    }

    private static void checkName(String name) {
        checkNotNull("name", name);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank; give the data set one, such as \"moons\"");
        }
    }

    private static void checkNotNull(String name, Object argument) {
        if (argument == null) {
            throw new IllegalArgumentException(name + " is null; it must be given");
        }
    }

    private void checkIndex(String parameter, int i) {
        if (i < 0 || i >= size()) {
            throw new IllegalArgumentException(
                    parameter + " must be from 0 to " + (size() - 1) + " for " + size() + " examples, not " + i);
        }
    }

    private void checkHasLabels() {
        if (!isClassification()) {
            throw new IllegalStateException(
                    "The data set " + name + " is for regression and has no labels; take its targets");
        }
    }
}
