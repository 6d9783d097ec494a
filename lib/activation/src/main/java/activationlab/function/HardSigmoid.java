package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import java.util.Optional;

/**
 * The hard sigmoid: three straight pieces in place of the sigmoid, for hardware where e<sup>x</sup> is dear.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = min(max(x + 3, 0), 6) / 6
 *   <li><b>Derivative:</b> f′(x) = 1/6 for |x| &lt; 3, 0 for |x| &gt; 3; none at the kinks −3 and 3
 *   <li><b>Range:</b> [0, 1], both ends attained; f(−∞) = 0, f(0) = ½, f(∞) = 1; f(x) + f(−x) = 1
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(±0.0) = ½; f′(−3) = f′(3) = 0, the values
 *       that PyTorch chooses too, and f′(±∞) = 0. Exactly 0 for x ≤ −3 and 1 for x ≥ 3
 *   <li><b>Numeric note:</b> one sum and one division, each correctly rounded: at most 1 ulp; the derivative is the double
 *       nearest to 1/6, or 0
 * </ul>
 *
 * <p>This is the form of MobileNetV3 and of PyTorch's {@code Hardsigmoid}. Keras before version 3 and the paper on
 * BinaryConnect have other slopes, 0.2 and 0.5: the name alone does not tell which one is meant.
 *
 * @see Sigmoid
 * @see "Matthieu Courbariaux, Yoshua Bengio, Jean-Pierre David, 2015, BinaryConnect: training deep neural networks with
 *     binary weights during propagations, arXiv:1511.00363"
 * @see "Andrew Howard and others, 2019, Searching for MobileNetV3, arXiv:1905.02244"
 */
public record HardSigmoid() implements Activation {

    @Override
    public double value(double x) {
        return Math.min(Math.max(x + 3, 0), 6) / 6;
    }

    @Override
    public double derivative(double x) {
        return Loops.isPositive(3 - Math.abs(x)) / 6;
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, HardSigmoid::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, HardSigmoid::values, HardSigmoid::slopes);
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
        return "hard sigmoid";
    }

    /**
     * The kinks.
     *
     * @return −3 and 3
     */
    @Override
    public double[] kinks() {
        return new double[] {-3, 3};
    }

    @Override
    public Optional<Facts> facts() {
        double slope = 1.0 / 6;
        return Optional.of(new FactsBuilder(
                        "f(x) = \\frac{\\min(\\max(x + 3, 0), 6)}{6}",
                        "f'(x) = \\begin{cases} \\frac{1}{6} & |x| < 3 \\\\ 0 & |x| \\ge 3 \\end{cases}")
                .range(Interval.closed(0, 1))
                .left(End.constant(0, -3))
                .right(End.constant(1, 3))
                .monotonicity(Monotonicity.NON_DECREASING)
                .lipschitz(new Lipschitz(slope, -3, 3))
                .kink(Kink.of(-3, 0, slope, 0))
                .kink(Kink.of(3, slope, 0, 0))
                .paper(2019, "Andrew Howard and others, Searching for MobileNetV3, arXiv:1905.02244"));
    }
}
