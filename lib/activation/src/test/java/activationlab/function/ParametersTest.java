package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Parameters")
class ParametersTest {

    private record Family(
            String shortName,
            String parameter,
            String symbol,
            double usual,
            String rule,
            DoubleFunction<Activation> of) {

        boolean accepts(double value) {
            return Double.isFinite(value)
                    && switch (rule) {
                        case " >= 0" -> value >= 0;
                        case " > 0" -> value > 0;
                        case " >= 2.2250738585072014E-308" -> value >= Double.MIN_NORMAL;
                        default -> true;
                    };
        }

        @Override
        public String toString() {
            return shortName;
        }
    }

    static Stream<Family> families() {
        return Stream.of(
                new Family("leaky ReLU", "alpha", "α", 0.01, " >= 0", LeakyRelu::new),
                new Family("PReLU", "alpha", "α", 0.25, "", PRelu::new),
                new Family("ELU", "alpha", "α", 1, " > 0", Elu::new),
                new Family("CELU", "alpha", "α", 1, " > 0", Celu::new),
                new Family("softplus", "beta", "β", 1, " >= " + Double.MIN_NORMAL, Softplus::new),
                new Family("Swish", "beta", "β", 1, " >= 0", Swish::new));
    }

    static Stream<Arguments> values() {
        return families()
                .flatMap(family -> Stream.of(
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                -Double.MAX_VALUE,
                                -0.01,
                                -Double.MIN_VALUE,
                                -0.0,
                                0.0,
                                Double.MIN_VALUE,
                                Double.MIN_NORMAL,
                                0.2,
                                2.0,
                                Double.MAX_VALUE)
                        .map(value -> Arguments.of(family, value)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void areAcceptedOrRefusedWithTheirName(Family family, double value) {
        if (!family.accepts(value)) {
            var error = assertThrows(IllegalArgumentException.class, () -> family.of.apply(value));
            assertEquals(
                    family.parameter + " must be a finite number" + family.rule + ", not " + value, error.getMessage());
            return;
        }
        Activation f = family.of.apply(value);
        assertEquals(f, family.of.apply(value));
        // the facts and the functions exist for parameters at the ends, too
        Facts facts = f.facts().orElseThrow();
        assertEquals(value + 0.0, facts.parameters().get(0).value());
        assertTrue(facts.parameters().get(0).limits().contains(value));
        for (double x : new double[] {-1e300, -1, -1e-300, 0, 1, 1e300}) {
            double y = f.value(x);
            assertTrue(
                    facts.range().low() <= y && y <= facts.range().high(),
                    () -> f.name() + " leaves " + facts.range() + " at " + x + ": " + y);
            double slope = Math.abs(f.derivative(x));
            assertTrue(
                    slope <= facts.lipschitz().constant() * (1 + 0x1p-51), () -> f.name() + "′(" + x + ") = " + slope);
        }
        for (double end : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            double limit = (end < 0 ? facts.left() : facts.right()).limit();
            assertEquals(limit, f.value(end) + 0.0, () -> f.name() + " at " + end);
            assertTrue(Double.isFinite(f.derivative(end)), () -> f.name() + "′ at " + end);
        }
        assertTrue(Double.isNaN(f.value(Double.NaN)) && Double.isNaN(f.derivative(Double.NaN)));
    }

    @ParameterizedTest
    @MethodSource("families")
    void theNameTellsWhatIsNotUsual(Family family) {
        Activation usual = family.of.apply(family.usual);
        Activation other = family.of.apply(0.125);
        assertEquals(family.shortName.equals("Swish") ? "SiLU" : family.shortName, usual.name());
        assertEquals(family.shortName + " (" + family.symbol + " = 0.125)", other.name());
        assertEquals(other.name() + "′", other.slope().name());
        assertTrue(Activations.all().contains(usual), "the catalogue has the usual one");
        assertNotEquals(usual, other);
    }

    @Test
    void minusZeroIsZero() {
        assertEquals(new LeakyRelu(0.0), new LeakyRelu(-0.0));
        assertEquals(new PRelu(0.0), new PRelu(-0.0));
        assertEquals(new Swish(0.0), new Swish(-0.0));
        assertEquals("Swish (β = 0.0)", new Swish(-0.0).name());
    }
}
