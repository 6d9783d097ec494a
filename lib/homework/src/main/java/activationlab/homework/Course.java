package activationlab.homework;

import activationlab.homework.assignments.FunctionsAndSlopes;
import activationlab.homework.assignments.NeuronAndLayer;
import activationlab.homework.assignments.OwnExperiment;
import activationlab.homework.assignments.StableSoftmax;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The assignments of one course: those of the repository, with the choices that the course's seed makes, and the changes in
 * a teacher's private folder.
 */
public final class Course {

    private static final List<Function<Variant, Assignment>> BUILT_IN =
            List.of(FunctionsAndSlopes::new, StableSoftmax::new, NeuronAndLayer::new, OwnExperiment::new);

    private final long seed;
    private final Variant variant;
    private final List<Assignment> assignments;

    private final Overlay overlay;

    private Course(long seed, Variant variant, List<Assignment> assignments, Overlay overlay) {
        this.seed = seed;
        this.variant = variant;
        this.assignments = List.copyOf(assignments);
        this.overlay = overlay;
    }

    /**
     * A course without changes by a teacher.
     *
     * @param seed the course's seed; 0 for the repository's own edition
     * @return the course
     */
    public static Course of(long seed) {
        Variant variant = new Variant(seed);
        return new Course(seed, variant, builtIn(variant), new Overlay());
    }

    /**
     * A course with a teacher's changes.
     *
     * @param seed the course's seed
     * @param folder the teacher's private folder; null for none
     * @return the course
     * @throws IOException if something in the folder cannot be used; the message says what and where
     */
    public static Course of(long seed, Path folder) throws IOException {
        Variant variant = new Variant(seed);
        return of(seed, folder, builtIn(variant), variant);
    }

    /** The same with other assignments, which the tests use. */
    static Course of(long seed, Path folder, List<Assignment> assignments, Variant variant) throws IOException {
        Overlay overlay = folder == null ? new Overlay() : Overlay.of(folder);
        return new Course(seed, variant, overlay.over(assignments, variant), overlay);
    }

    private static List<Assignment> builtIn(Variant variant) {
        List<Assignment> assignments = new ArrayList<>();
        BUILT_IN.forEach(assignment -> assignments.add(assignment.apply(variant)));
        return assignments;
    }

    /**
     * What decides the choices.
     *
     * @return the course's seed
     */
    public long seed() {
        return seed;
    }

    /**
     * The choices, by which an assignment's text is filled.
     *
     * @return the choices
     */
    public Variant variant() {
        return variant;
    }

    /**
     * All assignments.
     *
     * @return in the order of the course
     */
    public List<Assignment> assignments() {
        return assignments;
    }

    /**
     * One assignment.
     *
     * @param name such as hw1
     * @return it
     * @throws IllegalArgumentException if the course has none of this name
     */
    public Assignment assignment(String name) {
        return assignments.stream()
                .filter(assignment -> assignment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no assignment " + name + "; the course has "
                        + assignments.stream().map(Assignment::name).toList()));
    }

    /** The text of an assignment, out of the repository's folder or the teacher's. */
    Path template(String assignment, Path templates) {
        return overlay.template(assignment).orElse(templates.resolve(assignment + ".md"));
    }

    /** An exercise of any assignment, as it is without a student's id. */
    Optional<Exercise> exercise(String id) {
        return assignments.stream()
                .flatMap(assignment -> assignment.exercises("").stream())
                .filter(exercise -> exercise.id().equals(id))
                .findFirst();
    }
}
