package activationlab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Generated data and digits")
class DatasetsTest {

    private static double radius(double... point) {
        return Math.sqrt(point[0] * point[0] + point[1] * point[1]);
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[data.classes()];
        for (int label : data.labels()) {
            counts[label]++;
        }
        return counts;
    }

    /** A number for all bits of a data set. */
    private static int bits(Dataset data) {
        return 31 * Arrays.deepHashCode(data.inputs()) + Arrays.deepHashCode(data.targets());
    }

    @Test
    @DisplayName("the bits are those written down here, on every Java version")
    void sameBits() {
        assertEquals(1629191058, bits(Datasets.spirals(3, 100, 0.15, 1)));
        assertEquals(2041064752, bits(Datasets.moons(200, 0.1, 1)));
        assertEquals(1578650345, bits(Datasets.circles(200, 0.5, 0.1, 1)));
        assertEquals(944764960, bits(Datasets.xor()));
        assertEquals(1199777184, bits(Datasets.xor(200, 0.3, 1)));
        assertEquals(1471101312, bits(Datasets.curve(StrictMath::sin, -3, 3, 50, 0.1, 1)));
        assertEquals(37656256, bits(Datasets.digits()));
        Dataset.Split split = Datasets.moons(200, 0.1, 1).split(0.6, 2);
        assertEquals(-2064454553, bits(split.train().standardised(split.train())));
        assertEquals(678922527, bits(split.test().standardised(split.train())));
    }

    @Test
    void spiralsWithoutNoiseAreArms() {
        Dataset data = Datasets.spirals(3, 20, 0, 1);
        assertEquals("spirals: 60 examples, 2 inputs, 3 classes", data.toString());
        assertArrayEquals(new int[] {20, 20, 20}, counts(data));
        for (int i = 0; i < 60; i++) {
            double r = 0.05 + 0.95 * (i % 20) / 19;
            double angle = 2 * Math.PI * data.label(i) / 3 + 4 * r;
            assertEquals(i / 20, data.label(i));
            assertEquals(2 * r * StrictMath.cos(angle), data.input(i)[0], 1e-14);
            assertEquals(2 * r * StrictMath.sin(angle), data.input(i)[1], 1e-14);
        }
        assertEquals(0.1, radius(Datasets.spirals(2, 1, 0, 1).input(1)), 1e-15, "one point: at the inner end");
    }

    @Test
    @DisplayName("noise turns the points of a spiral and keeps their radius; its deviation is as asked")
    void noiseOfSpirals() {
        Dataset noisy = Datasets.spirals(4, 5000, 0.15, 9);
        Dataset clean = Datasets.spirals(4, 5000, 0, 9);
        double sum = 0;
        for (int i = 0; i < noisy.size(); i++) {
            double[] a = clean.input(i);
            double[] b = noisy.input(i);
            assertEquals(radius(a), radius(b), 1e-14);
            double turn = StrictMath.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]);
            sum += turn * turn;
        }
        // five standard errors of a standard deviation: 5·0.15/√(2n)
        assertEquals(0.15, Math.sqrt(sum / noisy.size()), 0.004);
    }

    @Test
    void moonsWithoutNoiseAreHalfCircles() {
        Dataset data = Datasets.moons(101, 0, 1);
        assertEquals("moons: 101 examples, 2 inputs, 2 classes", data.toString());
        assertArrayEquals(new int[] {50, 51}, counts(data));
        for (int i = 0; i < 101; i++) {
            double[] p = data.input(i);
            boolean first = i < 50;
            assertEquals(first ? 0 : 1, data.label(i));
            assertEquals(1, first ? radius(p) : radius(p[0] - 1, p[1] - 0.5), 1e-15);
            assertTrue(first ? p[1] >= 0 : p[1] <= 0.5);
        }
        assertArrayEquals(new double[] {1, 0}, data.input(0));
        assertArrayEquals(new double[] {-1, 0}, data.input(49), 1e-15);
        assertArrayEquals(new double[] {0, 0.5}, data.input(50));
        assertArrayEquals(new double[] {2, 0.5}, data.input(100), 1e-15);
        assertEquals(2, Datasets.moons(2, 0.1, 1).size());
    }

    @Test
    void circlesWithoutNoiseAreCircles() {
        Dataset data = Datasets.circles(81, 0.3, 0, 1);
        assertEquals("circles: 81 examples, 2 inputs, 2 classes", data.toString());
        assertArrayEquals(new int[] {40, 41}, counts(data));
        for (int i = 0; i < 81; i++) {
            assertEquals(data.label(i) == 0 ? 1 : 0.3, radius(data.input(i)), 1e-15);
        }
        assertArrayEquals(new double[] {1, 0}, data.input(0));
        assertArrayEquals(new double[] {0, 1}, data.input(10), 1e-15, "a quarter of the way around");
        assertArrayEquals(new double[] {0.3, 0}, data.input(40));
    }

    @Test
    void exclusiveOr() {
        Dataset four = Datasets.xor();
        for (int i = 0; i < 4; i++) {
            double[] p = four.input(i);
            assertEquals((int) p[0] ^ (int) p[1], four.label(i));
        }
        assertArrayEquals(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, four.inputs());
        Dataset clouds = Datasets.xor(4003, 0.2, 5);
        assertEquals("xor: 4003 examples, 2 inputs, 2 classes", clouds.toString());
        assertArrayEquals(new int[] {2001, 2002}, counts(clouds));
        int onTheirSide = 0;
        for (int i = 0; i < clouds.size(); i++) {
            double[] p = clouds.input(i);
            onTheirSide += (p[0] > 0 ^ p[1] > 0) == (clouds.label(i) == 1) ? 1 : 0;
        }
        assertEquals(4003, onTheirSide, "the border is five deviations away");
    }

    @Test
    @DisplayName("noise on coordinates is independent, with mean 0 and the deviation that is asked for")
    void noiseOfCoordinates() {
        int n = 40_000;
        List<Dataset[]> pairs = List.of(
                new Dataset[] {Datasets.moons(n, 0.3, 4), Datasets.moons(n, 0, 4)},
                new Dataset[] {Datasets.circles(n, 0.5, 0.3, 5), Datasets.circles(n, 0.5, 0, 5)},
                new Dataset[] {Datasets.xor(n, 0.3, 6), Datasets.xor(n, 0, 6)});
        for (Dataset[] pair : pairs) {
            double[] sum = new double[5];
            for (int i = 0; i < n; i++) {
                double dx = pair[0].input(i)[0] - pair[1].input(i)[0];
                double dy = pair[0].input(i)[1] - pair[1].input(i)[1];
                double[] terms = {dx, dy, dx * dx, dy * dy, dx * dy};
                for (int k = 0; k < 5; k++) {
                    sum[k] += terms[k] / n;
                }
            }
            // five standard errors
            assertArrayEquals(new double[] {0, 0, 0.09, 0.09, 0}, sum, 5 * 0.3 / Math.sqrt(n), pair[0].name());
            assertEquals(0, sum[4], 5 * 0.09 / Math.sqrt(n), pair[0].name());
        }
    }

    @Test
    void curves() {
        Dataset clean = Datasets.curve(x -> x * x, -1, 3, 5, 0, 1);
        assertEquals("curve: 5 examples, 1 input, 1 target", clean.toString());
        assertArrayEquals(new double[][] {{-1}, {0}, {1}, {2}, {3}}, clean.inputs());
        assertArrayEquals(new double[][] {{1}, {0}, {1}, {4}, {9}}, clean.targets());
        Dataset tenths = Datasets.curve(x -> x, 0.1, 0.7, 7, 0, 1);
        assertEquals(0.1, tenths.input(0)[0], "exactly the ends");
        assertEquals(0.7, tenths.input(6)[0], "exactly the ends");
        int n = 20_000;
        double[][] noisy = Datasets.curve(x -> 5, 0, 1, n, 2, 1).targets();
        double mean = Arrays.stream(noisy).mapToDouble(y -> y[0]).average().orElseThrow();
        double square = Arrays.stream(noisy)
                .mapToDouble(y -> (y[0] - 5) * (y[0] - 5))
                .average()
                .orElseThrow();
        assertEquals(5, mean, 5 * 2 / Math.sqrt(n));
        assertEquals(4, square, 5 * 4 * Math.sqrt(2) / Math.sqrt(n));
    }

    @Test
    void badArgumentsAreNamed() {
        refused("classes must be at least 2, not -1", () -> Datasets.spirals(-1, 5, 0, 1));
        refused("perClass must be at least 1, not 0", () -> Datasets.spirals(2, 0, 0, 1));
        refused(
                "classes = 65536 times perClass = 65536 is more than an array can hold",
                () -> Datasets.spirals(65536, 65536, 0, 1));
        String noise = "noise must be a finite number >= 0, not ";
        refused(noise + "-0.1", () -> Datasets.spirals(2, 5, -0.1, 1));
        refused(noise + "NaN", () -> Datasets.moons(5, Double.NaN, 1));
        refused(noise + "Infinity", () -> Datasets.circles(5, 0.5, 1 / 0.0, 1));
        refused(noise + "-1.0", () -> Datasets.xor(5, -1, 1));
        refused(noise + "-1.0", () -> Datasets.curve(x -> x, 0, 1, 5, -1, 1));
        refused("n must be at least 2, not 1", () -> Datasets.moons(1, 0, 1));
        refused("n must be at least 2, not -7", () -> Datasets.circles(-7, 0.5, 0, 1));
        refused("n must be at least 4, not 3", () -> Datasets.xor(3, 0, 1));
        refused("n must be at least 2, not 1", () -> Datasets.curve(x -> x, 0, 1, 1, 0, 1));
        String ratio = "ratio must be more than 0 and less than 1, not ";
        refused(ratio + "1.0", () -> Datasets.circles(5, 1, 0, 1));
        refused(ratio + "0.0", () -> Datasets.circles(5, 0, 0, 1));
        refused(ratio + "NaN", () -> Datasets.circles(5, Double.NaN, 0, 1));
        refused("f is null; give it a function such as x -> x * x", () -> Datasets.curve(null, 0, 1, 5, 0, 1));
        String ends = " must be finite numbers with from < to";
        refused("from = 1.0 and to = 1.0" + ends, () -> Datasets.curve(x -> x, 1, 1, 5, 0, 1));
        refused("from = 0.0 and to = Infinity" + ends, () -> Datasets.curve(x -> x, 0, 1 / 0.0, 5, 0, 1));
        refused("from = -Infinity and to = 0.0" + ends, () -> Datasets.curve(x -> x, -1 / 0.0, 0, 5, 0, 1));
        refused(
                "f must be finite at every point, but at x = 0.0 it gives Infinity",
                () -> Datasets.curve(x -> 1 / x, 0, 1, 5, 0, 1));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    @DisplayName("digits: the numbers of images, per digit, and of pixels that src/test/python/digits.py printed")
    void digits() {
        Dataset digits = Datasets.digits();
        assertEquals("digits: 1797 examples, 64 inputs, 10 classes", digits.toString());
        assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, counts(digits));
        double sum = 0;
        for (double[] row : digits.inputs()) {
            for (double pixel : row) {
                assertTrue(0 <= pixel && pixel <= 1 && pixel * 16 == Math.rint(pixel * 16));
                sum += pixel * 16;
            }
        }
        assertEquals(561718, sum);
    }

    @Test
    @DisplayName("the first digit stands upright and is a 0")
    void firstDigit() {
        StringBuilder picture = new StringBuilder();
        double[] first = Datasets.digits().input(0);
        for (int i = 0; i < first.length; i++) {
            picture.append(first[i] >= 0.5 ? '#' : '.').append(i % 8 == 7 ? "\n" : "");
        }
        assertEquals(0, Datasets.digits().label(0));
        assertEquals("""
                ...##...
                ..####..
                ..#..##.
                ..#..##.
                ..#..##.
                ..#..#..
                ..#.##..
                ...##...
                """, picture.toString());
    }

    @Test
    @DisplayName("many threads that ask for the digits at once get one and the same data set")
    void digitsFromManyThreads() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        URL[] classes = {Datasets.class.getProtectionDomain().getCodeSource().getLocation()};
        // A class of its own, in which no other test has loaded the digits yet.
        try (URLClassLoader fresh = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            Method digits = fresh.loadClass(Datasets.class.getName()).getMethod("digits");
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Object>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    start.await();
                    return digits.invoke(null);
                }));
            }
            start.countDown();
            for (Future<Object> one : all) {
                assertSame(all.get(0).get(), one.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void damagedDigitsAreNoticed() throws Exception {
        byte[] bytes;
        try (InputStream resource = Datasets.class.getResourceAsStream("digits.bin")) {
            bytes = resource.readAllBytes();
        }
        bytes[1000]++;
        String message = assertThrows(
                        IllegalStateException.class, () -> Datasets.digits(new ByteArrayInputStream(bytes)))
                .getMessage();
        assertTrue(
                message.matches("The handwritten digits are damaged, their SHA-256 is \\p{XDigit}{64}: .*"), message);
        assertEquals(
                "The handwritten digits are missing: the library needs digits.bin with the SHA-256 "
                        + "68aea062d35a127749050fa0e52dca09d6569ac08092c925610e0954e172dde2; build it anew",
                assertThrows(IllegalStateException.class, () -> Datasets.digits(null))
                        .getMessage());
    }
}
