package activationlab.benchmark;

/** Trains one network on one pair of data sets, by the law that {@code training_peers.py} states. */
interface Trainer {

    /**
     * Trains and tests.
     *
     * @param activation a name of {@code training_peers.py}, such as {@code leakyRelu}
     * @param sizes the widths of all layers, from the inputs to the classes
     * @param epochs how often each example is used
     * @param rate the learning rate
     * @param seed of the random numbers
     * @param train the examples to learn
     * @param test the examples that count
     * @return the share of right answers
     * @throws UnsupportedOperationException if this library does not have the activation
     */
    double train(String activation, int[] sizes, int epochs, double rate, int seed, Examples train, Examples test);

    /** The same number of inputs and of labels. */
    final class Examples {
        final double[][] inputs;
        final int[] labels;

        Examples(double[][] inputs, int[] labels) {
            this.inputs = inputs;
            this.labels = labels;
        }
    }
}
