package activationlab.naive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.numeric.Ulp;
import activationlab.softmax.BinaryCrossEntropy;
import activationlab.softmax.CrossEntropy;
import activationlab.softmax.Softmax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure that the Javadoc names, with the right answer of the library beside it. */
@DisplayName("Textbook formulas fail as described")
class NaiveTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final Softmax SOFTMAX = new Softmax();

    static List<Activation> all() {
        return List.of(
                Naive.SIGMOID,
                Naive.TANH,
                Naive.SOFTPLUS,
                Naive.LOG_SIGMOID,
                Naive.SILU,
                Naive.GELU,
                Naive.ELU,
                Naive.MISH);
    }

    private static double[] row(double... numbers) {
        return numbers;
    }

    @Test
    void sigmoid() {
        assertEquals(0, Naive.SIGMOID.value(-740));
        assertEquals(4.2e-322, Activations.SIGMOID.value(-740));
        assertEquals(9.348077867342945e-14, Naive.SIGMOID.derivative(30));
        assertEquals(9.357622968838423e-14, Activations.SIGMOID.derivative(30), 1e-28);
        assertEquals(0, Naive.SIGMOID.derivative(37));
        assertEquals(8.533047625744065e-17, Activations.SIGMOID.derivative(37), 1e-31);
        assertEquals(8.533047625744065e-17, Naive.SIGMOID.derivative(-37), 1e-31);
    }

    @Test
    void tanh() {
        assertEquals(NAN, Naive.TANH.value(1000));
        assertEquals(1, Activations.TANH.value(1000));
        assertEquals(1.0000000272292198e-9, Naive.TANH.value(1e-9));
        assertEquals(1e-9, Activations.TANH.value(1e-9));
        assertEquals(0, Naive.TANH.value(1e-17));
        assertEquals(0, Naive.TANH.derivative(20));
        assertEquals(1.699341702116636e-17, Activations.TANH.derivative(20), 1e-31);
        assertEquals(NAN, Naive.TANH.derivative(1000));
    }

    @Test
    void softplus() {
        assertEquals(INF, Naive.SOFTPLUS.value(1000));
        assertEquals(0, Naive.SOFTPLUS.value(-40));
        assertEquals(NAN, Naive.SOFTPLUS.derivative(1000));
    }

    @Test
    void logSigmoid() {
        assertEquals(-INF, Naive.LOG_SIGMOID.value(-1000));
        assertEquals(0, Naive.LOG_SIGMOID.value(40));
        assertEquals(0, Naive.LOG_SIGMOID.derivative(40));
    }

    @Test
    void silu() {
        assertEquals(-0.0, Naive.SILU.value(-710));
        assertEquals(NAN, Naive.SILU.value(-INF));
        assertEquals(NAN, Naive.SILU.derivative(INF));
        assertEquals(NAN, Naive.SILU.derivative(-INF));
    }

    @Test
    void gelu() {
        // Right: −1.4332578593959696e−6, −4.9767684594174273e−15, −1.0157295653584566e−18.
        assertEquals(-1.4332578593401202e-6, Naive.GELU.value(-5));
        assertEquals(-4.884981308350689e-15, Naive.GELU.value(-8));
        assertEquals(-0.0, Naive.GELU.value(-9));
        assertEquals(NAN, Naive.GELU.value(-INF));
        // Right: −9.1389373739066393e−18.
        assertEquals(-9.251796214502024e-18, Naive.GELU.derivative(-9));
        assertEquals(NAN, Naive.GELU.derivative(INF));
        assertEquals(NAN, Naive.GELU.derivative(-INF));
    }

    @Test
    void elu() {
        assertEquals(-9.999999717180685e-10, Naive.ELU.value(-1e-9));
        assertEquals(0, Naive.ELU.value(-1e-17));
        assertEquals(0, Naive.ELU.derivative(-40));
        assertEquals(2, Naive.ELU.value(2));
        assertEquals(1, Naive.ELU.derivative(2));
        assertArrayEquals(row(0), Naive.ELU.kinks());
    }

    @Test
    void mish() {
        // Right: −8.3502821888768488e−15, −1.6993417021166356e−16.
        assertEquals(-7.993605777301126e-15, Naive.MISH.value(-36));
        assertEquals(-0.0, Naive.MISH.value(-40));
        assertEquals(NAN, Naive.MISH.value(-INF));
        assertEquals(NAN, Naive.MISH.derivative(INF));
        assertEquals(NAN, Naive.MISH.derivative(-INF));
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("They are right in the middle")
    void derivativesBelongToTheValues(Activation f) {
        double step = 0x1p-17;
        for (double x = -4.05; x < 4; x += 0.1) {
            double slope = (f.value(x + step) - f.value(x - step)) / (2 * step);
            assertEquals(slope, f.derivative(x), 1e-9, f.name() + " at " + x);
        }
        assertEquals(NAN, f.value(NAN), f.name());
        assertEquals(NAN, f.derivative(NAN), f.name());
        assertTrue(f.name().startsWith("naive "));
    }

    @Test
    void softmax() {
        double[] great = {1000, 1001};
        assertArrayEquals(row(NAN, NAN), Naive.softmax(great));
        assertArrayEquals(row(NAN, NAN), Naive.softmax(row(-1000, -1001)));
        assertArrayEquals(row(0.2689414213699951, 0.7310585786300049), SOFTMAX.apply(great));
        assertArrayEquals(row(0.7310585786300049, 0.2689414213699951), SOFTMAX.apply(row(-1000, -1001)));
        assertArrayEquals(SOFTMAX.apply(row(1, 2, 3)), Naive.softmax(row(1, 2, 3)), 1e-16);

        double[] byLogarithm = Naive.softmaxByLogSumExp(great);
        assertEquals(107, Ulp.error(byLogarithm[1], new BigDecimal("0.73105857863000487925115924")), 1);
        assertArrayEquals(row(1, 1), Naive.softmaxByLogSumExp(row(1e16, 1e16)));
        assertArrayEquals(row(0.5, 0.5), SOFTMAX.apply(row(1e16, 1e16)));
    }

    @Test
    void logSoftmax() {
        assertArrayEquals(row(0, -INF), Naive.logOfSoftmax(row(0, -800)));
        assertArrayEquals(row(0, -40), Naive.logOfSoftmax(row(0, -40)));
        assertArrayEquals(row(NAN, NAN), Naive.logOfSoftmax(row(1000, 1001)));
        assertArrayEquals(row(0, -40), Naive.logSoftmax(row(0, -40)));
        assertEquals(-9.348077867343381e-14, Naive.logSoftmax(row(0, -30))[0]);
        assertEquals(0, SOFTMAX.log(row(0, -800))[0]);
        assertEquals(-800, SOFTMAX.log(row(0, -800))[1]);
        assertArrayEquals(row(-4.248354255291589e-18, -40), SOFTMAX.log(row(0, -40)));
        assertEquals(-9.357622968839737e-14, SOFTMAX.log(row(0, -30))[0]);
    }

    @Test
    void logSumExp() {
        assertEquals(INF, Naive.logSumExp(row(1000, 1001)));
        assertEquals(-INF, Naive.logSumExp(row(-1000, -1001)));
        assertEquals(1001.3132616875182, SOFTMAX.logSumExp(row(1000, 1001)));
        assertEquals(-999.6867383124818, SOFTMAX.logSumExp(row(-1000, -1001)));
    }

    @Test
    void crossEntropy() {
        assertEquals(INF, Naive.crossEntropy(row(0, -800), 1));
        assertEquals(800, CrossEntropy.value(row(0, -800), 1));
        assertEquals(0, Naive.crossEntropy(row(0, -40), 0), 0);
        assertEquals(4.248354255291589e-18, CrossEntropy.value(row(0, -40), 0));
        assertArrayEquals(row(0, 4.248354255291589e-18), Naive.crossEntropyGradient(row(0, -40), 0));
        assertEquals(INF, Naive.binaryCrossEntropy(40, 0));
        assertEquals(40, BinaryCrossEntropy.value(40, 0));
        assertEquals(NAN, Naive.binaryCrossEntropy(40, 1));
        assertEquals(4.248354255291589e-18, BinaryCrossEntropy.value(40, 1));
        assertEquals(BinaryCrossEntropy.value(2, 0.3), Naive.binaryCrossEntropy(2, 0.3), 1e-15);
    }

    @Test
    void badInput() {
        var error = assertThrows(IllegalArgumentException.class, () -> Naive.softmax(null));
        assertEquals("logits is null; an array is needed", error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Naive.logSumExp(null));
        assertThrows(IllegalArgumentException.class, () -> Naive.logSoftmax(null));
        assertThrows(IllegalArgumentException.class, () -> Naive.crossEntropy(row(1), -1));
        error = assertThrows(IllegalArgumentException.class, () -> Naive.crossEntropyGradient(row(1), 1));
        assertEquals("target is 1; it must be a class from 0 to 0", error.getMessage());
    }

    @Test
    @DisplayName("The error function itself is not naive")
    void errorFunction() {
        double max = 0;
        double squares = 0;
        List<String> lines = lines();
        for (String line : lines) {
            String[] columns = line.split(",", -1);
            double x = Double.parseDouble(columns[0]);
            double error = Ulp.error(Naive.erf(x), new BigDecimal(columns[1]));
            assertEquals(-Naive.erf(x), Naive.erf(-x), "odd");
            max = Math.max(max, error);
            squares += error * error;
        }
        assertTrue(lines.size() > 400);
        assertTrue(max <= 1.5, "max " + max + " ulp");
        assertTrue(Math.sqrt(squares / lines.size()) <= 0.5, "RMS");
        assertEquals(1, Naive.erf(INF));
        assertEquals(-1, Naive.erf(-INF));
        assertEquals(-1, Naive.erf(-1e300));
        assertEquals(NAN, Naive.erf(NAN));
        assertEquals(-0.0, Naive.erf(-0.0));
    }

    private static List<String> lines() {
        try (var stream = NaiveTest.class.getResourceAsStream("erf.csv")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("x,"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
