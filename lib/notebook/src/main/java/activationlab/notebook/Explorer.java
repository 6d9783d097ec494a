package activationlab.notebook;

import activationlab.function.Activation;
import activationlab.function.LeakyRelu;
import activationlab.function.PRelu;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Curve, slope and tangent under sliders.
 *
 * <p>The numbers stand on the points that the sliders can reach. A leaky ReLU has a slider for its α, from below 0 to above
 * 1: the same formula as {@link PRelu}, which takes every α.
 */
final class Explorer implements Showable {

    /** The grid of x₀: from −5 to 5 in steps of 1/20; 0, where the kinks are, is one of its points. */
    private static final int HALF = 100;

    private static final int PER_UNIT = 20;

    /** The places of α, in tenths. */
    private static final int LEAST_ALPHA = -5;

    private static final int MOST_ALPHA = 15;

    private final List<Activation> functions;
    private final Figure still;

    Explorer(List<Activation> functions) {
        if (functions.isEmpty() || functions.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("explore(…) needs at least one function, and none may be null.");
        }
        this.functions = List.copyOf(functions);
        this.still = still(functions.get(0));
    }

    @Override
    public String html() {
        List<String> alphas = IntStream.rangeClosed(LEAST_ALPHA, MOST_ALPHA)
                .mapToObj(i -> Live.json(Numbers.pretty(i / 10.0)))
                .toList();
        List<String> all = functions.stream().map(Explorer::json).toList();
        return Live.html(
                still,
                "explorer.js",
                "{\"alphas\":[" + String.join(",", alphas) + "],\"functions\":[" + String.join(",", all) + "]}");
    }

    @Override
    public String text() {
        return still.caption();
    }

    /** The picture that stands where scripts do not run. */
    private static Figure still(Activation f) {
        double at = 0.5;
        double value = f.value(at);
        double slope = f.derivative(at);
        return new Plot()
                .curve(f)
                .curve(f.slope())
                .curve("tangent at 0.5", x -> value + slope * (x - at))
                .within(-1.5, 3)
                .figure();
    }

    private static String json(Activation function) {
        List<Activation> family = new ArrayList<>();
        if (function instanceof LeakyRelu) {
            for (int i = LEAST_ALPHA; i <= MOST_ALPHA; i++) {
                family.add(new PRelu(i / 10.0));
            }
        } else {
            family.add(function);
        }
        List<double[]> numbers = new ArrayList<>();
        StringBuilder kinks = new StringBuilder("[");
        for (Activation member : family) {
            numbers.add(onGrid(member::value));
            numbers.add(onGrid(member::derivative));
            kinks.append(kinks.length() == 1 ? "" : ",").append(kinks(member));
        }
        kinks.append("]");
        return "{\"name\":" + Live.json(function.name()) + ",\"members\":" + family.size() + ",\"kinks\":" + kinks
                + ",\"numbers\":\"" + Live.floats(numbers) + "\"}";
    }

    private static double[] onGrid(DoubleUnaryOperator function) {
        return IntStream.rangeClosed(-HALF, HALF)
                .mapToDouble(i -> function.applyAsDouble(i / (double) PER_UNIT))
                .toArray();
    }

    /** For each kink: its index on the grid and what the function and its slope are just left and right of it. */
    private static String kinks(Activation function) {
        StringBuilder json = new StringBuilder("[");
        for (double kink : function.kinks()) {
            double index = kink * PER_UNIT + HALF;
            if (index != Math.rint(index) || index <= 0 || index >= 2 * HALF) {
                continue; // outside, or between two points: the drawn line passes over it
            }
            double left = Math.nextDown(kink);
            double right = Math.nextUp(kink);
            json.append(json.length() == 1 ? "" : ",")
                    .append('[')
                    .append((int) index)
                    .append(',')
                    .append((float) function.value(left))
                    .append(',')
                    .append((float) function.value(right))
                    .append(',')
                    .append((float) function.derivative(left))
                    .append(',')
                    .append((float) function.derivative(right))
                    .append(']');
        }
        return json.append("]").toString();
    }
}
