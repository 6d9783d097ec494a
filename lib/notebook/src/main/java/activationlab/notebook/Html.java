package activationlab.notebook;

/** Small pieces of HTML. Styles are inline, because a notebook has no style sheet of ours. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }

    /** Text for a cell of a table: an address may break at its slashes, so that its column is no wider than it must. */
    static String cell(String text) {
        return escape(text).replace("/", "/<wbr>");
    }

    /** Text for an attribute in double quotes: a line break stays a space. */
    static String attribute(String text) {
        return escape(text.replace('\n', ' '));
    }
}
