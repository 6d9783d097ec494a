package activationlab.homework;

import activationlab.data.Dataset;
import activationlab.data.Task;
import activationlab.numeric.Randoms;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A data set of a student's own: points of two kinds in the plane. The student's id decides their shape, the noise, how many
 * there are of each kind, and the units of the axes, so that conclusions differ between students.
 *
 * <p>Equal ids give the same bits on every machine; small and capital letters count as equal, and spaces do not count. All
 * numbers have three decimals, so that {@link #csv} says all there is: who reads it has the numbers of {@link #dataset}.
 */
public final class OwnData {

    /** The kind of points that has the label 0. */
    public static final String FIRST = "dot";

    /** The kind that has the label 1. */
    public static final String SECOND = "diamond";

    /** The part of the data that a network learns from; it is tested with the rest. */
    public static final double SHARE = 0.6;

    private static final String NAME = "my data";
    private static final int LEAST = 120;
    private static final int MOST = 160;

    private final double[][] points;
    private final int[] kinds;

    private OwnData(double[][] points, int[] kinds) {
        this.points = points;
        this.kinds = kinds;
    }

    /**
     * The data of a student.
     *
     * @param student the student's id
     * @return the same for the same id
     * @throws IllegalArgumentException if the id is null or blank
     */
    public static OwnData of(String student) {
        String id = plain(student);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("There is no student's id yet: studentId() returns "
                    + (student == null ? "null" : "an empty text")
                    + ". Write your id between its quotes and run that cell, then this one again.");
        }
        RandomGenerator random = Randoms.generator(Seeds.of(1, "own data", id));
        int shape = Randoms.below(random, 4);
        int size = LEAST + Randoms.below(random, MOST - LEAST + 1);
        int second = (int) Math.round(size * Randoms.uniform(random, 0.3, 0.55));
        double noise = Randoms.uniform(random, 0.25, 0.5);
        double unit = StrictMath.pow(4, Randoms.uniform(random, -0.5, 1));
        double stretch = StrictMath.pow(2, Randoms.uniform(random, -0.5, 0.5));
        double right = Randoms.uniform(random, -1, 1);
        double up = Randoms.uniform(random, -1, 1);
        double[][] points = new double[size][];
        int[] kinds = new int[size];
        for (int i = 0; i < size; i++) {
            kinds[i] = i < size - second ? 0 : 1;
            double[] place = place(shape, kinds[i], random);
            double x = place[0] + noise * Randoms.gaussian(random);
            double y = place[1] + noise * Randoms.gaussian(random);
            points[i] = new double[] {rounded(unit * (x + right)), rounded(unit * stretch * (y + up))};
        }
        return new OwnData(points, kinds);
    }

    /** A place of a shape without noise; all shapes are about as large. */
    private static double[] place(int shape, int kind, RandomGenerator random) {
        double t = random.nextDouble();
        return switch (shape) {
            case 0 -> { // half moons that reach into each other
                double x = StrictMath.cos(Math.PI * t) - 0.5;
                double y = StrictMath.sin(Math.PI * t) - 0.25;
                yield kind == 0 ? new double[] {x, y} : new double[] {-x, -y};
            }
            case 1 -> { // a ring around a spot
                double radius = kind == 0 ? 1.2 : 0.35;
                double angle = 2 * Math.PI * t;
                yield new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)};
            }
            case 2 -> { // four clouds, opposite ones of one kind
                boolean left = t < 0.5;
                yield new double[] {left ? -0.9 : 0.9, left == (kind == 0) ? -0.9 : 0.9};
            }
            default -> { // two waves, one above the other
                double x = 3 * t - 1.5;
                yield new double[] {x, StrictMath.sin(2 * x) + (kind == 0 ? -0.5 : 0.5)};
            }
        };
    }

    private static double rounded(double value) {
        return Math.rint(value * 1000) / 1000;
    }

    /**
     * An id as it is compared: without spaces, in small letters.
     *
     * @param student as the student writes it; may be null
     * @return empty if nothing is left
     */
    public static String plain(String student) {
        return student == null ? "" : student.replaceAll("[\\s\\p{Z}]+", "").toLowerCase(Locale.ROOT);
    }

    /**
     * The points with their kinds as labels.
     *
     * @return examples with 2 inputs and 2 classes
     */
    public Dataset dataset() {
        return Dataset.classification(NAME, points, kinds, 2);
    }

    /**
     * The data as a task: each seed draws anew which part is learned from.
     *
     * @return a task with 2 inputs and 2 classes
     */
    public Task task() {
        Dataset all = dataset();
        return Task.of(NAME, seed -> all.split(SHARE, seed));
    }

    /**
     * The data as a file.
     *
     * @return a line with the names x, y and kind, and a line for each point, in the order of {@link #dataset}
     */
    public String csv() {
        StringBuilder text = new StringBuilder("x,y,kind\n");
        for (int i = 0; i < points.length; i++) {
            text.append(String.format(
                    Locale.ROOT, "%.3f,%.3f,%s%n", points[i][0], points[i][1], kinds[i] == 0 ? FIRST : SECOND));
        }
        return text.toString().replace("\r", "");
    }
}
