package activationlab.function;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

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
    record Curve(
            String name,
            DoubleUnaryOperator value,
            DoubleUnaryOperator slope,
            Loops.Loop values,
            Loops.Loop slopes,
            double zeroOfSlope) {

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
                new Curve(
                        "sigmoid",
                        SigmoidKernel::value,
                        SigmoidKernel::slope,
                        SigmoidKernel::values,
                        SigmoidKernel::slopes,
                        Double.NaN),
                new Curve(
                        "logSigmoid",
                        LogSigmoidKernel::value,
                        LogSigmoidKernel::slope,
                        LogSigmoidKernel::values,
                        LogSigmoidKernel::slopes,
                        Double.NaN),
                new Curve(
                        "tanh",
                        TanhKernel::value,
                        TanhKernel::slope,
                        TanhKernel::values,
                        TanhKernel::slopes,
                        Double.NaN),
                softplus("softplus-1", 1),
                softplus("softplus-2", 2),
                softplus("softplus-0.7", 0.7),
                swish("swish-1", 1),
                swish("swish-1.702", 1.702),
                swish("swish-0.3", 0.3),
                new Curve(
                        "gelu",
                        GeluKernel::value,
                        GeluKernel::slope,
                        GeluKernel::values,
                        GeluKernel::slopes,
                        -0.7517915246935645),
                new Curve(
                        "geluTanh",
                        GeluTanhKernel::value,
                        GeluTanhKernel::slope,
                        GeluTanhKernel::values,
                        GeluTanhKernel::slopes,
                        -0.7524614220710163),
                new Curve(
                        "mish",
                        MishKernel::value,
                        MishKernel::slope,
                        MishKernel::values,
                        MishKernel::slopes,
                        -1.192431214515495),
                elu("elu-1", 1),
                elu("elu-0.5", 0.5),
                new Curve(
                        "selu",
                        SeluKernel::value,
                        SeluKernel::slope,
                        SeluKernel::values,
                        SeluKernel::slopes,
                        Double.NaN),
                celu("celu-0.5", 0.5),
                celu("celu-2", 2));
    }

    private static Curve softplus(String name, double beta) {
        return new Curve(
                name,
                x -> SoftplusKernel.value(x, beta),
                x -> SoftplusKernel.slope(x, beta),
                (x, y, from, to) -> SoftplusKernel.values(x, y, from, to, beta),
                (x, y, from, to) -> SoftplusKernel.slopes(x, y, from, to, beta),
                Double.NaN);
    }

    private static Curve swish(String name, double beta) {
        return new Curve(
                name,
                x -> SwishKernel.value(x, beta),
                x -> SwishKernel.slope(x, beta),
                (x, y, from, to) -> SwishKernel.values(x, y, from, to, beta),
                (x, y, from, to) -> SwishKernel.slopes(x, y, from, to, beta),
                -1.2784645427610737 / beta);
    }

    private static Curve elu(String name, double alpha) {
        return new Curve(
                name,
                x -> EluKernel.value(x, alpha),
                x -> EluKernel.slope(x, alpha),
                (x, y, from, to) -> EluKernel.values(x, y, from, to, alpha),
                (x, y, from, to) -> EluKernel.slopes(x, y, from, to, alpha),
                Double.NaN);
    }

    private static Curve celu(String name, double alpha) {
        return new Curve(
                name,
                x -> CeluKernel.value(x, alpha),
                x -> CeluKernel.slope(x, alpha),
                (x, y, from, to) -> CeluKernel.values(x, y, from, to, alpha),
                (x, y, from, to) -> CeluKernel.slopes(x, y, from, to, alpha),
                Double.NaN);
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
        double[] array = new double[x.length];
        Loops.apply(x, array, slope ? curve.slopes : curve.values);
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
            double computed = (slope ? curve.slope : curve.value).applyAsDouble(x[i]);
            BigDecimal exact = slope ? rows.get(i).slope : rows.get(i).value;
            double error = ulps(computed, exact);
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

    /** The error in units of the last place of the exact result. */
    static double ulps(double computed, BigDecimal exact) {
        double nearest = Math.abs(exact.doubleValue());
        if (Double.isInfinite(nearest)) {
            return computed == Math.signum(exact.doubleValue()) * nearest ? 0 : Double.POSITIVE_INFINITY;
        }
        if (!Double.isFinite(computed)) {
            return Double.POSITIVE_INFINITY;
        }
        // Just below a power of two the doubles lie closer than at it.
        boolean below = exact.abs().compareTo(new BigDecimal(nearest)) < 0;
        double ulp = below ? nearest - Math.nextDown(nearest) : Math.ulp(nearest);
        return new BigDecimal(computed)
                .subtract(exact)
                .abs()
                .divide(new BigDecimal(ulp), MathContext.DECIMAL64)
                .doubleValue();
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
