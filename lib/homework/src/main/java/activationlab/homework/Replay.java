package activationlab.homework;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A student's cells in a worker that is started anew when it dies: a method that never ends, or ends the process, costs
 * its own points and no others.
 */
final class Replay implements AutoCloseable {

    private final WorkerProgram program;
    private final Isolation isolation;
    private final Limits limits;
    private final List<Cell> cells;
    private final long deadline;

    private final Map<String, String> refused = new HashMap<>();
    /** Places in the list of cells that ended a worker; they are left out from then on. */
    private final Set<Integer> deadly = new HashSet<>();

    private Session session;
    private int starts;
    private String exhausted = "";
    private boolean late;

    Replay(WorkerProgram program, Isolation isolation, Limits limits, List<Cell> cells) {
        this.program = program;
        this.isolation = isolation;
        this.limits = limits;
        this.cells = List.copyOf(cells);
        this.deadline = System.nanoTime() + limits.submission().toNanos();
    }

    /** Calls a method; starts a worker and lets it take in the cells if none is there. */
    Session.Reply call(Signature signature, Inputs inputs) throws IOException {
        while (session == null || !session.isAlive()) {
            if (!start()) {
                return new Session.Gone(exhausted);
            }
        }
        Session.Reply reply = session.call(signature, inputs.values(), patience(limits.call()));
        late |= reply instanceof Session.TooLate;
        return reply;
    }

    /** Starts a worker; false if this submission has used up its workers or its time. */
    private boolean start() throws IOException {
        if (!exhausted.isEmpty()) {
            return false;
        }
        if (System.nanoTime() >= deadline) {
            exhausted = "the time for the whole notebook was over";
            return false;
        }
        if (Thread.currentThread().isInterrupted()) {
            exhausted = "it was stopped";
            return false;
        }
        if (starts == limits.starts()) {
            exhausted = "the notebook had already ended " + starts + " workers";
            return false;
        }
        starts++;
        close();
        session = Session.start(program, isolation);
        for (int i = 0; i < cells.size(); i++) {
            if (deadly.contains(i)) {
                continue;
            }
            Cell cell = cells.get(i);
            Session.Reply reply = session.define(cell.source(), patience(limits.cell()));
            if (reply instanceof Session.Refused why) {
                refused.put(cell.exercise(), why.reason());
            } else if (!session.isAlive()) {
                deadly.add(i);
                late |= reply instanceof Session.TooLate;
                refused.put(
                        cell.exercise(),
                        reply instanceof Session.TooLate
                                ? "Running the cell did not end within "
                                        + limits.cell().toSeconds() + " s."
                                : "Running the cell ended the program.");
                return true; // the caller sees that it is gone, and starts the next
            }
        }
        return true;
    }

    private Duration patience(Duration most) {
        long left = Math.max(0, deadline - System.nanoTime());
        return most.toNanos() < left ? most : Duration.ofNanos(left);
    }

    /** Why a cell was refused; empty if it was not. */
    String refused(String exercise) {
        return refused.getOrDefault(exercise, "");
    }

    /** Why no more workers are started; empty while they are. */
    String exhausted() {
        return exhausted;
    }

    /** Whether a call or a cell took too long. */
    boolean wasLate() {
        return late;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
