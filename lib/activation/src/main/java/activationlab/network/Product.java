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

    /**
     * Shorter rows take another way, in which no loop runs along a row. Where the compiler has seen many short loops it
     * believes that vector instructions do not pay, and the long rows of a later network would suffer from it.
     */
    private static final int SHORT = 16;

    private static final String UNEQUAL = "the %s row of %s has %d elements but the first row of c has %d";

    private Product() {}

    /** c[i] += Σ a[i][k]·b[k] over k below count. */
    static void add(double[][] c, double[][] a, double[][] b, int count) {
        int rows = c.length;
        boolean isShort = c[0].length < SHORT;
        for (int i = 0; i < rows; i += GROUP) {
            int height = Math.min(GROUP, rows - i);
            // Rows that are not there are not touched.
            int i1 = height > 1 ? i + 1 : i;
            int i2 = height > 2 ? i + 2 : i;
            double[] a0 = a[i];
            double[] a1 = a[i1];
            double[] a2 = a[i2];
            if (isShort) {
                addShort(c[i], c[i1], c[i2], height, a0, a1, a2, b, count);
                continue;
            }
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
        if (c[0].length < SHORT) {
            addShortTransposed(c, a, b);
            return;
        }
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

    /** Short rows: three elements of three rows of c at a time, each a sum over all rows of b. */
    private static void addShort(
            double[] c0,
            double[] c1,
            double[] c2,
            int height,
            double[] a0,
            double[] a1,
            double[] a2,
            double[][] b,
            int count) {
        int n = c0.length;
        for (int i = 0; i < n; i += GROUP) {
            // Elements that are not there are computed once more, and not kept.
            int j = i + 1 < n ? i + 1 : i;
            int l = i + 2 < n ? i + 2 : i;
            double s00 = c0[i];
            double s01 = c0[j];
            double s02 = c0[l];
            double s10 = c1[i];
            double s11 = c1[j];
            double s12 = c1[l];
            double s20 = c2[i];
            double s21 = c2[j];
            double s22 = c2[l];
            for (int k = 0; k < count; k++) {
                double[] row = b[k];
                double x = row[i];
                double y = row[j];
                double z = row[l];
                s00 = Math.fma(a0[k], x, s00);
                s01 = Math.fma(a0[k], y, s01);
                s02 = Math.fma(a0[k], z, s02);
                s10 = Math.fma(a1[k], x, s10);
                s11 = Math.fma(a1[k], y, s11);
                s12 = Math.fma(a1[k], z, s12);
                s20 = Math.fma(a2[k], x, s20);
                s21 = Math.fma(a2[k], y, s21);
                s22 = Math.fma(a2[k], z, s22);
            }
            keep(c0, i, j, l, s00, s01, s02);
            if (height > 1) {
                keep(c1, i, j, l, s10, s11, s12);
            }
            if (height > 2) {
                keep(c2, i, j, l, s20, s21, s22);
            }
        }
    }

    /** The first one last: the places of elements that are not there are its place. */
    private static void keep(double[] c, int i, int j, int l, double x, double y, double z) {
        c[l] = z;
        c[j] = y;
        c[i] = x;
    }

    /** Small networks on small batches: there is little to gain. */
    private static void addShortTransposed(double[][] c, double[][] a, double[][] b) {
        for (int i = 0; i < c.length; i++) {
            double[] row = c[i];
            for (int e = 0; e < row.length; e++) {
                double sum = row[e];
                for (int k = 0; k < a.length; k++) {
                    sum = Math.fma(a[k][i], b[k][e], sum);
                }
                row[e] = sum;
            }
        }
    }

    /** Adds one group of products; height and width say how many rows of c and of b there are. */
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
        if (height == GROUP && width == GROUP) {
            addWhole(c0, c1, c2, b0, b1, b2, a00, a01, a02, a10, a11, a12, a20, a21, a22);
            return;
        }
        addRow(c0, b0, b1, b2, width, a00, a01, a02);
        if (height > 1) {
            addRow(c1, b0, b1, b2, width, a10, a11, a12);
        }
        if (height > 2) {
            addRow(c2, b0, b1, b2, width, a20, a21, a22);
        }
    }

    /**
     * The loop in which networks spend their time.
     *
     * <p>It stands alone in a method that is too long for the compiler to copy it into its callers, and that is what the
     * words of the messages are for: inside another method, or beside other loops, Java 17 turned it into vector
     * instructions in some runs of a program and not in others, at half the speed. Measured on 24 starts of each form.
     */
    private static void addWhole(
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
            double a22) {
        int n = c0.length;
        if (c1.length != n) {
            throw new IllegalArgumentException(String.format(UNEQUAL, "second", "c", c1.length, n));
        }
        if (c2.length != n) {
            throw new IllegalArgumentException(String.format(UNEQUAL, "third", "c", c2.length, n));
        }
        if (b0.length != n) {
            throw new IllegalArgumentException(String.format(UNEQUAL, "first", "b", b0.length, n));
        }
        if (b1.length != n) {
            throw new IllegalArgumentException(String.format(UNEQUAL, "second", "b", b1.length, n));
        }
        if (b2.length != n) {
            throw new IllegalArgumentException(String.format(UNEQUAL, "third", "b", b2.length, n));
        }
        for (int i = 0; i < n; i++) {
            double x = b0[i];
            double y = b1[i];
            double z = b2[i];
            c0[i] = Math.fma(a02, z, Math.fma(a01, y, Math.fma(a00, x, c0[i])));
            c1[i] = Math.fma(a12, z, Math.fma(a11, y, Math.fma(a10, x, c1[i])));
            c2[i] = Math.fma(a22, z, Math.fma(a21, y, Math.fma(a20, x, c2[i])));
        }
    }

    /** One row of a group that is not whole. */
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
