package activationlab.network;

import activationlab.data.Dataset;

/**
 * How unevenly a layer's outputs fill their space. Let a be what the next layer receives for one example; the matrix of the
 * second moments (Gram matrix) G = (1/n)·Σ a·aᵀ over the n examples has one row and one column for each unit. Its condition
 * number, largest eigenvalue divided by smallest, says how much longer than wide the valley is in which the next layer's
 * weights have to find their way: plain gradient descent needs a number of steps that grows with it.
 *
 * <p>For layers of up to about 100 units: the eigenvalues are found by rotations, and the time grows with the third power of
 * the units.
 */
public final class Conditioning {

    private Conditioning() {}

    /**
     * The condition number of the second moments of a layer's outputs.
     *
     * @param network the network; batch normalisation uses its running averages
     * @param data the examples; labels do not matter. With fewer examples than units the matrix is singular
     * @param layer from 0
     * @param bias whether a constant 1 is added to each a, whose weight is the bias of the next layer
     * @return at least 1; infinite if the matrix is singular, as far as doubles can tell; NaN if an output is NaN or infinite
     * @throws IllegalArgumentException if an argument is null, there is no such layer or the data do not fit
     */
    public static double of(Network network, Dataset data, int layer, boolean bias) {
        return conditionNumber(secondMoments(UnitResponse.outputs(network, data, layer), bias));
    }

    /** From one row for each unit, G. */
    static double[][] secondMoments(double[][] rows, boolean bias) {
        int n = rows[0].length;
        int size = rows.length + (bias ? 1 : 0);
        double[][] g = new double[size][size];
        for (int j = 0; j < size; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum = Math.fma(j < rows.length ? rows[j][i] : 1, k < rows.length ? rows[k][i] : 1, sum);
                }
                g[j][k] = sum / n;
                g[k][j] = g[j][k];
            }
        }
        return g;
    }

    /**
     * The condition number of a symmetric matrix without negative eigenvalues: the largest eigenvalue divided by the
     * smallest.
     *
     * @param matrix rows of a symmetric matrix
     * @return at least 1; infinite if the smallest eigenvalue is not above n·2<sup>−52</sup> times the largest, which is the
     *     rounding error of the eigenvalues of n columns; NaN if a number is NaN or infinite
     * @throws IllegalArgumentException if matrix is null, empty, not square or not symmetric
     */
    public static double conditionNumber(double[][] matrix) {
        double[] values = Eigenvalues.ofSymmetric(matrix);
        double least = values[0];
        double largest = values[values.length - 1];
        return least <= values.length * 0x1p-52 * largest ? Double.POSITIVE_INFINITY : largest / least;
    }
}
