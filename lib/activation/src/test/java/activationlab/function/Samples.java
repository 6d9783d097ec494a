package activationlab.function;

import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What most tests run over: the catalogue, the same functions with other parameters, and points. */
final class Samples {

    private Samples() {}

    static Stream<Activation> functions() {
        return Stream.concat(Activations.all().stream(), others());
    }

    /** Functions with other than the usual parameters, special ones among them. */
    static Stream<Activation> others() {
        return Stream.<Stream<Activation>>of(
                        DoubleStream.of(0, 0.3, 1, 2).mapToObj(LeakyRelu::new),
                        DoubleStream.of(-3, -1, -0.5, 0, 1, 2).mapToObj(PRelu::new),
                        DoubleStream.of(0.5, Selu.ALPHA, 2.5).mapToObj(Elu::new),
                        DoubleStream.of(0.5, 2).mapToObj(Celu::new),
                        DoubleStream.of(0.7, 2, 10).mapToObj(Softplus::new),
                        DoubleStream.of(0, 0.3, 2, 10).mapToObj(Swish::new))
                .flatMap(stream -> stream);
    }

    static List<double[]> lengths() {
        return Stream.of(0, 1, 2, 511, 512, 513, 1500).map(Samples::array).toList();
    }

    /** Seeded inputs of all sizes; every seventh is one out of the ordinary. */
    private static double[] array(int length) {
        double[] special = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -1e-310,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            -700,
            -744.5,
            -38.5,
            -3,
            3,
            -1,
            1
        };
        double[] x = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(length)
                .doubles(length, -60, 60)
                .toArray();
        for (int i = 3; i < length; i += 7) {
            x[i] = special[i / 7 % special.length];
        }
        return x;
    }
}
