package activationlab.data;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;

/**
 * A kind of data of which every seed gives another draw: examples to learn from, and others to test with. What is measured
 * over many seeds then tells about the kind, not about one draw.
 */
public final class Task {

    private final String name;
    private final LongFunction<Dataset.Split> draw;

    private Task(String name, LongFunction<Dataset.Split> draw) {
        this.name = name;
        this.draw = draw;
    }

    /**
     * A task of one's own.
     *
     * @param name a short name for tables
     * @param draw the data of a seed; must give the same data for the same seed, and may be called by several threads
     * @return a task
     * @throws IllegalArgumentException if an argument is null or the name blank
     */
    public static Task of(String name, LongFunction<Dataset.Split> draw) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name must say what the task is, not " + name);
        }
        if (draw == null) {
            throw new IllegalArgumentException("draw is null; a function from a seed to data is needed");
        }
        return new Task(name, draw);
    }

    /**
     * Three entwined spirals, 100 points each, noise 0.15; as many for the test.
     *
     * @return a task with 2 inputs and 3 classes
     */
    public static Task spirals() {
        return pair("spirals", seed -> Datasets.spirals(3, 100, 0.15, seed));
    }

    /**
     * Two half moons, 200 points, noise 0.15; as many for the test.
     *
     * @return a task with 2 inputs and 2 classes
     */
    public static Task moons() {
        return pair("moons", seed -> Datasets.moons(200, 0.15, seed));
    }

    /**
     * A ring around a ring of half its size, 200 points, noise 0.1; as many for the test.
     *
     * @return a task with 2 inputs and 2 classes
     */
    public static Task circles() {
        return pair("circles", seed -> Datasets.circles(200, 0.5, 0.1, seed));
    }

    /**
     * Four clouds whose opposite corners belong together, 200 points, noise 0.3; as many for the test.
     *
     * @return a task with 2 inputs and 2 classes
     */
    public static Task xor() {
        return pair("XOR", seed -> Datasets.xor(200, 0.3, seed));
    }

    /**
     * The points of the {@linkplain #moons moons} with two labels, of which one holds or both: label 1 holds right of 0, label
     * 2 left of 1.
     *
     * @return a task with 2 inputs and 2 targets of 0 or 1
     */
    public static Task labels() {
        return of("labels", seed -> {
            Dataset.Split points = moons().data(seed);
            return new Dataset.Split(labelled(points.train()), labelled(points.test()));
        });
    }

    private static Dataset labelled(Dataset points) {
        double[][] inputs = points.inputs();
        double[][] labels = new double[inputs.length][];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new double[] {inputs[i][0] > 0 ? 1 : 0, inputs[i][0] < 1 ? 1 : 0};
        }
        return Dataset.regression("labels", inputs, labels);
    }

    /**
     * A function of one number with noise, 100 points; the test is as many points without noise.
     *
     * @param name a short name for tables
     * @param f the function
     * @param from the smallest x
     * @param to the largest x
     * @param noise the standard deviation of the noise
     * @return a regression with 1 input and 1 target
     */
    public static Task curve(String name, DoubleUnaryOperator f, double from, double to, double noise) {
        int points = 100;
        return of(
                name,
                seed -> new Dataset.Split(
                        Datasets.curve(f, from, to, points, noise, seed),
                        Datasets.curve(f, from, to, points, 0, seed)));
    }

    /**
     * The handwritten digits, three quarters to learn from and one quarter to test with; the seed draws which.
     *
     * @return a task with 64 inputs and 10 classes
     */
    public static Task digits() {
        return of("digits", seed -> Datasets.digits().split(0.75, seed));
    }

    /** Two draws of the same law. */
    private static Task pair(String name, LongFunction<Dataset> draw) {
        return of(name, seed -> new Dataset.Split(draw.apply(2 * seed), draw.apply(2 * seed + 1)));
    }

    /**
     * The data of a seed.
     *
     * @param seed any number
     * @return examples to learn from and to test with
     */
    public Dataset.Split data(long seed) {
        return draw.apply(seed);
    }

    /**
     * The name.
     *
     * @return a short name for tables
     */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
