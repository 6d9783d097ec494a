package activationlab.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Distances and errors in ulps")
class UlpTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void distanceCountsTheStepsBetweenDoubles() {
        assertEquals(0, Ulp.distance(1.0, 1.0));
        assertEquals(1, Ulp.distance(1.0, Math.nextUp(1.0)));
        assertEquals(1, Ulp.distance(Math.nextDown(1.0), 1.0), "also where the steps change their width");
        assertEquals(1L << 52, Ulp.distance(1.0, 2.0));
        assertEquals(1L << 52, Ulp.distance(-2.0, -1.0));
        assertEquals(1, Ulp.distance(Double.MAX_VALUE, INFINITY));
    }

    @Test
    void distanceGoesAcrossZero() {
        assertEquals(0, Ulp.distance(-0.0, 0.0));
        assertEquals(1, Ulp.distance(-0.0, Double.MIN_VALUE));
        assertEquals(2, Ulp.distance(-Double.MIN_VALUE, Double.MIN_VALUE));
        assertEquals(2 * Ulp.distance(0, 1e-300), Ulp.distance(-1e-300, 1e-300));
    }

    @Test
    void nanIsInfinitelyFarFromEverythingElse() {
        assertEquals(0, Ulp.distance(Double.NaN, Double.NaN));
        assertEquals(Long.MAX_VALUE, Ulp.distance(Double.NaN, 1.0));
        assertEquals(Long.MAX_VALUE, Ulp.distance(1.0, Double.NaN));
        assertEquals(Long.MAX_VALUE, Ulp.distance(-INFINITY, INFINITY), "more than a long holds");
        assertEquals(Long.MAX_VALUE, Ulp.distance(INFINITY, -INFINITY));
    }

    @Test
    void distanceBetweenFloats() {
        assertEquals(1, Ulp.distance(1f, Math.nextUp(1f)));
        assertEquals(2, Ulp.distance(-Float.MIN_VALUE, Float.MIN_VALUE));
        assertEquals(0, Ulp.distance(-0f, 0f));
        assertEquals(2L * 0x7f800000, Ulp.distance(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
        assertEquals(0, Ulp.distance(Float.NaN, Float.NaN));
        assertEquals(Long.MAX_VALUE, Ulp.distance(Float.NaN, 1f));
        assertEquals(Long.MAX_VALUE, Ulp.distance(1f, Float.NaN));
    }

    private static BigDecimal exact(double value) {
        return new BigDecimal(value);
    }

    private static double error(double computed, String exact) {
        return Ulp.error(computed, new BigDecimal(exact));
    }

    @Test
    void errorAgainstAnExactValue() {
        // 1/3 as a double is 1/3 − 2^-54/3, and doubles near 1/3 are 2^-54 apart.
        assertEquals(1 / 3.0, error(1.0 / 3, "0.33333333333333333333333333333333333333333333"), 1e-12);
        assertEquals(4 / 3.0, error(Math.nextDown(1.0 / 3), "0.33333333333333333333333333333333333333333333"), 1e-12);
        // π − Math.PI = 1.2246467991473532e-16, and doubles near π are 2^-51 apart.
        assertEquals(
                1.2246467991473532e-16 / 0x1p-51, error(Math.PI, "3.1415926535897932384626433832795028842"), 1e-12);
        assertEquals(0, error(-0.5, "-0.5"));
        assertEquals(0, error(-0.0, "0"));
        assertEquals(0x1p53, error(-0.5, "0.5"), "the wrong sign");
        assertEquals(0x1p52, error(0, "1.5"), 0x1p51, "no correct digit");
    }

    @Test
    void theUnitIsThatOfTheExactValue() {
        // Just below 1 the doubles are 2^-53 apart, although the nearest double is 1, where they are 2^-52 apart.
        BigDecimal belowOne = BigDecimal.ONE.subtract(exact(0x1p-60));
        assertEquals(0x1p-7, Ulp.error(1.0, belowOne));
        assertEquals(0x1p-8, Ulp.error(1.0, BigDecimal.ONE.add(exact(0x1p-60))));
        assertEquals(0x1p-7, Ulp.error(-1.0, belowOne.negate()));
        assertEquals(1, error(Math.nextUp(1.0), "1"), "and at 1 itself they are 2^-52 apart above");
        assertEquals(0.5, error(Math.nextDown(1.0), "1"));
    }

    @Test
    void theUnitOfTheSmallestAndGreatestNumbers() {
        assertEquals(
                0.25, error(0, exact(0x1p-1074).divide(BigDecimal.valueOf(4)).toString()));
        assertEquals(1, error(Double.MIN_VALUE, "0"));
        assertEquals(3, error(0, exact(3 * Double.MIN_VALUE).toString()));
        BigDecimal twiceTheGreatest = exact(Double.MAX_VALUE).multiply(BigDecimal.valueOf(2));
        assertEquals(0, Ulp.error(INFINITY, twiceTheGreatest), "rounded rightly");
        assertEquals(0, Ulp.error(-INFINITY, twiceTheGreatest.negate()));
        assertEquals(INFINITY, Ulp.error(-INFINITY, twiceTheGreatest));
        assertEquals(Double.MAX_VALUE / Math.ulp(Double.MAX_VALUE), Ulp.error(Double.MAX_VALUE, twiceTheGreatest));
    }

    @Test
    void nanAndInfinityAreInfinitelyWrong() {
        assertEquals(INFINITY, error(Double.NaN, "1"));
        assertEquals(INFINITY, error(INFINITY, "1e300"));
    }

    @Test
    void errorOfAFloat() {
        assertEquals(1 / 3.0, Ulp.error(1f / 3, new BigDecimal("0.33333333333333333333333333333333333333333")), 1e-12);
        assertEquals(0x1p-7, Ulp.error(1f, BigDecimal.ONE.subtract(exact(0x1p-31))));
        assertEquals(1, Ulp.error(Math.nextUp(1f), BigDecimal.ONE));
        assertEquals(0.25, Ulp.error(0f, exact(0x1p-151)));
        assertEquals(0, Ulp.error(Float.POSITIVE_INFINITY, new BigDecimal("1e39")));
        assertEquals(INFINITY, Ulp.error(Float.NaN, BigDecimal.ONE));
        assertEquals((1e39 - Float.MAX_VALUE) / 0x1p104, Ulp.error(Float.MAX_VALUE, new BigDecimal("1e39")), 1);
    }

    @Test
    void withoutAnExactValueThereIsNoError() {
        String message = "exact is null; give it the right answer";
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Ulp.error(1.0, null))
                        .getMessage());
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Ulp.error(1f, null))
                        .getMessage());
    }
}
