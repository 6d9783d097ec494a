package activationlab.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Figures that a script brings to life.
 *
 * <p>The browser computes nothing: all numbers come from the library, as 32-bit floats, so the number shown is the stored
 * one. The page works without a connection. Where scripts do not run (a notebook that is not trusted, a preview on the
 * web) the still picture inside remains.
 */
final class Live {

    private Live() {}

    /** The element of the page: a still picture, and the script that replaces it. */
    static String html(Figure still, String script, String json) {
        return "<figure class=\"al-explorer\" style=\"margin:0;max-width:"
                + still.width()
                + "px\">"
                + still.imageHtml()
                + "<figcaption style=\"margin-top:4px;line-height:1.4\">" + Html.escape(still.caption())
                + " Run the cell for the sliders.</figcaption><script>(() => {\n"
                + resource("live.js").replace("/*DATA*/null", json)
                + resource(script)
                + "})();</script></figure>";
    }

    private static String resource(String name) {
        try (InputStream in = Live.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Arrays one after the other as 32-bit floats, in the order of bytes that browsers have. */
    static String floats(List<double[]> arrays) {
        int length = arrays.stream().mapToInt(a -> a.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] array : arrays) {
            for (double number : array) {
                bytes.putFloat((float) number);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** A string of JSON that may stand in a script: no tag can end it. */
    static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '<' || c == '\u2028' || c == '\u2029') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
