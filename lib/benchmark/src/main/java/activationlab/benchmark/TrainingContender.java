package activationlab.benchmark;

import activationlab.data.Dataset;

/** Trains one network on one pair of data sets, by the law that {@code training_peers.py} states. */
interface TrainingContender {

    /** Examples of a step. */
    int BATCH = 32;

    /** What an older step counts in the next one. */
    double MOMENTUM = 0.9;

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
    double train(String activation, int[] sizes, int epochs, double rate, int seed, Dataset train, Dataset test);
}
