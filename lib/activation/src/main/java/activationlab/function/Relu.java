package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import java.util.Optional;

/**
 * The rectified linear unit: what is negative becomes 0, the rest passes unchanged.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = max(0, x)
 *   <li><b>Derivative:</b> f′(x) = 0 for x &lt; 0, 1 for x &gt; 0; none at the kink 0
 *   <li><b>Range:</b> [0, ∞); f(−∞) = 0, f(∞) = ∞
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = 0.0; f′(0.0) = f′(−0.0) = 0,
 *       the value that PyTorch and TensorFlow choose too (any number from 0 to 1 is a subgradient)
 *   <li><b>Numeric note:</b> exact, 0 ulp
 * </ul>
 *
 * <p>The much-copied {@code x > 0 ? x : 0} turns NaN into 0 and so hides the error that made it; {@link Math#max(double,
 * double)} does not.
 *
 * @see "Kunihiko Fukushima, 1969, Visual feature extraction by a multilayered network of analog threshold elements,
 *     doi:10.1109/TSSC.1969.300225"
 * @see "Vinod Nair, Geoffrey Hinton, 2010, Rectified linear units improve restricted Boltzmann machines, ICML 2010,
 *     807–814"
 * @see "Xavier Glorot, Antoine Bordes, Yoshua Bengio, 2011, Deep sparse rectifier neural networks, PMLR 15, 315–323"
 */
public record Relu() implements Activation {

    @Override
    public double value(double x) {
        return Math.max(0.0, x);
    }

    @Override
    public double derivative(double x) {
        return Loops.isPositive(x);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, Relu::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, Relu::values, Relu::slopes);
    }

    private void values(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = value(x[i]);
        }
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = derivative(x[i]);
        }
    }

    @Override
    public String name() {
        return "ReLU";
    }

    /**
     * The kink.
     *
     * @return 0
     */
    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder(
                        "f(x) = \\max(0, x)", "f'(x) = \\begin{cases} 0 & x \\le 0 \\\\ 1 & x > 0 \\end{cases}")
                .aliases("rectifier", "rectified linear unit", "ramp")
                .range(Interval.atLeast(0))
                .left(End.constant(0, 0))
                .right(End.identity(Double.POSITIVE_INFINITY, 0))
                .monotonicity(Monotonicity.NON_DECREASING)
                .lipschitz(Lipschitz.right(1))
                .kink(Kink.of(0, 0, 1, 0))
                .paper(
                        1969,
                        "Kunihiko Fukushima, Visual feature extraction by a multilayered network of analog threshold"
                                + " elements, doi:10.1109/TSSC.1969.300225"));
    }
}
