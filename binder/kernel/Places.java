import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.SnippetEvent;

/** Remembers where in the notebook each statement stands, under the number that JShell gives it. */
final class Places {

    /** A statement, the number of its cell (0: the start-up script), and the lines before it in that cell. */
    record Place(String source, int cell, int linesBefore) {

        String line(int number) {
            return (cell == 0 ? "the start-up script" : "cell [" + cell + "]") + " line " + (linesBefore + number);
        }

        String code(int number) {
            return source.lines().skip(number - 1).findFirst().orElse("").strip();
        }
    }

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private volatile int cell;

    /** The running cell as it was written, and as JShell gets it: they differ where a magic stands. */
    private volatile String written = "";

    private volatile String source = "";

    void beginCell(int number, String text) {
        cell = number;
        written = text;
    }

    void beginSource(String text) {
        source = text;
    }

    void remember(SnippetEvent event) {
        if (event.causeSnippet() == null) {
            String statement = event.snippet().source();
            int before = linesBefore(statement);
            if (statement.startsWith("org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.")) {
                // A magic: show what was written, not what it was turned into.
                statement = written.lines().skip(before).findFirst().orElse("");
            }
            places.put(event.snippet().id(), new Place(statement, cell, before));
        }
    }

    Place of(String snippet) {
        return places.get(snippet);
    }

    /** The number of lines of the running cell before the given statement. */
    int linesBefore(String statement) {
        int at = source.indexOf(statement.strip());
        return at <= 0 ? 0 : (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
