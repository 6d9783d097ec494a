package activationlab.network;

import activationlab.data.Dataset;
import activationlab.function.Activation;

/**
 * Batches of a data set on their way through a network and back, for looking at: like a step of training, but with the exact
 * slopes of the functions, whose digits a training step does not need, and without any change of the network.
 *
 * <p>Batch normalisation uses the mean and the variance of the batch, as in training.
 */
final class ExactPass {

    final Pass pass;

    private final Network network;
    private final Loss loss;
    private final double[][] rows;
    private final int[] order;
    private final double[][] targets;
    private final double[][] batchTargets;
    private final double[] room;

    ExactPass(Network network, Dataset data, Loss loss, int batch) {
        Check.given("network", network);
        Check.given("loss", loss);
        Check.atLeast("batch", batch, 1);
        Architecture plan = network.architecture();
        loss.check(data, plan);
        // The way forward moves the running averages of batch normalisation.
        this.network = network.copy();
        this.loss = loss;
        int n = data.size();
        rows = new double[n][data.width() + 1];
        order = new int[n];
        double[][] all = data.targets();
        targets = new double[n][];
        for (int i = 0; i < n; i++) {
            data.copyInput(i, rows[i]);
            rows[i][data.width()] = 1;
            order[i] = i;
            targets[i] = Loss.targets(data, plan, all[i]);
        }
        int size = Math.min(batch, n);
        pass = new Pass(this.network, size, new Gradient(network));
        batchTargets = new double[plan.outputs()][size];
        room = new double[size];
    }

    /** All examples as one batch, there and back. */
    static ExactPass of(Network network, Dataset data, Loss loss) {
        ExactPass exact = new ExactPass(network, data, loss, Integer.MAX_VALUE);
        exact.run(0);
        return exact;
    }

    /** How many examples a batch has. */
    int batch() {
        return room.length;
    }

    /** How many whole batches there are. */
    int batches() {
        return order.length / batch();
    }

    /** The batch with the number k, there and back. */
    void run(int k) {
        int from = k * batch();
        pass.take(rows, order, from);
        for (int i = 0; i < batch(); i++) {
            for (int c = 0; c < batchTargets.length; c++) {
                batchTargets[c][i] = targets[from + i][c];
            }
        }
        pass.forward();
        for (int l = 0; l < pass.x.length; l++) {
            Activation f = network.activation(l);
            for (int j = 0; pass.slopes[l] != null && j < pass.x[l].length; j++) {
                f.applyWithDerivative(pass.x[l][j], pass.y[l + 1][j], pass.slopes[l][j]);
            }
        }
        loss.delta(pass.outputs(), batchTargets, pass.outputDelta(), room);
        pass.back();
    }

    /** ‖∂L/∂x‖ of each layer, over units and examples. */
    double[] deltaNorms() {
        double[] norms = new double[pass.deltas.length];
        for (int l = 0; l < norms.length; l++) {
            norms[l] = Norm.of(pass.deltas[l], batch());
        }
        return norms;
    }

    /** ‖∂L/∂W‖ of each layer, without the biases. */
    double[] weightGradientNorms() {
        double[] norms = new double[pass.deltas.length];
        for (int l = 0; l < norms.length; l++) {
            norms[l] = Norm.of(pass.gradient.weights[l], network.architecture().receives(l));
        }
        return norms;
    }
}
