package activationlab.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Random numbers")
class RandomsTest {

    private static final int MANY = 200_000;

    private static double[] draw(long seed, int n, ToDoubleFunction<RandomGenerator> law) {
        RandomGenerator random = Randoms.generator(seed);
        return IntStream.range(0, n).mapToDouble(i -> law.applyAsDouble(random)).toArray();
    }

    @Test
    @DisplayName("the first numbers of every law are those written down here, to the bit")
    void firstNumbers() {
        assertArrayEquals(
                new double[] {0.9046526817378442, 0.09463861544866314, 0.04492276771195902, 0.338641693669289},
                draw(1, 4, RandomGenerator::nextDouble));
        assertArrayEquals(
                new double[] {-0.35229325065106537, 1.0757079375917797, 1.0416353978159234, 0.7558142354684231},
                draw(1, 4, Randoms::gaussian));
        assertArrayEquals(
                new double[] {4.2372214539027535, -2.242891076410695, -2.640617858304328, -0.29086645064568817},
                draw(1, 4, random -> Randoms.uniform(random, -3, 5)));
        assertArrayEquals(
                new double[] {9, 0, 0, 3, 7, 3, 8, 4, 7, 9}, draw(1, 10, random -> Randoms.below(random, 10)));
        int[] order = IntStream.range(0, 10).toArray();
        Randoms.shuffle(Randoms.generator(1), order);
        assertArrayEquals(new int[] {7, 6, 5, 3, 1, 4, 2, 8, 0, 9}, order);
    }

    @Test
    @DisplayName("the same bits of 200,000 normal numbers")
    void sameBits() {
        assertEquals(-1886328887, Arrays.hashCode(draw(7, MANY, Randoms::gaussian)));
    }

    @Test
    void otherSeedsGiveOtherNumbers() {
        assertEquals(
                1000,
                IntStream.range(0, 1000)
                        .mapToDouble(seed -> Randoms.generator(seed).nextDouble())
                        .distinct()
                        .count());
    }

    @Test
    @DisplayName("moments of the normal distribution: 0, 1, 0, 3, within five standard errors")
    void normal() {
        double[] x = draw(3, MANY, Randoms::gaussian);
        double error = 5 / Math.sqrt(MANY);
        assertEquals(0, moment(x, 1), error);
        assertEquals(1, moment(x, 2), error * Math.sqrt(2)); // the variance of X² is 3 − 1
        assertEquals(0, moment(x, 3), error * Math.sqrt(15));
        assertEquals(3, moment(x, 4), error * Math.sqrt(96)); // 105 − 9
        double farther = Arrays.stream(x).filter(v -> Math.abs(v) > 2).count() / (double) MANY;
        assertEquals(0.0455002639, farther, error * 0.21, "P(|X| > 2)");
    }

    private static double moment(double[] x, int power) {
        return Arrays.stream(x).map(v -> StrictMath.pow(v, power)).sum() / x.length;
    }

    @Test
    void uniformStaysBetweenItsEndsAndFillsThem() {
        double[] x = draw(3, MANY, random -> Randoms.uniform(random, -3, 5));
        double error = 5 * 8 / Math.sqrt(12) / Math.sqrt(MANY);
        assertEquals(1, moment(x, 1), error);
        assertEquals(-3, Arrays.stream(x).min().orElseThrow(), 0.001);
        assertEquals(5, Arrays.stream(x).max().orElseThrow(), 0.001);
        assertTrue(Arrays.stream(x).allMatch(v -> -3 <= v && v < 5));
        assertEquals(2, Randoms.uniform(Randoms.generator(1), 2, 2));
        assertTrue(Randoms.uniform(Randoms.generator(1), 0, Double.MAX_VALUE) > 1e307, "the widest that there is");
    }

    @Test
    void wholeNumbersAreAllEquallyFrequent() {
        int[] count = new int[7];
        RandomGenerator random = Randoms.generator(5);
        for (int i = 0; i < MANY; i++) {
            count[Randoms.below(random, 7)]++;
        }
        for (int c : count) {
            assertEquals(MANY / 7.0, c, 5 * Math.sqrt(MANY * 6 / 49.0));
        }
    }

    @Test
    @DisplayName("below never reaches its bound, also for the greatest number of a generator")
    void belowStaysBelow() {
        RandomGenerator greatest = () -> -1L; // nextDouble gives 1 − 2⁻⁵³
        assertEquals(0x1.fffffffffffffp-1, greatest.nextDouble());
        for (int bound : new int[] {1, 2, 3, 1000, (1 << 30) + 1, Integer.MAX_VALUE}) {
            assertEquals(bound - 1, Randoms.below(greatest, bound));
            assertEquals(0, Randoms.below(() -> 0L, bound));
        }
    }

    @Test
    void everyOrderIsEquallyFrequent() {
        Map<String, Integer> count = new TreeMap<>();
        RandomGenerator random = Randoms.generator(9);
        int rounds = 24_000;
        for (int i = 0; i < rounds; i++) {
            int[] order = {1, 2, 3, 4};
            Randoms.shuffle(random, order);
            count.merge(Arrays.toString(order), 1, Integer::sum);
        }
        assertEquals(24, count.size());
        count.forEach((order, c) -> assertEquals(1000, c, 5 * Math.sqrt(1000), order));
        int[] none = {};
        Randoms.shuffle(random, none);
        assertEquals(0, none.length);
    }

    @Test
    @DisplayName("the polar method draws again unless it is inside the circle and not at its centre")
    void polarMethod() {
        // (−1, −1) is outside, (−1, 0) on the circle, (0, 0) is the centre; (−1/2, 0) is good.
        double[] script = {0, 0, 0, 0.5, 0.5, 0.5, 0.25, 0.5};
        int[] next = {0};
        RandomGenerator random = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return script[next[0]++];
            }
        };
        assertEquals(-0.5 * Math.sqrt(8 * StrictMath.log(4)), Randoms.gaussian(random));
        assertEquals(8, next[0]);
    }

    @Test
    void badInputIsNamed() {
        RandomGenerator random = Randoms.generator(1);
        String missing = "random is null; give it one, such as Randoms.generator(1)";
        refused(missing, () -> Randoms.below(null, 3));
        refused(missing, () -> Randoms.uniform(null, 0, 1));
        refused(missing, () -> Randoms.gaussian(null));
        refused(missing, () -> Randoms.shuffle(null, new int[0]));
        refused("a is null; an array is needed", () -> Randoms.shuffle(random, null));
        refused("bound must be at least 1, not 0", () -> Randoms.below(random, 0));
        String ends = " must be finite, with from <= to and a finite distance";
        refused("from = 2.0 and to = 1.0" + ends, () -> Randoms.uniform(random, 2, 1));
        refused("from = NaN and to = 1.0" + ends, () -> Randoms.uniform(random, Double.NaN, 1));
        refused("from = 0.0 and to = Infinity" + ends, () -> Randoms.uniform(random, 0, 1 / 0.0));
        refused("from = Infinity and to = Infinity" + ends, () -> Randoms.uniform(random, 1 / 0.0, 1 / 0.0));
        refused("from = -1.7E308 and to = 1.7E308" + ends, () -> Randoms.uniform(random, -1.7e308, 1.7e308));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
