package activationlab.network;

/**
 * What came of one training.
 *
 * @param outcome how it ended
 * @param epochs how many epochs were done; fewer than asked for if it diverged
 * @param trainAccuracy the share of training examples classified rightly; NaN if diverged or a regression
 * @param testAccuracy the same for the test examples
 * @param trainLoss the mean loss over the training examples; NaN if diverged
 * @param testLoss the same for the test examples
 * @param off the share of hidden units that are off at the end: their slope is 0 for every training example; NaN if diverged,
 *     0 without hidden layers
 * @param epochsToTarget the first epoch after which the test accuracy had reached the target that {@link Training#target}
 *     asks for; NaN if it never did, or none was asked for
 * @param network the network at the end
 */
public record TrainingResult(
        Outcome outcome,
        int epochs,
        double trainAccuracy,
        double testAccuracy,
        double trainLoss,
        double testLoss,
        double off,
        double epochsToTarget,
        Network network) {}
