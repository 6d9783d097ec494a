package activationlab.benchmark;

/**
 * One library's way to compute one thing.
 *
 * @param function what is computed: {@code sigmoid}, {@code softmax}
 * @param part {@code value}, {@code slope}, {@code both} (value and slope in one call) or {@code separate} (in two calls)
 * @param by who computes it: {@code ours}, {@code math}, {@code textbook}, {@code commons-math3}, {@code hipparchus},
 *     {@code smile}
 * @param method the call
 */
record Contender(String function, String part, String by, Method method) {

    /** Matrices have rows of this length where softmax is measured. */
    static final int ROW = 100;

    /** A call on arrays that are there already: rows in, rows out. */
    @FunctionalInterface
    interface Method {
        void run(double[][] x, double[][] y);
    }

    /** A function of every element of an array. */
    @FunctionalInterface
    interface Loop {
        void run(double[] x, double[] y);
    }

    static Contender loop(String function, String part, String by, Loop loop) {
        return new Contender(function, part, by, (x, y) -> loop.run(x[0], y[0]));
    }

    boolean isSoftmax() {
        return function.endsWith("oftmax");
    }

    /** The inputs as this contender wants them. */
    double[][] inputs(double[] x, int length) {
        return isSoftmax() ? rows(x, length, Math.min(ROW, length)) : rows(x, length, length);
    }

    /** Room for the results. */
    double[][] outputs(double[][] inputs) {
        return new double[isSoftmax() ? inputs.length : 2][inputs[0].length];
    }

    static double[][] rows(double[] x, int length, int width) {
        double[][] rows = new double[length / width][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x, i * width, rows[i], 0, width);
        }
        return rows;
    }

    String key() {
        return function + " " + part + " " + by;
    }
}
