package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import java.util.Optional;

/**
 * The log-sigmoid, the logarithm of the {@linkplain Sigmoid sigmoid}: what the logarithm of a probability needs, computed
 * in one step.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = log σ(x) = −log(1 + e<sup>−x</sup>) = min(x, 0) − log(1 + e<sup>−|x|</sup>)
 *   <li><b>Derivative:</b> f′(x) = σ(−x) = 1 / (1 + e<sup>x</sup>)
 *   <li><b>Range:</b> (−∞, 0), increasing; f(−∞) = −∞, f(0) = −log 2, f(∞) = 0; the slope falls from 1 to 0
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(∞) = −0.0; f′(−∞) = 1, f′(∞) = 0. Rounded
 *       to a double, f(x) is x up to x = −33.2711 and −0.0 from x = 745.133 on
 *   <li><b>Numeric note:</b> the logarithm is computed of a number between 1 and 2 that is known by how much it
 *       exceeds 1; nothing cancels and nothing overflows. Measured against references with 25 digits, f is off by at
 *       most 1.8 ulp and f′ by at most 1.7 ulp
 * </ul>
 *
 * <p>f(x) = −softplus(−x). The detour over the sigmoid loses everything at both ends: log(σ(x)) is −∞ for x &lt; −745.14,
 * and 0 from x = 37.43 on, where the truth is −e<sup>−x</sup>.
 *
 * @see Softplus
 * @see "David Cox, 1958, The regression analysis of binary sequences, Journal of the Royal Statistical Society B 20,
 *     215–242, doi:10.1111/j.2517-6161.1958.tb00292.x"
 */
public record LogSigmoid() implements Activation {

    @Override
    public double value(double x) {
        return LogSigmoidKernel.value(x);
    }

    @Override
    public double derivative(double x) {
        return LogSigmoidKernel.slope(x);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(x, y, LogSigmoidKernel::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(x, y, slopes, LogSigmoidKernel::values, LogSigmoidKernel::slopes);
    }

    @Override
    public String name() {
        return "log-sigmoid";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder("f(x) = -\\log(1 + e^{-x})", "f'(x) = \\sigma(-x)")
                .aliases("log-logistic", "log-expit")
                .range(Interval.open(Double.NEGATIVE_INFINITY, 0))
                .left(End.identity(Double.NEGATIVE_INFINITY, -33.27106466687738))
                .right(End.constant(0, 745.1332191019412))
                .lipschitz(Lipschitz.at(1, Double.NEGATIVE_INFINITY))
                .paper(
                        1958,
                        "David Cox, The regression analysis of binary sequences, Journal of the Royal Statistical Society"
                                + " B 20, 215–242, doi:10.1111/j.2517-6161.1958.tb00292.x"));
    }
}
