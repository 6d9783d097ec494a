package activationlab.network;

import java.util.Arrays;

/**
 * Eigenvalues of small symmetric matrices by the cyclic Jacobi method: rotations of two coordinates at a time, each of which
 * makes one element beside the diagonal 0. Every round through all elements makes those that remain smaller, in the end
 * quadratically. For up to about 100 columns: a round costs about 4·n³ multiplications, and about 8 rounds are needed.
 *
 * @see "Gene Golub, Charles Van Loan, 2013, Matrix computations, 4th edition, section 8.5"
 */
public final class Eigenvalues {

    private static final int MOST_ROUNDS = 60;

    private Eigenvalues() {}

    /**
     * All eigenvalues of a symmetric matrix.
     *
     * @param matrix its rows; left as they are
     * @return a new array, ascending; off by a few 2<sup>−53</sup> of the largest absolute one. All NaN if a number is NaN or
     *     infinite
     * @throws IllegalArgumentException if matrix is null, empty, not square or not symmetric
     */
    public static double[] ofSymmetric(double[][] matrix) {
        check(matrix);
        int n = matrix.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        double[] values = new double[n];
        double size = Norm.of(a, n);
        if (!Double.isFinite(size)) {
            Arrays.fill(values, Double.NaN);
            return values;
        }
        for (int round = 0; round < MOST_ROUNDS && besideDiagonal(a) > 0x1p-60 * size; round++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, p, q);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        Arrays.sort(values);
        return values;
    }

    private static void check(double[][] matrix) {
        Check.given("matrix", matrix);
        Check.atLeast("the number of rows of matrix", matrix.length, 1);
        for (int i = 0; i < matrix.length; i++) {
            Check.given("matrix[" + i + "]", matrix[i]);
            if (matrix[i].length != matrix.length) {
                throw new IllegalArgumentException("matrix has " + matrix.length + " rows but matrix[" + i + "] has "
                        + matrix[i].length + " numbers; a symmetric matrix is square");
            }
        }
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                // compare, because NaN is not equal to itself
                if (Double.compare(matrix[i][j] + 0.0, matrix[j][i] + 0.0) != 0) {
                    throw new IllegalArgumentException("matrix is not symmetric: [" + i + "][" + j + "] is "
                            + matrix[i][j] + " but [" + j + "][" + i + "] is " + matrix[j][i]);
                }
            }
        }
    }

    private static double besideDiagonal(double[][] a) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                largest = Math.max(largest, Math.abs(a[i][j]));
            }
        }
        return largest;
    }

    /** Turns the coordinates p and q by the smaller of the two angles that make a[p][q] 0. */
    private static void rotate(double[][] a, int p, int q) {
        double beside = a[p][q];
        if (beside == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / 2 / beside;
        // Where θ² overflows, t is 0 and the element so small that it does not matter.
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(Math.fma(theta, theta, 1)));
        double c = 1 / Math.sqrt(Math.fma(t, t, 1));
        double s = t * c;
        a[p][p] -= t * beside;
        a[q][q] += t * beside;
        a[p][q] = 0;
        a[q][p] = 0;
        for (int k = 0; k < a.length; k++) {
            if (k != p && k != q) {
                double left = a[k][p];
                double right = a[k][q];
                a[k][p] = c * left - s * right;
                a[k][q] = s * left + c * right;
                a[p][k] = a[k][p];
                a[q][k] = a[k][q];
            }
        }
    }
}
