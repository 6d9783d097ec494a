package activationlab.homework;

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
            String line = text.replaceAll("\\s+", " ");
            return '"' + (line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…") + '"';
        }
        List<String> parts = new ArrayList<>();
        if (value instanceof double[] numbers) {
            for (double number : numbers) {
                parts.add(show(number));
            }
        } else if (value instanceof int[] numbers) {
            for (int number : numbers) {
                parts.add(Integer.toString(number));
            }
        } else if (value instanceof boolean[] flags) {
            for (boolean flag : flags) {
                parts.add(Boolean.toString(flag));
            }
        } else if (value instanceof double[][] rows) {
            for (double[] row : rows) {
                parts.add(show(row));
            }
        } else {
            return String.valueOf(value);
        }
        int shown = parts.size() <= 12 ? parts.size() : 8;
        String text = String.join(", ", parts.subList(0, shown));
        if (shown < parts.size()) {
            text += ", … " + parts.get(parts.size() - 1) + " (" + parts.size() + " elements)";
        }
        return "{" + text + "}";
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
