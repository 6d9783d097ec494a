package activationlab.notebook;

import activationlab.function.Activation;
import activationlab.network.TrainingResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How numbers are written in outputs: rounded, and the same on every machine and in every locale. */
final class Numbers {

    private static final int DIGITS = 4;
    private static final int MOST_DECIMALS = 4;

    private Numbers() {}

    /**
     * Four significant digits without trailing zeros, except where these say that the number is not quite whole;
     * scientific outside [0.0001, 1,000,000). Whole numbers up to a million keep all their digits.
     */
    static String format(double x) {
        if (Double.isNaN(x)) {
            return "NaN";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "∞" : "-∞";
        }
        if (x == 0) {
            return 1 / x < 0 ? "-0" : "0";
        }
        double size = Math.abs(x);
        if (x == Math.rint(x) && size < 1e6) {
            return Long.toString((long) x);
        }
        BigDecimal rounded = new BigDecimal(x).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        if (size >= 1e-4 && size < 1e6) {
            BigDecimal shortest = rounded.stripTrailingZeros();
            // 0.99998 is not 1: where rounding makes it look whole, the zeros stay and say that it was rounded.
            return (shortest.scale() <= 0 ? rounded : shortest).toPlainString();
        }
        BigDecimal mantissa = rounded.stripTrailingZeros();
        int exponent = mantissa.precision() - mantissa.scale() - 1;
        return mantissa.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** The same with a real minus sign, for HTML and pictures. */
    static String pretty(double x) {
        return format(x).replace('-', '−');
    }

    /**
     * A fixed number of decimals with a real minus sign, so that numbers in a grid stand comparably; scientific where
     * that would be long.
     */
    static String fixed(double x, int decimals) {
        if (Double.isNaN(x) || Double.isInfinite(x) || Math.abs(x) >= 1e5) {
            return pretty(x);
        }
        String text =
                new BigDecimal(x).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero && x != 0 && decimals >= MOST_DECIMALS
                ? pretty(x)
                : (zero ? text.replace("-", "") : text).replace('-', '−');
    }

    /** How many decimals tell a hundredth of a range apart. */
    static int decimals(double range) {
        int decimals = 0;
        for (double step = range / 100; step < 0.5 && decimals < MOST_DECIMALS; step *= 10) {
            decimals++;
        }
        return decimals;
    }

    /** A sentence, with a capital letter where it begins with a small one. */
    static String sentence(CharSequence text) {
        String all = text.toString();
        return all.isEmpty() ? all : all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
    }

    /** A sentence with real minus signs before its numbers and in their exponents; hyphens stay. */
    static String typeset(String sentence) {
        return sentence.replaceAll("(?<![\\w.)])-(?=[\\d∞])|(?<=\\de)-(?=\\d)", "−");
    }

    /** Any value: doubles and arrays of doubles rounded, everything else as it prints itself. */
    static String describe(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return format(((Number) value).doubleValue());
        }
        if (value instanceof double[] numbers) {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < numbers.length; i++) {
                text.append(i == 0 ? "" : ", ").append(format(numbers[i]));
            }
            return text.append(']').toString();
        }
        if (value instanceof double[][] rows) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < rows.length; i++) {
                text.append(i == 0 ? "" : "\n").append(describe(rows[i]));
            }
            return text.toString();
        }
        if (value instanceof TrainingResult result) {
            return Networks.sentence(result);
        }
        return value instanceof Activation function ? function.name() : String.valueOf(value);
    }
}
