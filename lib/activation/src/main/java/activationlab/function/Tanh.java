package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Symmetry;
import java.util.Optional;

/**
 * The hyperbolic tangent, a smooth step from −1 to 1 through the origin.
 *
 * <ul>
 *   <li><b>Formula:</b> tanh x = (e<sup>x</sup> − e<sup>−x</sup>) / (e<sup>x</sup> + e<sup>−x</sup>) = 2σ(2x) − 1
 *   <li><b>Derivative:</b> tanh′ x = 1 − tanh² x, computed as 4σ′(2x) = 4e<sup>−2|x|</sup> / (1 +
 *       e<sup>−2|x|</sup>)²; at most 1, at 0
 *   <li><b>Range:</b> (−1, 1), increasing; tanh(−∞) = −1, tanh 0 = 0, tanh ∞ = 1; odd: tanh(−x) = −tanh x
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; tanh(−0.0) = −0.0; tanh x = x for tiny
 *       x; tanh′(±0.0) = 1 exactly; tanh′(±∞) = 0. Rounded to a double, tanh x is ±1 from |x| = 19.0615 on
 *   <li><b>Numeric note:</b> computed for |x| as (1 − e<sup>−2|x|</sup>) / (1 + e<sup>−2|x|</sup>), where 1 −
 *       e<sup>−2|x|</sup> keeps all digits however small x is; the sign is put back, so the function is odd to the
 *       last bit. Measured against references with 25 digits, f is off by at most 2.0 ulp and f′ by at most 2.6 ulp
 * </ul>
 *
 * <p>The derivative does not subtract from 1: 1 − tanh² x has half of its digits left at x = 9 and is 0 from x = 19.06
 * on.
 *
 * @see Sigmoid
 * @see "Yann LeCun, Léon Bottou, Genevieve Orr, Klaus-Robert Müller, 1998, Efficient BackProp,
 *     doi:10.1007/3-540-49430-8_2"
 */
public record Tanh() implements Activation {

    @Override
    public double value(double x) {
        return TanhKernel.value(x);
    }

    @Override
    public double derivative(double x) {
        return TanhKernel.slope(x);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(x, y, TanhKernel::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(x, y, slopes, TanhKernel::values, TanhKernel::slopes);
    }

    @Override
    public void applyForTraining(double[] x, double[] y, double[] slopes) {
        Loops.applyForTraining(x, y, slopes, TanhKernel::training);
    }

    @Override
    public String name() {
        return "tanh";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder("f(x) = \\tanh(x)", "f'(x) = 1 - \\tanh^2(x)")
                .aliases("hyperbolic tangent")
                .range(Interval.open(-1, 1))
                .left(End.constant(-1, -19.061547465398498))
                .right(End.constant(1, 19.061547465398498))
                .zeroCentred()
                .symmetry(Symmetry.ODD)
                .lipschitz(Lipschitz.at(1, 0))
                .paper(
                        1998,
                        "Yann LeCun, Léon Bottou, Genevieve Orr, Klaus-Robert Müller, Efficient BackProp,"
                                + " doi:10.1007/3-540-49430-8_2"));
    }
}
