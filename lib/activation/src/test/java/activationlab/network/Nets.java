package activationlab.network;

import activationlab.data.Dataset;
import activationlab.numeric.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What several tests of networks need. */
final class Nets {

    private Nets() {}

    /** The parameters of a network, row by row: the rows themselves, not copies. */
    static List<double[]> parameters(Network network) {
        List<double[]> rows = new ArrayList<>();
        for (int l = 0; l < network.weights.length; l++) {
            rows.addAll(List.of(network.weights[l]));
            if (network.norms[l] != null) {
                rows.add(network.norms[l].gamma);
                rows.add(network.norms[l].beta);
            }
        }
        return rows;
    }

    /** The gradient in the same order. */
    static List<double[]> rows(Gradient gradient) {
        List<double[]> rows = new ArrayList<>();
        for (int l = 0; l < gradient.weights.length; l++) {
            rows.addAll(List.of(gradient.weights[l]));
            if (gradient.gamma[l] != null) {
                rows.add(gradient.gamma[l]);
                rows.add(gradient.beta[l]);
            }
        }
        return rows;
    }

    /** All bits of a network, running averages too. */
    static List<Long> bits(Network network) {
        Stream<double[]> averages = Arrays.stream(network.norms)
                .filter(norm -> norm != null)
                .flatMap(norm -> Stream.of(norm.runningMean, norm.runningVariance));
        return Stream.concat(parameters(network).stream(), averages)
                .flatMapToDouble(Arrays::stream)
                .mapToLong(Double::doubleToLongBits)
                .boxed()
                .toList();
    }

    /** Normal inputs; the class depends on them, so that there is something to learn. */
    static Dataset classes(int n, int width, int classes, long seed) {
        RandomGenerator random = Randoms.generator(seed);
        double[][] inputs = new double[n][width];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            Arrays.setAll(inputs[i], k -> Randoms.gaussian(random));
            double angle = StrictMath.atan2(inputs[i][0], inputs[i][width - 1]) / StrictMath.PI + 1;
            labels[i] = (int) (angle / 2 * classes) % classes;
        }
        return Dataset.classification("sectors", inputs, labels, classes);
    }
}
