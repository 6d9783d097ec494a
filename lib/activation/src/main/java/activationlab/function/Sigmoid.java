package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import java.util.Optional;

/**
 * The sigmoid σ (logistic function), a smooth step from 0 to 1.
 *
 * <ul>
 *   <li><b>Formula:</b> σ(x) = 1 / (1 + e<sup>−x</sup>)
 *   <li><b>Derivative:</b> σ′(x) = e<sup>−|x|</sup> / (1 + e<sup>−|x|</sup>)², equal to σ(x)·(1 − σ(x)); at most ¼, at 0
 *   <li><b>Range:</b> (0, 1), increasing; σ(−∞) = 0, σ(0) = ½, σ(∞) = 1; σ(x) + σ(−x) = 1
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; σ(±0.0) = ½ and σ′(±0.0) = ¼ exactly;
 *       σ′(±∞) = 0. Rounded to a double, σ(x) is 1 from x = 37.4299 on and 0 below x = −745.133
 *   <li><b>Numeric note:</b> e<sup>−x</sup> is never rounded by itself, only its sum with 1 is; small results keep
 *       their digits, those below 2.2·10<sup>−308</sup> included. Measured against references with 25 digits, f is
 *       off by at most 1.6 ulp and f′ by at most 1.4 ulp
 * </ul>
 *
 * <p>The formula as most programs have it, 1 / (1 + Math.exp(−x)), gives 0 below −709.78, where e<sup>−x</sup> overflows,
 * although σ is still representable down to −745.13.
 *
 * <p>The derivative does not subtract from 1: σ(x)·(1 − σ(x)) has half of its digits left at x = 18 and is 0 from
 * x = 37.43 on.
 *
 * @see "Pierre-François Verhulst, 1838, Notice sur la loi que la population suit dans son accroissement,
 *     Correspondance mathématique et physique 10, 113–121"
 * @see "David Rumelhart, Geoffrey Hinton, Ronald Williams, 1986, Learning representations by back-propagating errors,
 *     doi:10.1038/323533a0"
 */
public record Sigmoid() implements Activation {

    @Override
    public double value(double x) {
        return SigmoidKernel.value(x);
    }

    @Override
    public double derivative(double x) {
        return SigmoidKernel.slope(x);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(x, y, SigmoidKernel::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(x, y, slopes, SigmoidKernel::values, SigmoidKernel::slopes);
    }

    @Override
    public void applyForTraining(double[] x, double[] y, double[] slopes) {
        Loops.applyForTraining(x, y, slopes, SigmoidKernel::training);
    }

    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder("f(x) = \\frac{1}{1 + e^{-x}}", "f'(x) = \\sigma(x) (1 - \\sigma(x))")
                .aliases("logistic", "expit", "σ")
                .range(Interval.open(0, 1))
                .left(End.constant(0, -745.1332191019412))
                .right(End.constant(1, 37.42994775023705))
                .lipschitz(Lipschitz.at(0.25, 0))
                .paper(
                        1838,
                        "Pierre-François Verhulst, Notice sur la loi que la population suit dans son accroissement,"
                                + " Correspondance mathématique et physique 10, 113–121"));
    }
}
