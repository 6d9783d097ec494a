package activationlab.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The exponential function in parts")
class ExpTest {

    private static final MathContext DIGITS = new MathContext(40);
    private static final BigDecimal LN_2 =
            new BigDecimal("0.693147180559945309417232121458176568075500134360255254120680");
    private static final BigDecimal ULP_OF_ONE = BigDecimal.ONE.divide(BigDecimal.valueOf(1L << 53));

    /** Half of them near 0, the others over the whole ordinary range. */
    private static double[] exponents() {
        Random random = new Random(4);
        double[] a = new double[4000];
        for (int i = 0; i < a.length; i++) {
            a[i] = (random.nextDouble() - 0.5) * (i % 2 == 0 ? 354 : 3);
        }
        return a;
    }

    private static int k(double a) {
        return (int) (Exp.shifted(a) - 0x1.8p52);
    }

    /** e^a·2^−k − 1 with 40 digits. */
    private static BigDecimal exactFraction(double a) {
        BigDecimal r = new BigDecimal(a).subtract(LN_2.multiply(BigDecimal.valueOf(k(a))));
        BigDecimal term = r;
        BigDecimal sum = r;
        for (int n = 2; n < 30; n++) {
            term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    /** log(1 + w) with 40 digits, as twice the inverse hyperbolic tangent of w / (2 + w). */
    private static BigDecimal exactLog1p(double w) {
        BigDecimal x = new BigDecimal(w);
        BigDecimal d = x.divide(x.add(BigDecimal.valueOf(2)), DIGITS);
        BigDecimal square = d.multiply(d, DIGITS);
        BigDecimal power = d;
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = 1; n < 90; n += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2));
    }

    /** The greatest error of q in units of 2⁻⁵³. */
    private static double error(DoubleUnaryOperator fraction) {
        double greatest = 0;
        for (double a : exponents()) {
            BigDecimal error = new BigDecimal(fraction.applyAsDouble(a)).subtract(exactFraction(a));
            greatest = Math.max(greatest, error.abs().divide(ULP_OF_ONE, DIGITS).doubleValue());
        }
        return greatest;
    }

    @Test
    @DisplayName("q is as accurate as the documentation says, and not much better")
    void fractions() {
        double fast = error(Exp::fraction);
        double careful = error(Exp::carefulFraction);
        double twoParts = error(a -> Exp.fraction(a, 0));
        assertTrue(fast <= 0.75 && fast > 0.55, () -> "fraction: " + fast);
        assertTrue(careful <= 0.5 && careful > 0.35, () -> "carefulFraction: " + careful);
        assertTrue(twoParts <= 0.45 && twoParts > 0.3, () -> "fraction of two parts: " + twoParts);
    }

    @Test
    @DisplayName("a rest of the exponent counts as if it were part of it")
    void rest() {
        for (double a : new double[] {-100.25, -3, 0.125, 2, 170}) {
            double rest = 0x1p-40;
            BigDecimal exact =
                    exactFraction(a).add(BigDecimal.ONE).multiply(new BigDecimal(1 + rest + rest * rest / 2));
            double expected = exact.subtract(BigDecimal.ONE).doubleValue();
            assertEquals(expected, Exp.fraction(a, rest), 1e-16, () -> "a = " + a);
        }
    }

    @Test
    @DisplayName("log(1 + w) is off by less than 1 ulp, and its parts add up to it")
    void log1p() {
        Random random = new Random(8);
        for (int i = 0; i < 4000; i++) {
            double w = i % 2 == 0 ? random.nextDouble() : Math.scalb(random.nextDouble(), -random.nextInt(60));
            BigDecimal exact = exactLog1p(w);
            assertTrue(Ulp.error(Exp.log1p(w), exact) < 1, () -> "log1p(" + w + ")");
            assertEquals(exact.doubleValue(), w + Exp.log1pBend(w, 0), 2 * Math.ulp(exact.doubleValue()));
        }
        assertEquals(0, Exp.log1p(0));
        assertEquals(StrictMath.log(2), Exp.log1p(1), Math.ulp(0.5));
    }

    @Test
    @DisplayName("ordinary are the exponents whose power, squared too, is a normal number")
    void ordinary() {
        assertTrue(Exp.isOrdinary(Exp.shifted(177)) && Exp.isOrdinary(Exp.shifted(-177)));
        for (double a : new double[] {178, -178, 1e5, -1e300, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN}) {
            assertFalse(Exp.isOrdinary(Exp.shifted(a)), () -> "a = " + a);
            double[] z = {Exp.shifted(1), Exp.shifted(a), Exp.shifted(-2)};
            assertFalse(Exp.scales(z, 0, 3), () -> "a = " + a);
            assertEquals(2, z[0], "its neighbours are not touched");
            assertEquals(0.125, z[2], "its neighbours are not touched");
        }
        double[] powers = {Exp.shifted(0), Exp.shifted(100), Exp.shifted(-100)};
        assertTrue(Exp.scales(powers, 1, 3));
        assertEquals(0x1.8p52, powers[0], "before the range");
        assertEquals(Exp.scale(Exp.shifted(100)), powers[1]);
        assertEquals(0x1p144, powers[1]);
        assertEquals(0x1p-144, powers[2]);
    }

    @Test
    @DisplayName("products with a power reach the subnormal numbers and beyond")
    void products() {
        assertEquals(StrictMath.exp(-740), Exp.times(1, -740, 0));
        assertEquals(0.0, Exp.times(1, -800, 0));
        assertEquals(StrictMath.exp(-700) * 1e300, Exp.times(1e300, -700, 0), 1e-18);
        assertEquals(Double.POSITIVE_INFINITY, Exp.times(1, 710, 0));
        assertEquals(3 * 0x1p-1074, Exp.scaled(3, -1074 * StrictMath.log(2)));
    }

    @Test
    @DisplayName("1 + e^a keeps the 1 beside a great power and the power beside the 1")
    void onePlus() {
        for (double a : new double[] {-37.1, -36.8, -1, 0, 1, 36.8, 37.1, 40}) {
            BigDecimal power = exactFraction(a)
                    .add(BigDecimal.ONE)
                    .multiply(BigDecimal.valueOf(2).pow(k(a), DIGITS));
            double computed = Exp.onePlus(Exp.scale(Exp.shifted(a)), Exp.fraction(a));
            assertTrue(Ulp.error(computed, power.add(BigDecimal.ONE)) < 1.3, () -> "1 + e^" + a);
        }
    }
}
