package activationlab.homework;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The assignments of one course: those of the repository, with the choices that the course's seed makes. */
public final class Course {

    private static final List<Function<Variant, Assignment>> BUILT_IN = List.of();

    private final long seed;
    private final Variant variant;
    private final List<Assignment> assignments;

    private Course(long seed, Variant variant, List<Assignment> assignments) {
        this.seed = seed;
        this.variant = variant;
        this.assignments = List.copyOf(assignments);
    }

    /**
     * A course without changes by a teacher.
     *
     * @param seed the course's seed; 0 for the repository's own edition
     * @return the course
     */
    public static Course of(long seed) {
        Variant variant = new Variant(seed);
        List<Assignment> assignments = new ArrayList<>();
        BUILT_IN.forEach(assignment -> assignments.add(assignment.apply(variant)));
        return new Course(seed, variant, assignments);
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

    /** An exercise of any assignment, as it is without a student's id. */
    Optional<Exercise> exercise(String id) {
        return assignments.stream()
                .flatMap(assignment -> assignment.exercises("").stream())
                .filter(exercise -> exercise.id().equals(id))
                .findFirst();
    }
}
