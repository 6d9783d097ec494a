package activationlab.function;

/** The constants of SELU; the arithmetic is that of {@link EluKernel}. */
final class SeluKernel {

    /** λ and λα, each the double nearest to the product of the exact constants, not of rounded ones. */
    private static final double RIGHT = 1.0507009873554805;

    private static final double LEFT = 1.7580993408473768;

    private SeluKernel() {}

    static double value(double x) {
        return EluKernel.value(x, RIGHT, LEFT);
    }

    static void values(double[] x, double[] y, int from, int to) {
        EluKernel.values(x, y, from, to, RIGHT, LEFT);
    }

    static double slope(double x) {
        return EluKernel.slope(x, RIGHT, LEFT);
    }

    static void slopes(double[] x, double[] y, int from, int to) {
        EluKernel.slopes(x, y, from, to, RIGHT, LEFT);
    }
}
