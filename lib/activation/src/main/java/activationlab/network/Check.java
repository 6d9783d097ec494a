package activationlab.network;

/** Arguments, with messages that say what was given and what is needed. */
final class Check {

    private Check() {}

    static void given(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null");
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be a finite number > 0, not " + value);
        }
    }

    /** From 0 up to, but not including, the limit. */
    static void below(String name, double value, double limit) {
        if (!(value >= 0 && value < limit)) {
            throw new IllegalArgumentException(name + " must be from 0 to below " + limit + ", not " + value);
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be a finite number >= 0, not " + value);
        }
    }

    static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }

    static void index(String name, int value, int size) {
        if (value < 0 || value >= size) {
            throw new IllegalArgumentException(name + " must be from 0 to " + (size - 1) + ", not " + value);
        }
    }

    /** A row that a network with so many inputs can take. */
    static void width(String name, double[] row, int inputs) {
        given(name, row);
        if (row.length != inputs) {
            throw new IllegalArgumentException(
                    name + " has " + row.length + " numbers but the network has " + inputs + " inputs");
        }
    }
}
