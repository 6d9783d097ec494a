package activationlab.function;

import activationlab.numeric.Ulp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The functions for which {@code src/test/python/reference.py} has written exact values, and the errors found with them.
 *
 * <p>An error of 1 ulp is one step between neighbouring doubles of the size of the exact result; a correctly rounded
 * result is off by at most 0.5.
 */
final class Reference {

    /** Nearer to a zero of f′ than this, the absolute error counts. */
    static final double NEAR = 0.05;

    private static final double UNIT = 0x1p-53;

    /** A function, the name of its file, and the zero of its derivative, or NaN if there is none. */
    record Curve(String name, Activation function, double zeroOfSlope) {

        boolean isNearZeroOfSlope(double x) {
            return Math.abs(x - zeroOfSlope) < NEAR;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** An input with the exact value and the exact derivative. */
    record Row(double x, BigDecimal value, BigDecimal slope) {}

    /**
     * What was found in one column.
     *
     * @param max greatest error in ulp where the result is a normal number and x not near a zero of f′
     * @param rms root mean square of the same errors for |x| ≤ 10
     * @param subnormal greatest error in ulp, here 4.9e-324, where the exact result is 0 or subnormal
     * @param nearZero greatest error in ulp near a zero of f′; 0 for values
     * @param absolute the greatest absolute error there, in 2⁻⁵³
     * @param arrayDiffers the first x for which the array form has other bits; NaN if there is none
     */
    record Errors(
            double max,
            double at,
            double rms,
            int count,
            double subnormal,
            double subnormalAt,
            double nearZero,
            double nearZeroAt,
            double absolute,
            double arrayDiffers) {}

    private Reference() {}

    static List<Curve> curves() {
        return List.of(
                new Curve("sigmoid", new Sigmoid(), Double.NaN),
                new Curve("logSigmoid", new LogSigmoid(), Double.NaN),
                new Curve("tanh", new Tanh(), Double.NaN),
                new Curve("softplus-1", new Softplus(1), Double.NaN),
                new Curve("softplus-2", new Softplus(2), Double.NaN),
                new Curve("softplus-0.7", new Softplus(0.7), Double.NaN),
                new Curve("swish-1", new Swish(1), -1.2784645427610737),
                new Curve("swish-1.702", new GeluSigmoid(), -1.2784645427610737 / 1.702),
                new Curve("swish-0.3", new Swish(0.3), -1.2784645427610737 / 0.3),
                new Curve("gelu", new Gelu(), -0.7517915246935645),
                new Curve("geluTanh", new GeluTanh(), -0.7524614220710163),
                new Curve("mish", new Mish(), -1.192431214515495),
                new Curve("elu-1", new Elu(1), Double.NaN),
                new Curve("elu-0.5", new Elu(0.5), Double.NaN),
                new Curve("selu", new Selu(), Double.NaN),
                new Curve("celu-0.5", new Celu(0.5), Double.NaN),
                new Curve("celu-2", new Celu(2), Double.NaN),
                new Curve("celu-0.7", new Celu(0.7), Double.NaN));
    }

    /** The rows of a function, from the given folder or, if that is null, from the committed files. */
    static List<Row> rows(Curve curve, String folder) {
        String name = curve.name() + ".csv";
        try (InputStream stream = folder == null
                        ? Reference.class.getResourceAsStream("reference/" + name)
                        : Files.newInputStream(Path.of(folder, name));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("x,"))
                    .map(line -> line.split(",", -1))
                    .map(cells ->
                            new Row(Double.parseDouble(cells[0]), new BigDecimal(cells[1]), new BigDecimal(cells[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Errors valueErrors(Curve curve, List<Row> rows) {
        return errors(curve, rows, false);
    }

    static Errors slopeErrors(Curve curve, List<Row> rows) {
        return errors(curve, rows, true);
    }

    private static Errors errors(Curve curve, List<Row> rows, boolean slope) {
        double[] x = rows.stream().mapToDouble(Row::x).toArray();
        double[] values = new double[x.length];
        double[] slopes = new double[x.length];
        curve.function.applyWithDerivative(x, values, slopes);
        double[] array = slope ? slopes : values;
        double max = 0;
        double at = Double.NaN;
        double squares = 0;
        int count = 0;
        double subnormal = 0;
        double subnormalAt = Double.NaN;
        double nearZero = 0;
        double nearZeroAt = Double.NaN;
        double absolute = 0;
        double arrayDiffers = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            double computed = slope ? curve.function.derivative(x[i]) : curve.function.value(x[i]);
            BigDecimal exact = slope ? rows.get(i).slope : rows.get(i).value;
            double error = Ulp.error(computed, exact);
            if (slope && curve.isNearZeroOfSlope(x[i])) {
                absolute = Math.max(absolute, error * Math.ulp(exact.doubleValue()) / UNIT);
                if (error > nearZero) {
                    nearZero = error;
                    nearZeroAt = x[i];
                }
            } else if (Math.abs(exact.doubleValue()) < Double.MIN_NORMAL) {
                if (error > subnormal) {
                    subnormal = error;
                    subnormalAt = x[i];
                }
            } else {
                if (error > max) {
                    max = error;
                    at = x[i];
                }
                if (Math.abs(x[i]) <= 10) {
                    squares += error * error;
                    count++;
                }
            }
            if (Double.isNaN(arrayDiffers)
                    && Double.doubleToRawLongBits(computed) != Double.doubleToRawLongBits(array[i])) {
                arrayDiffers = x[i];
            }
        }
        return new Errors(
                max,
                at,
                Math.sqrt(squares / count),
                count,
                subnormal,
                subnormalAt,
                nearZero,
                nearZeroAt,
                absolute,
                arrayDiffers);
    }

    static final String HEAD = String.format(
            Locale.ROOT,
            "%-13s %-5s %9s %-24s %6s | %9s %-24s %7s | %9s %-24s | %s",
            "function",
            "",
            "max ulp",
            "at",
            "rms",
            "near zero",
            "at",
            "2^-53",
            "subnormal",
            "at",
            "array");

    static String line(Curve curve, String column, Errors e) {
        return String.format(
                Locale.ROOT,
                "%-13s %-5s %9.3g %-24s %6.3f | %9.3g %-24s %7.3g | %9.3g %-24s | %s",
                curve.name(),
                column,
                e.max,
                e.at,
                e.rms,
                e.nearZero,
                Double.isNaN(e.nearZeroAt) ? "" : e.nearZeroAt,
                e.absolute,
                e.subnormal,
                Double.isNaN(e.subnormalAt) ? "" : e.subnormalAt,
                Double.isNaN(e.arrayDiffers) ? "same" : "DIFFERS at " + e.arrayDiffers);
    }
}
