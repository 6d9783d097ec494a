package activationlab.network;

/**
 * The one product routine behind all layers: rows of c become c + a·b, where every row of b has the length of those of c.
 *
 * <p>Three rows of c take up three rows of b at a time. So six rows pass through the processor for nine multiply-adds per
 * element, where one row at a time would need five for four, and the loop stays short enough for the compiler of Java 17
 * to turn it into vector instructions. All arrays of the loop share one index; arrays with offsets of their own would not
 * be vectorised. Each element sums up its products in the order of the rows of b, so the bits depend on nothing else.
 *
 * <p>A row of c that is missing in the last group of three is replaced by a spare one, which nobody reads.
 */
final class Product {

    private static final int GROUP = 3;

    private final double[] spare1;
    private final double[] spare2;
    private final double[] nothing;

    /**
     * Room for the spare rows.
     *
     * @param length the length of the longest row of c
     * @param count the greatest number of rows of b
     */
    Product(int length, int count) {
        spare1 = new double[length];
        spare2 = new double[length];
        nothing = new double[count];
    }

    /** c[i] += Σ a[i][k]·b[k] over k below count; n is the length of the rows. */
    void add(double[][] c, double[][] a, double[][] b, int rows, int count, int n) {
        for (int i = 0; i < rows; i += GROUP) {
            boolean two = i + 1 < rows;
            boolean three = i + 2 < rows;
            double[] c0 = c[i];
            double[] c1 = two ? c[i + 1] : spare1;
            double[] c2 = three ? c[i + 2] : spare2;
            double[] a0 = a[i];
            double[] a1 = two ? a[i + 1] : nothing;
            double[] a2 = three ? a[i + 2] : nothing;
            int k = 0;
            for (; k + 2 < count; k += GROUP) {
                add(
                        c0, c1, c2, b[k], b[k + 1], b[k + 2], a0[k], a0[k + 1], a0[k + 2], a1[k], a1[k + 1], a1[k + 2],
                        a2[k], a2[k + 1], a2[k + 2], n);
            }
            for (; k < count; k++) {
                add(c0, c1, c2, b[k], a0[k], a1[k], a2[k], n);
            }
        }
    }

    /** c[i] += Σ a[k][i]·b[k] over k below count: the same with a transposed. */
    void addTransposed(double[][] c, double[][] a, double[][] b, int rows, int count, int n) {
        for (int i = 0; i < rows; i += GROUP) {
            boolean two = i + 1 < rows;
            boolean three = i + 2 < rows;
            double[] c0 = c[i];
            double[] c1 = two ? c[i + 1] : spare1;
            double[] c2 = three ? c[i + 2] : spare2;
            // Some weight that exists, for rows that do not.
            int i1 = two ? i + 1 : i;
            int i2 = three ? i + 2 : i;
            int k = 0;
            for (; k + 2 < count; k += GROUP) {
                double[] a0 = a[k];
                double[] a1 = a[k + 1];
                double[] a2 = a[k + 2];
                add(
                        c0, c1, c2, b[k], b[k + 1], b[k + 2], a0[i], a1[i], a2[i], a0[i1], a1[i1], a2[i1], a0[i2],
                        a1[i2], a2[i2], n);
            }
            for (; k < count; k++) {
                add(c0, c1, c2, b[k], a[k][i], a[k][i1], a[k][i2], n);
            }
        }
    }

    private static void add(
            double[] c0,
            double[] c1,
            double[] c2,
            double[] b0,
            double[] b1,
            double[] b2,
            double a00,
            double a01,
            double a02,
            double a10,
            double a11,
            double a12,
            double a20,
            double a21,
            double a22,
            int n) {
        for (int i = 0; i < n; i++) {
            double x = b0[i];
            double y = b1[i];
            double z = b2[i];
            c0[i] = Math.fma(a02, z, Math.fma(a01, y, Math.fma(a00, x, c0[i])));
            c1[i] = Math.fma(a12, z, Math.fma(a11, y, Math.fma(a10, x, c1[i])));
            c2[i] = Math.fma(a22, z, Math.fma(a21, y, Math.fma(a20, x, c2[i])));
        }
    }

    private static void add(
            double[] c0, double[] c1, double[] c2, double[] b0, double a00, double a10, double a20, int n) {
        for (int i = 0; i < n; i++) {
            double x = b0[i];
            c0[i] = Math.fma(a00, x, c0[i]);
            c1[i] = Math.fma(a10, x, c1[i]);
            c2[i] = Math.fma(a20, x, c2[i]);
        }
    }
}
