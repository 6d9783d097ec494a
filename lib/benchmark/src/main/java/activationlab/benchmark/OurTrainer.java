package activationlab.benchmark;

/** Our networks. */
final class OurTrainer implements Trainer {

    @Override
    public double train(
            String activation, int[] sizes, int epochs, double rate, int seed, Examples train, Examples test) {
        throw new UnsupportedOperationException("the networks are not there yet");
    }

    /** All runs of the map on so many threads, in the order activation, rate, seed. */
    double[] map(int threads, String[] activations, int[] sizes, int epochs, double[] rates, Examples[][] data) {
        if (threads > 0) {
            throw new UnsupportedOperationException("the experiments are not there yet");
        }
        return new double[0];
    }

    /** Bytes that this thread allocates per training step once everything is compiled. */
    double allocatedPerStep(String activation, int[] sizes, Examples train) {
        if (sizes.length > 0) {
            throw new UnsupportedOperationException("the networks are not there yet");
        }
        return 0;
    }
}
