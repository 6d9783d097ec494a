package activationlab.homework;

/** Something that was handed in is no notebook of the assignment; the message says why, as a sentence for the student. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }
}
