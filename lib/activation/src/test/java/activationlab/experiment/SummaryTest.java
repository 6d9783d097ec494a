package activationlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.network.Outcome;
import activationlab.numeric.Randoms;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void quantilesAreThoseOfNumPy() {
        // numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6], [0, .1, .25, .5, .9, 1])
        double[] x = {3, 1, 4, 1, 5, 9, 2, 6};
        double[] p = {0, 0.1, 0.25, 0.5, 0.9, 1};
        double[] expected = {1, 1, 1.75, 3.5, 6.9, 9};
        for (int i = 0; i < p.length; i++) {
            assertEquals(expected[i], Summary.quantile(x, p[i]), 1e-12);
        }
        assertArrayEquals(new double[] {3, 1, 4, 1, 5, 9, 2, 6}, x, "the numbers must stay as they are");
    }

    @Test
    void quantilesOfOneOfNoneAndOfInfinities() {
        assertEquals(7, Summary.quantile(new double[] {7}, 0.9));
        assertEquals(Double.NaN, Summary.quantile(new double[0], 0.5));
        assertEquals(Double.NaN, Summary.quantile(new double[] {1, Double.NaN}, 0.5));
        assertEquals(INFINITY, Summary.quantile(new double[] {1, INFINITY, INFINITY}, 0.7));
        assertEquals(INFINITY, Summary.quantile(new double[] {1, INFINITY}, 0.5));
        assertEquals(1, Summary.quantile(new double[] {1, INFINITY}, 0));
        assertThrows(IllegalArgumentException.class, () -> Summary.quantile(new double[] {1}, 1.1));
        assertThrows(IllegalArgumentException.class, () -> Summary.quantile(new double[] {1}, Double.NaN));
    }

    @Test
    void aSummaryKnowsWhetherTheSeedsDisagree() {
        Summary wide = Summary.of(new double[] {0.3, 0.5, 0.9}, 1, 2);
        assertEquals(0.5, wide.median());
        assertEquals(3, wide.count());
        assertTrue(wide.disagrees(0.1));
        assertFalse(wide.disagrees(0.6));
    }

    @Test
    void aPairIsComparedSeedBySeed() {
        Paired paired = Paired.of(new double[] {2, 3, 4, 5}, new double[] {1, 3, 5, 3});
        assertArrayEquals(new double[] {1, 0, -1, 2}, paired.differences());
        assertEquals(0.5, paired.mean());
        assertEquals(2, paired.higher());
        assertEquals(1, paired.lower());
        assertFalse(paired.tellsApart());
        // Both diverged: no difference.
        Paired infinite = Paired.of(new double[] {INFINITY, 1}, new double[] {INFINITY, 1});
        assertEquals(0, infinite.mean());
    }

    @Test
    void theIntervalCoversTheMeanAboutAsOftenAsItSays() {
        RandomGenerator random = Randoms.generator(5);
        int covered = 0;
        int trials = 200;
        for (int t = 0; t < trials; t++) {
            double[] x = new double[20];
            for (int i = 0; i < x.length; i++) {
                x[i] = 0.3 + Randoms.gaussian(random);
            }
            Paired paired = Paired.of(x, new double[x.length]);
            covered += paired.low() <= 0.3 && 0.3 <= paired.high() ? 1 : 0;
        }
        // With 20 seeds a bootstrap interval is a little narrow: about 93 %.
        assertTrue(covered >= 0.88 * trials && covered <= 0.98 * trials, covered + " of " + trials);
    }

    @Test
    void aDivergedRunCountsAsTheWorst() {
        Run trained = run(Outcome.TRAINED, 0.7);
        Run diverged = run(Outcome.DIVERGED, 0.99);
        Run dead = run(Outcome.DEAD, 0.33);
        assertEquals(0.7, Metric.TEST_ACCURACY.value(trained));
        assertEquals(0, Metric.TEST_ACCURACY.value(diverged));
        assertEquals(0.33, Metric.TEST_ACCURACY.value(dead));
        assertEquals(INFINITY, Metric.TEST_LOSS.value(diverged));
        assertEquals(INFINITY, Metric.EPOCHS_TO_TARGET.value(trained));
        assertTrue(Metric.TEST_ACCURACY.better(0.7, 0.6));
        assertTrue(Metric.TEST_LOSS.better(0.6, 0.7));
        assertThrows(IllegalArgumentException.class, () -> new Metric("x", Run::testLoss, true, Double.NaN));
    }

    private static Run run(Outcome outcome, double accuracy) {
        return new Run(List.of(), 0, outcome, 1, accuracy, accuracy, 1, 1, 0, Double.NaN, List.of());
    }
}
