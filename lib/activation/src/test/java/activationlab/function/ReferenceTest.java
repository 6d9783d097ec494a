package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Accuracy against values with 25 digits from mpmath ({@code src/test/python/reference.py}).
 *
 * <p>An error of 1 ulp is one step from a double to its neighbour; a correctly rounded result is off by at most 0.5.
 */
@DisplayName("Accuracy against reference values")
class ReferenceTest {

    private static final double LEAST_NORMAL = Double.MIN_NORMAL;

    /** Function, column of the file, greatest and root-mean-square error in ulp that is allowed. */
    private record Case(String name, DoubleUnaryOperator function, int column, double maximum, double rms) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("sigmoid", Activations.SIGMOID::value, 1, 1.9, 0.5),
                new Case("sigmoid′", Activations.SIGMOID::derivative, 2, 2.4, 0.6),
                new Case("tanh", Activations.TANH::value, 3, 2.1, 0.4),
                new Case("tanh′", Activations.TANH::derivative, 4, 2.5, 0.7));
    }

    private static List<String[]> rows;

    @BeforeAll
    static void read() {
        var stream = ReferenceTest.class.getResourceAsStream("reference.csv");
        assertNotNull(stream, "reference.csv is missing; src/test/python/reference.py writes it");
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            rows = reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("x,"))
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theFileIsComplete() {
        assertTrue(rows.size() > 1000, rows.size() + " rows");
        assertTrue(rows.stream().allMatch(row -> row.length == 5), "five columns in every row");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAreWithinTheirBound(Case c) {
        double worst = 0;
        String worstAt = "";
        double squares = 0;
        int count = 0;
        double worstSubnormal = 0;
        for (String[] row : rows) {
            double x = Double.parseDouble(row[0]);
            BigDecimal exact = new BigDecimal(row[c.column]);
            double error = ulps(c.function.applyAsDouble(x), exact);
            if (Math.abs(exact.doubleValue()) < LEAST_NORMAL) {
                // Down there one ulp is 4.9e-324 and the relative error has no bound.
                worstSubnormal = Math.max(worstSubnormal, error);
                continue;
            }
            squares += error * error;
            count++;
            if (error > worst) {
                worst = error;
                worstAt = row[0];
            }
        }
        double rms = Math.sqrt(squares / count);
        String found = String.format(
                Locale.ROOT,
                "%s: max %.3f ulp at %s, RMS %.3f ulp over %d points; subnormal results %.2f ulp",
                c,
                worst,
                worstAt,
                rms,
                count,
                worstSubnormal);
        System.out.println(found);
        assertTrue(worst <= c.maximum, found);
        assertTrue(rms <= c.rms, found);
        assertTrue(worstSubnormal <= 1, found);
        // The bound is the number in the Javadoc: if the code gets much better, both should be mended.
        assertTrue(worst > c.maximum - 0.1, "bound too generous: " + found);
    }

    @Test
    @DisplayName("The textbook formulas lose what ours keep")
    void textbookFormulasFail() {
        double naive = 1 / (1 + StrictMath.exp(740));
        assertEquals(0, naive);
        assertEquals(4.2e-322, Activations.SIGMOID.value(-740));

        double s = Activations.SIGMOID.value(40);
        assertEquals(0, s * (1 - s));
        assertEquals(4.248354255291589e-18, Activations.SIGMOID.derivative(40), 1e-32);

        double y = Activations.TANH.value(20);
        assertEquals(0, 1 - y * y);
        assertEquals(1.699341702116636e-17, Activations.TANH.derivative(20), 1e-31);
    }

    private static double ulps(double computed, BigDecimal exact) {
        return new BigDecimal(computed)
                .subtract(exact)
                .abs()
                .divide(new BigDecimal(Math.ulp(exact.doubleValue())), MathContext.DECIMAL64)
                .doubleValue();
    }
}
