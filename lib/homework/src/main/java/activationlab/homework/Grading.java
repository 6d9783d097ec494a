package activationlab.homework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Grades what a class has handed in, several submissions at a time. Each result is kept as soon as it is there, so that a
 * run that was ended goes on where it was.
 */
final class Grading {

    /**
     * What is equal for all submissions of a run.
     *
     * @param master the assignment
     * @param byHand what a person marks
     * @param seed decides the hidden inputs
     * @param version a short name of the program and of a teacher's own exercises
     * @param out where the results of this assignment lie
     * @param again whether to grade what has been graded already
     * @param walls whether a result that was made without isolation does not count
     */
    record Setting(
            Master master,
            List<Report.ByHand> byHand,
            long seed,
            String version,
            Path out,
            boolean again,
            boolean walls) {}

    private final Grader grader;
    private final Setting setting;
    private final AtomicInteger graded = new AtomicInteger();
    private final ExecutorService threads;
    private final InFlight inFlight;
    private volatile boolean stopped;

    Grading(Grader grader, Setting setting, int threads) throws IOException {
        this.grader = grader;
        this.setting = setting;
        this.inFlight = new InFlight(setting.out);
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** Those during whose grading an earlier run was killed. */
    List<Handed> suspects(List<Handed> students) {
        return students.stream().filter(inFlight::wasKilled).toList();
    }

    /**
     * Grades all; returns when all are done or it was stopped. Suspects come last, one by one.
     *
     * @throws IOException if a result cannot be written; what was finished before is kept
     */
    void run(List<Handed> students, Progress progress) throws IOException {
        List<Handed> suspects = suspects(students);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (Handed handed : students) {
                if (!suspects.contains(handed)) {
                    tasks.add(submit(handed, false, progress));
                }
            }
            for (Future<?> task : tasks) {
                await(task);
            }
            for (Handed handed : suspects) {
                await(submit(handed, true, progress));
            }
        } catch (RejectedExecutionException e) {
            // It was stopped.
        } catch (ExecutionException e) {
            stop();
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdown();
        }
    }

    private Future<?> submit(Handed handed, boolean isAlone, Progress progress) {
        return threads.submit(() -> {
            if (!stopped) {
                one(handed, isAlone);
            }
            if (!stopped) {
                progress.step();
            }
            return null;
        });
    }

    private void await(Future<?> task) throws ExecutionException, InterruptedException {
        if (!stopped) {
            task.get();
        }
    }

    /** Ends the workers; waits until nothing runs any more. */
    void stop() {
        stopped = true;
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inFlight.stop();
    }

    boolean isStopped() {
        return stopped;
    }

    /** How many were graded, and not found already graded. */
    int graded() {
        return graded.get();
    }

    private void one(Handed handed, boolean isAlone) throws IOException {
        Path file = setting.out.resolve(Whole.name(handed.student()) + ".json");
        Path page = setting.out.resolve(Whole.name(handed.student()) + ".html");
        Report before = setting.again ? null : Report.read(file);
        if (before != null && stands(before, handed)) {
            if (!Files.exists(page)) {
                Whole.write(page, StudentPage.of(setting.master.assignment(), before, Written.Mark.NONE));
            }
            inFlight.end(handed);
            return;
        }
        try {
            Report report;
            if (isAlone && inFlight.wasKilledAlone(handed)) {
                report = new Report(
                        grader.killed(setting.master, handed, setting.seed),
                        setting.version,
                        setting.byHand,
                        Map.of(),
                        null);
            } else {
                inFlight.begin(handed, isAlone);
                report = grade(handed);
            }
            if (!stopped) { // else its worker may have been ended in the middle
                Whole.write(page, StudentPage.of(setting.master.assignment(), report, Written.Mark.NONE));
                // Last, because what has this file is not graded again.
                report.write(file);
                graded.incrementAndGet();
            }
        } catch (RuntimeException | Error e) {
            inFlight.blame(handed);
            throw e;
        } catch (IOException e) {
            inFlight.end(handed);
            throw e;
        }
        inFlight.end(handed);
    }

    private boolean stands(Report before, Handed handed) {
        return before.isOf(setting.master, setting.seed, setting.version)
                && isCurrent(before, handed)
                && !(setting.walls && before.result().isolation() == Isolation.NONE);
    }

    /** Whether a result is of what a student has handed in by now, and nothing else was. */
    static boolean isCurrent(Report report, Handed handed) {
        Result result = report.result();
        return result.student().equals(handed.student())
                && result.submission().equals(handed.notebook() == null ? "none" : Digest.of(handed.notebook()))
                && result.teacher().containsAll(handed.notes());
    }

    /** Grades one, without keeping the result. */
    Report grade(Handed handed) {
        Result result = handed.notebook() == null
                ? grader.without(setting.master, handed.student(), setting.seed, handed.why())
                : grader.grade(setting.master, handed.notebook(), handed.student(), setting.seed);
        List<String> teacher = new ArrayList<>(result.teacher());
        teacher.addAll(handed.notes());
        List<Report.ByHand> byHand = setting.byHand;
        Map<String, String> guesses = Map.of();
        List<AsGraded.GradedCell> cells = null;
        if (handed.notebook() != null && result.state() != Result.State.UNREADABLE) {
            try {
                Submission submission = Submission.of(setting.master, handed.notebook());
                AsGraded notebook = submission.asGraded();
                guesses = Guesses.of(setting.master.notebook(), submission.notebook(), own(handed));
                byHand = setting.byHand.stream()
                        .map(item -> new Report.ByHand(item.id(), item.points(), notebook.written(item.id())))
                        .toList();
                cells = notebook.cells();
            } catch (UnreadableException e) {
                teacher.add("the notebook could be graded, but not read again: " + e.getMessage());
            }
        }
        return new Report(result.with(teacher), setting.version, byHand, guesses, cells);
    }

    /** The notebook's folder, if only this student's files lie in it; else null. */
    private static Path own(Handed handed) {
        Path folder = handed.notebook().toAbsolutePath().getParent();
        for (Path path = folder;
                path != null && path.getNameCount() > folder.getNameCount() - 2;
                path = path.getParent()) {
            if (path.getNameCount() > 0 && path.getFileName().toString().equals(handed.student())) {
                return folder;
            }
        }
        return null;
    }
}
