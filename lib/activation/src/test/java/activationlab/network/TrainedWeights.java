package activationlab.network;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/** What trainings end with, for comparing the bits: in a few steps, and in so many that they run as compiled code. */
public final class TrainedWeights {

    private static final Map<String, Training> TRAININGS = trainings();

    private TrainedWeights() {}

    private static Map<String, Training> trainings() {
        Map<String, Training> trainings = new LinkedHashMap<>();
        Architecture plan = Architecture.of(2, 7, 5, 3);
        for (Activation f : new Activation[] {
            Activations.SIGMOID,
            Activations.TANH,
            Activations.RELU,
            Activations.LEAKY_RELU,
            Activations.ELU,
            Activations.SILU,
            Activations.GELU
        }) {
            Training training = Training.of(plan.activation(f)).rate(0.02).batch(11);
            trainings.put("training of " + f.name(), training);
            trainings.put("binary training of " + f.name(), training.loss(Loss.BINARY_CROSS_ENTROPY));
        }
        Training tanh = Training.of(plan.activation(Activations.TANH)).batch(11);
        trainings.put(
                "training with batch norm",
                tanh.architecture(tanh.architecture().batchNorm(true)));
        trainings.put("training by Adam", tanh.optimizer(Optimizer.adam(0.01)));
        trainings.put(
                "training by SGD with decay and clip",
                tanh.optimizer(Optimizer.sgd(0.1).withDecay(0.01).withClip(0.5)));
        trainings.put("training for squares", tanh.loss(Loss.MEAN_SQUARED_ERROR));
        return trainings;
    }

    /**
     * The trainings.
     *
     * @return their names
     */
    public static Set<String> names() {
        return TRAININGS.keySet();
    }

    /**
     * After ten steps of a small network.
     *
     * @param name one of the names
     * @return all parameters
     */
    public static double[] brief(String name) {
        return weights(TRAININGS.get(name).epochs(2), Nets.classes(51, 2, 3, 1));
    }

    /**
     * After 840 steps of a larger one.
     *
     * @param name one of the names
     * @return all parameters
     */
    public static double[] thorough(String name) {
        Training training = TRAININGS.get(name);
        Architecture large = training.architecture().sizes(2, 23, 16, 3);
        return weights(training.architecture(large).batch(37).epochs(120), Nets.classes(250, 2, 3, 2));
    }

    private static double[] weights(Training training, Dataset data) {
        Network network = training.run(new Dataset.Split(data, data), 1).network();
        DoubleStream parameters = Nets.parameters(network).stream().flatMapToDouble(DoubleStream::of);
        return DoubleStream.concat(parameters, DoubleStream.of(network.output(0.3, -0.7)))
                .toArray();
    }
}
