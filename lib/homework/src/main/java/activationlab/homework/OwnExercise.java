package activationlab.homework;

/**
 * An exercise of a teacher's own. A class that implements it lies as a Java file in the course's private folder; it has the
 * file's name, no package and no constructor.
 *
 * <pre>{@code
 * import activationlab.homework.*;
 *
 * public class Softsign implements OwnExercise {
 *     public String assignment() {
 *         return "hw1";
 *     }
 *
 *     public Exercise exercise(Variant variant) {
 *         return Exercise.of("softsign", "double softsign(double x)")
 *                 .reference(in -> in.number(0) / (1 + Math.abs(in.number(0))))
 *                 .shown(2, Inputs.of(0.0), Inputs.of(3.0))
 *                 .hidden("the left side", 6, Inputs.of(-1.0), Inputs.of(-1e9))
 *                 .build();
 *     }
 * }
 * }</pre>
 */
public interface OwnExercise {

    /**
     * The assignment that it belongs to.
     *
     * @return such as hw1
     */
    String assignment();

    /**
     * Makes the exercise. It replaces the assignment's exercise of the same name, or is added at the end.
     *
     * @param variant the course's choices
     * @return the exercise
     */
    Exercise exercise(Variant variant);
}
