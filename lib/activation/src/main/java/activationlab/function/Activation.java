package activationlab.function;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function of one real variable, with its derivative in terms of its input.
 *
 * <p>A neuron adds up its weighted inputs and passes the sum x through such a function; f(x) is what it hands on. The
 * derivative f′(x) tells learning how much the output moves when the sum moves.
 *
 * <p>An activation is immutable and has no state: the same x gives the same value, on every call and in every thread.
 * The interface is open. Write your own in one line,
 *
 * <pre>{@code
 * Activation square = Activation.of("square", x -> x * x);
 * Activation cube = Activation.of("cube", x -> x * x * x, x -> 3 * x * x);
 * }</pre>
 *
 * <p>or as a class with {@link #value} and {@link #derivative}.
 *
 * <h2>What the functions of this package promise, and yours should</h2>
 *
 * <ul>
 *   <li>NaN in, NaN out, for the value and the derivative. An error in the data stays visible.
 *   <li>At ±∞ the value and the derivative are their limits. Elsewhere a result is infinite or 0 only if the true one is
 *       too great or too small for a double, never because a step on the way was.
 *   <li>A function that rises through the origin gives −0.0 for −0.0; one that is 0 for all negative x gives 0.0.
 *   <li>No result loses its digits, however small it is: values and derivatives are off by a few units in the last place
 *       at most, and each class says by how many. (The derivative near a zero of its own: by a few 2<sup>−53</sup>.)
 *   <li>At a kink the derivative is the slope on one side, and the class says which: mostly the left one.
 *   <li>The same bits on every machine and Java version: nothing but +, −, ·, /, fused multiply-add and bit patterns,
 *       which Java defines to the last bit, or {@link StrictMath}; never {@link Math#exp} or {@link Math#tanh}, whose last
 *       bits differ between Java versions.
 *   <li>{@link #apply} gives element for element the same bits as {@link #value}, and {@link #applyWithDerivative} those of
 *       {@link #value} and {@link #derivative}; {@link #applyForTraining} gives the same values and nearly these slopes.
 *   <li>{@link #facts} are true: the tests measure each of them.
 * </ul>
 *
 * @see Activations
 * @see Facts
 */
public interface Activation {

    /**
     * The function.
     *
     * @param x the input, any double
     * @return f(x); NaN if x is NaN
     */
    double value(double x);

    /**
     * The derivative at the input x (not at the output f(x), which does not determine it for every function).
     *
     * <p>At a {@linkplain #kinks() kink}, where no derivative exists, an implementation picks one value and says which.
     *
     * @param x the input, any double
     * @return f′(x); NaN if x is NaN
     */
    double derivative(double x);

    /**
     * A short name for labels and tables.
     *
     * @return by default the name of the class, or {@code f} if it has none
     */
    default String name() {
        // The class behind a lambda has a generated name that differs from run to run.
        String simple = getClass().isHidden() ? "" : getClass().getSimpleName();
        return simple.isEmpty() ? "f" : simple;
    }

    /**
     * The points where the function or its derivative jumps. Figures draw them sharp, and numeric derivatives do not
     * reach across them.
     *
     * @return the points in ascending order, a new array on each call; by default none
     */
    default double[] kinks() {
        return new double[0];
    }

    /**
     * The derivative as a function in its own right, ready for {@link #apply} or for a figure.
     *
     * <p>Its derivative, f″, is numeric (see {@link #of(String, DoubleUnaryOperator, double...)} for how) and good to
     * about 9 digits where f′ is a formula. Its kinks are those of f.
     *
     * @return f′, named like f with a prime
     */
    default Activation slope() {
        return new DifferencedActivation(name() + "′", this::derivative, kinks());
    }

    /**
     * What is known about the function without running it: formula, range, limits, extrema, thresholds, paper.
     *
     * @return by default nothing; every function of the catalogue has facts
     */
    default Optional<Facts> facts() {
        return Optional.empty();
    }

    /**
     * The function of every element.
     *
     * @param x the inputs; left as they are
     * @return a new array with f(x[i])
     * @throws IllegalArgumentException if x is null
     */
    default double[] apply(double[] x) {
        if (x == null) {
            throw new IllegalArgumentException("x is null; apply needs an array of inputs");
        }
        double[] y = new double[x.length];
        apply(x, y);
        return y;
    }

    /**
     * The function of every element, into an array that is there already.
     *
     * @param x the inputs; left as they are, unless y is the same array
     * @param y receives f(x[i]); may be x itself
     * @throws IllegalArgumentException if an array is null or the lengths differ
     */
    default void apply(double[] x, double[] y) {
        Loops.check(x, "y", y);
        for (int i = 0; i < x.length; i++) {
            y[i] = value(x[i]);
        }
    }

    /**
     * The function and its derivative of every element in one call. Both have the bits of {@link #value} and {@link
     * #derivative}.
     *
     * @param x the inputs; left as they are, unless y or slopes is the same array
     * @param y receives f(x[i]); may be x itself
     * @param slopes receives f′(x[i]); may be x itself, but not y
     * @throws IllegalArgumentException if an array is null, the lengths differ, or y and slopes are the same array
     */
    default void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.check(x, y, slopes);
        for (int i = 0; i < x.length; i++) {
            double input = x[i];
            y[i] = value(input);
            slopes[i] = derivative(input);
        }
    }

    /**
     * The function and its derivative of every element, the derivative with a rounding error that a training step does
     * not notice: what a network calls in its inner loop.
     *
     * <p>The values have the bits of {@link #value}. A slope is off by at most 8·2<sup>−53</sup> of the larger of 1 and the
     * steepest slope, like 1 − tanh²x computed from tanh x, instead of keeping all digits of the smallest slopes. The same
     * bits on every machine, whatever the length of the array and its other elements. Where the slope follows from the value this takes about half the
     * time of {@link #applyWithDerivative}, which is what it does by default.
     *
     * @param x the inputs; left as they are
     * @param y receives f(x[i]); not x itself
     * @param slopes receives f′(x[i]), nearly; neither x nor y
     * @throws IllegalArgumentException if an array is null, the lengths differ, or two are the same array
     */
    default void applyForTraining(double[] x, double[] y, double[] slopes) {
        Loops.checkApart(x, y, slopes);
        applyWithDerivative(x, y, slopes);
    }

    /**
     * Overwrites every element by its function. If the function throws at some element, those before it are already
     * overwritten.
     *
     * @param x the inputs; afterwards the outputs
     * @throws IllegalArgumentException if x is null
     */
    default void applyInPlace(double[] x) {
        apply(x, x);
    }

    /**
     * A function named {@code f}; the derivative is numeric.
     *
     * @param f the function
     * @return an activation
     * @throws IllegalArgumentException if f is null
     * @see #of(String, DoubleUnaryOperator, double...)
     */
    static Activation of(DoubleUnaryOperator f) {
        return of("f", f);
    }

    /**
     * A function with a numeric derivative.
     *
     * <p>The derivative is the central difference (f(x+h) − f(x−h)) / ((x+h) − (x−h)). The step h is
     * 2<sup>−17</sup>·2<sup>e</sup>, with 2<sup>e</sup> the power of two at or below max(1, |x|). 2<sup>−17</sup> is
     * close to the cube root of 2<sup>−52</sup>, where the error of the formula (about h²·f‴/6) and that of rounding
     * (about 2<sup>−53</sup>·f/h) are in balance; a power of two makes x+h and x−h exact almost always, and the
     * denominator is the true distance in any case. Expect 10 to 11 correct digits for functions of ordinary size.
     *
     * <ul>
     *   <li>If a given kink lies within the step, points on the side of x alone are used. At the kink itself the slope
     *       is that from the left, as frameworks choose it for ReLU and leaky ReLU.
     *   <li>At a kink that is not given the result is the mean of both slopes, or a huge number if f jumps.
     *   <li>At ±∞, and beyond ±2<sup>500</sup>, it is the slope of the chord between ±2<sup>500</sup> and
     *       ±2<sup>501</sup>: the right limit for a function that flattens out or becomes straight, as activation
     *       functions do.
     *   <li>NaN gives NaN, also where f itself forgets it. Where f overflows, the result is NaN too.
     * </ul>
     *
     * <p>The numeric derivative of the {@link #slope()} is a second difference of f, good to about 7 digits; a third one
     * is good for a rough look only.
     *
     * @param name the name
     * @param f the function
     * @param kinks the points where f or f′ jumps, in any order; none if left out
     * @return an activation
     * @throws IllegalArgumentException if an argument is null, the name blank, or a kink not finite
     */
    static Activation of(String name, DoubleUnaryOperator f, double... kinks) {
        return new DifferencedActivation(name, f, kinks);
    }

    /**
     * A function with its derivative.
     *
     * @param name the name
     * @param f the function
     * @param derivative f′, in terms of x
     * @param kinks the points where f or f′ jumps, in any order; none if left out
     * @return an activation
     * @throws IllegalArgumentException if an argument is null, the name blank, or a kink not finite
     */
    static Activation of(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double... kinks) {
        return new FormulaActivation(name, f, derivative, kinks);
    }
}
