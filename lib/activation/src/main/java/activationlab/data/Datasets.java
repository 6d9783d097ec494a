package activationlab.data;

import activationlab.numeric.Randoms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Small data sets: problems in the plane from a seed, curves, and handwritten digits.
 *
 * <p>The generated ones have the same bits for the same arguments, on every machine and every Java version. Noise is normal
 * (see {@link Randoms#gaussian}); with noise 0 the seed makes no difference. The examples come in a fixed order; see {@link
 * Dataset#shuffled} and {@link Dataset#split}.
 */
public final class Datasets {

    /** The SHA-256 of the resource with the digits, as its README states it. */
    private static final String DIGITS_SHA256 = "68aea062d35a127749050fa0e52dca09d6569ac08092c925610e0954e172dde2";

    private static final String DIGITS_FILE = "digits.bin";
    private static final int DIGITS = 1797;
    private static final int PIXELS = 8 * 8;
    private static final double BRIGHTEST = 16;

    /** The digits, once they are loaded. */
    private static Dataset digits;

    private Datasets() {}

    /**
     * Spirals: one arm for each class, wound around the origin. On the arm of class c the radius r goes from 0.05 to 1 in
     * equal steps, and a point is
     *
     * <pre>{@code
     * angle = 2π·c/classes + 4·r + noise·N(0, 1)
     * (x, y) = (2·r·cos(angle), 2·r·sin(angle))
     * }</pre>
     *
     * Coordinates are between −2 and 2. The examples come class by class, from the inside to the outside.
     *
     * @param classes how many arms, at least 2
     * @param perClass how many points on each, at least 1
     * @param noise the standard deviation of the angle in radians, at least 0; with three arms 0.15 is usual
     * @param seed any number
     * @return classes·perClass examples with 2 inputs
     * @throws IllegalArgumentException if a number is too small, noise is not finite, or there would be more than
     *     2<sup>31</sup> − 1 examples
     */
    public static Dataset spirals(int classes, int perClass, double noise, long seed) {
        checkAtLeast("classes", classes, 2);
        checkAtLeast("perClass", perClass, 1);
        checkNoise(noise);
        if ((long) classes * perClass > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "classes = " + classes + " times perClass = " + perClass + " is more than an array can hold");
        }
        RandomGenerator random = Randoms.generator(seed);
        double[][] inputs = new double[classes * perClass][];
        int[] labels = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            int c = i / perClass;
            double r = spaced(0.05, 1, i % perClass, perClass);
            double angle = 2 * Math.PI * c / classes + 4 * r + noise * Randoms.gaussian(random);
            inputs[i] = new double[] {2 * r * StrictMath.cos(angle), 2 * r * StrictMath.sin(angle)};
            labels[i] = c;
        }
        return Dataset.classification("spirals", inputs, labels, classes);
    }

    /**
     * Two half circles that reach into each other: class 0 is (cos t, sin t), class 1 is (1 − cos t, ½ − sin t), with t
     * from 0 to π in equal steps, and normal noise is added to both coordinates.
     *
     * @param n how many examples, at least 2; if odd, class 1 has one more
     * @param noise the standard deviation of each coordinate, at least 0
     * @param seed any number
     * @return n examples with 2 inputs and 2 classes, class 0 first
     * @throws IllegalArgumentException if n is too small, or noise is negative or not finite
     */
    public static Dataset moons(int n, double noise, long seed) {
        checkAtLeast("n", n, 2);
        checkNoise(noise);
        RandomGenerator random = Randoms.generator(seed);
        double[][] inputs = new double[n][];
        int[] labels = new int[n];
        int half = n / 2;
        for (int i = 0; i < n; i++) {
            labels[i] = i < half ? 0 : 1;
            double t = i < half ? spaced(0, Math.PI, i, half) : spaced(0, Math.PI, i - half, n - half);
            double x = StrictMath.cos(t);
            double y = StrictMath.sin(t);
            inputs[i] = i < half ? noisy(x, y, noise, random) : noisy(1 - x, 0.5 - y, noise, random);
        }
        return Dataset.classification("moons", inputs, labels, 2);
    }

    /**
     * A circle inside another: class 0 has radius 1, class 1 the radius ratio, both with equal steps of the angle from 0
     * on, and normal noise is added to both coordinates.
     *
     * @param n how many examples, at least 2; if odd, class 1 has one more
     * @param ratio the radius of the inner circle, more than 0 and less than 1
     * @param noise the standard deviation of each coordinate, at least 0
     * @param seed any number
     * @return n examples with 2 inputs and 2 classes, class 0 first
     * @throws IllegalArgumentException if n is too small, ratio is not between 0 and 1, or noise is negative or not finite
     */
    public static Dataset circles(int n, double ratio, double noise, long seed) {
        checkAtLeast("n", n, 2);
        if (!(ratio > 0 && ratio < 1)) {
            throw new IllegalArgumentException("ratio must be more than 0 and less than 1, not " + ratio);
        }
        checkNoise(noise);
        RandomGenerator random = Randoms.generator(seed);
        double[][] inputs = new double[n][];
        int[] labels = new int[n];
        int half = n / 2;
        for (int i = 0; i < n; i++) {
            labels[i] = i < half ? 0 : 1;
            double r = i < half ? 1 : ratio;
            double angle = 2 * Math.PI * (i < half ? i / (double) half : (i - half) / (double) (n - half));
            inputs[i] = noisy(r * StrictMath.cos(angle), r * StrictMath.sin(angle), noise, random);
        }
        return Dataset.classification("circles", inputs, labels, 2);
    }

    /**
     * The four rows of "exclusive or": the inputs (0, 0), (0, 1), (1, 0), (1, 1) with the classes 0, 1, 1, 0. No straight
     * line separates the classes.
     *
     * @return 4 examples with 2 inputs and 2 classes
     */
    public static Dataset xor() {
        return Dataset.classification(
                "xor", new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new int[] {0, 1, 1, 0}, 2);
    }

    /**
     * Four clouds around (−1, −1), (−1, 1), (1, −1), (1, 1) with the classes 0, 1, 1, 0: "exclusive or" with noise. The
     * clouds take turns in this order.
     *
     * @param n how many examples, at least 4
     * @param noise the standard deviation of each coordinate, at least 0
     * @param seed any number
     * @return n examples with 2 inputs and 2 classes
     * @throws IllegalArgumentException if n is too small, or noise is negative or not finite
     */
    public static Dataset xor(int n, double noise, long seed) {
        checkAtLeast("n", n, 4);
        checkNoise(noise);
        RandomGenerator random = Randoms.generator(seed);
        double[][] inputs = new double[n][];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            int a = i / 2 % 2;
            int b = i % 2;
            labels[i] = a ^ b;
            inputs[i] = noisy(2 * a - 1, 2 * b - 1, noise, random);
        }
        return Dataset.classification("xor", inputs, labels, 2);
    }

    /**
     * Points of a curve with noise: x in equal steps, y = f(x) + noise·N(0, 1).
     *
     * @param f the curve
     * @param from the first x
     * @param to the last x, greater than from
     * @param n how many points, at least 2
     * @param noise the standard deviation of y, at least 0
     * @param seed any number
     * @return n examples with 1 input and 1 target, for regression; they have the same bits everywhere if f has
     * @throws IllegalArgumentException if f is null, an end is not finite, from is not less than to, n is too small, noise
     *     is negative or not finite, or f is not finite at a point
     */
    public static Dataset curve(DoubleUnaryOperator f, double from, double to, int n, double noise, long seed) {
        if (f == null) {
            throw new IllegalArgumentException("f is null; give it a function such as x -> x * x");
        }
        if (!(from < to && Double.isFinite(from) && Double.isFinite(to))) {
            throw new IllegalArgumentException(
                    "from = " + from + " and to = " + to + " must be finite numbers with from < to");
        }
        checkAtLeast("n", n, 2);
        checkNoise(noise);
        RandomGenerator random = Randoms.generator(seed);
        double[][] inputs = new double[n][1];
        double[][] targets = new double[n][1];
        for (int i = 0; i < n; i++) {
            double x = spaced(from, to, i, n);
            inputs[i][0] = x;
            targets[i][0] = f.applyAsDouble(x) + noise * Randoms.gaussian(random);
            if (!Double.isFinite(targets[i][0])) {
                throw new IllegalArgumentException(
                        "f must be finite at every point, but at x = " + x + " it gives " + targets[i][0]);
            }
        }
        return Dataset.regression("curve", inputs, targets);
    }

    /**
     * Handwritten digits: 1,797 images of 8×8 grey values by 13 people, which come with the library. The inputs are the
     * pixels row by row from the top left corner, 0 for paper and 1 for ink, in steps of 1/16; the labels are the digits 0
     * to 9, each with 174 to 183 images.
     *
     * <p>These are the test part of "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak, UCI Machine
     * Learning Repository, under the licence CC BY 4.0. The resource is compared with its SHA-256 when it is loaded, at the
     * first call; all calls return the same object.
     *
     * @return 1,797 examples with 64 inputs and 10 classes
     * @throws IllegalStateException if the resource is missing or damaged
     * @see "E. Alpaydin, C. Kaynak, 1998, Optical Recognition of Handwritten Digits, doi:10.24432/C50P49"
     */
    public static synchronized Dataset digits() {
        if (digits == null) {
            try (InputStream resource = Datasets.class.getResourceAsStream(DIGITS_FILE)) {
                digits = digits(resource);
            } catch (IOException e) {
                throw new UncheckedIOException("The handwritten digits could not be read", e);
            }
        }
        return digits;
    }

    /** The digits from 65 bytes for each image: its pixels, then its label. */
    static Dataset digits(InputStream resource) throws IOException {
        String expected = "the library needs " + DIGITS_FILE + " with the SHA-256 " + DIGITS_SHA256 + "; build it anew";
        if (resource == null) {
            throw new IllegalStateException("The handwritten digits are missing: " + expected);
        }
        byte[] bytes = resource.readAllBytes();
        String found = Sha256.of(new ByteArrayInputStream(bytes));
        if (!found.equals(DIGITS_SHA256)) {
            throw new IllegalStateException(
                    "The handwritten digits are damaged, their SHA-256 is " + found + ": " + expected);
        }
        double[][] inputs = new double[DIGITS][PIXELS];
        int[] labels = new int[DIGITS];
        int next = 0;
        for (int i = 0; i < DIGITS; i++) {
            for (int j = 0; j < PIXELS; j++) {
                inputs[i][j] = bytes[next++] / BRIGHTEST;
            }
            labels[i] = bytes[next++];
        }
        return new Dataset("digits", inputs, labels, 10, null);
    }

    /** Number i of n numbers in equal steps; the first and the last one are exactly the ends. */
    private static double spaced(double from, double to, int i, int n) {
        double t = n == 1 ? 0 : i / (n - 1.0);
        return from * (1 - t) + to * t;
    }

    private static double[] noisy(double x, double y, double noise, RandomGenerator random) {
        double noisyX = x + noise * Randoms.gaussian(random);
        double noisyY = y + noise * Randoms.gaussian(random);
        return new double[] {noisyX, noisyY};
    }

    private static void checkAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }

    private static void checkNoise(double noise) {
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("noise must be a finite number >= 0, not " + noise);
        }
    }
}
