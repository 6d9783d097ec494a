package activationlab.numeric;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The random numbers of the course: one named generator, and laws that are the same on every Java version.
 *
 * <p>The generator is the one that Java calls L64X128MixRandom; its specification fixes its numbers. The laws are made
 * here, from {@link RandomGenerator#nextDouble()} alone, because the algorithms behind {@code nextGaussian} and {@code
 * nextInt(bound)} have changed between versions of Java. They use +, −, ·, /, square root and {@link StrictMath}, which
 * have the same bits everywhere.
 *
 * <p>A generator must not be shared by several threads; give each its own, with its own seed.
 *
 * @see "Guy L. Steele Jr., Sebastiano Vigna, 2021, LXM: better splittable pseudorandom number generators (and almost as
 *     fast), doi:10.1145/3485525"
 */
public final class Randoms {

    private static final String ALGORITHM = "L64X128MixRandom";

    private Randoms() {}

    /**
     * The course's source of random numbers: the same numbers for the same seed, on every machine.
     *
     * @param seed any number
     * @return a new generator, of the algorithm L64X128MixRandom
     */
    public static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of(ALGORITHM).create(seed);
    }

    /**
     * A whole number from 0 to bound − 1, each with the same probability up to a relative error of about bound/2<sup>53</sup>.
     *
     * @param random gives one number
     * @param bound at least 1
     * @return ⌊bound·u⌋ for u uniform on [0, 1)
     * @throws IllegalArgumentException if random is null or bound less than 1
     */
    public static int below(RandomGenerator random, int bound) {
        checkGiven(random);
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be at least 1, not " + bound);
        }
        // Never bound itself: its distance to the product is more than half an ulp of bound.
        return (int) (random.nextDouble() * bound);
    }

    /**
     * A number with the uniform distribution between two ends.
     *
     * @param random gives one number
     * @param from the lower end, which is included
     * @param to the upper end, which only rounding can reach
     * @return from + (to − from)·u for u uniform on [0, 1)
     * @throws IllegalArgumentException if random is null, an end is not finite, from is greater than to, or their distance
     *     overflows
     */
    public static double uniform(RandomGenerator random, double from, double to) {
        checkGiven(random);
        double width = to - from;
        // False also for NaN; an end that is infinite has an infinite width, or none.
        if (!(width >= 0 && width <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "from = " + from + " and to = " + to + " must be finite, with from <= to and a finite distance");
        }
        return from + width * random.nextDouble();
    }

    /**
     * A number with the standard normal distribution, by Marsaglia's polar method: points (u, v) are drawn from the square
     * [−1, 1)² until s = u² + v² is inside the unit circle; the result is u·√(−2·log s / s). The method gives a second
     * number, v·√(−2·log s / s), which is left unused so that no state is kept between calls.
     *
     * @param random gives two numbers, and two more after each point outside the circle: 2.55 on average
     * @return a number with mean 0 and variance 1, between −12.01 and 12.01 because u and v are multiples of 2<sup>−52</sup>
     * @throws IllegalArgumentException if random is null
     * @see "George Marsaglia, Thomas A. Bray, 1964, A convenient method for generating normal variables,
     *     doi:10.1137/1006063"
     */
    public static double gaussian(RandomGenerator random) {
        checkGiven(random);
        double u;
        double s;
        do {
            u = 2 * random.nextDouble() - 1;
            double v = 2 * random.nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        return u * Math.sqrt(-2 * StrictMath.log(s) / s);
    }

    /**
     * Puts numbers into a random order, each order with the same probability: the method of Fisher and Yates, from the end.
     *
     * @param random gives one number less than there are elements
     * @param a the array to change; may be empty
     * @throws IllegalArgumentException if random or a is null
     * @see "Richard Durstenfeld, 1964, Algorithm 235: Random permutation, doi:10.1145/364520.364540"
     */
    public static void shuffle(RandomGenerator random, int[] a) {
        checkGiven(random);
        if (a == null) {
            throw new IllegalArgumentException("a is null; an array is needed");
        }
        for (int i = a.length - 1; i > 0; i--) {
            int j = below(random, i + 1);
            int last = a[i];
            a[i] = a[j];
            a[j] = last;
        }
    }

    private static void checkGiven(RandomGenerator random) {
        if (random == null) {
            throw new IllegalArgumentException("random is null; give it one, such as Randoms.generator(1)");
        }
    }
}
