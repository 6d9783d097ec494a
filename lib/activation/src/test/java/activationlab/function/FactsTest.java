package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Extremum;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import activationlab.function.Facts.Parameter;
import activationlab.numeric.Gaussian;
import activationlab.numeric.Roots;
import activationlab.numeric.Thresholds;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.function.DoublePredicate;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fact, measured at the function itself. */
@DisplayName("Facts")
class FactsTest {

    /** What the rounding of a value may amount to, in ulps: no function is off by more. */
    private static final double ULPS = 3;

    private static final double EPS = 0x1p-52;

    /** From −20 to 20 in steps of 1/256; all kinks and many other special points are on it. */
    private static final double[] GRID = IntStream.rangeClosed(-20 * 256, 20 * 256)
            .mapToDouble(i -> i / 256.0)
            .toArray();

    static Stream<Activation> functions() {
        return Samples.functions();
    }

    private static Facts facts(Activation f) {
        return f.facts().orElseThrow();
    }

    /** 4,000 points, near 0 and far away. */
    private static double[] points() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(23);
        return DoubleStream.concat(
                        DoubleStream.of(1, 8, 60, 900).flatMap(reach -> random.doubles(700, -reach, reach)),
                        random.doubles(1_200, -300, 300)
                                .map(e -> (e < 0 ? -1 : 1) * StrictMath.pow(10, Math.abs(e) - 150)))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void formulasGiveTheFunction(Activation f) {
        Map<String, Double> parameters = facts(f).parameters().stream()
                .collect(Collectors.toMap(parameter -> "\\" + parameter.name(), Parameter::value));
        for (double x = -8; x <= 8; x += 0.125) {
            double size = 1 + Math.abs(x);
            assertEquals(
                    Latex.value(facts(f).formula(), x, parameters), f.value(x), 1e-14 * size, f.name() + " at " + x);
            double slope = Latex.value(facts(f).derivative(), x, parameters);
            assertEquals(slope, f.derivative(x), 2e-14 * size, f.name() + "′ at " + x);
        }
        assertTrue(facts(f).formula().startsWith("f(x) = "));
        assertTrue(facts(f).derivative().startsWith("f'(x) = "));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void valuesStayInTheRange(Activation f) {
        Interval range = facts(f).range();
        double below = range.low() - ULPS * Math.ulp(range.low());
        double above = range.high() + ULPS * Math.ulp(range.high());
        for (double x : DoubleStream.concat(Arrays.stream(points()), Arrays.stream(GRID))
                .toArray()) {
            double y = f.value(x);
            assertTrue(
                    (y >= below || y >= range.low()) && (y <= above || y <= range.high()),
                    () -> f.name() + "(" + x + ") = " + y + " is outside of " + range);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void endsOfTheRangeAreReachedOrApproached(Activation f) {
        Interval range = facts(f).range();
        double[] values =
                Arrays.stream(GRID).filter(x -> Math.abs(x) <= 10).map(f::value).toArray();
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        if (range.lowIncluded()) {
            double lowest = Math.min(
                    least,
                    facts(f).extrema().stream()
                            .mapToDouble(Extremum::value)
                            .min()
                            .orElse(least));
            assertEquals(range.low(), lowest, ULPS * Math.ulp(range.low()), f.name() + " reaches its lower end");
        } else {
            assertTrue(least > range.low(), f.name() + " does not reach its lower end");
            assertEquals(
                    range.low(),
                    Math.min(facts(f).left().limit(), facts(f).right().limit()),
                    f.name());
        }
        if (range.highIncluded()) {
            assertEquals(range.high(), greatest, ULPS * Math.ulp(range.high()), f.name() + " reaches its upper end");
        } else {
            assertTrue(greatest < range.high(), f.name() + " does not reach its upper end");
            assertEquals(
                    range.high(),
                    Math.max(facts(f).left().limit(), facts(f).right().limit()),
                    f.name());
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void limits(Activation f) {
        assertLimit(f, facts(f).left().limit(), Double.NEGATIVE_INFINITY, -1e9);
        assertLimit(f, facts(f).right().limit(), Double.POSITIVE_INFINITY, 1e9);
    }

    private static void assertLimit(Activation f, double limit, double infinity, double far) {
        assertEquals(limit, f.value(infinity) + 0.0, f.name() + " at " + infinity);
        if (Double.isInfinite(limit)) {
            assertTrue(f.value(far) * Math.signum(limit) > 1e6, f.name() + " grows without bound");
        } else {
            assertEquals(limit, f.value(far), 1e-15 * Math.abs(limit), f.name() + " at " + far);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void turnsAtTheExtremaAndNowhereElse(Activation f) {
        List<Extremum> extrema = facts(f).extrema();
        for (Extremum extremum : extrema) {
            double at = extremum.at();
            double reach = 1 + Math.abs(at) / 2;
            Roots.Point found = extremum.minimum()
                    ? Roots.minimum(f::value, at - reach, at + reach)
                    : Roots.maximum(f::value, at - reach, at + reach);
            // Near its minimum a function is flat: half of the digits of the position show in its values.
            assertEquals(at, found.x(), 1e-7 * (1 + Math.abs(at)), f.name() + ": where");
            assertEquals(extremum.value(), f.value(at), 2 * Math.ulp(extremum.value()), f.name() + ": how low or high");
            if (Arrays.stream(f.kinks()).noneMatch(kink -> kink == at)) {
                assertEquals(0, f.derivative(at), 4 * 0x1p-53, f.name() + "′ at the extremum");
                double root = Roots.root(f::derivative, at - reach / 2, at + reach / 2);
                assertEquals(at, root, 2 * Math.ulp(at), f.name() + ": where the slope is 0");
            }
        }
        assertEquals(extrema.size(), turns(f), f.name() + ": number of changes of the slope's sign");
    }

    /** Changes of sign of the slope; slopes 0 between do not count. */
    private static int turns(Activation f) {
        int turns = 0;
        double before = 0;
        for (double x : GRID) {
            double sign = Math.signum(f.derivative(x));
            // f(−∞) = 0 and a fall to the minimum: the fall begins at −∞, which is no turn
            if (sign != 0) {
                turns += before != 0 && sign != before ? 1 : 0;
                before = sign;
            }
        }
        return turns;
    }

    @ParameterizedTest
    @MethodSource("functions")
    void risesAsItSays(Activation f) {
        boolean falls = false;
        boolean flat = false;
        boolean rises = false;
        for (double x : GRID) {
            if (Math.abs(x) <= 10) {
                double step = f.value(x + 1 / 256.0) - f.value(x);
                falls |= step < 0;
                flat |= step == 0;
                rises |= step > 0;
            }
        }
        assertTrue(rises, f.name());
        assertEquals(facts(f).monotonicity() == Monotonicity.NONE, falls, f.name() + " falls somewhere");
        if (!falls) {
            assertEquals(facts(f).monotonicity() == Monotonicity.NON_DECREASING, flat, f.name() + " has flat pieces");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void symmetry(Activation f) {
        boolean odd = true;
        boolean even = true;
        for (double x : DoubleStream.concat(Arrays.stream(points()), Arrays.stream(GRID))
                .toArray()) {
            odd &= f.value(-x) == -f.value(x);
            even &= f.value(-x) == f.value(x);
        }
        assertEquals(facts(f).symmetry() == Facts.Symmetry.ODD, odd, f.name() + " is odd to the last bit");
        assertEquals(facts(f).symmetry() == Facts.Symmetry.EVEN, even, f.name() + " is even to the last bit");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void isNoSteeperThanTheLipschitzConstant(Activation f) {
        double constant = facts(f).lipschitz().constant();
        double[] x = DoubleStream.concat(Arrays.stream(points()), Arrays.stream(GRID))
                .sorted()
                .toArray();
        for (int i = 1; i < x.length; i++) {
            double slope = Math.abs(f.derivative(x[i]));
            assertTrue(slope <= constant * (1 + ULPS * EPS), f.name() + "′(" + x[i] + ") = " + slope);
            double rise = Math.abs(f.value(x[i]) - f.value(x[i - 1]));
            double rounding = 2 * ULPS * Math.max(Math.ulp(f.value(x[i])), Math.ulp(f.value(x[i - 1])));
            assertTrue(
                    rise <= constant * (x[i] - x[i - 1]) + rounding || constant == Double.POSITIVE_INFINITY,
                    f.name() + " rises by " + rise + " before " + x[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void isAsSteepAsItSaysWhereItSays(Activation f) {
        Lipschitz steep = facts(f).lipschitz();
        double constant = steep.constant();
        if (constant == Double.POSITIVE_INFINITY) {
            double jump = facts(f).kinks().stream().mapToDouble(Kink::jump).sum();
            assertTrue(jump != 0 || f.derivative(1e12) > 1e12, f.name() + " jumps, or its slope has no bound");
            return;
        }
        double from = Math.max(steep.from(), -1e6);
        double to = Math.min(steep.to(), 1e6);
        if (from < to) {
            for (int i = 1; i < 50; i++) {
                double x = from + (to - from) * i / 50;
                assertEquals(constant, Math.abs(f.derivative(x)), 0, f.name() + "′(" + x + ")");
            }
        } else {
            // from equal to to: a point; the slope may be there only on one side of it
            double point = Math.max(-1e6, Math.min(steep.from(), 1e6));
            double near = 1e-9;
            double best = DoubleStream.of(point - near, point, point + near)
                    .map(x -> Math.abs(f.derivative(x)))
                    .max()
                    .orElseThrow();
            assertEquals(constant, best, 1e-8 * constant, f.name() + "′ near " + point);
            if (Arrays.stream(f.kinks()).noneMatch(kink -> kink == point)) {
                assertEquals(constant, Math.abs(f.derivative(point)), ULPS * Math.ulp(constant), f.name());
            }
        }
        for (double x : GRID) {
            if (x < steep.from() - 0.2 || x > steep.to() + 0.2) {
                double slope = Math.abs(f.derivative(x));
                boolean approaches = Double.isInfinite(steep.from()) && Double.isInfinite(steep.to());
                assertTrue(slope < constant || (approaches && slope == constant), f.name() + " is as steep at " + x);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void kinksAreWhereTheSlopeJumps(Activation f) {
        List<Kink> kinks = facts(f).kinks();
        assertArrayEquals(f.kinks(), kinks.stream().mapToDouble(Kink::at).toArray(), f.name());
        double h = 0x1p-30;
        for (Kink kink : kinks) {
            double at = kink.at();
            double left = (f.value(at - h) - f.value(at - 2 * h)) / h;
            double right = (f.value(at + 2 * h) - f.value(at + h)) / h;
            assertEquals(kink.leftSlope(), left, 1e-6, f.name() + ": left slope at " + at);
            assertEquals(kink.rightSlope(), right, 1e-6, f.name() + ": right slope at " + at);
            assertEquals(kink.leftSlope(), f.derivative(Math.nextDown(at)), 2 * EPS, f.name());
            assertEquals(kink.rightSlope(), f.derivative(Math.nextUp(at)), 2 * EPS, f.name());
            assertEquals(kink.slope(), f.derivative(at), 0, f.name() + ": the slope chosen at " + at);
            assertEquals(kink.jump(), f.value(at + h) - f.value(at - h), 1e-8, f.name() + ": the jump at " + at);
            assertTrue(kink.leftSlope() != kink.rightSlope() || kink.jump() != 0, f.name() + " has a kink at " + at);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void thereAreNoOtherKinks(Activation f) {
        double step = 1 / 256.0;
        for (double x : GRID) {
            if (Arrays.stream(f.kinks()).noneMatch(kink -> Math.abs(kink - x) <= step)) {
                // f″ is at most 5 (Swish with β = 10)
                double bend = Math.abs(f.derivative(x + step) - f.derivative(x));
                assertTrue(bend <= 6 * step, f.name() + "′ jumps at " + x);
                double jump = Math.abs(f.value(x + step) - f.value(x));
                assertTrue(jump <= 45 * step, f.name() + " jumps at " + x);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void becomesConstantAtTheThreshold(Activation f) {
        assertConstant(f, facts(f).left(), -1);
        assertConstant(f, facts(f).right(), 1);
    }

    private static void assertConstant(Activation f, End end, int side) {
        double limit = end.limit();
        if (end.constant().isEmpty()) {
            assertTrue(Double.isInfinite(limit), f.name() + " has a finite limit, so it is rounded to it somewhere");
            return;
        }
        double stated = end.constant().getAsDouble();
        double found = side > 0
                ? Thresholds.smallest(x -> f.value(x) == limit, stated - 50, Double.MAX_VALUE)
                : Thresholds.largest(x -> f.value(x) == limit, -Double.MAX_VALUE, stated + 50);
        assertThreshold(f, stated, found, limit == 0 ? 0.004 : 0.04);
        assertOutwards(stated, found, side, x -> assertEquals(limit, f.value(x) + 0.0, f.name() + " at " + x));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void becomesTheIdentityAtTheThreshold(Activation f) {
        assertIdentity(f, facts(f).left(), -1);
        assertIdentity(f, facts(f).right(), 1);
    }

    private static void assertIdentity(Activation f, End end, int side) {
        if (end.identity().isEmpty()) {
            for (double size : new double[] {1e3, 1e100, 1e300}) {
                assertNotEquals(side * size, f.value(side * size), f.name());
            }
            return;
        }
        double stated = end.identity().getAsDouble();
        if (stated == -side * Double.POSITIVE_INFINITY) {
            assertOutwards(-side * 1e300, stated, side, x -> assertEquals(x, f.value(x), f.name()));
            return;
        }
        // One ulp more or less: near x a result with a small error hits x here and misses it there.
        DoublePredicate isIdentity = x -> Math.abs(f.value(x) - x) <= Math.ulp(x);
        // in the neighbourhood of 0, α(e^x − 1) is x too, rounded
        double found = side > 0
                ? Thresholds.smallest(isIdentity, stated == 0 ? -1 : stated / 4, Double.MAX_VALUE)
                : Thresholds.largest(isIdentity, -Double.MAX_VALUE, stated / 4);
        assertThreshold(f, stated, found, 0.06);
        assertOutwards(stated, found, side, x -> {
            double error = Math.abs(x) < 2 * Math.abs(stated) ? Math.ulp(x) : 0;
            assertEquals(x, f.value(x), error, f.name() + " at " + x);
        });
    }

    /**
     * The facts tell where the true value rounds to the limit. A computed value that is off by one or two ulps gets there
     * at a point where the distance to the limit is up to four times greater or smaller: with e^−x, 1.4 away.
     */
    private static void assertThreshold(Activation f, double stated, double found, double slack) {
        double allowed = Arrays.stream(f.kinks()).anyMatch(kink -> Math.abs(kink - stated) <= Double.MIN_VALUE)
                ? 4 * Math.ulp(stated)
                : stated == 0 ? 1e-7 : slack * Math.abs(stated);
        assertEquals(stated, found, allowed, f.name() + ": threshold");
    }

    private static void assertOutwards(double stated, double found, int side, DoubleConsumer check) {
        double start = side > 0 ? Math.max(stated, Math.min(found, 1e300)) : Math.min(stated, Math.max(found, -1e300));
        for (double distance : new double[] {0, 1e-6, 1e-3, 0.1, 0.5, 1, 2, 5, 10, 100, 1e4, 1e100, 1e300}) {
            check.accept(start + side * distance);
        }
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(29);
        random.doubles(2_000, 0, 12).forEach(distance -> check.accept(start + side * distance));
    }

    /** {@code src/test/python/thresholds.py} prints this table. */
    @ParameterizedTest(name = "{0}({1}): {2} {3}")
    @CsvSource(textBlock = """
            sigmoid, , left, constant, -745.1332191019412
            sigmoid, , right, constant, 37.42994775023705
            tanh, , left, constant, -19.061547465398498
            tanh, , right, constant, 19.061547465398498
            log-sigmoid, , left, identity, -33.27106466687738
            log-sigmoid, , right, constant, 745.1332191019412
            squared ReLU, , left, constant, 1.5717277847026285e-162
            softplus, 1.0, left, constant, -745.1332191019412
            softplus, 1.0, right, identity, 33.27106466687738
            softplus, 0.01, left, constant, -74973.83892879293
            softplus, 0.01, right, identity, 3371.7351769505794
            softplus, 0.7, left, constant, -1064.9855629226859
            softplus, 0.7, right, identity, 48.039628015451584
            softplus, 2.0, left, constant, -372.22003596069067
            softplus, 2.0, right, identity, 16.63553233343869
            softplus, 10.0, left, constant, -74.28306340089472
            softplus, 10.0, right, identity, 3.374106829612311
            Swish, 1.0, left, constant, -751.7556304135238
            Swish, 1.0, right, identity, 36.878698782472405
            Swish, 0.01, left, constant, -75636.69158848423
            Swish, 0.01, right, identity, 3733.734582378018
            Swish, 0.3, left, constant, -2509.8706853765657
            Swish, 0.3, right, identity, 124.67886273227379
            Swish, 2.0, left, constant, -375.53077976993956
            Swish, 2.0, right, identity, 18.439349391236203
            Swish, 10.0, left, constant, -74.94499735778685
            Swish, 10.0, right, identity, 3.7361714808002193
            GELU, , left, constant, -38.580140223782365
            GELU, , right, identity, 8.212686212430459
            GELU (tanh), , left, constant, -21.547075410436022
            GELU (tanh), , right, identity, 7.1359294154332
            GELU (sigmoid), , left, constant, -441.3766849434017
            GELU (sigmoid), , right, identity, 21.7652928782234
            Mish, , left, constant, -751.7556304135238
            Mish, , right, identity, 18.795487925662528
            ELU, 1.0, left, constant, -37.42994775023705
            CELU, 1.0, left, constant, -37.42994775023705
            ELU, 0.5, left, constant, -37.42994775023705
            CELU, 0.5, left, constant, -18.714973875118524
            ELU, 0.7, left, constant, -37.07327280629832
            CELU, 0.7, left, constant, -25.95129096440882
            ELU, 2.5, left, constant, -36.95994412099132
            CELU, 2.5, left, constant, -92.39986030247829
            SELU, , left, constant, -37.18104565569259
            """)
    void thresholdsOfTheTrueValues(String name, Double parameter, String end, String what, double exact) {
        Activation f = switch (name) {
            case "softplus" -> new Softplus(parameter);
            case "Swish" -> new Swish(parameter);
            case "ELU" -> new Elu(parameter);
            case "CELU" -> new Celu(parameter);
            default -> Activations.named(name);
        };
        End side = end.equals("left") ? facts(f).left() : facts(f).right();
        OptionalDouble stated = what.equals("constant") ? side.constant() : side.identity();
        // With a parameter the threshold is computed: it may be a double beside the right one.
        double error = parameter == null ? 0 : 2 * Math.ulp(exact);
        assertEquals(exact, stated.orElseThrow(), error, f.name());
    }

    @Test
    void theSigmoidFormOfGeluHasTheMinimumOfItsBeta() {
        Extremum minimum = facts(Activations.GELU_SIGMOID).extrema().get(0);
        assertEquals(-0.751154255441289, minimum.at(), Math.ulp(0.75));
        assertEquals(-0.1636101896363536, minimum.value(), Math.ulp(0.16));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void zeroCentredMeansMeanZero(Activation f) {
        double mean = Gaussian.mean(f::value, 0, 1, f.kinks());
        if (facts(f).zeroCentred()) {
            assertEquals(0, mean, 1e-15, f.name());
        } else {
            assertTrue(Math.abs(mean) > 1e-3, f.name() + " has the mean " + mean);
        }
    }

    @Test
    @DisplayName("SELU keeps the mean 0 and the variance 1 of its input")
    void seluIsItsOwnFixedPoint() {
        assertEquals(0, Gaussian.mean(Activations.SELU::value, 0, 1, 0), 1e-15);
        assertEquals(1, Gaussian.variance(Activations.SELU::value, 0, 1, 0), 1e-14);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void parametersAreThoseOfTheRecord(Activation f) throws ReflectiveOperationException {
        RecordComponent[] components = f.getClass().getRecordComponents();
        List<Parameter> parameters = facts(f).parameters();
        assertEquals(components.length, parameters.size(), f.name());
        for (int i = 0; i < components.length; i++) {
            Parameter parameter = parameters.get(i);
            assertEquals(components[i].getName(), parameter.name());
            assertEquals(components[i].getAccessor().invoke(f), parameter.value());
            assertEquals(Map.of("alpha", "α", "beta", "β").get(parameter.name()), parameter.symbol());
            assertTrue(parameter.limits().contains(parameter.value()));
        }
    }

    /** That no value outside of the limits is accepted, and every one inside is, {@link ParametersTest} tests. */
    @Test
    void limitsOfParameters() {
        assertEquals("[0.0, ∞)", allowed(new LeakyRelu(1)));
        assertEquals("(−∞, ∞)", allowed(new PRelu(1)));
        assertEquals("(0.0, ∞)", allowed(new Elu(1)));
        assertEquals("(0.0, ∞)", allowed(new Celu(1)));
        assertEquals("[2.2250738585072014E−308, ∞)", allowed(new Softplus(1)));
        assertEquals("[0.0, ∞)", allowed(new Swish(1)));
    }

    private static String allowed(Activation f) {
        return facts(f).parameters().get(0).limits().toString();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void paper(Activation f) {
        assertTrue(facts(f).year() >= 1838 && facts(f).year() <= 2021, f.name());
        assertTrue(facts(f).paper().matches("\\p{Lu}\\p{L}.*, .{20,}"), f.name());
    }

    @Test
    void aFunctionOfYourOwnHasNone() {
        assertTrue(Activation.of(x -> x * x).facts().isEmpty());
        assertTrue(Activations.TANH.slope().facts().isEmpty());
    }

    @Nested
    class Records {

        @Test
        void cannotBeChanged() {
            Facts facts = facts(Activations.SILU);
            assertThrows(
                    UnsupportedOperationException.class, () -> facts.aliases().clear());
            assertThrows(
                    UnsupportedOperationException.class, () -> facts.extrema().clear());
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> facts.parameters().clear());
            assertThrows(
                    UnsupportedOperationException.class, () -> facts.kinks().clear());
            assertEquals(facts, facts(new Swish(1)));
            assertNotEquals(facts, facts(new Swish(2)));
        }

        @Test
        void nullIsRefused() {
            FactsBuilder builder = new FactsBuilder("f(x) = x", null);
            var error = assertThrows(IllegalArgumentException.class, () -> builder.paper(2000, "A. Author, A title"));
            assertEquals("a fact is null; use an empty list where there is nothing to tell", error.getMessage());
        }

        @Test
        void intervals() {
            assertEquals("[−0.375, ∞)", Interval.atLeast(-0.375).toString());
            assertEquals("(−∞, ∞)", Interval.ALL.toString());
            assertEquals("[0.0, 1.0]", Interval.closed(0, 1).toString());
            assertTrue(Interval.closed(1, 1).contains(1), "a single number");
            Interval half = new Interval(0, true, 1, false);
            assertTrue(half.contains(0) && half.contains(0.5));
            assertFalse(half.contains(1) || half.contains(-0.1) || half.contains(1.1) || half.contains(Double.NaN));
            Interval other = new Interval(0, false, 1, true);
            assertTrue(other.contains(1) && !other.contains(0));
        }

        @Test
        void wrongIntervals() {
            assertThrows(IllegalArgumentException.class, () -> Interval.open(1, 0));
            assertThrows(IllegalArgumentException.class, () -> Interval.open(Double.NaN, 0));
            assertThrows(IllegalArgumentException.class, () -> Interval.closed(0, Double.POSITIVE_INFINITY));
            assertThrows(IllegalArgumentException.class, () -> Interval.closed(Double.NEGATIVE_INFINITY, 0));
        }
    }
}
