package activationlab.homework;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How values of an answer are compared and written for a reader. */
final class Values {

    private static final int LONGEST = 160;

    private Values() {}

    /** A value as text, short enough for a line: numbers with up to ten digits, long arrays with their middle left out. */
    static String show(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Double number) {
            return show(number.doubleValue());
        }
        if (value instanceof String text) {
            String line = printable(text.length() <= 2 * LONGEST ? text : text.substring(0, 2 * LONGEST))
                    .replaceAll("\\s+", " ");
            return '"' + (line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…") + '"';
        }
        if (!value.getClass().isArray()) {
            return String.valueOf(value);
        }
        int all = Array.getLength(value);
        int shown = all <= 12 ? all : 8;
        List<String> parts = new ArrayList<>();
        // Only what is shown is written out: the array comes from a student's program and may be long.
        for (int i = 0; i < shown; i++) {
            parts.add(show(Array.get(value, i)));
        }
        String text = String.join(", ", parts);
        if (shown < all) {
            text += ", … " + show(Array.get(value, all - 1)) + " (" + all + " elements)";
        }
        return "{" + text + "}";
    }

    /** A text of a student's program without what steers a terminal or turns the direction of writing. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n]]", " ");
    }

    static String show(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e7) {
            return number == 0 && 1 / number < 0 ? "-0.0" : Long.toString((long) number);
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        String exact = Double.toString(number);
        String rounded = String.format(Locale.ROOT, "%.10g", number);
        return exact.length() <= rounded.length() ? exact : Double.toString(Double.parseDouble(rounded));
    }

    /**
     * Whether a value is as expected: numbers up to a relative error of the tolerance, or below its floor; NaN is NaN, an
     * infinity itself, and 0 has no sign. Lengths must agree.
     */
    static boolean close(Object expected, Object got, double relative, double floor) {
        if (expected == null || got == null) {
            return expected == got;
        }
        if (expected instanceof Double a && got instanceof Double b) {
            return close(a.doubleValue(), b.doubleValue(), relative, floor);
        }
        if (expected instanceof double[] a && got instanceof double[] b) {
            boolean close = a.length == b.length;
            for (int i = 0; close && i < a.length; i++) {
                close = close(a[i], b[i], relative, floor);
            }
            return close;
        }
        if (expected instanceof double[][] a && got instanceof double[][] b) {
            boolean close = a.length == b.length;
            for (int i = 0; close && i < a.length; i++) {
                close = close((Object) a[i], b[i], relative, floor);
            }
            return close;
        }
        if (expected instanceof String a && got instanceof String b) {
            return a.strip().equalsIgnoreCase(b.strip());
        }
        return java.util.Objects.deepEquals(expected, got);
    }

    private static boolean close(double expected, double got, double relative, double floor) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(expected, got) == 0;
        }
        return Math.abs(expected - got) <= Math.max(floor, relative * Math.abs(expected));
    }
}
