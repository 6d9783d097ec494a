package activationlab.homework;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A student's cells in a worker that is started anew when it dies: a method that never ends, or ends the process, costs
 * its own points and no others.
 *
 * <p>All cells share a worker, as in the student's notebook. Where an answer fails by the end of the worker, it is tried
 * once more without the other answers, because one of those may have left a thread behind, or used up the memory. If it
 * works then, each further answer gets a worker of its own, with the other answers that it calls.
 */
final class Replay implements AutoCloseable {

    /** How often trying an answer alone may be in vain: it costs a notebook of endless loops its time. */
    private static final int SECOND_CHANCES = 3;

    private static final Pattern DECLARED = Pattern.compile("\\b(\\w+)\\s*\\([^()]*\\)\\s*(?:throws [\\w., ]+)?\\{");
    private static final Set<String> KEYWORDS = Set.of("if", "for", "while", "switch", "catch", "try", "synchronized");

    private final WorkerProgram program;
    private final Isolation isolation;
    private final Limits limits;
    private final List<Cell> cells;
    private final long deadline;

    private final Map<String, String> refused = new HashMap<>();
    /** Cells that ended a worker, in company or alone; they are left out from then on. */
    private final Set<String> deadly = new HashSet<>();

    private Session session;
    /** The exercise that is tried. */
    private String current = "";
    /** The exercise whose answer is tried without the others; empty while all cells share a worker. */
    private String alone = "";
    /** The cells that the worker takes in. */
    private Set<Integer> taken = Set.of();

    private boolean separate;
    private int chances = SECOND_CHANCES;
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

    /** Calls the method of an exercise; starts a worker and lets it take in the cells if none is there. */
    Session.Reply call(Exercise exercise, Inputs inputs) throws IOException {
        if (!exercise.id().equals(current)) {
            current = exercise.id();
            change(separate ? current : "");
        }
        Session.Reply reply = ask(exercise, inputs, limits.call());
        if (!isEnd(reply) || !alone.isEmpty() || chances == 0 || !exhausted.isEmpty()) {
            return reply;
        }
        String reason = refused(current);
        change(current);
        Session.Reply second = ask(exercise, inputs, limits.again());
        if (second instanceof Session.Returned) {
            separate = true;
            return second;
        }
        chances--;
        refused.put(current, reason);
        return reply;
    }

    private Session.Reply ask(Exercise exercise, Inputs inputs, Duration most) throws IOException {
        while (session == null || !session.isAlive()) {
            if (!start()) {
                return new Session.Gone(exhausted);
            }
            if (!session.isAlive() && isDeadly()) {
                return new Session.NoMethod("");
            }
        }
        Session.Reply reply = session.call(exercise.signature(), inputs.values(), patience(most));
        late |= reply instanceof Session.TooLate;
        return reply;
    }

    /** Whether a call failed because a worker ended, now or while it took in the answer. */
    private boolean isEnd(Session.Reply reply) {
        return reply instanceof Session.Gone
                || reply instanceof Session.TooLate
                || (reply instanceof Session.NoMethod && isDeadly());
    }

    private boolean isDeadly() {
        return cells.stream().anyMatch(cell -> cell.exercise().equals(current) && deadly.contains(name(cell)));
    }

    /** Sets which answers share a worker, and ends the one that has others. */
    private void change(String exercise) {
        if (exercise.equals(alone) && !taken.isEmpty()) {
            return;
        }
        alone = exercise;
        close();
        session = null;
        taken = new TreeSet<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String of = cells.get(i).exercise();
            if (alone.isEmpty() || of.isEmpty() || of.equals(alone)) {
                taken.add(i);
                text.append(of.equals(alone) ? cells.get(i).source() : "");
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (int i = 0; i < cells.size(); i++) {
                if (!taken.contains(i) && isCalled(cells.get(i), text)) {
                    taken.add(i);
                    text.append(cells.get(i).source());
                    more = true;
                }
            }
        }
    }

    private static boolean isCalled(Cell cell, CharSequence text) {
        return DECLARED.matcher(cell.source())
                .results()
                .map(declared -> declared.group(1))
                .filter(name -> !KEYWORDS.contains(name))
                .anyMatch(name ->
                        Pattern.compile("\\b" + name + "\\b").matcher(text).find());
    }

    private String name(Cell cell) {
        return (cell.exercise().isEmpty() ? "" : alone) + " " + cells.indexOf(cell);
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
            Cell cell = cells.get(i);
            if (!taken.contains(i) || deadly.contains(name(cell))) {
                continue;
            }
            Session.Reply reply = session.define(cell.source(), patience(limits.cell()));
            if (reply instanceof Session.Refused why) {
                refused.put(cell.exercise(), why.reason());
            } else if (reply instanceof Session.Defined) {
                refused.remove(cell.exercise());
            } else if (!session.isAlive()) {
                deadly.add(name(cell));
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
