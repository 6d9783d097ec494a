package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every message names the parameter, the value given, and for shapes both sides. */
@DisplayName("Bad input of networks")
class BadInputTest {

    private static final double[] BAD_RATES = {
        0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    private static final Architecture PLAN = Architecture.of(2, 4, 3);
    private static final Network NETWORK = PLAN.network(1);
    private static final Dataset DATA = Nets.classes(10, 2, 3, 1);
    private static final Dataset NUMBERS = Dataset.regression("numbers", DATA.inputs(), DATA.targets());

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void architecture() {
        String example = "sizes must name at least inputs and outputs, for example 2, 32, 3, not ";
        refused(example + "null", () -> Architecture.of((int[]) null));
        refused(example + "[]", Architecture::of);
        refused(example + "[5]", () -> Architecture.of(5));
        refused("sizes[1] must be at least 1, not 0", () -> Architecture.of(2, 0, 3));
        refused("sizes[0] must be at least 1, not -2", () -> PLAN.sizes(-2, 3));
        refused("f is null", () -> PLAN.activation(null));
        refused("f is null", () -> PLAN.activation(0, null));
        refused("f is null", () -> PLAN.output(null));
        refused("rule is null", () -> PLAN.initialiser(null));
        List<Executable> layers = List.of(
                () -> PLAN.activation(2, Activations.TANH),
                () -> PLAN.units(2),
                () -> PLAN.receives(2),
                () -> PLAN.activation(2),
                () -> PLAN.hasBatchNorm(2),
                () -> PLAN.deviation(2),
                () -> NETWORK.weights(2),
                () -> NETWORK.biases(2),
                () -> NETWORK.activation(2),
                () -> NETWORK.set(2, new double[3][4], new double[3]));
        for (Executable call : layers) {
            refused("layer must be from 0 to 1, not 2", call);
        }
        refused("layer must be from 0 to 1, not -1", () -> PLAN.units(-1));
    }

    @Test
    void network() {
        double[][][] weights = {new double[4][2], new double[3][4]};
        double[][] biases = {new double[4], new double[3]};
        refused("architecture is null", () -> Network.of(null, weights, biases));
        String plan = " but the network 2-4-3 ReLU has 2 layers";
        refused("weights is null" + plan, () -> Network.of(PLAN, null, biases));
        refused("biases is null" + plan, () -> Network.of(PLAN, weights, null));
        refused("weights has 1 layers" + plan, () -> Network.of(PLAN, new double[][][] {weights[0]}, biases));
        refused("biases has 3 layers" + plan, () -> Network.of(PLAN, weights, new double[3][4]));
        refused(
                "layer 1 has 3 units but there are 2 rows of weights and 3 biases",
                () -> NETWORK.set(1, new double[2][4], biases[1]));
        refused(
                "layer 1 has 3 units but there are 3 rows of weights and 5 biases",
                () -> NETWORK.set(1, weights[1], new double[5]));
        refused(
                "unit 0 of layer 0 has 2 inputs but its row of weights has 3 numbers",
                () -> NETWORK.set(0, new double[4][3], biases[0]));
        refused(
                "unit 1 of layer 1 has 4 inputs but its row of weights is null",
                () -> NETWORK.set(1, new double[][] {new double[4], null, new double[4]}, biases[1]));
        String missing = "the weights or the biases of layer 0 are null; it has 4 units";
        refused(missing, () -> NETWORK.set(0, null, biases[0]));
        refused(missing, () -> NETWORK.set(0, weights[0], null));
        String input = "input has 3 numbers but the network has 2 inputs";
        refused(input, () -> NETWORK.output(1, 2, 3));
        refused(input, () -> NETWORK.activations(1, 2, 3));
        refused(input, () -> NETWORK.probabilities(1, 2, 3));
        refused(input, () -> NETWORK.classify(1, 2, 3));
        refused("input is null", () -> NETWORK.output((double[]) null));
        refused("inputs is null", () -> NETWORK.outputs(null));
        refused("inputs[1] is null", () -> NETWORK.outputs(new double[][] {{1, 2}, null}));
        refused(
                "inputs[1] has 1 numbers but the network has 2 inputs",
                () -> NETWORK.outputs(new double[][] {{1, 2}, {1}}));
    }

    @Test
    void aRefusedLayerIsLeftAsItWas() {
        Network network = PLAN.network(1);
        List<Long> before = Nets.bits(network);
        double[][] rows = {new double[4], new double[4], new double[5]};
        assertThrows(IllegalArgumentException.class, () -> network.set(1, rows, new double[3]));
        assertEquals(before, Nets.bits(network));
    }

    @Test
    void dataThatDoNotFit() {
        Dataset wide = Nets.classes(10, 5, 3, 1);
        Dataset four = Nets.classes(10, 2, 4, 1);
        Training training = Training.of(PLAN);
        String width = "sectors has 5 inputs but the network 2-4-3 ReLU has 2";
        String classes = "sectors has 4 classes but the network 2-4-3 ReLU has 3 outputs";
        for (Executable call : List.<Executable>of(
                () -> NETWORK.accuracy(wide),
                () -> NETWORK.loss(wide, Loss.SOFTMAX_CROSS_ENTROPY),
                () -> UnitCensus.of(NETWORK, wide),
                () -> training.trainer(wide, 1),
                () -> training.run(new Dataset.Split(wide, DATA), 1),
                () -> training.run(new Dataset.Split(DATA, wide), 1))) {
            refused(width, call);
        }
        for (Executable call : List.<Executable>of(
                () -> NETWORK.accuracy(four),
                () -> NETWORK.loss(four, Loss.SOFTMAX_CROSS_ENTROPY),
                () -> NETWORK.loss(four, Loss.BINARY_CROSS_ENTROPY),
                () -> NETWORK.loss(four, Loss.MEAN_SQUARED_ERROR),
                () -> training.trainer(four, 1),
                () -> training.run(new Dataset.Split(DATA, four), 1))) {
            refused(classes, call);
        }
        refused(
                "numbers has 3 targets but the network 2-4-2 ReLU has 2 outputs",
                () -> PLAN.sizes(2, 4, 2).network(1).loss(NUMBERS, Loss.MEAN_SQUARED_ERROR));
        refused("numbers is a regression, so it has no right classes", () -> NETWORK.accuracy(NUMBERS));
        refused(
                "softmax cross-entropy needs classes, but numbers is a regression",
                () -> NETWORK.loss(NUMBERS, Loss.SOFTMAX_CROSS_ENTROPY));
        Dataset far = Dataset.regression("far", new double[][] {{0, 0}}, new double[][] {{0, 1, 1.5}});
        refused(
                "binary cross-entropy needs targets from 0 to 1, but far has 1.5",
                () -> NETWORK.loss(far, Loss.BINARY_CROSS_ENTROPY));
        Dataset low = Dataset.regression("low", new double[][] {{0, 0}}, new double[][] {{0, 1, -0.5}});
        refused(
                "binary cross-entropy needs targets from 0 to 1, but low has -0.5",
                () -> training.loss(Loss.BINARY_CROSS_ENTROPY).trainer(low, 1));
        for (Loss loss : List.of(Loss.SOFTMAX_CROSS_ENTROPY, Loss.BINARY_CROSS_ENTROPY)) {
            refused(
                    loss + " is computed from logits, so the output layer must be the identity, not sigmoid",
                    () -> Training.of(PLAN.output(Activations.SIGMOID))
                            .loss(loss)
                            .trainer(DATA, 1));
        }
        // One output answers a question with two classes, but not one with three.
        refused(
                "sectors has 3 classes but the network 2-4-1 ReLU has 1 outputs",
                () -> training.architecture(PLAN.sizes(2, 4, 1))
                        .loss(Loss.BINARY_CROSS_ENTROPY)
                        .trainer(DATA, 1));
        Dataset two = Nets.classes(10, 2, 2, 1);
        refused(
                "sectors has 2 classes but the network 2-4-1 ReLU has 1 outputs",
                () -> training.architecture(PLAN.sizes(2, 4, 1)).trainer(two, 1));
        refused("data is null", () -> NETWORK.accuracy(null));
        refused("data is null", () -> NETWORK.loss(null, Loss.MEAN_SQUARED_ERROR));
        refused("loss is null", () -> NETWORK.loss(DATA, null));
        refused("network is null", () -> UnitCensus.of(null, DATA));
        refused("data is null", () -> UnitCensus.of(NETWORK, null));
    }

    @Test
    void census() {
        UnitCensus census = UnitCensus.of(NETWORK, DATA);
        refused("layer must be from 0 to 0, not 1", () -> census.off(1));
        refused("layer must be from 0 to 0, not -1", () -> census.offShare(-1));
    }

    @Test
    void optimizer() {
        for (double rate : BAD_RATES) {
            String message = "rate must be a finite number > 0, not " + rate;
            refused(message, () -> Optimizer.sgd(rate));
            refused(message, () -> Optimizer.momentum(rate, 0.9));
            refused(message, () -> Optimizer.adam(rate));
            refused(message, () -> Optimizer.sgd(1).withRate(rate));
            refused(message, () -> Training.of(PLAN).rate(rate));
        }
        for (double momentum : new double[] {-0.1, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused("momentum must be from 0 to below 1.0, not " + momentum, () -> Optimizer.momentum(0.1, momentum));
        }
        for (double decay : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(
                    "decay must be a finite number >= 0, not " + decay,
                    () -> Optimizer.sgd(0.1).withDecay(decay));
        }
        for (double clip : new double[] {0, -1, Double.NaN, Double.NEGATIVE_INFINITY}) {
            refused(
                    "clip must be > 0, or infinite for none, not " + clip,
                    () -> Optimizer.sgd(0.1).withClip(clip));
        }
        refused("kind is null", () -> new Optimizer(null, 0.1, 0, 0, 1));
        refused("momentum must be 0 for SGD, not 0.9", () -> new Optimizer(Optimizer.Kind.SGD, 0.1, 0.9, 0, 1));
        refused("momentum must be 0 for ADAM, not 0.5", () -> new Optimizer(Optimizer.Kind.ADAM, 0.1, 0.5, 0, 1));
    }

    @Test
    void initialiser() {
        for (double gain : BAD_RATES) {
            refused("gain must be a finite number > 0, not " + gain, () -> Initialiser.gain(gain));
        }
        refused("name is null", () -> Initialiser.gain(null, f -> 1));
        refused("gain is null", () -> Initialiser.gain("mine", null));
        refused("f is null", () -> Initialiser.HE.deviation(null, 1, 1));
        refused("inputs must be at least 1, not 0", () -> Initialiser.HE.deviation(Activations.RELU, 0, 1));
        refused("outputs must be at least 1, not -1", () -> Initialiser.HE.deviation(Activations.RELU, 1, -1));
        for (double gain : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(
                    "the initialiser \"mine\" gives weights of ReLU the standard deviation " + gain
                            + "; choose Initialiser.gain(…) for this function",
                    () -> Initialiser.gain("mine", f -> gain).deviation(Activations.RELU, 1, 1));
        }
    }

    @Test
    void training() {
        Training training = Training.of(PLAN);
        refused("plan is null", () -> Training.of(null));
        refused("newPlan is null", () -> training.architecture(null));
        refused("f is null", () -> training.activation(null));
        refused("newLoss is null", () -> training.loss(null));
        refused("newOptimizer is null", () -> training.optimizer(null));
        refused("size must be at least 1, not 0", () -> training.batch(0));
        refused("count must be at least 0, not -1", () -> training.epochs(-1));
        for (double target : new double[] {0, -1, 1.01, Double.NaN}) {
            refused("accuracy must be above 0 and at most 1, not " + target, () -> training.target(target));
        }
        refused("train is null", () -> training.trainer(null, 1));
        refused("data is null", () -> training.run(null, 1));
        refused("observer is null", () -> training.run(new Dataset.Split(DATA, DATA), 1, null));
        refused("train is null", () -> training.run(new Dataset.Split(null, DATA), 1));
        refused("data is null", () -> training.run(new Dataset.Split(DATA, null), 1));
    }

    @Test
    void trainer() {
        Loss loss = Loss.SOFTMAX_CROSS_ENTROPY;
        Optimizer optimizer = Optimizer.sgd(0.1);
        refused("network is null", () -> new Trainer(null, DATA, loss, optimizer, 1, 1));
        refused("data is null", () -> new Trainer(NETWORK, null, loss, optimizer, 1, 1));
        refused("loss is null", () -> new Trainer(NETWORK, DATA, null, optimizer, 1, 1));
        refused("optimizer is null", () -> new Trainer(NETWORK, DATA, loss, null, 1, 1));
        refused("batch must be at least 1, not 0", () -> new Trainer(NETWORK, DATA, loss, optimizer, 0, 1));
    }

    @Test
    void aFunctionThatThrowsIsNotHidden() {
        Activation broken = Activation.of("broken", x -> {
            throw new IllegalStateException("of my own");
        });
        Network network =
                PLAN.activation(broken).initialiser(Initialiser.gain(1)).network(1);
        assertEquals(
                "of my own",
                assertThrows(IllegalStateException.class, () -> network.output(1, 2))
                        .getMessage());
    }
}
