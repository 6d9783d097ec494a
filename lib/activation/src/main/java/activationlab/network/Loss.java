package activationlab.network;

import activationlab.data.Dataset;
import activationlab.function.Activations;
import activationlab.numeric.Exp;
import activationlab.softmax.BinaryCrossEntropy;
import activationlab.softmax.CrossEntropy;
import java.util.Arrays;

/**
 * What training makes small, with its gradient. A loss is the mean over the examples of a batch.
 *
 * <p>Losses of probabilities are computed from logits, the outputs of a layer without activation function: then nothing
 * overflows, and the gradient is probability minus target.
 */
public enum Loss {

    /**
     * Cross-entropy of the softmax of the outputs, for exclusive classes: −log p of the right class.
     *
     * @see CrossEntropy
     */
    SOFTMAX_CROSS_ENTROPY("softmax cross-entropy") {
        @Override
        double of(double[] output, double[] target) {
            return CrossEntropy.value(output, target);
        }

        @Override
        void delta(double[][] logits, double[][] targets, double[][] delta, double[] room) {
            // room: the greatest logit of each example, then the sum of the powers
            System.arraycopy(logits[0], 0, room, 0, room.length);
            for (int c = 1; c < logits.length; c++) {
                maximum(room, logits[c]);
            }
            for (int c = 0; c < logits.length; c++) {
                powers(logits[c], room, delta[c]);
            }
            Arrays.fill(room, 0);
            for (double[] row : delta) {
                add(room, row);
            }
            for (int c = 0; c < logits.length; c++) {
                lessTarget(delta[c], room, targets[c]);
            }
        }
    },

    /**
     * Cross-entropy of the sigmoid of each output, for yes-or-no targets from 0 to 1, summed over the outputs. With one
     * output it takes a classification with two classes as well.
     *
     * @see BinaryCrossEntropy
     */
    BINARY_CROSS_ENTROPY("binary cross-entropy") {
        @Override
        double of(double[] output, double[] target) {
            return BinaryCrossEntropy.sum(output, target);
        }

        @Override
        void delta(double[][] logits, double[][] targets, double[][] delta, double[] room) {
            for (int c = 0; c < logits.length; c++) {
                Activations.SIGMOID.apply(logits[c], delta[c]);
                lessTarget(delta[c], targets[c]);
            }
        }
    },

    /**
     * Half the squared distance of the outputs from the targets, ½·Σ (output − target)². With one output it takes a
     * classification with two classes as well, whose targets are 0 and 1.
     */
    MEAN_SQUARED_ERROR("mean squared error") {
        @Override
        double of(double[] output, double[] target) {
            double sum = 0;
            for (int c = 0; c < output.length; c++) {
                double distance = output[c] - target[c];
                sum += distance * distance;
            }
            return sum / 2;
        }

        @Override
        void delta(double[][] outputs, double[][] targets, double[][] delta, double[] room) {
            for (int c = 0; c < outputs.length; c++) {
                System.arraycopy(outputs[c], 0, delta[c], 0, delta[c].length);
                lessTarget(delta[c], targets[c]);
            }
        }
    };

    private final String title;

    Loss(String title) {
        this.title = title;
    }

    /** The loss of one example. */
    abstract double of(double[] output, double[] target);

    /**
     * ∂L/∂output of a batch. Rows belong to outputs, columns to examples; room has one place for each example.
     *
     * <p>Next to a probability of 1, p − 1 has an error of 2<sup>−53</sup>, which a step of training does not notice; {@link
     * CrossEntropy} keeps all digits there.
     */
    abstract void delta(double[][] outputs, double[][] targets, double[][] delta, double[] room);

    /** The usual loss for such data. */
    static Loss usual(Dataset data) {
        return data.isClassification() ? SOFTMAX_CROSS_ENTROPY : MEAN_SQUARED_ERROR;
    }

    /** Whether one output answers a question with two classes. */
    private static boolean asksYesOrNo(Dataset data, Architecture plan) {
        return data.isClassification() && data.classes() == 2 && plan.outputs() == 1;
    }

    /** Whether the outputs name a class of the data. */
    static boolean namesClasses(Dataset data, Architecture plan) {
        return data.isClassification() && (data.classes() == plan.outputs() || asksYesOrNo(data, plan));
    }

    /** The targets of an example, as many as the network has outputs, from its row of the data's targets. */
    static double[] targets(Dataset data, Architecture plan, double[] row) {
        return asksYesOrNo(data, plan) ? new double[] {row[1]} : row;
    }

    /** That data, network and loss fit together. */
    void check(Dataset data, Architecture plan) {
        checkInputs(data, plan);
        if (this != MEAN_SQUARED_ERROR && !plan.activation(plan.layers() - 1).equals(Activations.IDENTITY)) {
            throw new IllegalArgumentException(
                    title + " is computed from logits, so the output layer must be the identity, not "
                            + plan.activation(plan.layers() - 1).name());
        }
        if (this == SOFTMAX_CROSS_ENTROPY && !data.isClassification()) {
            throw new IllegalArgumentException(title + " needs classes, but " + data.name() + " is a regression");
        }
        if (this != SOFTMAX_CROSS_ENTROPY && asksYesOrNo(data, plan)) {
            return;
        }
        if (data.outputs() != plan.outputs()) {
            throw new IllegalArgumentException(data.name() + " has "
                    + (data.isClassification() ? data.classes() + " classes" : data.outputs() + " targets")
                    + " but the network " + plan + " has " + plan.outputs() + " outputs");
        }
        if (this == BINARY_CROSS_ENTROPY) {
            for (double[] row : data.targets()) {
                for (double target : row) {
                    if (!(target >= 0 && target <= 1)) {
                        throw new IllegalArgumentException(
                                title + " needs targets from 0 to 1, but " + data.name() + " has " + target);
                    }
                }
            }
        }
    }

    static void checkInputs(Dataset data, Architecture plan) {
        Check.given("data", data);
        if (data.width() != plan.inputs()) {
            throw new IllegalArgumentException(
                    data.name() + " has " + data.width() + " inputs but the network " + plan + " has " + plan.inputs());
        }
    }

    /** That the network's outputs can be taken for the data's classes. */
    static void checkClasses(Dataset data, Architecture plan) {
        checkInputs(data, plan);
        if (!data.isClassification()) {
            throw new IllegalArgumentException(data.name() + " is a regression, so it has no right classes");
        }
        if (!namesClasses(data, plan)) {
            throw new IllegalArgumentException(data.name() + " has " + data.classes() + " classes but the network "
                    + plan + " has " + plan.outputs() + " outputs");
        }
    }

    @Override
    public String toString() {
        return title;
    }

    private static void maximum(double[] room, double[] row) {
        for (int i = 0; i < room.length; i++) {
            room[i] = Math.max(room[i], row[i]);
        }
    }

    private static void add(double[] room, double[] row) {
        for (int i = 0; i < room.length; i++) {
            room[i] += row[i];
        }
    }

    /** e^(logit − greatest), in the scheme of {@link Exp}. */
    private static void powers(double[] logits, double[] greatest, double[] e) {
        for (int i = 0; i < e.length; i++) {
            e[i] = Exp.shifted(logits[i] - greatest[i]);
        }
        boolean ordinary = Exp.scales(e, 0, e.length);
        for (int i = 0; i < e.length; i++) {
            e[i] = Math.fma(e[i], Exp.fraction(logits[i] - greatest[i]), e[i]);
        }
        if (!ordinary) {
            for (int i = 0; i < e.length; i++) {
                e[i] = StrictMath.exp(logits[i] - greatest[i]);
            }
        }
    }

    /** (power / sum − target) / n. */
    private static void lessTarget(double[] power, double[] sum, double[] target) {
        double share = 1.0 / power.length;
        for (int i = 0; i < power.length; i++) {
            power[i] = (power[i] / sum[i] - target[i]) * share;
        }
    }

    /** (output − target) / n. */
    private static void lessTarget(double[] output, double[] target) {
        double share = 1.0 / output.length;
        for (int i = 0; i < output.length; i++) {
            output[i] = (output[i] - target[i]) * share;
        }
    }
}
