package activationlab.notebook;

import java.util.LinkedHashMap;
import java.util.Map;

/** Something that a cell can show: as HTML in the notebook and as plain text everywhere else. */
public interface Showable {

    /**
     * The form that a notebook displays.
     *
     * @return a fragment of HTML that needs nothing from outside
     */
    String html();

    /**
     * The form for consoles, tests and readers without pictures.
     *
     * @return plain text that says the same
     */
    String text();

    /**
     * Everything that is sent to the front end, by MIME type.
     *
     * @return at least {@code text/html} and {@code text/plain}
     */
    default Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text/html", html());
        data.put("text/plain", text());
        return data;
    }
}
