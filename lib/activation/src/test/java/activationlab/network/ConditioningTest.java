package activationlab.network;

import static activationlab.network.ObservationTest.noise;
import static activationlab.network.ObservationTest.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Eigenvalues and conditioning")
class ConditioningTest {

    private static double[][] matrix(int n, IntToDoubleFunction byBoth) {
        return IntStream.range(0, n)
                .mapToObj(i -> IntStream.range(0, n)
                        .mapToDouble(j -> byBoth.applyAsDouble(i * n + j))
                        .toArray())
                .toArray(double[][]::new);
    }

    @Test
    @DisplayName("matrices of one and two columns, and a diagonal one")
    void small() {
        assertArrayEquals(new double[] {-3}, Eigenvalues.ofSymmetric(new double[][] {{-3}}));
        assertArrayEquals(new double[] {1, 3}, Eigenvalues.ofSymmetric(new double[][] {{2, 1}, {1, 2}}), 1e-15);
        assertArrayEquals(new double[] {-4, 0, 2}, Eigenvalues.ofSymmetric(new double[][] {
            {2, 0, 0}, {0, -4, 0}, {0, -0.0, 0}
        }));
    }

    @Test
    @DisplayName("the second difference on 60 points: 2 − 2·cos(kπ/61)")
    void secondDifference() {
        int n = 60;
        double[] found =
                Eigenvalues.ofSymmetric(matrix(n, k -> k / n == k % n ? 2 : Math.abs(k / n - k % n) == 1 ? -1 : 0));
        for (int k = 1; k <= n; k++) {
            assertEquals(2 - 2 * StrictMath.cos(k * Math.PI / (n + 1)), found[k - 1], 2e-14);
        }
    }

    @Test
    @DisplayName("mirrored diagonal matrices of 100 columns keep their eigenvalues, whatever their size")
    void mirrored() {
        int n = 100;
        RandomGenerator random = Randoms.generator(1);
        double[] v =
                IntStream.range(0, n).mapToDouble(i -> Randoms.gaussian(random)).toArray();
        double square = Arrays.stream(v).map(x -> x * x).sum();
        double[] d =
                IntStream.range(0, n).mapToDouble(i -> Math.scalb(1.0, -i / 4)).toArray();
        double vdv = IntStream.range(0, n).mapToDouble(i -> v[i] * v[i] * d[i]).sum();
        for (double scale : new double[] {1, 0x1p-900, 0x1p900}) {
            // H·D·H with H = 1 − 2·v·vᵀ/(v·v), written so that it is symmetric to the bit
            double[][] a = matrix(n, k -> {
                int i = k / n;
                int j = k % n;
                double diagonal = i == j ? d[i] : 0;
                double vv = v[i] * v[j];
                return scale * (diagonal - 2 * vv * (d[i] + d[j]) / square + 4 * vv * vdv / (square * square));
            });
            double[] found = Eigenvalues.ofSymmetric(a);
            double[] expected = Arrays.stream(d).sorted().map(x -> x * scale).toArray();
            assertArrayEquals(expected, found, 1e-14 * scale);
        }
    }

    @Test
    @DisplayName("condition numbers of Hilbert matrices; singular ones are infinite")
    void hilbert() {
        // To all digits: 15513.738738928... and 476607.250242...; the rounding of 1/3 in the matrix enters here.
        assertEquals(15513.738738928, Conditioning.conditionNumber(hilbert(4)), 1e-6);
        assertEquals(476607.250242, Conditioning.conditionNumber(hilbert(5)), 1e-3);
        double[][] ones = {{1, 1}, {1, 1}};
        assertEquals(Double.POSITIVE_INFINITY, Conditioning.conditionNumber(ones));
        assertEquals(Double.POSITIVE_INFINITY, Conditioning.conditionNumber(new double[2][2]));
        double[][] nan = {{1, Double.NaN}, {Double.NaN, 1}};
        assertEquals(Double.NaN, Conditioning.conditionNumber(nan));
        assertArrayEquals(new double[] {Double.NaN, Double.NaN}, Eigenvalues.ofSymmetric(nan));
        assertEquals(1, Conditioning.conditionNumber(new double[][] {{1e-200, 0}, {0, 1e-200}}));
    }

    private static double[][] hilbert(int n) {
        return matrix(n, k -> 1.0 / (k / n + k % n + 1));
    }

    @Test
    @DisplayName("second moments by hand, with the column of the bias and without")
    void secondMoments() {
        double[][] rows = {{1, 3}, {2, -2}};
        assertArrayEquals(new double[][] {{5, -2}, {-2, 4}}, Conditioning.secondMoments(rows, false));
        assertArrayEquals(new double[][] {{5, -2, 2}, {-2, 4, 0}, {2, 0, 1}}, Conditioning.secondMoments(rows, true));
        Dataset data = Dataset.regression("two", new double[][] {{1, 2}, {3, -2}}, new double[2][1]);
        Network network =
                Network.of(Architecture.of(2, 2), new double[][][] {{{1, 0}, {0, 1}}}, new double[][] {{0, 0}});
        // (9 ± √17)/2
        double root = Math.sqrt(17);
        assertEquals((9 + root) / (9 - root), Conditioning.of(network, data, 0, false), 1e-14);
        // Two examples cannot fill three columns.
        assertEquals(Double.POSITIVE_INFINITY, Conditioning.of(network, data, 0, true));
    }

    private static double median(Activation f, boolean bias) {
        double[] numbers = IntStream.range(0, 3)
                .mapToDouble(seed -> Conditioning.of(
                        Architecture.of(32, 32, 2).activation(f).network(seed), noise(1500, 32, 2, seed), 0, bias))
                .sorted()
                .toArray();
        return numbers[1];
    }

    @Test
    @DisplayName("outputs around 0 are better conditioned: tanh before ReLU before sigmoid")
    void functions() {
        double sigmoid = median(Activations.SIGMOID, false);
        double relu = median(Activations.RELU, false);
        double tanh = median(Activations.TANH, false);
        assertTrue(sigmoid > 20 * relu && relu > 1.15 * tanh, sigmoid + ", " + relu + ", " + tanh);
        assertTrue(median(Activations.SIGMOID, true) > sigmoid);
    }

    @Test
    void wrongArguments() {
        Network network = Architecture.of(2, 4, 3).network(1);
        refused("network is null", () -> Conditioning.of(null, noise(3, 2, 2, 1), 0, true));
        refused("layer must be from 0 to 1, not 2", () -> Conditioning.of(network, noise(3, 2, 2, 1), 2, true));
        refused(
                "noise has 5 inputs but the network 2-4-3 ReLU has 2",
                () -> Conditioning.of(network, noise(3, 5, 2, 1), 0, true));
        refused("matrix is null", () -> Conditioning.conditionNumber(null));
        refused(
                "the number of rows of matrix must be at least 1, not 0",
                () -> Eigenvalues.ofSymmetric(new double[0][]));
        refused("matrix[1] is null", () -> Eigenvalues.ofSymmetric(new double[][] {{1, 0}, null}));
        refused(
                "matrix has 2 rows but matrix[0] has 3 numbers; a symmetric matrix is square",
                () -> Eigenvalues.ofSymmetric(new double[2][3]));
        refused(
                "matrix is not symmetric: [1][0] is 2.0 but [0][1] is 1.0",
                () -> Eigenvalues.ofSymmetric(new double[][] {{0, 1}, {2, 0}}));
    }
}
