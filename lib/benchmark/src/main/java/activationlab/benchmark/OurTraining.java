package activationlab.benchmark;

import activationlab.data.Dataset;
import activationlab.experiment.Jobs;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.network.Architecture;
import activationlab.network.Loss;
import activationlab.network.Network;
import activationlab.network.Optimizer;
import activationlab.network.Trainer;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** Our networks. */
final class OurTraining implements TrainingContender {

    private static final Map<String, Activation> FUNCTIONS = Map.of(
            "sigmoid",
            Activations.SIGMOID,
            "tanh",
            Activations.TANH,
            "relu",
            Activations.RELU,
            "leakyRelu",
            Activations.LEAKY_RELU,
            "elu",
            Activations.ELU,
            "silu",
            Activations.SILU,
            "gelu",
            Activations.GELU);

    private static final int WARM_EPOCHS = 300;
    private static final int MEASUREMENTS = 10;
    private static final int STEPS = 100;

    @Override
    public double train(
            String activation, int[] sizes, int epochs, double rate, int seed, Dataset train, Dataset test) {
        Trainer trainer = trainer(activation, sizes, rate, seed, train);
        for (int i = 0; i < epochs; i++) {
            trainer.epoch();
        }
        return trainer.network().accuracy(test);
    }

    /** All runs of the map on so many threads, in the order activation, rate, seed. */
    double[] map(int threads, String[] activations, int[] sizes, int epochs, double[] rates, Dataset[][] data) {
        int perActivation = rates.length * data.length;
        return Jobs.run(
                        activations.length * perActivation,
                        threads,
                        i -> {
                            int seed = i % data.length;
                            double rate = rates[i % perActivation / data.length];
                            String activation = activations[i / perActivation];
                            return train(activation, sizes, epochs, rate, seed, data[seed][0], data[seed][1]);
                        },
                        (done, total) -> {})
                .results()
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Bytes that a training step allocates once everything is compiled, which may still happen at the first measurements. */
    double allocatedPerStep(String activation, int[] sizes, Dataset train) {
        Trainer trainer = trainer(activation, sizes, 0.01, 0, train);
        for (int i = 0; i < WARM_EPOCHS; i++) {
            trainer.epoch();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int j = 0; j < STEPS; j++) {
                trainer.step();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return (double) least / STEPS;
    }

    private static Trainer trainer(String activation, int[] sizes, double rate, int seed, Dataset train) {
        Network network =
                Architecture.of(sizes).activation(FUNCTIONS.get(activation)).network(seed);
        Optimizer optimizer = Optimizer.momentum(rate, MOMENTUM);
        // Another seed than the one of the weights.
        return new Trainer(network, train, Loss.SOFTMAX_CROSS_ENTROPY, optimizer, BATCH, 1000L + seed);
    }
}
