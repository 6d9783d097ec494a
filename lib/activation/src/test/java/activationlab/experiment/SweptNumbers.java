package activationlab.experiment;

import activationlab.data.Task;
import activationlab.function.Activations;
import activationlab.network.Architecture;
import activationlab.network.Training;
import java.util.stream.DoubleStream;

/** What a small sweep says, for comparing the bits. */
public final class SweptNumbers {

    private SweptNumbers() {}

    /**
     * The numbers of all runs.
     *
     * @param threads how many threads share them
     * @return losses, accuracies and shares, run by run
     */
    public static double[] of(int threads) {
        return Sweep.of(Training.of(Architecture.of(2, 9, 7, 3)).epochs(12), Task.spirals())
                .activations(Activations.TANH, Activations.LEAKY_RELU, Activations.GELU)
                .rates(0.03, 0.3)
                .seeds(3)
                .threads(threads)
                .run()
                .runs()
                .stream()
                .flatMapToDouble(run -> DoubleStream.of(
                        (double) run.seed(),
                        run.trainLoss(),
                        run.testLoss(),
                        run.trainAccuracy(),
                        run.testAccuracy(),
                        run.off()))
                .toArray();
    }
}
