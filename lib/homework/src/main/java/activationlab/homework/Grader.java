package activationlab.homework;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Grades one submission: the values of the student's methods, computed in a worker, are compared here.
 *
 * <p>One grader serves many threads.
 */
public final class Grader {

    private final WorkerProgram program;
    private final Isolation isolation;
    private final Limits limits;

    /**
     * A grader.
     *
     * @param isolation the walls around the answers
     * @param limits what an answer may use
     * @throws IOException if the worker's program cannot be made ready
     */
    public Grader(Isolation isolation, Limits limits) throws IOException {
        this.program = WorkerProgram.prepare(isolation);
        this.isolation = isolation;
        this.limits = limits;
    }

    /**
     * Whether an isolation works here: starts a worker in it.
     *
     * @param isolation the walls to try
     * @return whether an answer could be run within them
     */
    public static boolean works(Isolation isolation) {
        try (Session session = Session.start(WorkerProgram.prepare(isolation), isolation)) {
            return session.define("int alive = 1;", Limits.DEFAULT.cell()) instanceof Session.Defined;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Grades a submission.
     *
     * @param master the assignment as its author wrote it
     * @param notebook the file that was handed in
     * @param student the student's id
     * @param seed decides the hidden inputs, together with the student's id
     * @return points and a sentence, whatever was handed in
     */
    public Result grade(Master master, Path notebook, String student, long seed) {
        long start = System.nanoTime();
        Ending ending = new Ending(master, Digest.of(notebook), student, seed, start);
        List<Exercise> exercises = master.assignment().exercises(student);
        Submission submission;
        try {
            submission = Submission.of(master, notebook);
        } catch (UnreadableException e) {
            return ending.with(
                    Result.State.UNREADABLE,
                    e.getMessage(),
                    List.of(),
                    List.of("unreadable: " + e.getMessage()),
                    exercises);
        }
        long own = Seeds.of(seed, student);
        List<Result.Question> questions = new ArrayList<>();
        try (Replay replay = new Replay(program, isolation, limits, submission.cells())) {
            for (Exercise exercise : exercises) {
                String answer = submission.answer(exercise.id());
                questions.add(
                        answer.isEmpty()
                                ? unanswered(exercise, submission.why(exercise.id()))
                                : Trial.of(exercise, replay, false, own, answer));
            }
            List<String> teacher = new ArrayList<>(submission.teacher());
            if (replay.exhausted().isEmpty()) {
                return ending.with(Result.State.GRADED, summary(questions), questions, teacher, exercises);
            }
            teacher.add("not all questions could be tried: " + replay.exhausted());
            return ending.with(
                    replay.wasLate() ? Result.State.TIMED_OUT : Result.State.CRASHED,
                    "Not all questions could be tried: " + replay.exhausted() + ".",
                    questions,
                    teacher,
                    exercises);
        } catch (IOException | RuntimeException e) {
            return ending.with(
                    Result.State.CRASHED,
                    "The grader failed; your teacher has been told, and nothing is lost.",
                    questions,
                    List.of("the grader failed: " + e),
                    exercises);
        }
    }

    /**
     * The result where there is no file to be graded.
     *
     * @param master the assignment as its author wrote it
     * @param student the student's id
     * @param seed as for the others
     * @param sentence why there is none, for the student
     * @return no points, and the sentence
     */
    Result without(Master master, String student, long seed, String sentence) {
        return new Ending(master, "none", student, seed, System.nanoTime())
                .with(
                        Result.State.UNREADABLE,
                        sentence,
                        List.of(),
                        List.of("unreadable: " + sentence),
                        master.assignment().exercises(student));
    }

    /**
     * The result of a submission with which the grader was killed, even when it did nothing else. It is not opened again.
     *
     * @param master the assignment as its author wrote it
     * @param handed what was handed in
     * @param seed as for the others
     * @return no points, and the reason
     */
    Result killed(Master master, Handed handed, long seed) {
        List<String> teacher = new ArrayList<>(handed.notes());
        teacher.add(
                0,
                "the grader was killed twice while it graded this, the second time while it did nothing else; "
                        + "read the notebook, or try once more: --again --student " + handed.student());
        String submission = handed.notebook() == null ? "none" : Digest.of(handed.notebook());
        return new Ending(master, submission, handed.student(), seed, System.nanoTime())
                .with(
                        Result.State.CRASHED,
                        "This notebook could not be graded: the grader itself ended each time. Your teacher has been told "
                                + "and will look at it.",
                        List.of(),
                        teacher,
                        master.assignment().exercises(handed.student()));
    }

    private static Result.Question unanswered(Exercise exercise, String why) {
        return new Result.Question(exercise.id(), 0, exercise.points(), why, "", "", List.of());
    }

    private static String summary(List<Result.Question> questions) {
        long right = questions.stream().filter(q -> q.points() >= q.most()).count();
        return right == questions.size()
                ? "All " + questions.size() + " questions are right."
                : right + " of " + questions.size() + " questions are right.";
    }

    /** Makes the result from whatever there is. */
    private final class Ending {
        private final Master master;
        private final String submission;
        private final String student;
        private final long seed;
        private final long start;

        Ending(Master master, String submission, String student, long seed, long start) {
            this.master = master;
            this.submission = submission;
            this.student = student;
            this.seed = seed;
            this.start = start;
        }

        Result with(
                Result.State state,
                String sentence,
                List<Result.Question> questions,
                List<String> teacher,
                List<Exercise> exercises) {
            List<Result.Question> all = new ArrayList<>(questions);
            for (Exercise exercise : exercises.subList(all.size(), exercises.size())) {
                all.add(unanswered(exercise, "Not tried."));
            }
            return new Result(
                    master.assignment().name(),
                    student,
                    state,
                    Trial.hundredths(
                            all.stream().mapToDouble(Result.Question::points).sum()),
                    Trial.hundredths(
                            all.stream().mapToDouble(Result.Question::most).sum()),
                    sentence,
                    List.copyOf(all),
                    List.copyOf(teacher),
                    seed,
                    master.digest(),
                    submission,
                    System.getProperty("java.version"),
                    isolation,
                    Math.rint((System.nanoTime() - start) / 1e6) / 1e3);
        }
    }
}
