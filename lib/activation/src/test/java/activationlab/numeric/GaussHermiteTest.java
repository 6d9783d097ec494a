package activationlab.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Gauss–Hermite quadrature")
class GaussHermiteTest {

    static List<String[]> rows(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GaussHermiteTest.class.getResourceAsStream(file), file),
                StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10, 51, 100, 200, 256})
    void nodesAndWeightsAgreeWithMpmath(int points) {
        double[] nodes = GaussHermite.of(points).nodes();
        double[] weights = GaussHermite.of(points).weights();
        List<String[]> expected = new ArrayList<>(rows("gauss-hermite.csv"));
        expected.removeIf(row -> Integer.parseInt(row[0]) != points);
        assertEquals((points + 1) / 2, expected.size());
        assertEquals(points, nodes.length);
        for (int i = 0; i < expected.size(); i++) {
            int right = points / 2 + i;
            int left = points - 1 - right;
            BigDecimal node = new BigDecimal(expected.get(i)[1]);
            BigDecimal weight = new BigDecimal(expected.get(i)[2]);
            assertTrue(Ulp.error(nodes[right], node) <= 4, "node " + nodes[right]);
            double off = Ulp.error(weights[right], weight);
            assertTrue(off <= (weight.doubleValue() > 1e-10 ? 50 : 500), "weight at " + node + " off by " + off);
            assertEquals(nodes[right], 0.0 - nodes[left]);
            assertEquals(weights[right], weights[left]);
        }
    }

    /** The mean of X^k is 1·3·5·…·(k − 1) for even k, and 0 for odd k. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 12})
    void isExactForPolynomialsUpToDegreeTwiceThePointsMinusOne(int points) {
        GaussHermite rule = GaussHermite.of(points);
        double exact = 1;
        for (int k = 0; k < 2 * points; k += 2) {
            int power = k;
            assertEquals(exact, rule.mean(x -> power(x, power)), 1e-13 * exact, "x^" + k);
            assertEquals(0, rule.mean(x -> power(x, power + 1)), "x^" + (k + 1));
            exact *= k + 1;
        }
        double tooHigh = rule.mean(x -> power(x, 2 * points));
        assertTrue(tooHigh < 0.999 * exact, "degree " + 2 * points + " is beyond the rule");
    }

    private static double power(double x, int k) {
        double product = 1;
        for (int i = 0; i < k; i++) {
            product *= x;
        }
        return product;
    }

    @Test
    void otherMeansAndDeviations() {
        GaussHermite rule = GaussHermite.of(5);
        assertEquals(3, rule.mean(x -> x, 3, 2), 1e-15);
        assertEquals(13, rule.mean(x -> x * x, 3, 2), 1e-14);
        assertEquals(13, rule.secondMoment(x -> x, 3, 2), 1e-14);
        assertEquals(9, rule.mean(x -> x * x, 3, 0), 1e-14, "no deviation: f(mean)");
        // E[cos(X)] = e^(−s²/2)
        assertEquals(StrictMath.exp(-0.5), GaussHermite.of(20).mean(StrictMath::cos), 2e-16);
    }

    @Test
    @DisplayName("The errors in the documentation's table")
    void errorsOfThePlainRule() {
        // Exact values from mpmath 1.4.1.
        DoubleUnaryOperator sigmoid = x -> 1 / (1 + StrictMath.exp(-x));
        errors(new double[] {2e-6, 3e-16, 1e-16}, n -> n.secondMoment(sigmoid, 0, 1) - 0.29337903585809294);
        errors(
                new double[] {0.0031, 4.3e-8, 1.2e-16},
                n -> n.secondMoment(StrictMath::tanh, 0, 1) - 0.39429449039784115);
        errors(new double[] {0.02, 0.0034, 0.00084}, n -> n.mean(x -> Math.max(0, x)) - 0.3989422804014327);
        errors(new double[] {0.12, 0.055, 0.031}, n -> n.mean(x -> x > 0.3 ? 1 : 0) - 0.3820885778110473);
        assertTrue(Math.abs(GaussHermite.of(200).mean(x -> Math.max(0, x)) - 0.3989422804014327) > 1e-4);
    }

    private interface Miss {
        double by(GaussHermite rule);
    }

    private static void errors(double[] limits, Miss miss) {
        int[] points = {10, 50, 200};
        for (int i = 0; i < points.length; i++) {
            double off = Math.abs(miss.by(GaussHermite.of(points[i])));
            assertTrue(off <= limits[i], points[i] + " points: " + off);
        }
    }

    @Test
    void withKinksItIntegratesPieceByPiece() {
        assertEquals(0.3989422804014327, GaussHermite.of(10).mean(x -> Math.max(0, x), 0, 1, 0), 3e-16);
        assertEquals(0.5, GaussHermite.of(10).secondMoment(x -> Math.max(0, x), 0, 1, 0), 4e-16);
        assertEquals(0.3820885778110473, GaussHermite.of(1).mean(x -> x > 0.3 ? 1 : 0, 0, 1, 0.3), 3e-16);
    }

    @Test
    void nanComesOut() {
        assertTrue(Double.isNaN(GaussHermite.of(4).mean(Math::sqrt)));
    }

    @Test
    void badInputIsNamed() {
        refused("points must be from 1 to 256, not 0", () -> GaussHermite.of(0));
        refused("points must be from 1 to 256, not 257", () -> GaussHermite.of(257));
        GaussHermite rule = GaussHermite.of(3);
        refused("f is null; give it a function such as x -> x * x", () -> rule.mean(null));
        refused("f is null; give it a function such as x -> x * x", () -> rule.secondMoment(null, 0, 1));
        refused("mean must be a finite number, not NaN", () -> rule.mean(x -> x, Double.NaN, 1));
        refused("deviation must be a finite number >= 0, not -1.0", () -> rule.mean(x -> x, 0, -1));
        refused("kinks is null; leave it out if there are none", () -> rule.mean(x -> x, 0, 1, (double[]) null));
        double[] nodes = rule.nodes();
        nodes[0] = 7;
        rule.weights()[0] = 7;
        assertEquals(1, rule.mean(x -> 1), 1e-15, "the arrays are copies");
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
