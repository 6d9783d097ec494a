package activationlab.property;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How a sheet writes numbers: the same on every machine and in every locale, and ready to be copied into code. */
final class Text {

    private static final int DIGITS = 6;
    /** The smallest double is written 4.9e-324, as Java does; one digit, 5e-324, would name it too. */
    private static final int LEAST_DIGITS = 2;

    private static final int MOST_DIGITS = 17;

    private Text() {}

    /** Six significant digits. */
    static String rounded(double x) {
        return digits(x, DIGITS);
    }

    /** Four significant digits, for what is measured by differences. */
    static String short4(double x) {
        return digits(Math.abs(x) < 1e-9 ? 0 : x, 4);
    }

    /** Two significant digits, for errors. */
    static String rough(double x) {
        return digits(x, 2);
    }

    /** As many digits as name the double and no other one. ({@link Double#toString} gives more of them on JDK 17.) */
    static String exact(double x) {
        for (int digits = LEAST_DIGITS; digits < MOST_DIGITS; digits++) {
            String text = digits(x, digits);
            if (!Double.isFinite(x) || Double.parseDouble(text) == x) {
                return text;
            }
        }
        return digits(x, MOST_DIGITS);
    }

    /** The same for a float. */
    static String exact(float x) {
        for (int digits = LEAST_DIGITS; digits < MOST_DIGITS; digits++) {
            String text = digits(x, digits);
            if (!Float.isFinite(x) || Float.parseFloat(text) == x) {
                return text;
            }
        }
        return digits(x, MOST_DIGITS);
    }

    private static String digits(double x, int digits) {
        if (Double.isNaN(x)) {
            return "NaN";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "∞" : "-∞";
        }
        if (x == 0) {
            return 1 / x < 0 ? "-0.0" : "0";
        }
        BigDecimal rounded = new BigDecimal(x)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -5 && exponent < 7) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
}
