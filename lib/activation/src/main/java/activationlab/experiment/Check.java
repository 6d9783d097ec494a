package activationlab.experiment;

/** Arguments, with messages that say what was given and what is needed. */
final class Check {

    private Check() {}

    static void given(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null");
        }
    }

    static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }
}
