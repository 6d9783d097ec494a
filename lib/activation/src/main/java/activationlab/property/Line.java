package activationlab.property;

/**
 * One line of a {@link PropertySheet}: what was measured of a function, and what to think of it.
 *
 * @param function the name of the function
 * @param property what was measured
 * @param measured the result, in words and numbers
 * @param stated what the function states about itself, or what every activation function promises; empty if nothing is
 *     known beforehand
 * @param verdict what to think of it
 * @param remark why, in one sentence; empty if there is nothing to explain
 */
public record Line(String function, String property, String measured, String stated, Verdict verdict, String remark) {

    /** What to think of a measurement. */
    public enum Verdict {
        /** It agrees with what is stated. */
        AS_STATED("as stated"),
        /** Nothing is stated, and nothing is suspicious. */
        MEASURED("measured"),
        /** Nothing is wrong, but it is worth a look. */
        NOTE("note"),
        /** It contradicts what is stated, or breaks a promise of every activation function. */
        WRONG("wrong");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /**
         * The verdict in words.
         *
         * @return for example {@code as stated}
         */
        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Does nothing, unless the verdict is {@link Verdict#WRONG}: made for a test.
     *
     * @throws AssertionError if the verdict is wrong; its message says which function and property, what was measured and
     *     what is stated
     */
    public void check() {
        if (verdict == Verdict.WRONG) {
            throw new AssertionError(this);
        }
    }

    /**
     * The verdict and the remark.
     *
     * @return for example {@code wrong: a NaN in the data would vanish}
     */
    public String judgement() {
        return remark.isEmpty() ? verdict.toString() : verdict + ": " + remark;
    }

    /**
     * The line as a sentence.
     *
     * @return for example {@code ReLU, NaN: f = NaN, f′ = NaN (stated: NaN for NaN) - as stated}
     */
    @Override
    public String toString() {
        String known = stated.isEmpty() ? "" : " (stated: " + stated + ")";
        return function + ", " + property + ": " + measured + known + " - " + judgement();
    }
}
