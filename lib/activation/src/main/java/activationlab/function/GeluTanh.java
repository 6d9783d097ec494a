package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import java.util.Optional;

/**
 * The tanh form of {@linkplain Gelu GELU}, an approximation from the time when the error function was slow. Many published
 * networks are trained with it, so it is a function in its own right.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = ½x(1 + tanh u) = x·σ(2u), where u = √(2/π)·(x + 0.044715x³)
 *   <li><b>Derivative:</b> f′(x) = σ(2u) + 2x·σ(2u)·σ(−2u)·u′, where u′ = √(2/π)·(1 + 0.134145x²)
 *   <li><b>Range:</b> [−0.17004, ∞): f falls from f(−∞) = 0 to its minimum at x = −0.75246 and rises from there to f(∞) =
 *       ∞. The slope is between −0.1290, at −1.4185, and 1.1290, at 1.4185
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; f(−∞) = −0.0, f′(−∞) = 0,
 *       f′(∞) = 1; nothing overflows, so f′(10<sup>300</sup>) = 1. Rounded to a double, f(x) is −0.0 up to x = −21.5471 and
 *       x from x = 7.13593 on
 *   <li><b>Numeric note:</b> 2u, which grows like x³, is known to twice the digits of a double, because an error of
 *       it is an error of the exponent; the derivative has all digits near its zero, too. Measured against references
 *       with 25 digits, f is off by at most 1.5 ulp and f′ by at most 3.3 ulp
 * </ul>
 *
 * <p>It differs from GELU by at most 0.00048, at x = ±2.70. On the far left it is another function: at x = −7 it is
 * −2.3·10<sup>−15</sup>, and GELU −9.0·10<sup>−12</sup>.
 *
 * @see GeluSigmoid
 * @see "Dan Hendrycks, Kevin Gimpel, 2016, Gaussian error linear units (GELUs), arXiv:1606.08415"
 */
public record GeluTanh() implements Activation {

    private static final String INNER = ", \\quad u = \\sqrt{\\frac{2}{\\pi}} (x + 0.044715 x^3)";

    @Override
    public double value(double x) {
        return GeluTanhKernel.value(x);
    }

    @Override
    public double derivative(double x) {
        return GeluTanhKernel.slope(x);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(x, y, GeluTanhKernel::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(x, y, slopes, GeluTanhKernel::values, GeluTanhKernel::slopes);
    }

    @Override
    public String name() {
        return "GELU (tanh)";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder(
                        "f(x) = \\frac{x}{2} (1 + \\tanh(u))" + INNER,
                        "f'(x) = \\frac{1 + \\tanh(u)}{2} + \\frac{x}{2} (1 - \\tanh^2(u)) \\sqrt{\\frac{2}{\\pi}}"
                                + " (1 + 0.134145 x^2)" + INNER)
                .aliases("GELU tanh form", "gelu_new", "gelu_pytorch_tanh")
                .range(Interval.atLeast(-0.17004075057125406))
                .left(End.constant(0, -21.547075410436022))
                .right(End.identity(Double.POSITIVE_INFINITY, 7.1359294154332))
                .minimum(-0.7524614220710163, -0.17004075057125406)
                .monotonicity(Monotonicity.NONE)
                .lipschitz(Lipschitz.at(1.1289930686587717, 1.4185040087908283))
                .paper(2016, "Dan Hendrycks, Kevin Gimpel, Gaussian error linear units (GELUs), arXiv:1606.08415"));
    }
}
