package activationlab.softmax;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random rows that are the same in every run. */
final class Samples {

    private Samples() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static double[] normal(int n, long seed, double deviation) {
        RandomGenerator random = random(seed);
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            row[i] = deviation * random.nextGaussian();
        }
        return row;
    }

    /** Multiples of 2⁻²⁰ below 64, with which small sums are exact. */
    static double[] exact(int n, long seed) {
        RandomGenerator random = random(seed);
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            row[i] = random.nextInt(1 << 26) * 0x1p-20;
        }
        return row;
    }
}
