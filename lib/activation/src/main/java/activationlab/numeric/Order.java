package activationlab.numeric;

import java.util.function.DoubleUnaryOperator;

/**
 * The doubles as whole numbers in their order: neighbours differ by 1, and −0.0 and 0.0 are both 0. The bits of a positive
 * double, read as a whole number, already have this order; negative ones are counted downwards from 0.
 */
final class Order {

    private Order() {}

    /** The place of x among the doubles; meaningless for NaN. */
    static long rank(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    /** The double at a place. */
    static double at(long rank) {
        return Double.longBitsToDouble(rank >= 0 ? rank : Long.MIN_VALUE - rank);
    }

    /** The place of x among the floats; meaningless for NaN. */
    static int rank(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits >= 0 ? bits : Integer.MIN_VALUE - bits;
    }

    /** The float at a place. */
    static float floatAt(int rank) {
        return Float.intBitsToFloat(rank >= 0 ? rank : Integer.MIN_VALUE - rank);
    }

    /** Half way between two places, rounded down; a + b would overflow. */
    static long middle(long a, long b) {
        return (a >> 1) + (b >> 1) + (a & b & 1);
    }

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, not " + value);
        }
    }

    static void given(String name, DoubleUnaryOperator value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null; give it a function such as x -> x * x");
        }
    }

    /** A copy of the kinks, after a look at them. */
    static double[] kinks(double... kinks) {
        if (kinks == null) {
            throw new IllegalArgumentException("kinks is null; leave it out if there are none");
        }
        for (double kink : kinks) {
            if (!Double.isFinite(kink)) {
                throw new IllegalArgumentException("kinks must be finite numbers, not " + kink);
            }
        }
        return kinks.clone();
    }

    /** An interval whose ends may be infinite. */
    static void interval(double low, double high) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            throw new IllegalArgumentException("low = " + low + " and high = " + high + " must not be NaN");
        }
        if (low > high) {
            throw new IllegalArgumentException(
                    "low must not be greater than high, but low = " + low + " and high = " + high);
        }
    }
}
