package activationlab.notebook;

import activationlab.function.Activation;
import activationlab.function.LeakyRelu;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Curve, slope and tangent under sliders.
 *
 * <p>The browser computes nothing: all numbers come from the library, as 32-bit floats on the points that the sliders
 * can reach, so the number shown is the stored one. The page works without a connection. Where scripts do not run (a
 * notebook that is not trusted, a preview on the web) the still picture inside remains.
 */
final class Explorer implements Showable {

    /** The grid of x₀: from −5 to 5 in steps of 1/20; 0, where the kinks are, is one of its points. */
    private static final int HALF = 100;

    private static final int PER_UNIT = 20;
    private static final int ALPHAS = 21;

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
        StringBuilder data = new StringBuilder("[");
        for (Activation function : functions) {
            data.append(data.length() == 1 ? "" : ",").append(json(function));
        }
        data.append("]");
        return "<figure class=\"al-explorer\" style=\"margin:0;max-width:660px\">"
                + still.imageHtml()
                + "<figcaption style=\"margin-top:4px;line-height:1.4\">" + Html.escape(still.caption())
                + " Run the cell for the sliders.</figcaption><script>"
                + script().replace("/*DATA*/[]", data)
                + "</script></figure>";
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
            for (int i = 0; i < ALPHAS; i++) {
                family.add(new LeakyRelu(i / (double) PER_UNIT));
            }
        } else {
            family.add(function);
        }
        int points = 2 * HALF + 1;
        ByteBuffer numbers =
                ByteBuffer.allocate(family.size() * 2 * points * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder kinks = new StringBuilder("[");
        for (Activation member : family) {
            for (int i = -HALF; i <= HALF; i++) {
                numbers.putFloat((float) member.value(i / (double) PER_UNIT));
            }
            for (int i = -HALF; i <= HALF; i++) {
                numbers.putFloat((float) member.derivative(i / (double) PER_UNIT));
            }
            kinks.append(kinks.length() == 1 ? "" : ",").append(kinks(member));
        }
        kinks.append("]");
        return "{\"name\":\"" + function.name().replace("\\", "").replace("\"", "") + "\",\"members\":" + family.size()
                + ",\"kinks\":" + kinks + ",\"numbers\":\""
                + Base64.getEncoder().encodeToString(numbers.array()) + "\"}";
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

    private static String script() {
        try (InputStream in = Explorer.class.getResourceAsStream("explorer.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
