package activationlab.homework;

/** Something that the reader can mend. */
final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    /** The program's exit code, see {@link Main}. */
    final int code;

    Problem(int code, String sentence) {
        super(sentence);
        this.code = code;
    }
}
