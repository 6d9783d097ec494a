package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the loop that everybody would write: the same bits, because the order of the sums is promised. */
@DisplayName("Products")
class ProductTest {

    private static final int MOST = 8;

    static IntStream lengths() {
        return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(255, 256, 257));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void allShapesHaveTheBitsOfTheNaiveLoop(int length) {
        RandomGenerator random = Randoms.generator(length);
        for (int rows = 1; rows <= MOST; rows++) {
            for (int count = 1; count <= MOST; count++) {
                double[][] c = matrix(random, rows, length);
                double[][] a = matrix(random, rows, count + 1);
                double[][] b = matrix(random, count + 1, length);
                double[][] expected = naive(c, a, b, count);
                double[][] actual = copy(c);
                Product.add(actual, a, b, count);
                assertSameBits(expected, actual, "add " + rows + " × " + count);

                double[][] wide = naive(c, a, b, count + 1);
                double[][] transposed = new double[count + 1][rows];
                for (int k = 0; k <= count; k++) {
                    for (int i = 0; i < rows; i++) {
                        transposed[k][i] = a[i][k];
                    }
                }
                actual = copy(c);
                Product.addTransposed(actual, transposed, b);
                assertSameBits(wide, actual, "addTransposed " + rows + " × " + (count + 1));
            }
        }
        for (int rows = 1; rows <= MOST; rows++) {
            double[][] c = matrix(random, rows, length);
            double[][] a = matrix(random, 1, rows);
            double[][] b = matrix(random, 1, length);
            double[][] column =
                    Arrays.stream(a[0]).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
            double[][] expected = naive(c, column, b, 1);
            Product.addTransposed(c, a, b);
            assertSameBits(expected, c, "addTransposed " + rows + " × 1");
        }
    }

    private static double[][] naive(double[][] c, double[][] a, double[][] b, int count) {
        double[][] result = copy(c);
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c[i].length; j++) {
                for (int k = 0; k < count; k++) {
                    result[i][j] = Math.fma(a[i][k], b[k][j], result[i][j]);
                }
            }
        }
        return result;
    }

    private static double[][] matrix(RandomGenerator random, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, j -> Randoms.uniform(random, -1, 1));
        }
        return matrix;
    }

    private static double[][] copy(double[][] matrix) {
        return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }

    private static void assertSameBits(double[][] expected, double[][] actual, String what) {
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], what);
        }
    }
}
