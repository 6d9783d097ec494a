package activationlab.experiment;

import activationlab.network.Outcome;
import java.util.function.ToDoubleFunction;

/**
 * A number to compare runs by, with what counts as good.
 *
 * <p>A diverged run has no number of its own and counts as the worst there is: otherwise a function would gain by its failures
 * being left out. The same holds for a target that was never reached.
 *
 * @param name for tables and figures
 * @param of the number; NaN where there is none
 * @param higherIsBetter whether more of it is better
 * @param worst what stands in place of NaN
 */
public record Metric(String name, ToDoubleFunction<Run> of, boolean higherIsBetter, double worst) {

    /** The share of test examples classified rightly; 0 for a diverged run. */
    public static final Metric TEST_ACCURACY = new Metric("test accuracy", Run::testAccuracy, true, 0);

    /** The share of training examples classified rightly; 0 for a diverged run. */
    public static final Metric TRAIN_ACCURACY = new Metric("training accuracy", Run::trainAccuracy, true, 0);

    /** The mean loss over the test examples; infinite for a diverged run. */
    public static final Metric TEST_LOSS = new Metric("test loss", Run::testLoss, false, Double.POSITIVE_INFINITY);

    /** The mean loss over the training examples; infinite for a diverged run. */
    public static final Metric TRAIN_LOSS =
            new Metric("training loss", Run::trainLoss, false, Double.POSITIVE_INFINITY);

    /**
     * The share of hidden units that are off at the end. A diverged run counts as 1, the worst there is, although its units
     * have no state at all: where runs diverge, read {@link Summary#diverged} beside the median.
     */
    public static final Metric OFF = new Metric("share of units off", Run::off, false, 1);

    /** The epochs to the target accuracy; infinite if it was never reached. */
    public static final Metric EPOCHS_TO_TARGET =
            new Metric("epochs to target", Run::epochsToTarget, false, Double.POSITIVE_INFINITY);

    /**
     * A metric.
     *
     * @param name for tables and figures
     * @param of the number of a run
     * @param higherIsBetter whether more of it is better
     * @param worst what stands in place of NaN
     * @throws IllegalArgumentException if name or function is null, or worst is NaN
     */
    public Metric {
        Check.given("name", name);
        Check.given("of", of);
        if (Double.isNaN(worst)) {
            throw new IllegalArgumentException("worst is NaN; it must say what a diverged run counts as");
        }
    }

    /**
     * The number of a run.
     *
     * @param run a run
     * @return never NaN
     */
    public double value(Run run) {
        double value = run.outcome() == Outcome.DIVERGED ? Double.NaN : of.applyAsDouble(run);
        return Double.isNaN(value) ? worst : value;
    }

    /** Whether a is better than b. */
    boolean better(double a, double b) {
        return higherIsBetter ? a > b : a < b;
    }
}
