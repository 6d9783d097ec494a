package activationlab.homework;

/** Decides about one answer where more than one value is right, such as "an input for which two programs differ". */
@FunctionalInterface
public interface Judge {

    /**
     * Decides. The value comes from a student's program; it has the signature's type, but may be null, have any length and
     * hold any numbers.
     *
     * @param inputs what the method was called with
     * @param got what it returned
     * @return what is wrong, as a sentence for the student; empty if nothing is
     */
    String fault(Inputs inputs, Object got);
}
