package activationlab.network;

import activationlab.data.Dataset;

/**
 * How far the gradients of one unit's incoming weights agree in sign. If all outputs of the layer before are positive, they
 * agree completely for a single example: ∂L/∂w<sub>jk</sub> = δ<sub>j</sub>·y<sub>k</sub> has the sign of δ<sub>j</sub> for
 * all k. The weights of the unit can then only grow all together or shrink all together in that step.
 */
public final class SignAgreement {

    private SignAgreement() {}

    /**
     * The agreement in each layer: |Σ<sub>k</sub> sign ∂L/∂w<sub>jk</sub>| / n<sub>j</sub>, where n<sub>j</sub> is the number
     * of incoming weights of unit j whose gradient is not 0 (biases do not count); then the mean over all units and all
     * batches with n<sub>j</sub> &gt; 0. 1: all signs are equal; for n independent signs about 0.8/√n.
     *
     * @param network the network; stays as it is
     * @param data the examples; batches are taken from the front, and what is left after the last whole one is not used
     * @param loss the loss whose gradient is looked at
     * @param batch how many examples a batch has, at least 1; more than there are means all of them
     * @return a new array, one number from 0 to 1 for each layer; NaN if all gradients are 0 or one is NaN
     * @throws IllegalArgumentException if an argument is null, batch is below 1, or data, network and loss do not fit
     */
    public static double[] of(Network network, Dataset data, Loss loss, int batch) {
        ExactPass exact = new ExactPass(network, data, loss, batch);
        double[][][] gradients = exact.pass.gradient.weights;
        double[] sum = new double[gradients.length];
        int[] units = new int[gradients.length];
        for (int k = 0; k < exact.batches(); k++) {
            exact.run(k);
            for (int l = 0; l < gradients.length; l++) {
                for (double[] row : gradients[l]) {
                    double agreement = ofUnit(row);
                    // −1 where there is nothing to agree
                    if (agreement != -1) {
                        sum[l] += agreement;
                        units[l]++;
                    }
                }
            }
        }
        for (int l = 0; l < sum.length; l++) {
            sum[l] /= units[l];
        }
        return sum;
    }

    private static double ofUnit(double[] row) {
        double signs = 0;
        int count = 0;
        for (int k = 0; k < row.length - 1; k++) {
            signs += Math.signum(row[k]);
            count += row[k] == 0 ? 0 : 1;
        }
        return count == 0 ? -1 : Math.abs(signs) / count;
    }
}
