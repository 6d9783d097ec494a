package activationlab.notebook;

import java.io.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How far a long computation is: a bar under the cell that grows in place.
 *
 * <pre>{@code
 * Progress progress = Progress.start("Learning rates", 560);
 * // after each run
 * progress.step();
 * // at the end
 * progress.finish("560 runs done.");
 * }</pre>
 *
 * <p>While it grows, the bar says how long the rest will take. The last state holds only the sentence that is given, so
 * that a saved notebook looks the same after each run. The output is renewed at most five times a second. Without a
 * notebook, a terminal shows one line that is overwritten, and anything else a line for each quarter.
 *
 * <p>All methods may be called by any thread. The kernel gives an output to the cell that runs at that moment, so {@link
 * #start} belongs into the thread of the cell, and the cell must wait for the threads that call {@link #step}.
 */
public final class Progress {

    private static final long NANOS = 1_000_000_000L;
    private static final long BETWEEN_UPDATES = NANOS / 5;

    private final String title;
    private final int total;
    private final LongSupplier clock;
    private final boolean terminal;
    private final long started;
    private final String id;
    private long shown;
    private int done;
    private int quarters;
    private boolean over;

    Progress(String title, int total, LongSupplier clock, boolean terminal) {
        if (total < 1) {
            throw new IllegalArgumentException(
                    "start(\"" + title + "\", " + total + "): there must be at least one run.");
        }
        this.title = title;
        this.total = total;
        this.clock = clock;
        this.terminal = terminal;
        started = clock.getAsLong();
        shown = started;
        id = Kernel.open(bar());
    }

    /**
     * Shows an empty bar.
     *
     * @param title what is computed
     * @param total how many runs there are, at least 1
     * @return the progress, at 0
     * @throws IllegalArgumentException if there is no run
     */
    public static Progress start(String title, int total) {
        return new Progress(title, total, System::nanoTime, isTerminal(System.console()));
    }

    /** From JDK 22 on there is a console also where the output goes into a file; only a method of its own tells. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before JDK 22 a console is a terminal
        }
    }

    /** One more run is done. */
    public synchronized void step() {
        done(done + 1);
    }

    /**
     * So many runs are done.
     *
     * @param count a number from 0 to the total; smaller ones count as 0 and larger ones as the total
     */
    public synchronized void done(int count) {
        if (over) {
            return;
        }
        done = Math.max(0, Math.min(total, count));
        long now = clock.getAsLong();
        if (!Kernel.isRunning() && !terminal) {
            int quarter = (int) (4L * done / total);
            if (quarter > quarters && done < total) {
                quarters = quarter;
                System.out.println(counted());
            }
        } else if (now - shown >= BETWEEN_UPDATES) {
            shown = now;
            if (Kernel.isRunning()) {
                Kernel.update(id, bar());
            } else {
                System.out.print("\r" + words() + "   ");
                System.out.flush();
            }
        }
    }

    /**
     * Ends with a sentence in the place of the bar; further steps change nothing.
     *
     * @param sentence what was done, without times, so that a saved notebook can be compared
     */
    public synchronized void finish(String sentence) {
        end("✓ ", sentence);
    }

    /**
     * Ends early with a sentence in the place of the bar; further steps change nothing.
     *
     * @param sentence what is missing
     */
    public synchronized void stopped(String sentence) {
        end("■ ", sentence);
    }

    private void end(String sign, String sentence) {
        if (over) {
            return;
        }
        over = true;
        if (terminal && !Kernel.isRunning()) {
            System.out.print("\r");
        }
        Kernel.close(
                id,
                new Fragment(
                                "<p style=\"margin:2px 0 8px\"><span aria-hidden=\"true\">" + sign + "</span>"
                                        + Html.escape(sentence) + "</p>",
                                sentence)
                        .data());
    }

    private String counted() {
        return title + (title.isEmpty() ? "" : ": ") + done + " of " + total + " runs";
    }

    /** The numbers with what they took, and what the rest will take at that pace. */
    private String words() {
        long nanos = clock.getAsLong() - started;
        String text = counted() + " · " + seconds(nanos);
        // The first runs are slow while Java warms up: no promise before the third, or before a second has passed.
        return done < 3 || nanos < NANOS || done == total
                ? text
                : text + " · about " + seconds((long) ((double) nanos / done * (total - done))) + " left";
    }

    private static String seconds(long nanos) {
        long seconds = Math.round((double) nanos / NANOS);
        return seconds < 100 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }

    private Map<String, Object> bar() {
        String text = words();
        double percent = Math.round(1000.0 * done / total) / 10.0;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "text/html",
                "<div style=\"max-width:640px;margin:2px 0 8px\"><div role=\"progressbar\" aria-label=\""
                        + Html.attribute(title.isEmpty() ? "progress" : title)
                        + "\" aria-valuemin=\"0\" aria-valuemax=\""
                        + total + "\" aria-valuenow=\"" + done
                        + "\" style=\"height:10px;border:1px solid #8a8a8a;border-radius:5px;background:#fff;overflow:hidden\">"
                        + "<div style=\"height:100%;width:" + percent + "%;background:#0072b2\"></div></div>"
                        + Html.escape(text) + "</div>");
        data.put("text/plain", text);
        return data;
    }
}
