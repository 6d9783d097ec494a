package activationlab.experiment;

import activationlab.network.Outcome;
import java.util.List;

/**
 * One training of a sweep: where it stood, and what came of it.
 *
 * @param setting one label for each axis
 * @param seed of data, weights and shuffles
 * @param outcome how it ended
 * @param epochs how many epochs were done
 * @param trainAccuracy the share of training examples classified rightly; NaN if it diverged or there are no classes
 * @param testAccuracy the same for the test examples
 * @param trainLoss the mean loss over the training examples; NaN if it diverged
 * @param testLoss the same for the test examples
 * @param off the share of hidden units that are off at the end; NaN if it diverged
 * @param epochsToTarget after how many epochs the target was reached; NaN if never, or if there is none
 * @param measured what else was measured, in the order of {@link Results#measures}
 */
public record Run(
        List<String> setting,
        long seed,
        Outcome outcome,
        int epochs,
        double trainAccuracy,
        double testAccuracy,
        double trainLoss,
        double testLoss,
        double off,
        double epochsToTarget,
        List<Double> measured) {

    /**
     * A run whose lists do not change.
     *
     * @param setting one label for each axis
     * @param seed of data, weights and shuffles
     * @param outcome how it ended
     * @param epochs how many epochs were done
     * @param trainAccuracy on the training examples
     * @param testAccuracy on the test examples
     * @param trainLoss on the training examples
     * @param testLoss on the test examples
     * @param off the share of hidden units that are off
     * @param epochsToTarget after how many epochs the target was reached
     * @param measured what else was measured
     */
    public Run {
        setting = List.copyOf(setting);
        measured = List.copyOf(measured);
    }
}
