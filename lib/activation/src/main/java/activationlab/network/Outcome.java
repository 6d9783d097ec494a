package activationlab.network;

/** How a training ended. None of these is an error. */
public enum Outcome {

    /** With finite weights, and units that still learn in every layer. */
    TRAINED("trained"),

    /** A weight became infinite or undefined; the training stopped there. */
    DIVERGED("diverged"),

    /**
     * All weights are finite, but all units of some hidden layer are off: their slope f′(x) is 0 for every training example,
     * so nothing reaches the layers before them any more.
     */
    DEAD("dead");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
