package activationlab.numeric;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.DoubleUnaryOperator;

/**
 * Means of f(X) for a normally distributed X, to nearly all digits, also where f has kinks, jumps or a steep place; and
 * what follows from them for deep networks.
 *
 * <p><b>Why.</b> In a wide layer with random weights the sum x that a neuron sees is close to normally distributed. The
 * mean and the second moment of f(X) tell what the next layer receives, and E[f′(X)²] how a small change travels through
 * the layers.
 *
 * <p><b>How.</b> ∫ f(m + s·z)·φ(z) dz with the normal density φ, for |z| ≤ 38, where φ ends in doubles. The line is cut at
 * the kinks and at a few fixed places. Each panel is integrated with 20 Gauss–Legendre points, once whole and once in two
 * halves; the difference tells how good it is. The worst panel is halved until the differences add up to less than
 * 4·10<sup>−15</sup> of E|f(X)|, or 400 panels are used. So a kink or jump that is not given is found too, at the price
 * of some hundred evaluations more.
 *
 * <p><b>How good.</b> Measured against mpmath for seven activation functions and deviations from 0.01 to 100: mean and
 * second moment are off by at most 10<sup>−15</sup> of E|f(X)| if the kinks are given, and by 10<sup>−13</sup> if they are not. A result is NaN if f is NaN at one of the points, or if the differences do not
 * get below 10<sup>−6</sup> of E|f(X)|: the mean of 1/x, say, does not exist.
 *
 * @see "Ben Poole, Subhaneil Lahiri, Maithra Raghu, Jascha Sohl-Dickstein, Surya Ganguli, 2016, Exponential expressivity in
 *     deep neural networks through transient chaos, arXiv:1606.05340"
 * @see "Samuel Schoenholz, Justin Gilmer, Surya Ganguli, Jascha Sohl-Dickstein, 2017, Deep information propagation,
 *     arXiv:1611.01232"
 */
public final class Gaussian {

    private static final double ROOT_OF_2_PI = 2.5066282746310002;

    /** Cuts in z that every function gets; beyond the last ones the density is 0. */
    private static final double[] CUTS = {-38, -20, -11, -7, -4, -2, 0, 2, 4, 7, 11, 20, 38};

    private static final int MOST_PANELS = 400;
    private static final double GOOD = 4e-15;
    private static final double USELESS = 1e-6;

    private static final int POINTS = 20;
    private static final double[] NODES = new double[POINTS / 2];
    private static final double[] WEIGHTS = new double[POINTS / 2];

    static {
        // The zeros of the Legendre polynomial, by Newton's method from the usual approximation.
        for (int i = 0; i < POINTS / 2; i++) {
            double x = StrictMath.cos(StrictMath.PI * (i + 0.75) / (POINTS + 0.5));
            double slope = 0;
            for (int step = 0; step < 6; step++) {
                double p = 1;
                double before = 0;
                for (int k = 0; k < POINTS; k++) {
                    double next = ((2 * k + 1) * x * p - k * before) / (k + 1);
                    before = p;
                    p = next;
                }
                slope = POINTS * (before - x * p) / (1 - x * x);
                x -= p / slope;
            }
            NODES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    private Gaussian() {}

    /**
     * E[f(X)] for X from N(mean, deviation²).
     *
     * @param f the function
     * @param mean the mean of X
     * @param deviation the standard deviation of X, from 0 up
     * @param kinks the points where f or f′ jumps, in any order; fewer evaluations are needed if they are given
     * @return the mean; NaN if f is NaN somewhere or has no mean
     * @throws IllegalArgumentException if f or kinks is null, a number is not finite or deviation is negative
     */
    public static double mean(DoubleUnaryOperator f, double mean, double deviation, double... kinks) {
        check(f, mean, deviation);
        double[] points = Order.kinks(kinks);
        if (deviation == 0) {
            return f.applyAsDouble(mean);
        }
        return integral(z -> f.applyAsDouble(mean + deviation * z), cuts(mean, deviation, points));
    }

    /**
     * E[f(X)²] for X from N(mean, deviation²).
     *
     * @param f the function
     * @param mean the mean of X
     * @param deviation the standard deviation of X, from 0 up
     * @param kinks the points where f or f′ jumps, in any order
     * @return the second moment; NaN if f is NaN somewhere or has none
     * @throws IllegalArgumentException if f or kinks is null, a number is not finite or deviation is negative
     */
    public static double secondMoment(DoubleUnaryOperator f, double mean, double deviation, double... kinks) {
        return mean(square(f), mean, deviation, kinks);
    }

    /**
     * The variance E[(f(X) − E[f(X)])²] for X from N(mean, deviation²).
     *
     * @param f the function
     * @param mean the mean of X
     * @param deviation the standard deviation of X, from 0 up
     * @param kinks the points where f or f′ jumps, in any order
     * @return the variance; NaN if f is NaN somewhere or has none
     * @throws IllegalArgumentException if f or kinks is null, a number is not finite or deviation is negative
     */
    public static double variance(DoubleUnaryOperator f, double mean, double deviation, double... kinks) {
        double centre = mean(f, mean, deviation, kinks);
        // E[f²] − E[f]² would lose the digits that both have in common.
        return secondMoment(x -> f.applyAsDouble(x) - centre, mean, deviation, kinks);
    }

    /**
     * The depth factor χ = σ<sub>w</sub>²·E[f′(√q·Z)²], Z from N(0, 1).
     *
     * <p>Take a deep and wide network whose weights have the variance σ<sub>w</sub>² divided by the number of inputs, and
     * let q be the variance of the sums x in its layers. Two inputs that differ a little then differ by χ times as much (in
     * the mean square) after one more layer, and the gradient on its way back is multiplied by χ as well. χ &lt; 1: all
     * inputs become alike and gradients vanish. χ &gt; 1: neighbouring inputs become unrelated and gradients explode. At
     * χ = 1 a network can be deep.
     *
     * @param derivative f′
     * @param weightDeviation σ<sub>w</sub>, from 0 up
     * @param deviation √q, the standard deviation of the sums x, from 0 up
     * @param kinks the points where f or f′ jumps, in any order
     * @return χ; NaN if f′ is NaN somewhere
     * @throws IllegalArgumentException if derivative or kinks is null, or a deviation negative or not finite
     */
    public static double depthFactor(
            DoubleUnaryOperator derivative, double weightDeviation, double deviation, double... kinks) {
        Order.given("derivative", derivative);
        if (!(weightDeviation >= 0 && weightDeviation <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("weightDeviation must be a finite number >= 0, not " + weightDeviation);
        }
        return weightDeviation * weightDeviation * secondMoment(derivative, 0, deviation, kinks);
    }

    /**
     * The gain 1 / √E[f(Z)²], Z from N(0, 1): the factor that gives gain·f(Z) the second moment 1. With it, forward signals
     * keep their size from layer to layer; the gain of f′ does the same for gradients.
     *
     * @param f the function, or its derivative
     * @param kinks the points where f or f′ jumps, in any order
     * @return the gain; infinite for f = 0, NaN if f is NaN somewhere
     * @throws IllegalArgumentException if f or kinks is null or a kink not finite
     * @see "Andrew Brock, Soham De, Samuel Smith, 2021, Characterizing signal propagation to close the performance gap in
     *     unnormalized ResNets, arXiv:2101.08692"
     */
    public static double gain(DoubleUnaryOperator f, double... kinks) {
        return 1 / Math.sqrt(secondMoment(f, 0, 1, kinks));
    }

    static void check(DoubleUnaryOperator f, double mean, double deviation) {
        Order.given("f", f);
        Order.finite("mean", mean);
        if (!(deviation >= 0 && deviation <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("deviation must be a finite number >= 0, not " + deviation);
        }
    }

    static DoubleUnaryOperator square(DoubleUnaryOperator f) {
        Order.given("f", f);
        return x -> {
            double y = f.applyAsDouble(x);
            return y * y;
        };
    }

    /** The fixed cuts and the kinks, ascending. */
    private static List<Double> cuts(double mean, double deviation, double... kinks) {
        List<Double> cuts = new ArrayList<>();
        for (double cut : CUTS) {
            cuts.add(cut);
        }
        for (double kink : kinks) {
            double z = (kink - mean) / deviation;
            if (Math.abs(z) < CUTS[CUTS.length - 1]) {
                cuts.add(z);
            }
        }
        cuts.sort(Comparator.naturalOrder());
        return cuts;
    }

    /** ∫ g(z)·φ(z) dz. */
    private static double integral(DoubleUnaryOperator g, List<Double> cuts) {
        PriorityQueue<Panel> panels = new PriorityQueue<>(Comparator.comparingDouble(p -> -p.error));
        for (int i = 1; i < cuts.size(); i++) {
            if (cuts.get(i - 1) < cuts.get(i)) {
                panels.add(new Panel(g, new Estimate(g, cuts.get(i - 1), cuts.get(i))));
            }
        }
        while (error(panels) > GOOD && panels.size() < MOST_PANELS) {
            Panel worst = panels.remove();
            panels.add(new Panel(g, worst.left));
            panels.add(new Panel(g, worst.right));
        }
        // NaN and infinities come out as they are; a sum that does not settle is none.
        return error(panels) > USELESS ? Double.NaN : sum(panels);
    }

    /** The error of all panels, relative to the integral of |g|. */
    private static double error(Collection<Panel> panels) {
        double error = 0;
        double size = 0;
        for (Panel panel : panels) {
            error += panel.error;
            size += panel.left.size + panel.right.size;
        }
        return error == 0 ? 0 : error / size;
    }

    /** From both ends to the middle: small terms first, and what cancels by symmetry cancels exactly. */
    private static double sum(Collection<Panel> panels) {
        double[] parts = panels.stream()
                .sorted(Comparator.comparingDouble(p -> p.left.low))
                .mapToDouble(Panel::value)
                .toArray();
        double sum = 0;
        for (int i = 0; i < parts.length / 2; i++) {
            sum += parts[i] + parts[parts.length - 1 - i];
        }
        return parts.length % 2 == 0 ? sum : sum + parts[parts.length / 2];
    }

    /** Gauss–Legendre from low to high. */
    private static final class Estimate {
        final double low;
        final double high;
        final double value;
        /** The same of |g|. */
        final double size;

        Estimate(DoubleUnaryOperator g, double low, double high) {
            this.low = low;
            this.high = high;
            double centre = (low + high) / 2;
            double half = (high - low) / 2;
            double sum = 0;
            double absolute = 0;
            for (int i = 0; i < POINTS / 2; i++) {
                double left = centre - half * NODES[i];
                double right = centre + half * NODES[i];
                double yLeft = g.applyAsDouble(left) * StrictMath.exp(-left * left / 2);
                double yRight = g.applyAsDouble(right) * StrictMath.exp(-right * right / 2);
                sum += WEIGHTS[i] * (yLeft + yRight);
                absolute += WEIGHTS[i] * (Math.abs(yLeft) + Math.abs(yRight));
            }
            value = sum * half / ROOT_OF_2_PI;
            size = absolute * half / ROOT_OF_2_PI;
        }
    }

    /** An estimate and its two halves, which are the better estimate. */
    private static final class Panel {
        final Estimate left;
        final Estimate right;
        final double error;

        Panel(DoubleUnaryOperator g, Estimate whole) {
            double middle = (whole.low + whole.high) / 2;
            left = new Estimate(g, whole.low, middle);
            right = new Estimate(g, middle, whole.high);
            error = Math.abs(whole.value - value());
        }

        double value() {
            return left.value + right.value;
        }
    }
}
