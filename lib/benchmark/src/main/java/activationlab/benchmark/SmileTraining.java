package activationlab.benchmark;

import activationlab.data.Dataset;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The multilayer perceptron of Smile, which needs Java 21 and is therefore looked up by name. A call per batch costs nothing
 * that could be measured.
 *
 * <p>It has sigmoid, tanh, ReLU and leaky ReLU. Its first weights follow Smile's own law, uniform within √(6 / (inputs +
 * outputs)). The rest is as in {@code training_peers.py}: batches, means over them, momentum, softmax cross-entropy.
 */
final class SmileTraining implements TrainingContender {

    private static final double LEAK = 0.01;
    private static final Map<String, String> LAYERS =
            Map.of("sigmoid", "sigmoid", "tanh", "tanh", "relu", "rectifier", "leakyRelu", "leaky");

    private final Class<?> layer = find("smile.base.mlp.Layer");
    private final Class<?> builder = find("smile.base.mlp.LayerBuilder");
    private final Class<?> time = find("smile.util.function.TimeFunction");
    private final Class<?> network = find("smile.classification.MLP");
    private final Method setSeed = method(find("smile.math.MathEx"), "setSeed", long.class);
    private final Method constant = method(time, "constant", double.class);
    private final Method update = method(network, "update", double[][].class, int[].class);
    private final Method predict = method(network, "predict", double[].class);

    @Override
    public double train(
            String activation, int[] sizes, int epochs, double rate, int seed, Dataset train, Dataset test) {
        Object mlp = create(activation, sizes, rate, seed);
        SplittableRandom random = new SplittableRandom(seed);
        int n = train.size();
        double[][] inputs = train.inputs();
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = n - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            for (int from = 0; from < n; from += BATCH) {
                int size = Math.min(BATCH, n - from);
                double[][] x = new double[size][];
                int[] labels = new int[size];
                for (int i = 0; i < size; i++) {
                    x[i] = inputs[order[from + i]];
                    labels[i] = train.label(order[from + i]);
                }
                call(update, mlp, x, labels);
            }
        }
        int right = 0;
        for (int i = 0; i < test.size(); i++) {
            right += (int) call(predict, mlp, (Object) test.input(i)) == test.label(i) ? 1 : 0;
        }
        return (double) right / test.size();
    }

    private Object create(String activation, int[] sizes, double rate, int seed) {
        if (!LAYERS.containsKey(activation)) {
            throw new UnsupportedOperationException("Smile's networks do not have " + activation);
        }
        call(setSeed, null, (long) seed);
        int last = sizes.length - 1;
        Object layers = Array.newInstance(builder, sizes.length);
        Array.set(layers, 0, call(method(layer, "input", int.class), null, sizes[0]));
        for (int i = 1; i < last; i++) {
            Array.set(layers, i, hidden(activation, sizes[i]));
        }
        Class<?> outputs = find("smile.base.mlp.OutputFunction");
        Object softmax = call(method(outputs, "valueOf", String.class), null, "SOFTMAX");
        Array.set(layers, last, call(method(layer, "mle", int.class, outputs), null, sizes[last], softmax));
        try {
            Object mlp = network.getConstructor(layers.getClass()).newInstance(layers);
            call(method(network, "setLearningRate", time), mlp, call(constant, null, rate));
            call(method(network, "setMomentum", time), mlp, call(constant, null, MOMENTUM));
            return mlp;
        } catch (ReflectiveOperationException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private Object hidden(String activation, int width) {
        String name = LAYERS.get(activation);
        if (!activation.equals("leakyRelu")) {
            return call(method(layer, name, int.class), null, width);
        }
        double dropout = 0;
        return call(method(layer, name, int.class, double.class, double.class), null, width, dropout, LEAK);
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static Object call(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException | InvocationTargetException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
