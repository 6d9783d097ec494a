package activationlab.softmax;

/** Shapes of arguments, with messages that say what to do. */
final class Check {

    private Check() {}

    static void notNull(String name, Object array) {
        if (array == null) {
            throw new IllegalArgumentException(name + " is null; an array is needed");
        }
    }

    /** Two rows, equally long. */
    static void rows(String firstName, double[] first, String secondName, double[] second) {
        notNull(firstName, first);
        notNull(secondName, second);
        length(firstName, first.length, secondName, second.length);
    }

    static void length(String firstName, int first, String secondName, int second) {
        if (first != second) {
            throw new IllegalArgumentException(secondName + " has " + second + " elements but " + firstName + " has "
                    + first + "; make them equally long");
        }
    }

    static void matrix(String name, double[][] matrix) {
        notNull(name, matrix);
        for (int i = 0; i < matrix.length; i++) {
            if (matrix[i] == null) {
                throw new IllegalArgumentException(name + "[" + i + "] is null; every row must be there");
            }
        }
    }

    /** Two matrices with the same shape. */
    static void matrices(String firstName, double[][] first, String secondName, double[][] second) {
        matrix(firstName, first);
        matrix(secondName, second);
        if (first.length != second.length) {
            throw new IllegalArgumentException(secondName + " has " + second.length + " rows but " + firstName + " has "
                    + first.length + "; give each row its own");
        }
        for (int i = 0; i < first.length; i++) {
            if (first[i].length != second[i].length) {
                throw new IllegalArgumentException(secondName + "[" + i + "] has " + second[i].length + " elements but "
                        + firstName + "[" + i + "] has " + first[i].length + "; make them equally long");
            }
        }
    }

    static double[] likeRow(double[] logits) {
        return likeRow("logits", logits);
    }

    static double[] likeRow(String name, double[] row) {
        notNull(name, row);
        return new double[row.length];
    }

    static double[][] likeMatrix(double[][] logits) {
        matrix("logits", logits);
        double[][] result = new double[logits.length][];
        for (int i = 0; i < result.length; i++) {
            result[i] = new double[logits[i].length];
        }
        return result;
    }
}
