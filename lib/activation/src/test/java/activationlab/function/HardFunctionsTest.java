package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.numeric.Ulp;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The functions whose exact values {@link BigDecimal} can compute; the bounds are those of the documentation. */
@DisplayName("Accuracy of the hard functions")
class HardFunctionsTest {

    private static final BigDecimal TWO = new BigDecimal(2);
    private static final BigDecimal THREE = new BigDecimal(3);
    private static final BigDecimal SIX = new BigDecimal(6);

    @Test
    void hardSigmoid() {
        assertBound(Activations.HARD_SIGMOID::value, x -> sixth(x.add(THREE)), 1);
    }

    @Test
    void hardSwish() {
        assertBound(Activations.HARD_SWISH::value, x -> sixth(x.multiply(x.add(THREE))), 1.8);
        assertBound(
                Activations.HARD_SWISH::derivative, x -> sixth(x.multiply(TWO).add(THREE)), 1);
    }

    private static BigDecimal sixth(BigDecimal x) {
        return x.divide(SIX, MathContext.DECIMAL128);
    }

    private static void assertBound(DoubleUnaryOperator f, UnaryOperator<BigDecimal> exact, double bound) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(31);
        double worst = DoubleStream.concat(
                        random.doubles(20_000, -3, 3),
                        // near the zeros of the functions and of their slopes
                        DoubleStream.of(-3, -1.5, 0, 3)
                                .flatMap(at -> random.doubles(2_500, -17, 0)
                                        .map(e -> at + (at == 3 ? -1 : 1) * StrictMath.pow(10, e))))
                .filter(x -> Math.abs(x) < 3)
                .map(x -> Ulp.error(f.applyAsDouble(x), exact.apply(new BigDecimal(x))))
                .max()
                .orElseThrow();
        assertTrue(worst <= bound, "off by " + worst + " ulp");
        assertTrue(worst > bound - 0.2, "the bound is too generous: " + worst);
    }
}
