package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import java.util.Optional;

/**
 * Mish: x times the hyperbolic tangent of its {@linkplain Softplus softplus}.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = x·tanh(log(1 + e<sup>x</sup>)) = x·(1 + 2p) / (1 + 2p + 2p²), where p = e<sup>−x</sup>
 *   <li><b>Derivative:</b> f′(x) = tanh s + x·σ(x)·(1 − tanh² s), where s = log(1 + e<sup>x</sup>)
 *   <li><b>Range:</b> [−0.30884, ∞): f falls from f(−∞) = 0 to its minimum at x = −1.19243 and rises from there to f(∞) =
 *       ∞. The slope is between −0.1125, at −2.2564, and 1.0885, at 1.4906
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; f(−∞) = −0.0, f′(−∞) = 0,
 *       f′(∞) = 1. Rounded to a double, f(x) is −0.0 up to x = −751.756 and x from x = 18.7955 on
 *   <li><b>Numeric note:</b> one exponential; no logarithm and no hyperbolic tangent is computed, and nothing
 *       cancels, in the derivative also near its zero. Measured against references with 25 digits, f is off by at
 *       most 2.2 ulp and f′ by at most 2.7 ulp
 * </ul>
 *
 * @see Swish
 * @see "Diganta Misra, 2019, Mish: a self regularized non-monotonic activation function, arXiv:1908.08681"
 */
public record Mish() implements Activation {

    @Override
    public double value(double x) {
        return MishKernel.value(x);
    }

    @Override
    public double derivative(double x) {
        return MishKernel.slope(x);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(x, y, MishKernel::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(x, y, slopes, MishKernel::values, MishKernel::slopes);
    }

    @Override
    public String name() {
        return "Mish";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder(
                        "f(x) = x \\tanh(\\log(1 + e^x))",
                        "f'(x) = \\tanh(s) + x \\sigma(x) (1 - \\tanh^2(s)), \\quad s = \\log(1 + e^x)")
                .range(Interval.atLeast(-0.30884341301725043))
                .left(End.constant(0, -751.7556304135238))
                .right(End.identity(Double.POSITIVE_INFINITY, 18.795487925662528))
                .minimum(-1.1924312145154952, -0.30884341301725043)
                .monotonicity(Monotonicity.NONE)
                .lipschitz(Lipschitz.at(1.088498161251728, 1.4905711794854284))
                .paper(
                        2019,
                        "Diganta Misra, Mish: a self regularized non-monotonic activation function, arXiv:1908.08681"));
    }
}
