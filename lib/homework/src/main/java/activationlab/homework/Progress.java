package activationlab.homework;

import java.io.PrintStream;
import java.util.Locale;

/** Tells how far a run is: a bar that is drawn over itself on a terminal, else a line now and then. */
final class Progress {

    private static final int WIDTH = 30;
    private static final int LINES = 20;

    private final PrintStream out;
    private final boolean bar;
    private final int all;
    private final long start = System.nanoTime();
    private int done;
    private int told;

    Progress(PrintStream out, boolean bar, int all) {
        this.out = out;
        this.bar = bar;
        this.all = all;
    }

    /** One more is done. */
    synchronized void step() {
        done++;
        if (bar) {
            int full = (int) ((long) WIDTH * done / all);
            out.print("\r[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + words());
            out.flush();
        } else if ((long) done * LINES / all > (long) told * LINES / all || done == all) {
            told = done;
            out.println(words());
        }
    }

    private String words() {
        double seconds = (System.nanoTime() - start) / 1e9;
        String left =
                done < all ? String.format(Locale.ROOT, ", about %.0f s left", seconds / done * (all - done)) : "";
        // Blanks wipe out what a longer text has left on the terminal's line.
        return String.format(Locale.ROOT, "%d of %d, %.0f s%s", done, all, seconds, left) + (bar ? "        " : "");
    }

    /** The bar's line is over. */
    synchronized void end() {
        if (bar && done > 0) {
            out.println();
        }
    }

    synchronized int done() {
        return done;
    }
}
