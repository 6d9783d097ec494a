package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import java.util.Optional;

/**
 * Hard Swish: {@link Swish} with the {@linkplain HardSigmoid hard sigmoid} in place of the sigmoid.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = x·min(max(x + 3, 0), 6) / 6: 0 for x ≤ −3, x(x + 3)/6 between, x for x ≥ 3
 *   <li><b>Derivative:</b> f′(x) = 0 for x &lt; −3, (2x + 3)/6 for |x| &lt; 3, 1 for x &gt; 3; none at the kinks −3 and 3
 *   <li><b>Range:</b> [−3/8, ∞) with the minimum −3/8 at −3/2; f(−∞) = 0, f(∞) = ∞
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; −0.0 for every x ≤ −3, −∞
 *       included, as for SiLU at −∞; f(∞) = ∞; f′(−3) = 0 and f′(3) = 1, the slopes of the straight sides and the values
 *       that PyTorch chooses too. Nothing overflows on the way to the result, so f(10<sup>308</sup>) = 10<sup>308</sup>
 *   <li><b>Numeric note:</b> a sum, a division and a product, each correctly rounded: at most 1.8 ulp; exact outside
 *       of (−3, 3). The derivative is off by at most 1 ulp, also near its zero −3/2
 * </ul>
 *
 * <p>The slope jumps twice, from 0 down to −½ at −3 and from 1½ down to 1 at 3.
 *
 * @see "Andrew Howard and others, 2019, Searching for MobileNetV3, arXiv:1905.02244"
 */
public record HardSwish() implements Activation {

    @Override
    public double value(double x) {
        // −3 stands for all x below, where the gate is 0: −∞ times 0 would be NaN.
        double gate = Math.min(Math.max(x + 3, 0), 6) / 6;
        return Math.max(x, -3) * gate;
    }

    @Override
    public double derivative(double x) {
        double between = Loops.isPositive(3 - Math.abs(x));
        double right = 1 - Loops.isPositive(3 - x);
        double bounded = Math.min(Math.max(x, -3), 3);
        return between * (2 * bounded + 3) / 6 + right;
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, HardSwish::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, HardSwish::values, HardSwish::slopes);
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
        return "hard Swish";
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
        return Optional.of(new FactsBuilder(
                        "f(x) = x \\frac{\\min(\\max(x + 3, 0), 6)}{6}",
                        "f'(x) = \\begin{cases} 0 & x \\le -3 \\\\ \\frac{2 x + 3}{6} & x < 3 \\\\ 1 & x \\ge 3"
                                + " \\end{cases}")
                .range(Interval.atLeast(-0.375))
                .left(End.constant(0, -3))
                .right(End.identity(Double.POSITIVE_INFINITY, 3))
                .minimum(-1.5, -0.375)
                .monotonicity(Monotonicity.NONE)
                .lipschitz(Lipschitz.at(1.5, 3))
                .kink(Kink.of(-3, 0, -0.5, 0))
                .kink(Kink.of(3, 1.5, 1, 1))
                .paper(2019, "Andrew Howard and others, Searching for MobileNetV3, arXiv:1905.02244"));
    }
}
