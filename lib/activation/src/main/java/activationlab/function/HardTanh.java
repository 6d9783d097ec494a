package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import activationlab.function.Facts.Symmetry;
import java.util.Optional;

/**
 * The hard hyperbolic tangent: x, cut off at −1 and 1.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = min(max(x, −1), 1)
 *   <li><b>Derivative:</b> f′(x) = 1 for |x| &lt; 1, 0 for |x| &gt; 1; none at the kinks −1 and 1
 *   <li><b>Range:</b> [−1, 1], both ends attained; f(−∞) = −1, f(∞) = 1; odd
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; f′(−1) = f′(1) = 0, the
 *       values that PyTorch chooses too, and f′(±∞) = 0
 *   <li><b>Numeric note:</b> exact, 0 ulp
 * </ul>
 *
 * @see Tanh
 * @see "Ronan Collobert, Jason Weston, Léon Bottou, Michael Karlen, Koray Kavukcuoglu, Pavel Kuksa, 2011, Natural language
 *     processing (almost) from scratch, Journal of Machine Learning Research 12, 2493–2537, arXiv:1103.0398"
 */
public record HardTanh() implements Activation {

    @Override
    public double value(double x) {
        return Math.min(Math.max(x, -1), 1);
    }

    @Override
    public double derivative(double x) {
        return Loops.isPositive(1 - Math.abs(x));
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, HardTanh::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, HardTanh::values, HardTanh::slopes);
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
        return "hard tanh";
    }

    /**
     * The kinks.
     *
     * @return −1 and 1
     */
    @Override
    public double[] kinks() {
        return new double[] {-1, 1};
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder(
                        "f(x) = \\min(\\max(x, -1), 1)",
                        "f'(x) = \\begin{cases} 1 & |x| < 1 \\\\ 0 & |x| \\ge 1 \\end{cases}")
                .range(Interval.closed(-1, 1))
                .left(End.constant(-1, -1))
                .right(End.constant(1, 1))
                .zeroCentred()
                .symmetry(Symmetry.ODD)
                .monotonicity(Monotonicity.NON_DECREASING)
                .lipschitz(new Lipschitz(1, -1, 1))
                .kink(Kink.of(-1, 0, 1, 0))
                .kink(Kink.of(1, 1, 0, 0))
                .paper(
                        2011,
                        "Ronan Collobert, Jason Weston, Léon Bottou, Michael Karlen, Koray Kavukcuoglu, Pavel Kuksa,"
                                + " Natural language processing (almost) from scratch, arXiv:1103.0398"));
    }
}
