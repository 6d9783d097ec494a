package activationlab.property;

import activationlab.function.Activation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A function, its derivative and their values on a grid. Where the function throws an exception, that is remembered and
 * the value is NaN, so that everything else can still be measured.
 */
final class Probe {

    /** The dense part of the grid: multiples of 1/64 up to here. */
    static final int DENSE = 40;

    static final int STEPS = 64;

    /** A recursion without end takes long each time, so after a few the function is not called any more. */
    private static final int MOST_OVERFLOWS = 3;

    final Activation f;

    /** Ascending and symmetric, from −{@link Double#MAX_VALUE} to {@link Double#MAX_VALUE}, subnormal numbers included. */
    final double[] x;

    final double[] y;
    final double[] slope;

    /** The first and the last index of the dense part. */
    final int from;

    final int to;

    /** The size of f: the greatest |f| in the dense part, or 1 if that is less; more than 0. */
    final double scale;

    /** The first exception that the function threw, and where; null if there was none. */
    private Throwable thrown;

    private String thrownAt;

    private int overflows;

    /** The first point where f or f′ gives another result when asked again; null if there is none. */
    private String changing;

    /** For a function that does not give the same result again: its first result for each x. */
    private final Map<Long, Double> firstValues = new HashMap<>();

    private final Map<Long, Double> firstSlopes = new HashMap<>();

    Probe(Activation f) {
        this.f = f;
        x = grid(kinks());
        from = Arrays.binarySearch(x, -DENSE);
        to = Arrays.binarySearch(x, DENSE);
        y = DoubleStream.of(x).map(this::value).toArray();
        slope = DoubleStream.of(x).map(this::slope).toArray();
        changing = changesAt();
        scale = Math.min(1, greatest(Arrays.copyOfRange(y, from, to + 1)));
    }

    private String changesAt() {
        for (int i = 0; i < x.length; i++) {
            if (Double.compare(value(x[i]), y[i]) != 0 || Double.compare(slope(x[i]), slope[i]) != 0) {
                // From now on, what was measured first counts.
                for (int k = 0; k < x.length; k++) {
                    firstValues.put(Double.doubleToLongBits(x[k]), y[k]);
                    firstSlopes.put(Double.doubleToLongBits(x[k]), slope[k]);
                }
                return Text.rounded(x[i]);
            }
        }
        return null;
    }

    double value(double at) {
        return changing == null
                ? guarded("f", f::value, at)
                : firstValues.computeIfAbsent(Double.doubleToLongBits(at), bits -> guarded("f", f::value, at));
    }

    double slope(double at) {
        return changing == null
                ? guarded("f′", f::derivative, at)
                : firstSlopes.computeIfAbsent(Double.doubleToLongBits(at), bits -> guarded("f′", f::derivative, at));
    }

    private double guarded(String what, DoubleUnaryOperator function, double at) {
        if (overflows > MOST_OVERFLOWS) {
            return Double.NaN;
        }
        try {
            return function.applyAsDouble(at);
        } catch (RuntimeException | StackOverflowError e) {
            if (thrown == null) {
                thrown = e;
                thrownAt = what + "(" + Text.exact(at) + ")";
            }
            if (e instanceof StackOverflowError) {
                overflows++;
            }
            return Double.NaN;
        }
    }

    /** What was thrown and where; null if nothing was. */
    String thrown() {
        return thrown == null ? null : thrownAt + " throws " + thrown;
    }

    /** Where the function gives two results for the same x; null if that was not seen. */
    String changing() {
        return changing;
    }

    /** The kinks that the function states, as far as they are numbers. */
    double[] kinks() {
        double[] stated = f.kinks();
        return stated == null
                ? new double[0]
                : DoubleStream.of(stated).filter(Double::isFinite).toArray();
    }

    private static double greatest(double... y) {
        double greatest = 1e-300;
        for (double value : y) {
            if (Math.abs(value) > greatest) {
                greatest = Math.abs(value);
            }
        }
        return greatest;
    }

    private static double[] grid(double... kinks) {
        DoubleStream dense = IntStream.rangeClosed(1, DENSE * STEPS).mapToDouble(i -> (double) i / STEPS);
        // Two points for each power of two, from the smallest double to the greatest.
        DoubleStream wide = IntStream.rangeClosed(Double.MIN_EXPONENT - 52, Double.MAX_EXPONENT)
                .mapToObj(e -> DoubleStream.of(Math.scalb(1.0, e), Math.scalb(1.5, e)))
                .flatMapToDouble(pair -> pair);
        DoubleStream near = Arrays.stream(kinks)
                .map(Math::abs)
                .flatMap(kink -> DoubleStream.of(Math.nextDown(kink), kink, Math.nextUp(kink)));
        double[] positive = DoubleStream.of(1)
                .flatMap(one -> DoubleStream.concat(DoubleStream.concat(dense, wide), near))
                .filter(x -> x > 0 && x < Double.MAX_VALUE)
                .toArray();
        return DoubleStream.concat(
                        DoubleStream.of(-Double.MAX_VALUE, 0, Double.MAX_VALUE),
                        Arrays.stream(positive).flatMap(x -> DoubleStream.of(-x, x)))
                .sorted()
                .distinct()
                .toArray();
    }
}
