package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Distributions and histograms")
class DistributionTest {

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    @DisplayName("mean, spread and quantiles of five numbers, by hand")
    void byHand() {
        Distribution five = Distribution.of(4, -2, 0, 8, 0);
        assertEquals(5, five.size());
        assertEquals(2, five.mean());
        assertEquals(Math.sqrt((4 + 16 + 4 + 36 + 4) / 5.0), five.standardDeviation(), 1e-15);
        assertEquals(-2, five.min());
        assertEquals(8, five.max());
        assertEquals(0, five.quantile(0.5));
        assertEquals(0, five.quantile(0.25));
        assertEquals(4, five.quantile(0.75));
        assertEquals(6, five.quantile(0.875));
        assertEquals(0.4, five.zeroShare());
        assertEquals(0.2, five.shareBelow(0));
        assertEquals(0.6, five.shareBelow(4));
        assertEquals("5 numbers, mean 2.0, standard deviation " + five.standardDeviation(), five.toString());
    }

    @Test
    @DisplayName("equal numbers have no spread, tiny and huge ones keep theirs")
    void extremeSizes() {
        assertEquals(0, Distribution.of(0.1, 0.1, 0.1).standardDeviation());
        assertEquals(0.1, Distribution.of(0.1, 0.1, 0.1).mean());
        assertEquals(1e-300, Distribution.of(1e-300, -1e-300).standardDeviation(), 1e-314);
        assertEquals(1e300, Distribution.of(1e300, -1e300).standardDeviation(), 1e286);
        assertEquals(
                Double.MIN_VALUE,
                Distribution.of(Double.MIN_VALUE, -Double.MIN_VALUE).standardDeviation());
    }

    @Test
    @DisplayName("NaN makes every number NaN; infinities stay what they are")
    void undefined() {
        Distribution nan = Distribution.of(1, Double.NaN, 0);
        for (double v : new double[] {
            nan.mean(),
            nan.standardDeviation(),
            nan.min(),
            nan.max(),
            nan.quantile(0.5),
            nan.zeroShare(),
            nan.shareBelow(1)
        }) {
            assertEquals(Double.NaN, v);
        }
        Distribution infinite =
                Distribution.of(Double.NEGATIVE_INFINITY, 1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertEquals(Double.NEGATIVE_INFINITY, infinite.min());
        assertEquals(Double.POSITIVE_INFINITY, infinite.max());
        assertEquals(Double.POSITIVE_INFINITY, infinite.quantile(0.9));
        assertEquals(Double.NaN, infinite.standardDeviation());
        assertEquals(
                Double.POSITIVE_INFINITY,
                Distribution.of(1, Double.POSITIVE_INFINITY).mean());
    }

    @Test
    @DisplayName("the numbers given are not changed and can change afterwards")
    void copies() {
        double[] given = {3, 1, 2};
        Distribution three = Distribution.of(given);
        assertArrayEquals(new double[] {3, 1, 2}, given);
        given[0] = 100;
        assertEquals(3, three.max());
        double[] edges = {0, 2, 4};
        Histogram histogram = three.histogram(edges);
        edges[1] = 3.5;
        histogram.edges()[1] = 0.5;
        histogram.counts()[0] = 7;
        assertArrayEquals(new double[] {0, 2, 4}, histogram.edges());
        assertArrayEquals(new int[] {1, 2}, histogram.counts());
    }

    @Test
    @DisplayName("a number at an edge counts upwards, the last edge belongs to the last bin")
    void edges() {
        double[] values = {-1, -0.0, 0.5, 1, 1, 2, 2.5, Double.NaN, Double.POSITIVE_INFINITY};
        Histogram histogram = Histogram.of(values, new double[] {0, 1, 2});
        assertArrayEquals(new int[] {2, 3}, histogram.counts());
        assertEquals(4, histogram.outside());
        assertEquals(2, histogram.bins());
        assertEquals("histogram [2, 3] over [0.0, 1.0, 2.0]", histogram.toString());
    }

    @Test
    @DisplayName("automatic bins: every number is in the bin that a plain loop finds")
    void bruteForce() {
        RandomGenerator random = Randoms.generator(3);
        double[] values = DoubleStream.generate(() -> Randoms.gaussian(random))
                .limit(1000)
                .toArray();
        Histogram histogram = Distribution.of(values).histogram(17);
        double[] edges = histogram.edges();
        assertEquals(Arrays.stream(values).min().getAsDouble(), edges[0]);
        assertEquals(Arrays.stream(values).max().getAsDouble(), edges[17]);
        for (int k = 0; k < 17; k++) {
            int count = 0;
            for (double v : values) {
                count += v >= edges[k] && (v < edges[k + 1] || (k == 16 && v == edges[17])) ? 1 : 0;
            }
            assertEquals(count, histogram.counts()[k]);
            assertEquals((edges[17] - edges[0]) / 17, edges[k + 1] - edges[k], 1e-14);
        }
        assertEquals(0, histogram.outside());
    }

    @Test
    @DisplayName("equal, huge and undefined numbers have automatic bins too")
    void hardBins() {
        assertArrayEquals(
                new double[] {2.5, 3, 3.5}, Histogram.of(new double[] {3, 3}, 2).edges());
        Histogram huge = Histogram.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, 2);
        assertArrayEquals(new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE}, huge.edges());
        assertArrayEquals(new int[] {1, 1}, huge.counts());
        Histogram equal = Histogram.of(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}, 2);
        assertArrayEquals(new int[] {0, 2}, equal.counts());
        Histogram close = Histogram.of(new double[] {1, Math.nextUp(1.0), 1}, 3);
        assertArrayEquals(new int[] {0, 3, 0}, close.counts());
        Histogram nothing = Histogram.of(new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, 2);
        assertTrue(Arrays.stream(nothing.edges()).allMatch(Double::isNaN));
        assertEquals(2, nothing.outside());
    }

    @Test
    void wrongArguments() {
        refused("values is null", () -> Distribution.of((double[]) null));
        refused("values is empty; a distribution needs at least one number", Distribution::of);
        Distribution two = Distribution.of(1, 2);
        refused("p must be from 0 to 1, not 1.5", () -> two.quantile(1.5));
        refused("p must be from 0 to 1, not NaN", () -> two.quantile(Double.NaN));
        refused("bins must be at least 1, not 0", () -> two.histogram(0));
        refused("there are more bins than numbers: 3 bins for 2 numbers", () -> two.histogram(3));
        refused("there are more bins than numbers: 3 bins for 2 numbers", () -> two.histogram(0, 1, 2, 3));
        refused("values is null", () -> Histogram.of(null, 3));
        refused("edges is null", () -> two.histogram((double[]) null));
        String needed = "edges must be at least two finite numbers in ascending order, not ";
        refused(needed + "[1.0]", () -> two.histogram(1.0));
        refused(needed + "[1.0, 1.0]", () -> two.histogram(1.0, 1.0));
        refused(needed + "[1.0, NaN]", () -> two.histogram(1, Double.NaN));
        refused(needed + "[1.0, Infinity]", () -> two.histogram(1, Double.POSITIVE_INFINITY));
    }
}
