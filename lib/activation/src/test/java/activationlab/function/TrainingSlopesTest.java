package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Values and slopes for training")
class TrainingSlopesTest {

    /** The library's functions, and some as a reader writes them. */
    static Stream<Activation> functions() {
        return Stream.concat(
                Samples.functions(),
                Stream.of(
                        Activation.of("square", x -> x * x, x -> 2 * x),
                        Activation.of("softsign", x -> x / (1 + Math.abs(x))),
                        Activation.of("leaky", x -> x > 0 ? x : 0.2 * x, 0)));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void valuesAreExactAndSlopesNearlySo(Activation f) {
        double allowed = 8 * 0x1p-53 * Math.max(1, steepest(f));
        for (double[] x : List.of(dense(), spread(), beside(f))) {
            double[] y = new double[x.length];
            double[] slopes = new double[x.length];
            double[] before = x.clone();
            f.applyForTraining(x, y, slopes);
            assertArrayEquals(bits(before), bits(x), "the inputs are left as they are");
            for (int i = 0; i < x.length; i++) {
                double input = x[i];
                if (bits(f.value(input)) != bits(y[i])) {
                    assertEquals(f.value(input), y[i], () -> "value at " + input);
                }
                double slope = f.derivative(input);
                boolean near = slope == slopes[i] || Math.abs(slope - slopes[i]) <= allowed;
                assertTrue(
                        near || (Double.isNaN(slope) && Double.isNaN(slopes[i])),
                        "slope at " + input + " is " + slopes[i] + ", not " + slope + ", and off by "
                                + (slopes[i] - slope) / allowed * 8 + " units");
            }
        }
    }

    /** An infinite constant belongs to a jump or a parabola, whose slopes are exact. */
    private static double steepest(Activation f) {
        double constant = f.facts().map(facts -> facts.lipschitz().constant()).orElse(0.0);
        return Double.isInfinite(constant) ? 0 : constant;
    }

    @ParameterizedTest
    @MethodSource("functions")
    @DisplayName("An element has the same bits whatever stands beside it, and however many")
    void neighboursDoNotMatter(Activation f) {
        RandomGenerator random = Randoms.generator(3);
        double[] x = Arrays.copyOf(spread(), 600);
        for (int i = 0; i < x.length; i++) {
            // Some blocks are ordinary; with one element that is not, a block is computed in another way.
            x[i] = i % 150 == 149 ? x[i] : Randoms.uniform(random, -20, 20);
        }
        double[] alone = new double[x.length];
        double[] slopesAlone = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] y = new double[1];
            double[] slope = new double[1];
            f.applyForTraining(new double[] {x[i]}, y, slope);
            alone[i] = y[0];
            slopesAlone[i] = slope[0];
        }
        for (int length = 0; length <= x.length; length++) {
            double[] y = new double[length];
            double[] slopes = new double[length];
            f.applyForTraining(Arrays.copyOf(x, length), y, slopes);
            assertArrayEquals(bits(Arrays.copyOf(alone, length)), bits(y), "values of " + length);
            assertArrayEquals(bits(Arrays.copyOf(slopesAlone, length)), bits(slopes), "slopes of " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void wrongArraysAreRefused(Activation f) {
        double[] x = new double[2];
        double[] y = new double[2];
        double[] slopes = new double[2];
        double[] three = new double[3];
        refused("x is null; an array of inputs is needed", () -> f.applyForTraining(null, y, slopes));
        refused("y is null; an array for the results is needed", () -> f.applyForTraining(x, null, slopes));
        refused("slopes is null; an array for the results is needed", () -> f.applyForTraining(x, y, null));
        refused("y has 3 elements but x has 2; make them equally long", () -> f.applyForTraining(x, three, slopes));
        refused("slopes has 3 elements but x has 2; make them equally long", () -> f.applyForTraining(x, y, three));
        refused(
                "y and slopes are the same array; the slopes would replace the values",
                () -> f.applyForTraining(x, y, y));
        String shared = "x is also the array for the results; applyForTraining needs three arrays";
        refused(shared, () -> f.applyForTraining(x, x, slopes));
        refused(shared, () -> f.applyForTraining(x, y, x));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static double[] dense() {
        return DoubleStream.iterate(-20, x -> x <= 20, x -> x + 1.0 / 1024).toArray();
    }

    /** Of every size and far out, with the special ones among them. */
    private static double[] spread() {
        RandomGenerator random = Randoms.generator(8);
        double[] special = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE
        };
        double[] x = new double[6000];
        for (int i = 0; i < x.length; i++) {
            double sign = random.nextDouble() < 0.5 ? -1 : 1;
            x[i] = switch (i % 4) {
                case 0 -> Randoms.uniform(random, -60, 60);
                case 1 -> Randoms.uniform(random, -800, 800);
                case 2 -> sign * Math.scalb(1 + random.nextDouble(), Randoms.below(random, 2046) - 1022);
                default -> special[Randoms.below(random, special.length)];
            };
        }
        return x;
    }

    /** At and beside kinks and extrema. */
    private static double[] beside(Activation f) {
        DoubleStream zeros =
                f.facts().stream().flatMap(facts -> facts.extrema().stream()).mapToDouble(Facts.Extremum::at);
        return DoubleStream.concat(DoubleStream.concat(DoubleStream.of(f.kinks()), zeros), DoubleStream.of(0))
                .flatMap(x -> DoubleStream.of(
                        x,
                        -x,
                        Math.nextUp(x),
                        Math.nextDown(x),
                        x + 1e-15,
                        x - 1e-15,
                        x + 1e-8,
                        x - 1e-8,
                        x + 1e-3,
                        x - 1e-3))
                .toArray();
    }

    private static long bits(double x) {
        return Double.doubleToLongBits(x);
    }

    private static long[] bits(double[] x) {
        return Arrays.stream(x).mapToLong(Double::doubleToLongBits).toArray();
    }
}
