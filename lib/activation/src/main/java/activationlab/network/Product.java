package activationlab.network;

/**
 * The one product routine behind all layers: rows of c become c + a·b, where every row of b has the length of those of c.
 *
 * <p>Three rows of c take up three rows of b at a time. So six rows pass through the processor for nine multiply-adds per
 * element, where one row at a time would need five for four; and the loop is still short enough for the compiler of Java
 * 17 to turn it into vector instructions. All arrays of a loop share one index, because arrays with offsets of their own
 * would not be vectorised. Each element sums up its products in the order of the rows of b, whatever the grouping, so
 * the bits depend on nothing else.
 */
final class Product {

    private static final int GROUP = 3;

    private Product() {}

    /** c[i] += Σ a[i][k]·b[k] over k below count. */
    static void add(double[][] c, double[][] a, double[][] b, int count) {
        int rows = c.length;
        for (int i = 0; i < rows; i += GROUP) {
            int height = Math.min(GROUP, rows - i);
            // Rows that are not there are not touched.
            int i1 = height > 1 ? i + 1 : i;
            int i2 = height > 2 ? i + 2 : i;
            double[] a0 = a[i];
            double[] a1 = a[i1];
            double[] a2 = a[i2];
            for (int k = 0; k < count; k += GROUP) {
                int width = Math.min(GROUP, count - k);
                int k1 = width > 1 ? k + 1 : k;
                int k2 = width > 2 ? k + 2 : k;
                add(
                        c[i], c[i1], c[i2], height, b[k], b[k1], b[k2], width, a0[k], a0[k1], a0[k2], a1[k], a1[k1],
                        a1[k2], a2[k], a2[k1], a2[k2]);
            }
        }
    }

    /** c[i] += Σ a[k][i]·b[k] over all rows of a: the same with a transposed. */
    static void addTransposed(double[][] c, double[][] a, double[][] b) {
        int rows = c.length;
        int count = a.length;
        for (int i = 0; i < rows; i += GROUP) {
            int height = Math.min(GROUP, rows - i);
            int i1 = height > 1 ? i + 1 : i;
            int i2 = height > 2 ? i + 2 : i;
            for (int k = 0; k < count; k += GROUP) {
                int width = Math.min(GROUP, count - k);
                int k1 = width > 1 ? k + 1 : k;
                int k2 = width > 2 ? k + 2 : k;
                double[] a0 = a[k];
                double[] a1 = a[k1];
                double[] a2 = a[k2];
                add(
                        c[i], c[i1], c[i2], height, b[k], b[k1], b[k2], width, a0[i], a1[i], a2[i], a0[i1], a1[i1],
                        a2[i1], a0[i2], a1[i2], a2[i2]);
            }
        }
    }

    /**
     * Adds one group; height and width say how many rows of c and of b there are.
     *
     * <p>The cases stand in one method on purpose: it is too long for the compiler to copy it into its callers, where Java
     * 17 would no longer turn the loops into vector instructions. That halved the speed.
     */
    private static void add(
            double[] c0,
            double[] c1,
            double[] c2,
            int height,
            double[] b0,
            double[] b1,
            double[] b2,
            int width,
            double a00,
            double a01,
            double a02,
            double a10,
            double a11,
            double a12,
            double a20,
            double a21,
            double a22) {
        int n = c0.length;
        if (height == GROUP && width == GROUP) {
            for (int i = 0; i < n; i++) {
                double x = b0[i];
                double y = b1[i];
                double z = b2[i];
                c0[i] = Math.fma(a02, z, Math.fma(a01, y, Math.fma(a00, x, c0[i])));
                c1[i] = Math.fma(a12, z, Math.fma(a11, y, Math.fma(a10, x, c1[i])));
                c2[i] = Math.fma(a22, z, Math.fma(a21, y, Math.fma(a20, x, c2[i])));
            }
        } else if (height == GROUP && width == 2) {
            for (int i = 0; i < n; i++) {
                double x = b0[i];
                double y = b1[i];
                c0[i] = Math.fma(a01, y, Math.fma(a00, x, c0[i]));
                c1[i] = Math.fma(a11, y, Math.fma(a10, x, c1[i]));
                c2[i] = Math.fma(a21, y, Math.fma(a20, x, c2[i]));
            }
        } else if (height == GROUP) {
            for (int i = 0; i < n; i++) {
                double x = b0[i];
                c0[i] = Math.fma(a00, x, c0[i]);
                c1[i] = Math.fma(a10, x, c1[i]);
                c2[i] = Math.fma(a20, x, c2[i]);
            }
        } else {
            addRow(c0, b0, b1, b2, width, a00, a01, a02);
            if (height == 2) {
                addRow(c1, b0, b1, b2, width, a10, a11, a12);
            }
        }
    }

    private static void addRow(
            double[] c, double[] b0, double[] b1, double[] b2, int width, double a0, double a1, double a2) {
        if (width == GROUP) {
            for (int i = 0; i < c.length; i++) {
                c[i] = Math.fma(a2, b2[i], Math.fma(a1, b1[i], Math.fma(a0, b0[i], c[i])));
            }
        } else if (width == 2) {
            for (int i = 0; i < c.length; i++) {
                c[i] = Math.fma(a1, b1[i], Math.fma(a0, b0[i], c[i]));
            }
        } else {
            for (int i = 0; i < c.length; i++) {
                c[i] = Math.fma(a0, b0[i], c[i]);
            }
        }
    }
}
