package activationlab.softmax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activations;
import activationlab.numeric.Ulp;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Softmax: laws")
class SoftmaxLawsTest {

    private static final Softmax SOFTMAX = new Softmax();

    @ParameterizedTest
    @CsvSource({"2, 1", "10, 1", "10, 30", "100, 5", "1000, 0.1", "1000, 3", "100000, 3"})
    void probabilitiesAddUpToOne(int n, double deviation) {
        double[] p = SOFTMAX.apply(Samples.normal(n, n, deviation));
        BigDecimal sum = BigDecimal.ZERO;
        for (double element : p) {
            assertTrue(element >= 0 && element <= 1);
            sum = sum.add(new BigDecimal(element));
        }
        double error = sum.subtract(BigDecimal.ONE).abs().doubleValue();
        // Errors of single elements are up to 2 ulp of themselves, which add up to 2 ulp of 1 at worst, and mostly
        // cancel.
        assertTrue(error <= 0x1p-52, "sum − 1 = " + error);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 16, 17, 300, 1000})
    @DisplayName("The same number added to all logits changes no bit")
    void shift(int n) {
        double[] logits = Samples.exact(n, n);
        for (double shift : new double[] {1, -64, 1024.5, 0x1p31}) {
            double[] shifted = Arrays.stream(logits).map(x -> x + shift).toArray();
            assertArrayEquals(SOFTMAX.apply(logits), SOFTMAX.apply(shifted));
            assertArrayEquals(SOFTMAX.log(logits), SOFTMAX.log(shifted));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 16, 17, 300, 1000, 10_000})
    @DisplayName("Another order of the logits is another order of the results, to the last bit")
    void permutation(int n) {
        // The sums differ beyond their 30th digit; no more than one result in 10¹⁴ can round differently.
        for (double deviation : new double[] {0.1, 2, 50}) {
            double[] logits = Samples.normal(n, n, deviation);
            int[] order = new int[n];
            Arrays.setAll(order, i -> i);
            RandomGenerator random = Samples.random(5);
            for (int i = n - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
            double[] permuted = Arrays.stream(order).mapToDouble(i -> logits[i]).toArray();
            double[] p = SOFTMAX.apply(logits);
            double[] logs = SOFTMAX.log(logits);
            assertArrayEquals(Arrays.stream(order).mapToDouble(i -> p[i]).toArray(), SOFTMAX.apply(permuted));
            assertArrayEquals(Arrays.stream(order).mapToDouble(i -> logs[i]).toArray(), SOFTMAX.log(permuted));
            assertEquals(SOFTMAX.logSumExp(logits), SOFTMAX.logSumExp(permuted));
        }
    }

    @Test
    @DisplayName("Softmax of [z, 0] is the sigmoid of z, log-softmax its logarithm")
    void twoLogits() {
        for (double z = -745; z <= 745; z += 0.37) {
            double[] p = SOFTMAX.apply(new double[] {z, 0});
            double[] logs = SOFTMAX.log(new double[] {z, 0});
            near(Activations.SIGMOID.value(z), p[0], 3);
            near(Activations.SIGMOID.value(-z), p[1], 3);
            near(StrictMath.log1p(StrictMath.exp(-Math.abs(z))) + Math.max(-z, 0), -logs[0], 3);
        }
    }

    private static void near(double expected, double actual, long ulps) {
        assertTrue(Ulp.distance(expected, actual) <= ulps, expected + " and " + actual);
    }

    @Test
    void greaterLogitGreaterProbability() {
        double[] logits = Samples.normal(1000, 4, 200);
        Arrays.sort(logits);
        double[] p = SOFTMAX.apply(logits);
        double[] logs = SOFTMAX.log(logits);
        for (int i = 1; i < p.length; i++) {
            assertTrue(p[i] >= p[i - 1]);
            assertTrue(logs[i] > logs[i - 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 300})
    @DisplayName("Temperature and logits scaled by a power of two: the same bits")
    void scaledTemperature(int n) {
        double[] logits = Samples.normal(n, 6, 3);
        for (double t : new double[] {1, 0.3, 7}) {
            Softmax softmax = new Softmax(t);
            for (int exponent : new int[] {-900, -300, -1, 1, 10, 300, 900}) {
                double[] scaled =
                        Arrays.stream(logits).map(x -> Math.scalb(x, exponent)).toArray();
                Softmax other = new Softmax(Math.scalb(t, exponent));
                assertArrayEquals(softmax.apply(logits), other.apply(scaled));
                assertArrayEquals(softmax.log(logits), other.log(scaled));
                assertEquals(softmax.logSumExp(logits), other.logSumExp(scaled));
            }
        }
    }

    @Test
    @DisplayName("Masked entries change nothing, however many: short and long rows agree")
    void maskedEntries() {
        double[] logits = Samples.normal(10, 7, 4);
        double[] p = SOFTMAX.apply(logits);
        double[] logs = SOFTMAX.log(logits);
        for (int n : new int[] {11, 16, 17, 255, 256, 257, 1000}) {
            double[] longer = new double[n];
            Arrays.fill(longer, Double.NEGATIVE_INFINITY);
            System.arraycopy(logits, 0, longer, n - 10, 10);
            assertArrayEquals(p, Arrays.copyOfRange(SOFTMAX.apply(longer), n - 10, n));
            assertArrayEquals(logs, Arrays.copyOfRange(SOFTMAX.log(longer), n - 10, n));
            assertEquals(SOFTMAX.logSumExp(logits), SOFTMAX.logSumExp(longer));
        }
    }

    @Test
    void logarithmAndLogSumExpAgree() {
        double[] logits = Samples.normal(50, 8, 5);
        double[] logs = SOFTMAX.log(logits);
        double[] p = SOFTMAX.apply(logits);
        double logSumExp = SOFTMAX.logSumExp(logits);
        for (int i = 0; i < 50; i++) {
            assertEquals(logits[i] - logSumExp, logs[i], 1e-14);
            assertEquals(StrictMath.log(p[i]), logs[i], 1e-14);
        }
    }

    /** ∂f_i/∂x_j by central differences. */
    private static double[][] differences(Function<double[], double[]> f, double[] x) {
        double step = 0x1p-17;
        int n = x.length;
        double[][] jacobian = new double[n][n];
        for (int j = 0; j < n; j++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[j] += step;
            down[j] -= step;
            double[] above = f.apply(up);
            double[] below = f.apply(down);
            for (int i = 0; i < n; i++) {
                jacobian[i][j] = (above[i] - below[i]) / (up[j] - down[j]);
            }
        }
        return jacobian;
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                product[i] += matrix[i][j] * v[j];
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] matrix) {
        int n = matrix.length;
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 3})
    void jacobianProductsAgreeWithDifferences(double temperature) {
        Softmax softmax = new Softmax(temperature);
        double[] logits = Samples.normal(6, 9, 1);
        double[] v = Samples.normal(6, 10, 1);
        double[] p = softmax.apply(logits);
        double[][] jacobian = differences(softmax::apply, logits);
        double[][] logJacobian = differences(softmax::log, logits);
        assertArrayEquals(times(jacobian, v), softmax.jacobianTimes(p, v), 1e-9);
        assertArrayEquals(times(transposed(jacobian), v), softmax.jacobianTimes(p, v), 1e-9);
        assertArrayEquals(times(logJacobian, v), softmax.logJacobianTimes(p, v), 1e-9);
        assertArrayEquals(times(transposed(logJacobian), v), softmax.logJacobianTransposedTimes(p, v), 1e-9);
    }

    @Test
    @DisplayName("Jacobian products with unit vectors give the columns of the formula")
    void jacobianColumns() {
        double temperature = 0.7;
        Softmax softmax = new Softmax(temperature);
        double[] p = softmax.apply(Samples.normal(20, 11, 4));
        for (int j = 0; j < 20; j++) {
            double[] unit = new double[20];
            unit[j] = 1;
            double[] column = softmax.jacobianTimes(p, unit);
            double[] logColumn = softmax.logJacobianTimes(p, unit);
            double[] logRow = softmax.logJacobianTransposedTimes(p, unit);
            for (int i = 0; i < 20; i++) {
                double same = i == j ? 1 : 0;
                near(p[i] * (same - p[j]) / temperature, column[i], 2);
                near((same - p[j]) / temperature, logColumn[i], 2);
                near((same - p[i]) / temperature, logRow[i], 2);
            }
        }
    }

    @Test
    void jacobianOfAConstantIsZero() {
        double[] p = SOFTMAX.apply(Samples.normal(100, 12, 3));
        double[] constant = new double[100];
        Arrays.fill(constant, 1e6);
        for (double element : SOFTMAX.jacobianTimes(p, constant)) {
            assertEquals(0, element, 1e6 * 0x1p-52);
        }
    }

    /** Against the formula in decimal numbers, for vectors of which all but a few digits cancel. */
    @Test
    void jacobianProductsKeepTheirDigits() {
        double[] p = SOFTMAX.apply(Samples.normal(100, 15, 2));
        double[] noise = Samples.normal(100, 16, 1e-6);
        double[] nearConstant = new double[100];
        double[] nearP = new double[100];
        Arrays.setAll(nearConstant, i -> 1e6 / 3 + noise[i]);
        Arrays.setAll(nearP, i -> p[i] * 1e6 + noise[i]);
        BigDecimal mean = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < 100; i++) {
            mean = mean.add(new BigDecimal(p[i]).multiply(new BigDecimal(nearConstant[i])));
            sum = sum.add(new BigDecimal(nearP[i]));
        }
        double[] product = SOFTMAX.jacobianTimes(p, nearConstant);
        double[] logProduct = SOFTMAX.logJacobianTimes(p, nearConstant);
        double[] transposed = SOFTMAX.logJacobianTransposedTimes(p, nearP);
        for (int i = 0; i < 100; i++) {
            BigDecimal factor = new BigDecimal(p[i]);
            BigDecimal expected = new BigDecimal(nearConstant[i]).subtract(mean);
            assertTrue(Ulp.error(logProduct[i], expected) <= 1);
            assertTrue(Ulp.error(product[i], expected.multiply(factor)) <= 1.5);
            assertTrue(Ulp.error(transposed[i], new BigDecimal(nearP[i]).subtract(factor.multiply(sum))) <= 1);
        }
    }

    @Test
    void jacobianInPlace() {
        double[] p = SOFTMAX.apply(Samples.normal(10, 13, 1));
        double[] v = Samples.normal(10, 14, 1);
        double[] expected = SOFTMAX.jacobianTimes(p, v);
        double[] inV = v.clone();
        SOFTMAX.jacobianTimes(p, inV, inV);
        assertArrayEquals(expected, inV);
        double[] inP = p.clone();
        SOFTMAX.jacobianTimes(inP, v, inP);
        assertArrayEquals(expected, inP);
        double[] nan = new double[10];
        Arrays.fill(nan, Double.NaN);
        assertArrayEquals(nan, SOFTMAX.jacobianTimes(nan, v), "NaN goes through");
    }
}
