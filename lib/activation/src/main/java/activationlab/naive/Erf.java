package activationlab.naive;

/**
 * The error function, erf(x) = 2/√π·∫<sub>0</sub><sup>x</sup> e<sup>−t²</sup> dt, with the same bits everywhere and off by
 * at most 1.5 ulp: what the textbook form of GELU loses, it shall not lose here.
 *
 * <p>Below 1 it is the Taylor series, above it Laplace's continued fraction for 1 − erf, both from the inside out; they
 * need no constants but 2/√π and 1/√π.
 *
 * @see "Milton Abramowitz, Irene Stegun, 1964, Handbook of Mathematical Functions, 7.1.5 and 7.1.14"
 */
final class Erf {

    /** 2/√π in two parts. */
    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;

    private static final double TWO_OVER_ROOT_PI_REST = 1.533545961316588e-17;

    /** z²⁰ / (20!·41) is less than 10⁻¹⁹ for z ≤ 1. */
    private static final int TERMS = 20;

    /** The fraction needs the more steps the smaller x is; at 1 what is left after so many is less than 10⁻¹⁸. */
    private static final int STEPS = 220;

    private Erf() {}

    static double value(double x) {
        double size = Math.abs(x);
        return size < 1 ? series(x) : Math.copySign(1 - complement(size), x);
    }

    /** erf(x) = 2/√π·x·(1 − z/(1!·3) + z²/(2!·5) − …) with z = x². */
    private static double series(double x) {
        double z = x * x;
        double sum = 1.0 / (2 * TERMS + 1);
        for (int n = TERMS; n >= 1; n--) {
            sum = 1.0 / (2 * n - 1) - z / n * sum;
        }
        double product = x * sum;
        return Math.fma(product, TWO_OVER_ROOT_PI, product * TWO_OVER_ROOT_PI_REST);
    }

    /** 1 − erf(x) = e^(−x²)/√π / (x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))). */
    private static double complement(double x) {
        double fraction = x;
        for (int n = 10 + (int) (STEPS / (x * x)); n >= 1; n--) {
            fraction = x + n / (2 * fraction);
        }
        return StrictMath.exp(-x * x) * (TWO_OVER_ROOT_PI / 2) / fraction;
    }
}
