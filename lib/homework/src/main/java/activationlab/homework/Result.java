package activationlab.homework;

import java.util.List;

/**
 * What became of one submission. It is written as JSON, read again for reports, and equal for equal inputs except for
 * {@code seconds}.
 *
 * @param assignment its name
 * @param student the student's id
 * @param state one of the four ends
 * @param points the automatic points
 * @param most the most that can be had automatically
 * @param sentence for the student
 * @param questions one for each exercise, in order
 * @param teacher what a person should look at; empty if nothing
 * @param seed the seed of the hidden inputs, which an appeal needs
 * @param master a short name of the master's content and of the exercises
 * @param submission a short name of the submission's content
 * @param java the version of Java that ran it
 * @param isolation the walls around it
 * @param seconds how long it took
 */
public record Result(
        String assignment,
        String student,
        State state,
        double points,
        double most,
        String sentence,
        List<Question> questions,
        List<String> teacher,
        long seed,
        String master,
        String submission,
        String java,
        Isolation isolation,
        double seconds) {

    /** The same with other notes for the teacher. */
    Result with(List<String> notes) {
        return new Result(
                assignment,
                student,
                state,
                points,
                most,
                sentence,
                questions,
                List.copyOf(notes),
                seed,
                master,
                submission,
                java,
                isolation,
                seconds);
    }

    /** What is added to a question's sentence where the answer uses a name that it does not declare. */
    public static final String ONLY_JDK =
            " When an answer is checked, your own cells and Java are there, but not the course's library.";

    /** The four ends of a submission. */
    public enum State {
        /** All questions have a verdict. */
        GRADED("graded"),
        /** The time was over before all questions had one. */
        TIMED_OUT("timed out"),
        /** The workers died again and again, or the grader failed; a person should look. */
        CRASHED("crashed"),
        /** It is no notebook of this assignment. */
        UNREADABLE("unreadable");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /**
         * Its name.
         *
         * @return in words
         */
        public String words() {
            return words;
        }
    }

    /**
     * One exercise.
     *
     * @param id its name
     * @param points what was earned
     * @param most what could be earned
     * @param sentence for the student
     * @param mistake the recognised mistake's meaning; empty if none was
     * @param answer what stood in the answer's cell; empty if nothing
     * @param categories what was tested
     */
    public record Question(
            String id,
            double points,
            double most,
            String sentence,
            String mistake,
            String answer,
            List<Tested> categories) {}

    /**
     * One category of an exercise.
     *
     * @param name in words
     * @param shown whether the student's notebook had the cases
     * @param points what was earned
     * @param most what could be earned
     * @param cases one for each
     */
    public record Tested(String name, boolean shown, double points, double most, List<Case> cases) {

        /**
         * How many cases are right.
         *
         * @return at most the number of cases
         */
        public int right() {
            return (int) cases.stream().filter(Case::right).count();
        }
    }

    /**
     * One case.
     *
     * @param right whether the answer was right
     * @param call the call as a student would write it
     * @param expected the right value, or what is wanted in words
     * @param got what came back; empty if nothing did
     * @param note what is wrong, as a sentence; may be empty
     */
    public record Case(boolean right, String call, String expected, String got, String note) {}
}
