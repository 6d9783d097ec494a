package activationlab.homework.assignments;

import activationlab.homework.Assignment;
import activationlab.homework.Exercise;
import activationlab.homework.Variant;
import activationlab.numeric.Randoms;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * hw3: what a neuron and a layer compute, and the gradients that training needs.
 *
 * <p>Each method gets what comes before it as an argument, so a mistake in one leaves the others alone.
 */
public final class NeuronAndLayer implements Assignment {

    private final List<Exercise> exercises;

    /**
     * The assignment of a course.
     *
     * @param variant chooses the slope of the layer's function and how small the loss has to become
     */
    public NeuronAndLayer(Variant variant) {
        List<Exercise> all = new ArrayList<>(NeuronExercises.all());
        all.addAll(LayerExercises.all(variant.number("layer.alpha", 0.1, 0.2, 0.05, 0.25)));
        all.addAll(LearningExercises.all(variant.number("fit.loss", 0.1, 0.12, 0.15, 0.11)));
        exercises = List.copyOf(all);
    }

    @Override
    public String name() {
        return "hw3";
    }

    @Override
    public String title() {
        return "A neuron, then a layer";
    }

    @Override
    public List<Exercise> exercises(String student) {
        return exercises;
    }

    /** A number between −2 and 2 with two digits behind the point, so that a failed case can be read, and never 0. */
    static double draw(RandomGenerator random) {
        double size = (1 + Randoms.below(random, 200)) / 100.0;
        return random.nextBoolean() ? size : -size;
    }

    /** A probability with two digits, neither 0 nor 1. */
    static double share(RandomGenerator random) {
        return (1 + Randoms.below(random, 99)) / 100.0;
    }

    static double[] vector(RandomGenerator random, int size) {
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = draw(random);
        }
        return numbers;
    }

    static double[][] matrix(RandomGenerator random, int rows, int columns) {
        double[][] numbers = new double[rows][];
        for (int j = 0; j < rows; j++) {
            numbers[j] = vector(random, columns);
        }
        return numbers;
    }

    /** Σ aᵢbᵢ. */
    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double sum(double[] a) {
        double sum = 0;
        for (double v : a) {
            sum += v;
        }
        return sum;
    }
}
