package activationlab.homework.assignments;

import activationlab.homework.Inputs;
import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Cases made from numbers, given or random. */
final class Draws {

    private Draws() {}

    /** One case for each number: the input of a method of one number. */
    static Inputs[] each(double... numbers) {
        return Arrays.stream(numbers).mapToObj(Inputs::of).toArray(Inputs[]::new);
    }

    /** Random numbers, one in each interval; the ends stand in pairs. */
    static Function<RandomGenerator, List<Inputs>> between(double... ends) {
        return random -> {
            Inputs[] cases = new Inputs[ends.length / 2];
            for (int i = 0; i < cases.length; i++) {
                cases[i] = Inputs.of(Randoms.uniform(random, ends[2 * i], ends[2 * i + 1]));
            }
            return List.of(cases);
        };
    }

    /** Random numbers in an array. */
    static double[] vector(RandomGenerator random, int length, double from, double to) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = Randoms.uniform(random, from, to);
        }
        return numbers;
    }

    static double[] map(double[] numbers, DoubleUnaryOperator function) {
        return Arrays.stream(numbers).map(function).toArray();
    }

    /** A random whole number from {@code from} to {@code to}, both included. */
    static int whole(RandomGenerator random, int from, int to) {
        return from + Randoms.below(random, to - from + 1);
    }
}
