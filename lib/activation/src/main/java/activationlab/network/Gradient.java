package activationlab.network;

/** ∂L/∂w of all that training may change, in the shapes of the network. */
final class Gradient {

    /** Layer by layer, one row for each unit; the last number of a row belongs to the bias. */
    final double[][][] weights;

    /** Layer by layer; null where sums are not normalised. */
    final double[][] gamma;

    final double[][] beta;

    Gradient(Network network) {
        int layers = network.weights.length;
        weights = new double[layers][][];
        gamma = new double[layers][];
        beta = new double[layers][];
        for (int l = 0; l < layers; l++) {
            int units = network.weights[l].length;
            weights[l] = new double[units][network.weights[l][0].length];
            if (network.norms[l] != null) {
                gamma[l] = new double[units];
                beta[l] = new double[units];
            }
        }
    }
}
