package activationlab.function;

import activationlab.experiment.SweptNumbers;
import activationlab.network.TrainedWeights;
import activationlab.softmax.Softmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints one line for each function: its name and seven numbers, made of all bits of its values, slopes, slopes for training
 * and second derivatives on a coarse grid, and of the first three on a fine one. For softmax these are its values and
 * logarithms, for a training the weights of a short one and of a long one. Every Java version, compiler and processor must print the same. {@link SameBitsTest} starts it in
 * several of them; it needs nothing but this library.
 *
 * <p>Every function runs several times, element by element and as an array, so that the later runs are compiled code. All
 * must agree.
 */
final class Bits {

    /** Runs of the fine grid: enough for C2 to have compiled everything when the last one starts. */
    private static final int RUNS = 3;

    private Bits() {}

    /**
     * Prints the lines.
     *
     * @param arguments {@code coarse} leaves the fine grid out, whose numbers are then 0
     */
    public static void main(String[] arguments) {
        boolean coarseOnly = List.of(arguments).contains("coarse");
        double[] coarse = grid(2048);
        double[] fine = coarseOnly ? new double[0] : grid(2);
        functions().forEach((name, f) -> {
            long[] few = hashes(name, f, coarse, 1);
            long[] many = coarseOnly ? new long[3] : hashes(name, f, fine, RUNS);
            double[] second = new double[coarse.length];
            for (int i = 0; i < coarse.length; i++) {
                second[i] = f.slope().derivative(coarse[i]);
            }
            print(name, few[0], few[1], few[2], hash(second), many[0], many[1], many[2]);
        });
        long[] few = softmax(coarse);
        long[] many = softmax(fine);
        print("softmax", few[0], few[1], 0, 0, many[0], many[1], 0);
        TrainedWeights.names().forEach(name -> {
            long brief = hash(TrainedWeights.brief(name));
            print(name, brief, 0, 0, 0, coarseOnly ? 0 : hash(TrainedWeights.thorough(name)), 0, 0);
        });
        for (int threads = 1; threads <= 2; threads++) {
            print("sweep with threads: " + threads, 0, 0, 0, 0, coarseOnly ? 0 : hash(SweptNumbers.of(threads)), 0, 0);
        }
    }

    private static void print(String name, long... numbers) {
        System.out.println(
                name + "," + Arrays.stream(numbers).mapToObj(Long::toHexString).collect(Collectors.joining(",")));
    }

    /** The catalogue, and the functions of the reference files, which have other parameters. */
    static Map<String, Activation> functions() {
        Map<String, Activation> functions = new LinkedHashMap<>();
        for (Activation f : Activations.all()) {
            functions.put(f.name(), f);
        }
        for (Reference.Curve curve : Reference.curves()) {
            if (!functions.containsValue(curve.function())) {
                functions.put(curve.name(), curve.function());
            }
        }
        return functions;
    }

    /** Every so many points of: a fine grid in ±16, a coarse one in ±752, doubles of every size, and special ones. */
    private static double[] grid(int step) {
        List<Double> points = new ArrayList<>();
        for (int i = -16_384; i <= 16_384; i += step) {
            points.add(i / 1024.0);
            points.add(i * 0.0459);
        }
        long stride = 0x0003_14159_26535_89L;
        for (long i = 0; i < 16_384; i += step) {
            points.add(Double.longBitsToDouble(i * stride));
        }
        for (double x :
                new double[] {0, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
            points.add(x);
            points.add(-x);
        }
        points.add(Double.NaN);
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static long[] hashes(String name, Activation f, double[] x, int runs) {
        long[] first = null;
        for (int run = 0; run < runs; run++) {
            double[] y = new double[x.length];
            double[] slopes = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = f.value(x[i]);
                slopes[i] = f.derivative(x[i]);
            }
            double[] nearly = new double[x.length];
            f.applyForTraining(x, y, nearly);
            long[] one = {hash(y), hash(slopes), hash(nearly)};
            first = first == null ? one : first;
            check(name, "value", first[0], one[0]);
            check(name, "derivative", first[1], one[1]);
            check(name, "slopes of applyForTraining", first[2], one[2]);
            check(name, "apply", first[0], hash(f.apply(x)));
            double[] copy = x.clone();
            f.applyInPlace(copy);
            check(name, "applyInPlace", first[0], hash(copy));
            f.applyWithDerivative(x, y, slopes);
            check(name, "applyWithDerivative", first[0], hash(y));
            check(name, "slopes of applyWithDerivative", first[1], hash(slopes));
            check(name, "slope().apply", first[1], hash(f.slope().apply(x)));
        }
        return first;
    }

    /** Softmax and log-softmax of rows of 40. */
    private static long[] softmax(double[] x) {
        Softmax softmax = new Softmax();
        double[] probabilities = new double[x.length];
        double[] logarithms = new double[x.length];
        for (int from = 0; from < x.length; from += 40) {
            double[] row = Arrays.copyOfRange(x, from, Math.min(x.length, from + 40));
            System.arraycopy(softmax.apply(row), 0, probabilities, from, row.length);
            System.arraycopy(softmax.log(row), 0, logarithms, from, row.length);
        }
        return x.length == 0 ? new long[2] : new long[] {hash(probabilities), hash(logarithms)};
    }

    private static long hash(double[] values) {
        long hash = 0xcbf29ce484222325L;
        for (double y : values) {
            // NaN has many bit patterns, which Java does not promise to keep apart.
            hash = (hash ^ Double.doubleToLongBits(y)) * 0x9e3779b97f4a7c15L;
            // Lets high bits, the sign for one, reach the low ones: otherwise two changes there would cancel.
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static void check(String name, String form, long expected, long actual) {
        if (expected != actual) {
            throw new AssertionError(name + ": " + form + " has other bits than the first run of value and derivative");
        }
    }
}
