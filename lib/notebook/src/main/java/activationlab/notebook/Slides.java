package activationlab.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * A plot under one slider or two: a plot for each value is made once, when the figure is, and the slider chooses among
 * them.
 *
 * <pre>{@code show(slide("bias", -3, 3, 0.1, b -> plot().curve("output", x -> RELU.value(x + b)).within(0, 5)));}</pre>
 *
 * <p>All plots share their ranges, the union of what each would have, or what {@link Plot#over} and {@link Plot#within}
 * say. They must have the same title, axes and size and the same series, by name, kind and order, and as many marked
 * verticals; how many points a series has, and where, may differ. The caption is that of the plot, after the values of the
 * sliders.
 */
public final class Slides implements Showable {

    private static final int MOST_FRAMES = 400;
    private static final int MOST_CHARACTERS = 150_000;

    /** Digits behind the point up to which a value is written in full. */
    private static final int MOST_DECIMALS = 6;

    private static final MathContext DIGITS = new MathContext(12);

    /** A plot for two values. */
    @FunctionalInterface
    public interface OfTwo {

        /**
         * The plot to show.
         *
         * @param first the value of the first slider
         * @param second the value of the second slider
         * @return a plot with content
         */
        Plot plot(double first, double second);
    }

    /** A name and the values it takes. */
    record Slider(String name, List<BigDecimal> values) {

        /** Values on exact decimals: from = −3 and step = 0.1 lead to 0, not to 2.7e−15. */
        static Slider of(String name, double from, double to, double step) {
            if (!(from < to) || !(step > 0) || Double.isInfinite(to - from) || Double.isInfinite(step)) {
                throw new IllegalArgumentException("slide(\"" + name + "\", " + from + ", " + to + ", " + step
                        + ", …): from must be smaller than to and step positive, all of them finite.");
            }
            BigDecimal first = BigDecimal.valueOf(from);
            BigDecimal by = BigDecimal.valueOf(step);
            // A step such as 1.0 / 3 ends a little before or after what it should reach.
            BigDecimal steps = BigDecimal.valueOf(to)
                    .subtract(first)
                    .divide(by, 9, RoundingMode.HALF_EVEN)
                    .setScale(0, RoundingMode.FLOOR);
            if (steps.compareTo(BigDecimal.valueOf(MOST_FRAMES)) >= 0 || steps.signum() == 0) {
                throw new IllegalArgumentException("slide(\"" + name + "\", " + from + ", " + to + ", " + step
                        + ", …): a slider has 2 to " + MOST_FRAMES + " values, this one "
                        + steps.add(BigDecimal.ONE).toPlainString() + "; change its step.");
            }
            // Steps without end, such as 1.0 / 3, would leave noise: −1 and three of them are 0.
            int decimals =
                    Math.max(first.round(DIGITS).scale(), by.round(DIGITS).scale());
            List<BigDecimal> values = new ArrayList<>();
            for (int i = 0; i <= steps.intValueExact(); i++) {
                BigDecimal value = first.add(by.multiply(BigDecimal.valueOf(i)));
                values.add(value.setScale(Math.min(value.scale(), decimals), RoundingMode.HALF_EVEN));
            }
            return new Slider(name, values);
        }

        double value(int index) {
            return values.get(index).doubleValue();
        }

        String label(int index) {
            BigDecimal value = values.get(index).stripTrailingZeros();
            return value.scale() > MOST_DECIMALS || value.abs().compareTo(BigDecimal.valueOf(1_000_000)) >= 0
                    ? Numbers.pretty(value.doubleValue())
                    : value.toPlainString().replace('-', '−');
        }

        int indexOf(double wanted) {
            for (int i = 0; i < values.size(); i++) {
                if (Math.abs(value(i) - wanted) <= 1e-9 * (value(values.size() - 1) - value(0))) {
                    return i;
                }
            }
            throw new IllegalArgumentException("at(…): \"" + name + "\" never has the value " + Numbers.pretty(wanted)
                    + "; it goes from " + label(0) + " to " + label(values.size() - 1) + " and begins with " + label(0)
                    + ", " + label(1) + ".");
        }
    }

    private final List<Slider> sliders;
    private final List<Plot> plots;
    private final String json;
    private final int[] at;

    private Slides(List<Slider> sliders, List<Plot> plots, String json, int[] at) {
        this.sliders = sliders;
        this.plots = plots;
        this.json = json;
        this.at = at;
    }

    static Slides of(Slider slider, DoubleFunction<Plot> plot) {
        return of(List.of(slider), plot == null ? null : values -> plot.apply(values[0]));
    }

    static Slides of(Slider first, Slider second, OfTwo plot) {
        return of(List.of(first, second), plot == null ? null : values -> plot.plot(values[0], values[1]));
    }

    private static Slides of(List<Slider> sliders, Function<double[], Plot> maker) {
        String call = "slide(\"" + sliders.get(0).name + "\", …): ";
        if (maker == null) {
            throw new IllegalArgumentException(call + "there is no plot to make (null).");
        }
        int frames = sliders.stream().mapToInt(s -> s.values.size()).reduce(1, (a, b) -> a * b);
        if (frames > MOST_FRAMES) {
            throw new IllegalArgumentException(call + "the sliders have " + frames + " places together, at most "
                    + MOST_FRAMES + " are drawn; take larger steps.");
        }
        List<Plot> plots = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            int[] places = places(sliders, i);
            double[] values = new double[places.length];
            for (int s = 0; s < places.length; s++) {
                values[s] = sliders.get(s).value(places[s]);
            }
            Plot plot = maker.apply(values);
            if (plot == null) {
                throw new IllegalArgumentException(call + "at " + values(sliders, i) + " there is no plot (null).");
            }
            plots.add(plot);
        }
        List<Plot> alike = Plot.alike(plots);
        int[] middle = sliders.stream().mapToInt(s -> s.values.size() / 2).toArray();
        return new Slides(sliders, alike, json(call, sliders, alike), middle);
    }

    /** Where the sliders are in a frame; the first one moves last. */
    private static int[] places(List<Slider> sliders, int frame) {
        int[] places = new int[sliders.size()];
        int rest = frame;
        for (int s = places.length - 1; s >= 0; s--) {
            places[s] = rest % sliders.get(s).values.size();
            rest /= sliders.get(s).values.size();
        }
        return places;
    }

    private static String values(List<Slider> sliders, int frame) {
        int[] places = places(sliders, frame);
        List<String> values = new ArrayList<>();
        for (int s = 0; s < places.length; s++) {
            values.add(sliders.get(s).name + " = " + sliders.get(s).label(places[s]));
        }
        return String.join(", ", values);
    }

    /**
     * Where the slider stands at first; the still picture shows the same. The middle if not called.
     *
     * @param value one of the values that the slider takes
     * @return a figure that starts there
     * @throws IllegalArgumentException if the slider never has this value, or there are two sliders
     */
    public Slides at(double value) {
        return starting(value);
    }

    /**
     * Where the two sliders stand at first; the still picture shows the same. The middle if not called.
     *
     * @param first one of the values that the first slider takes
     * @param second one of the values that the second slider takes
     * @return a figure that starts there
     * @throws IllegalArgumentException if a slider never has its value, or there is only one slider
     */
    public Slides at(double first, double second) {
        return starting(first, second);
    }

    private Slides starting(double... values) {
        if (values.length != sliders.size()) {
            throw new IllegalArgumentException("at(…) has " + values.length + " of the values of " + sliders.size()
                    + " sliders; give one for each.");
        }
        int[] places = new int[values.length];
        for (int s = 0; s < values.length; s++) {
            places[s] = sliders.get(s).indexOf(values[s]);
        }
        return new Slides(sliders, plots, json, places);
    }

    /** The picture that stands where scripts do not run. */
    Figure still() {
        int frame = 0;
        for (int s = 0; s < at.length; s++) {
            frame = frame * sliders.get(s).values.size() + at[s];
        }
        Figure figure = plots.get(frame).figure();
        return figure.caption(values(sliders, frame) + ": " + figure.caption());
    }

    @Override
    public String html() {
        String html = Live.html(still(), "slides.js", json.replace("\"at\":[]", "\"at\":" + Arrays.toString(at)));
        if (html.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("slide(\"" + sliders.get(0).name + "\", …): the figure has "
                    + (html.length() + 999) / 1000 + " KB, at most " + MOST_CHARACTERS / 1000
                    + " are shown; take larger steps, fewer points or fewer series.");
        }
        return html;
    }

    @Override
    public String text() {
        return still().caption();
    }

    // ---- what the script gets --------------------------------------------------------------------------------------

    private static String json(String call, List<Slider> sliders, List<Plot> plots) {
        Frame first = plots.get(0).frame();
        Ruler ruler = first.ruler();
        Pool pool = new Pool();
        List<String> frames = new ArrayList<>();
        List<String> captions = new ArrayList<>();
        for (int i = 0; i < plots.size(); i++) {
            Frame frame = plots.get(i).frame();
            requireAlike(call + "at " + values(sliders, i), frame, first);
            List<String> marks = new ArrayList<>();
            for (Mark mark : frame.marks()) {
                Mark thin = mark.thinned(ruler);
                marks.add(pool.index(thin.x()) + "," + pool.index(thin.y())
                        + (thin.text().isEmpty() ? "" : "," + Live.json(thin.text())));
            }
            frames.add("[[" + String.join("],[", marks) + "]]");
            captions.add(frame.caption());
        }
        List<String> names = new ArrayList<>();
        for (Slider slider : sliders) {
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < slider.values.size(); i++) {
                labels.add(Live.json(slider.label(i)));
            }
            names.add("{\"name\":" + Live.json(slider.name) + ",\"values\":[" + String.join(",", labels) + "]}");
        }
        List<String> looks = new ArrayList<>();
        for (Mark mark : first.marks()) {
            looks.add("{\"name\":" + Live.json(mark.name().equals(ruler.yName()) ? "" : mark.name())
                    + ",\"kind\":" + Live.json(mark.kind()) + ",\"style\":" + Live.json(mark.style())
                    + ",\"stamp\":" + Live.json(mark.stamp()) + "}");
        }
        double[] view = {
            ruler.from(), ruler.to(), ruler.low(), ruler.high(),
        };
        int[] box = {
            ruler.left(), ruler.top(), ruler.innerWidth(), ruler.innerHeight(), ruler.width(), ruler.height(),
        };
        return "{\"sliders\":[" + String.join(",", names) + "],\"at\":[],\"view\":" + Arrays.toString(view)
                + ",\"box\":" + Arrays.toString(box) + ",\"axes\":" + Live.json(ruler.svg())
                + ",\"marks\":[" + String.join(",", looks) + "],\"lengths\":" + pool.lengths()
                + ",\"frames\":[" + String.join(",", frames) + "],\"captions\":["
                + String.join(",", captions.stream().map(Live::json).toList())
                + "],\"numbers\":\"" + pool.floats() + "\"}";
    }

    private static void requireAlike(String where, Frame frame, Frame first) {
        if (!frame.ruler().equals(first.ruler())) {
            throw new IllegalArgumentException(where
                    + " title, axes, size or logY() differ from the first plot's; they must be the same everywhere.");
        }
        boolean same = frame.marks().size() == first.marks().size();
        for (int i = 0; same && i < first.marks().size(); i++) {
            same = frame.marks().get(i).looksLike(first.marks().get(i));
        }
        if (!same) {
            throw new IllegalArgumentException(where + " the plot has " + names(frame) + ", and the first one "
                    + names(first) + "; all must have the same series, in the same order, and as many verticals.");
        }
    }

    private static String names(Frame frame) {
        List<String> names = frame.marks().stream()
                .filter(m -> !m.name().isEmpty() || m.kind().equals("text"))
                .map(m -> m.kind() + " \"" + m.name() + m.text() + "\"")
                .toList();
        return names.isEmpty() ? "no named series" : String.join(", ", names);
    }

    /** Arrays of numbers, each of them once: a curve that no slider moves is the same in all frames. */
    private static final class Pool {

        private final Map<List<Float>, Integer> indices = new LinkedHashMap<>();
        private final List<double[]> arrays = new ArrayList<>();

        int index(double[] array) {
            List<Float> key = Arrays.stream(array).mapToObj(v -> (float) v).toList();
            return indices.computeIfAbsent(key, k -> {
                arrays.add(array);
                return arrays.size() - 1;
            });
        }

        String lengths() {
            return Arrays.toString(arrays.stream().mapToInt(a -> a.length).toArray());
        }

        String floats() {
            return Live.floats(arrays);
        }
    }
}
