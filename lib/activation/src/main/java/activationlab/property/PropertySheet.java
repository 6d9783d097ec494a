package activationlab.property;

import activationlab.function.Activation;
import activationlab.function.Facts;
import activationlab.numeric.Differences;
import activationlab.numeric.Gaussian;
import activationlab.numeric.Thresholds;
import activationlab.property.Line.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Everything that can be measured of an activation function, from nothing but its values: range, limits, where it rises and
 * falls, symmetry, steepest slope, zeros, kinks, from where on it is constant in doubles and floats, mean and variance for
 * normally distributed input, depth factor, whether the derivative is right, and what it makes of NaN, infinities and
 * numbers near 0. Where the function has {@link Activation#facts() facts}, each measurement is held against them.
 *
 * <p>It works for every function, also one typed in a second ago that is discontinuous, constant or periodic, returns NaN or
 * throws exceptions:
 *
 * <pre>{@code
 * PropertySheet.of(Activation.of("mine", x -> x > 0 ? x : 0)).lines()
 * }</pre>
 *
 * <p><b>As a test.</b> Every line is a test of its own; {@link Line#check} does nothing unless the function contradicts
 * what it states or what {@link Activation} asks of every function. In JUnit:
 *
 * <pre>{@code
 * class MineTest {
 *     @TestFactory Stream<DynamicTest> sheet() {
 *         return PropertySheet.of(new Mine()).lines().stream()
 *                 .map(line -> DynamicTest.dynamicTest(line.property(), line::check));
 *     }
 * }
 * }</pre>
 *
 * <p>The functions of the library go through the same sheet in the same way.
 *
 * <p><b>How.</b> The function and its derivative are evaluated on a grid of about 13,000 points: the multiples of 1/64 from
 * −40 to 40, and two points for each power of two from the smallest to the greatest double, of both signs. What is found
 * there is refined: zeros and thresholds to the last bit, extrema to all digits of the value and 8 of the position, kinks to
 * 7. What happens between the points of the grid can be missed: a spike narrower than 1/64, a second turn within 1/64.
 */
public final class PropertySheet {

    /** A stated value and its measurement may differ by this much, relatively. */
    private static final double VALUE = 1e-12;

    /** The same for the position of an extremum. */
    private static final double POSITION = 1e-6;

    /** The same for a slope measured by differences. */
    private static final double SLOPE = 1e-6;

    /** Differences may disagree with f′ by this much of its size: so much it is where f″ jumps. */
    private static final double DIFFERENCES = 1e-4;

    /**
     * The same for a threshold. It is stated for correctly rounded values; an error of an ulp or two moves it.
     */
    private static final double THRESHOLD = 0.1;

    /** Near 0, below the rounding of 1, functions such as ELU are x in doubles. */
    private static final double NEAR_ZERO = 1e-15;

    /** A value this small does not become infinite in one step of the grid for good reason. */
    private static final double SMALL = 1e100;

    private final Probe probe;
    private final String name;
    private final Optional<Facts> facts;
    private final Flat left;
    private final Flat right;
    private final Course course;
    private final List<Break> breaks;
    private final List<Line> lines = new ArrayList<>();

    private PropertySheet(Activation f) {
        probe = new Probe(f);
        name = f.name();
        facts = f.facts();
        left = Flat.left(probe.x, probe::value, probe.y);
        right = Flat.right(probe.x, probe::value, probe.y);
        course = Course.of(probe);
        breaks = Break.of(probe);
        range();
        end(Double.NEGATIVE_INFINITY);
        end(Double.POSITIVE_INFINITY);
        course();
        symmetry();
        steepest();
        add("zeros", Zeros.text(probe, left, right));
        kinks();
        constant(left, "constant on the left", facts.map(Facts::left));
        constant(right, "constant on the right", facts.map(Facts::right));
        identity();
        moments();
        derivative();
        nan();
        nearZero();
        arrays();
        // Last, because exceptions may turn up anywhere, but it is what a reader has to know first.
        defined();
    }

    /**
     * Measures a function.
     *
     * @param f any activation function
     * @return its sheet
     * @throws IllegalArgumentException if f is null
     */
    public static PropertySheet of(Activation f) {
        if (f == null) {
            throw new IllegalArgumentException(
                    "f is null; give it a function such as Activations.RELU or Activation.of(\"mine\", x -> x * x)");
        }
        return new PropertySheet(f);
    }

    /**
     * The name of the function.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * The lines, always the same properties in the same order.
     *
     * @return an unmodifiable list
     */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /**
     * Checks all lines at once.
     *
     * @throws AssertionError if a line is wrong; its message has all lines that are
     */
    public void check() {
        String wrong = lines.stream()
                .filter(line -> line.verdict() == Verdict.WRONG)
                .map(Line::toString)
                .collect(Collectors.joining("\n"));
        if (!wrong.isEmpty()) {
            throw new AssertionError(wrong);
        }
    }

    /**
     * All lines as text.
     *
     * @return one line each
     */
    @Override
    public String toString() {
        return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }

    // ---- lines -------------------------------------------------------------------------------------------------

    private void add(String property, String measured) {
        add(property, measured, "", Verdict.MEASURED, "");
    }

    private void add(String property, String measured, String stated, Verdict verdict, String remark) {
        lines.add(new Line(name, property, measured, stated, verdict, remark));
    }

    /** A line about something that is stated, or not. */
    private void compare(String property, String measured, String stated, boolean agrees, String remark) {
        if (stated.isEmpty()) {
            add(property, measured);
        } else if (agrees) {
            add(property, measured, stated, Verdict.AS_STATED, "");
        } else {
            add(property, measured, stated, Verdict.WRONG, remark);
        }
    }

    private static boolean near(double a, double b, double tolerance) {
        // Infinite numbers are near to themselves only: ∞ − 1 ≤ tolerance·∞ would hold.
        return a == b || (Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) && Double.isFinite(a - b));
    }

    /** Positions are compared on the scale of 1: an extremum at 0 is found at 10⁻⁹. */
    private static boolean nearby(double a, double b) {
        return a == b || Math.abs(a - b) <= POSITION * Math.max(1, Math.abs(a));
    }

    private void defined() {
        List<String> faults = new ArrayList<>();
        if (probe.thrown() != null) {
            faults.add(probe.thrown());
        }
        if (probe.changing() != null) {
            faults.add("two results for the same x = " + probe.changing());
        }
        int undefined = 0;
        int first = -1;
        int end = -1; // of the first piece without values
        int slope = -1;
        int overflow = -1;
        for (int i = probe.x.length - 1; i >= 0; i--) {
            if (Double.isNaN(probe.y[i])) {
                undefined++;
                end = first == i + 1 ? end : i;
                first = i;
            } else if (Double.isNaN(probe.slope[i]) && Double.isFinite(probe.y[i])) {
                slope = i;
            }
            overflow = i > 0 && overflows(i - 1, i) ? i : overflow;
        }
        if (undefined > 0) {
            String from = Text.rounded(probe.x[first]);
            String to = Text.rounded(probe.x[end]);
            faults.add("f is NaN " + (first == end ? "at x = " + from : "from x = " + from + " to " + to)
                    + (undefined > end - first + 1 ? " and elsewhere" : ""));
        }
        if (slope >= 0) {
            faults.add("f′ is NaN at x = " + Text.rounded(probe.x[slope]) + ", where f is not");
        }
        if (overflow >= 0) {
            faults.add("f(" + Text.rounded(probe.x[overflow - 1]) + ") = " + Text.rounded(probe.y[overflow - 1])
                    + ", but f(" + Text.rounded(probe.x[overflow]) + ") = " + Text.rounded(probe.y[overflow]));
        }
        lines.add(
                0,
                faults.isEmpty()
                        ? new Line(name, "defined", "for every x", "for every x", Verdict.AS_STATED, "")
                        : new Line(
                                name,
                                "defined",
                                String.join("; ", faults),
                                "for every x",
                                Verdict.WRONG,
                                faults.size() == 1 && overflow >= 0
                                        ? "a number on the way to the result is too great for a double"
                                        : "every x needs a value, and the same one each time"));
    }

    /** Whether exactly one of two neighbouring values is infinite, and the other one not nearly. */
    private boolean overflows(int i, int next) {
        double a = Math.abs(probe.y[i]);
        double b = Math.abs(probe.y[next]);
        return Math.max(a, b) == Double.POSITIVE_INFINITY && Math.min(a, b) < SMALL;
    }

    private void range() {
        Bound high = Bound.highest(probe, probe::value, probe.y);
        Bound negative = Bound.highest(
                probe,
                x -> -probe.value(x),
                DoubleStream.of(probe.y).map(y -> -y).toArray());
        Bound low = new Bound(-negative.value(), negative.reached(), negative.where());
        bound("least value", low, facts.map(Facts::range).map(r -> new Bound(r.low(), r.lowIncluded(), "")));
        bound("greatest value", high, facts.map(Facts::range).map(r -> new Bound(r.high(), r.highIncluded(), "")));
    }

    private void bound(String property, Bound measured, Optional<Bound> stated) {
        boolean agrees = stated.filter(
                        s -> near(s.value(), measured.value(), VALUE) && s.reached() == measured.reached())
                .isPresent();
        String known = stated.map(Bound::text).map(String::strip).orElse("");
        compare(property, measured.text(), known, agrees, "the range is another one");
    }

    /** What happens at an infinite x must continue what happens at the greatest numbers. */
    private void end(double infinity) {
        double y = probe.value(infinity);
        double slope = probe.slope(infinity);
        String property = "at x = " + Text.rounded(infinity);
        String measured = "f = " + Text.rounded(y) + ", f′ = " + Text.rounded(slope);
        boolean rightEnd = infinity > 0;
        Tail values = Tail.of(probe.x, rightEnd, probe.y);
        Tail slopes = Tail.of(probe.x, rightEnd, probe.slope);
        Optional<Double> limit = facts.map(f -> (rightEnd ? f.right() : f.left()).limit());
        String stated = limit.map(l -> "f = " + Text.rounded(l)).orElse("");
        if (!values.continuedBy(y)) {
            add(property, measured, stated, Verdict.WRONG, "at the greatest doubles f is " + values.text());
        } else if (limit.isPresent() && !near(limit.get(), y, VALUE)) {
            add(property, measured, stated, Verdict.WRONG, "the limit is another one");
        } else if (!slopes.continuedBy(slope)) {
            add(property, measured, stated, Verdict.WRONG, "at the greatest doubles f′ is " + slopes.text());
        } else if (Double.isNaN(y)) {
            add(property, measured, stated, Verdict.NOTE, "f has no limit there");
        } else {
            compare(property, measured, stated, true, "");
        }
    }

    private void course() {
        boolean flat = (left != null && left.sharp()) || (right != null && right.sharp());
        String stated = facts.map(PropertySheet::courseOf).orElse("");
        boolean agrees = facts.filter(f -> f.extrema().size() == course.turns().size()
                        && extremaAgree(f.extrema())
                        && f.monotonicity()
                                == (!course.turns().isEmpty() || course.direction() < 0
                                        ? Facts.Monotonicity.NONE
                                        : flat || course.direction() == 0
                                                ? Facts.Monotonicity.NON_DECREASING
                                                : Facts.Monotonicity.INCREASING))
                .isPresent();
        compare("course", course.text(probe, left, right), stated, agrees, "it rises and falls elsewhere");
    }

    private static String courseOf(Facts facts) {
        String extrema = facts.extrema().stream()
                .map(e -> (e.minimum() ? "minimum " : "maximum ") + Text.rounded(e.value()) + " at x = "
                        + Text.rounded(e.at()))
                .collect(Collectors.joining(", "));
        return switch (facts.monotonicity()) {
            case INCREASING -> "rises";
            case NON_DECREASING -> "never falls";
            case NONE -> extrema.isEmpty() ? "rises and falls" : extrema;
        };
    }

    private boolean extremaAgree(List<Facts.Extremum> extrema) {
        for (int i = 0; i < extrema.size(); i++) {
            Facts.Extremum stated = extrema.get(i);
            if (stated.minimum() != course.minimum().get(i)
                    || !nearby(stated.at(), course.turns().get(i).x())
                    || !near(stated.value(), course.turns().get(i).y(), VALUE)) {
                return false;
            }
        }
        return true;
    }

    private void symmetry() {
        double centre = probe.value(0);
        boolean odd = true;
        boolean even = true;
        boolean point = Double.isFinite(centre);
        double[] y = probe.y;
        double floor = Math.ulp(probe.scale);
        for (int i = 0; i < y.length / 2; i++) {
            double a = y[i];
            double b = y[y.length - 1 - i];
            // NaN on one side only is no symmetry, on both sides it is.
            double noise = 4 * Math.max(floor, Math.ulp(Math.min(Math.abs(a), Double.MAX_VALUE)));
            even &= Double.compare(a, b) == 0 || Math.abs(a - b) <= noise;
            odd &= Double.compare(a, 0.0 - b) == 0 || a == -b || Math.abs(a + b) <= noise;
            point &= a == -b || Math.abs(a + b - 2 * centre) <= noise;
        }
        odd &= centre == 0;
        String measured = odd && even
                ? "odd and even"
                : odd
                        ? "odd"
                        : even ? "even" : point ? "odd about the point (0, " + Text.rounded(centre) + ")" : "none";
        String stated = facts.map(f -> switch (f.symmetry()) {
                    case ODD -> "odd";
                    case EVEN -> "even";
                    case NONE -> "neither odd nor even";
                })
                .orElse("");
        boolean oddIsRight =
                odd == facts.filter(f -> f.symmetry() == Facts.Symmetry.ODD).isPresent();
        boolean evenIsRight =
                even == facts.filter(f -> f.symmetry() == Facts.Symmetry.EVEN).isPresent();
        compare("symmetry", measured, stated, oddIsRight && evenIsRight, "the symmetry is another one");
    }

    private void steepest() {
        Bound bound = Bound.highest(
                probe,
                x -> Math.abs(probe.slope(x)),
                DoubleStream.of(probe.slope).map(Math::abs).toArray());
        Optional<Break> jump = breaks.stream().filter(b -> b.jumps(probe)).findFirst();
        Bound unbounded = new Bound(Double.POSITIVE_INFINITY, false, "far out");
        Bound steepest = jump.map(b -> new Bound(unbounded.value(), true, "at the jump, x = " + Text.rounded(b.at())))
                .orElse(bound.value() > SMALL ? unbounded : bound);
        String stated = facts.map(f -> Text.rounded(f.lipschitz().constant())).orElse("");
        boolean agrees = facts.filter(f -> near(f.lipschitz().constant(), steepest.value(), VALUE))
                .isPresent();
        compare("steepest slope", steepest.text(), stated, agrees, "the Lipschitz constant is another one");
    }

    private void kinks() {
        List<Break> visible =
                breaks.stream().filter(b -> b.jumps(probe) || b.bends()).toList();
        String measured = visible.isEmpty()
                ? "none"
                : visible.size() > Break.LISTED
                        ? "more than " + Break.LISTED
                        : visible.stream().map(b -> b.text(probe)).collect(Collectors.joining("; "));
        String stated = breaks.stream()
                .filter(Break::stated)
                .map(b -> "x = " + Text.rounded(b.at() + 0.0))
                .collect(Collectors.joining(", "));
        Optional<Break> unseen =
                breaks.stream().filter(b -> b.stated() && !visible.contains(b)).findFirst();
        Optional<Break> unstated = visible.stream().filter(b -> !b.stated()).findFirst();
        Optional<String> fault = facts.flatMap(this::kinkFault);
        if (fault.isPresent()) {
            add("kinks", measured, stated, Verdict.WRONG, fault.get());
        } else if (unstated.isPresent()) {
            add(
                    "kinks",
                    measured,
                    stated,
                    facts.isPresent() ? Verdict.WRONG : Verdict.NOTE,
                    "kinks() does not name x = " + Text.rounded(unstated.get().at() + 0.0));
        } else if (unseen.isPresent()) {
            add(
                    "kinks",
                    measured,
                    stated,
                    facts.isPresent() ? Verdict.WRONG : Verdict.NOTE,
                    "nothing jumps at x = " + Text.rounded(unseen.get().at() + 0.0));
        } else {
            compare("kinks", measured, facts.isPresent() && stated.isEmpty() ? "none" : stated, true, "");
        }
    }

    private Optional<String> kinkFault(Facts known) {
        List<Break> stated = breaks.stream().filter(Break::stated).toList();
        if (stated.size() != known.kinks().size()) {
            return Optional.of("kinks() and facts() do not name the same points");
        }
        for (int i = 0; i < stated.size(); i++) {
            Break seen = stated.get(i);
            Facts.Kink kink = known.kinks().get(i);
            if (seen.at() != kink.at()
                    || !near(kink.leftSlope() + 1, seen.leftSlope() + 1, SLOPE)
                    || !near(kink.rightSlope() + 1, seen.rightSlope() + 1, SLOPE)
                    || !near(kink.jump() + 1, seen.jump() + 1, SLOPE)
                    || kink.slope() != probe.slope(kink.at())) {
                return Optional.of("stated are the slopes " + Text.rounded(kink.leftSlope()) + " and "
                        + Text.rounded(kink.rightSlope()) + ", f′ = " + Text.rounded(kink.slope()) + " and a jump of "
                        + Text.rounded(kink.jump()) + " at x = " + Text.rounded(kink.at()));
            }
        }
        return Optional.empty();
    }

    private void constant(Flat flat, String property, Optional<Facts.End> end) {
        boolean finite = flat != null && Double.isFinite(flat.value());
        String measured = "no";
        if (flat != null) {
            measured = Text.rounded(flat.value() + 0.0) + " " + flat.where();
            float floatEdge = flat.everywhere() ? Float.NaN : flat.floatEdge(probe::value);
            if (!Float.isNaN(floatEdge) && !(flat.sharp() && flat.value() == 0)) {
                measured += " (float: " + Text.exact(floatEdge) + ")";
            }
        }
        OptionalDouble from = end.isPresent() ? end.get().constant() : OptionalDouble.empty();
        String stated = end.isEmpty() ? "" : from.isEmpty() ? "no" : "from " + Text.exact(from.getAsDouble());
        boolean agrees = from.isEmpty() ? !finite : finite && near(from.getAsDouble(), flat.edge(), THRESHOLD);
        boolean exactly = from.isEmpty() || (finite && near(from.getAsDouble(), flat.edge(), VALUE));
        threshold(property, measured, stated, agrees, exactly);
    }

    /** A threshold that is not exactly the stated one, but near, is right: the function is not rounded perfectly. */
    private void threshold(String property, String measured, String stated, boolean agrees, boolean exactly) {
        if (!stated.isEmpty() && agrees && !exactly) {
            add(property, measured, stated, Verdict.AS_STATED, "rounding errors move the threshold");
        } else {
            compare(property, measured, stated, agrees, "the threshold is another one");
        }
    }

    private void identity() {
        double from = identityFrom(1);
        double to = identityFrom(-1);
        String measured = from == Double.NEGATIVE_INFINITY
                ? "for every x"
                : Double.isNaN(from) && Double.isNaN(to)
                        ? "not far from 0"
                        : (Double.isNaN(to) ? "" : "for x ≤ " + Text.exact(to))
                                + (Double.isNaN(to) || Double.isNaN(from) ? "" : " and ")
                                + (Double.isNaN(from) ? "" : "for x ≥ " + Text.exact(from));
        if (facts.isEmpty()) {
            add("f(x) = x", measured);
            return;
        }
        OptionalDouble right = facts.get().right().identity();
        OptionalDouble left = facts.get().left().identity();
        String stated = left.isEmpty() && right.isEmpty()
                ? "not far from 0"
                : (left.isEmpty() ? "" : "up to " + Text.exact(left.getAsDouble()))
                        + (left.isEmpty() || right.isEmpty() ? "" : " and ")
                        + (right.isEmpty() ? "" : "from " + Text.exact(right.getAsDouble()));
        threshold(
                "f(x) = x",
                measured,
                stated,
                sameThreshold(right, from, THRESHOLD) && sameThreshold(left, to, THRESHOLD),
                sameThreshold(right, from, VALUE) && sameThreshold(left, to, VALUE));
    }

    private static boolean sameThreshold(OptionalDouble stated, double measured, double tolerance) {
        return stated.isEmpty() ? Double.isNaN(measured) : near(stated.getAsDouble(), measured, tolerance);
    }

    /** From where on f(x) is x, to the right (side 1) or to the left (−1); NaN if that is nowhere so. */
    private double identityFrom(int side) {
        int n = probe.x.length;
        int i = 0;
        while (i < n && isIdentity(probe.x[side > 0 ? n - 1 - i : i])) {
            i++;
        }
        if (i <= 1) {
            return Double.NaN;
        }
        if (i == n) {
            return -side * Double.POSITIVE_INFINITY;
        }
        double outside = probe.x[side > 0 ? n - i : i - 1];
        double inside = probe.x[side > 0 ? n - 1 - i : i];
        double edge = side > 0
                ? Thresholds.smallest(x -> probe.value(x) == x, inside, outside)
                : Thresholds.largest(x -> probe.value(x) == x, outside, inside);
        return Math.abs(edge) < NEAR_ZERO ? 0 : edge;
    }

    /** Whether f(x) is x, and not only at whole numbers, where a rounding function is x too. */
    private boolean isIdentity(double x) {
        return probe.value(x) == x && probe.value(1.1 * x) == 1.1 * x;
    }

    private void moments() {
        double[] points = breaks.stream().mapToDouble(Break::at).toArray();
        double mean = Gaussian.mean(probe::value, 0, 1, points);
        double variance = Gaussian.variance(probe::value, 0, 1, points);
        boolean centred = Math.abs(mean) <= VALUE * Math.max(probe.scale, Math.sqrt(variance));
        boolean constant = Math.sqrt(variance) <= VALUE * Math.abs(mean);
        compare(
                "for x from N(0, 1)",
                "mean " + (centred ? "0" : Text.rounded(mean)) + ", variance "
                        + (constant ? "0" : Text.rounded(variance)),
                facts.map(f -> f.zeroCentred() ? "mean 0" : "mean not 0").orElse(""),
                facts.filter(f -> f.zeroCentred() == centred).isPresent(),
                "the mean says otherwise");
        double chi = Gaussian.depthFactor(probe::slope, 1, 1, points);
        boolean jumps = breaks.stream().anyMatch(b -> b.jumps(probe));
        add(
                "depth factor χ",
                Text.rounded(chi) + " (weights of gain 1)",
                "",
                jumps ? Verdict.NOTE : Verdict.MEASURED,
                jumps ? "f′ does not see the jump" : "");
        add(
                "gain",
                "forward " + Text.rounded(Gaussian.gain(probe::value, points)) + ", backward "
                        + Text.rounded(1 / Math.sqrt(chi)));
    }

    private void derivative() {
        double[] kinks = breaks.stream().mapToDouble(Break::at).toArray();
        var differences = Differences.derivative(probe::value, kinks);
        boolean compared = false;
        double worst = 0;
        double worstAt = 0;
        double byDifferences = 0;
        for (int i = probe.from + 1; i < probe.to; i++) {
            double x = probe.x[i];
            double expected = differences.applyAsDouble(x);
            compared |= !Double.isNaN(expected);
            if (Double.isNaN(expected)
                    || probe.slope[i] == expected
                    || breaks.stream().anyMatch(b -> b.tooNear(x))) {
                continue;
            }
            double off = Math.abs(probe.slope[i] - expected) / size(i);
            if (off > worst || (Double.isNaN(off) && !Double.isNaN(worst))) {
                worst = off;
                worstAt = x;
                byDifferences = expected;
            }
        }
        String stated = "the differences of f";
        if (!compared) {
            add("f′", "cannot be compared", stated, Verdict.NOTE, "f has no values");
        } else if (worst <= DIFFERENCES) {
            add(
                    "f′",
                    worst == 0
                            ? "equal to the differences of f"
                            : "within " + Text.rough(worst) + " of the differences of f, at x = "
                                    + Text.rounded(worstAt),
                    stated,
                    Verdict.AS_STATED,
                    "");
        } else {
            add(
                    "f′",
                    "f′(" + Text.rounded(worstAt) + ") = " + Text.rounded(probe.slope(worstAt))
                            + ", differences of f give " + Text.short4(byDifferences),
                    stated,
                    Verdict.WRONG,
                    "f′ is not the derivative of f");
        }
    }

    /** The size of the slopes around a point of the dense grid: differences can be no better than a small part of it. */
    private double size(int i) {
        double greatest = probe.scale;
        for (int k = Math.max(probe.from, i - Probe.STEPS); k <= Math.min(probe.to, i + Probe.STEPS); k++) {
            if (Math.abs(probe.slope[k]) > greatest && !Double.isInfinite(probe.slope[k])) {
                greatest = Math.abs(probe.slope[k]);
            }
        }
        return greatest;
    }

    private void nan() {
        double y = probe.value(Double.NaN);
        double slope = probe.slope(Double.NaN);
        compare(
                "NaN",
                "f = " + Text.rounded(y) + ", f′ = " + Text.rounded(slope),
                "NaN for NaN",
                Double.isNaN(y) && Double.isNaN(slope),
                "an error in the data would vanish");
    }

    private void nearZero() {
        double minus = probe.value(-0.0);
        double plus = probe.value(0.0);
        double tiny = probe.value(Double.MIN_VALUE);
        String measured = "f(-0.0) = " + Text.rounded(minus) + ", f(0.0) = " + Text.rounded(plus) + ", f(4.9e-324) = "
                + Text.rounded(tiny);
        if (minus != plus && !(Double.isNaN(minus) && Double.isNaN(plus))) {
            add("near 0", measured, "", Verdict.WRONG, "-0.0 and 0.0 are the same number");
            return;
        }
        for (double x : new double[] {1e-17, -1e-17, 1e-310, -1e-310}) {
            // The slope from the same side, but where digits do not get lost yet.
            double slope = probe.value(Math.copySign(1e-8, x)) / Math.copySign(1e-8, x);
            double nearly = probe.value(Math.copySign(1e-7, x)) / Math.copySign(1e-7, x);
            double line = slope * x;
            if (plus == 0
                    && Math.abs(slope) > 1e-3 * probe.scale
                    && near(slope, nearly, SLOPE)
                    && Math.abs(probe.value(x) - line) > SLOPE * Math.abs(line) + Double.MIN_VALUE) {
                add(
                        "near 0",
                        measured,
                        "",
                        Verdict.NOTE,
                        "digits get lost: f(" + Text.rounded(x) + ") = " + Text.rounded(probe.value(x)) + " instead of "
                                + Text.rounded(line));
                return;
            }
        }
        add("near 0", measured);
    }

    private void arrays() {
        String stated = "the same bits as one by one";
        if (probe.thrown() != null) {
            add("arrays", "not tried", stated, Verdict.NOTE, "f throws exceptions");
            return;
        }
        double[] values = new double[probe.x.length];
        double[] slopes = new double[probe.x.length];
        int off;
        try {
            probe.f.applyWithDerivative(probe.x.clone(), values, slopes);
            off = Math.max(
                    Math.max(different(probe.f.apply(probe.x.clone()), probe.y), different(values, probe.y)),
                    different(slopes, probe.slope));
        } catch (RuntimeException e) {
            add("arrays", "throws " + e, stated, Verdict.WRONG, "one by one it works");
            return;
        }
        compare(
                "arrays",
                off < 0 ? stated : "other bits than one by one, at x = " + Text.exact(probe.x[off]),
                stated,
                off < 0,
                "apply, applyWithDerivative, value and derivative must agree");
    }

    private static int different(double[] a, double[] b) {
        return a.length == b.length ? (Arrays.equals(a, b) ? -1 : Arrays.mismatch(a, b)) : 0;
    }
}
