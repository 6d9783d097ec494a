package activationlab.homework;

import java.util.List;

/** One homework: its exercises, which some assignments make for each student. */
public interface Assignment {

    /**
     * Its name, which is also the name of its folder and notebook.
     *
     * @return such as hw1
     */
    String name();

    /**
     * What it is about.
     *
     * @return a few words
     */
    String title();

    /**
     * The exercises in the order of the notebook.
     *
     * @param student the student's id; an assignment that is equal for all ignores it. Nothing costly may happen here, only
     *     when a right answer is asked for
     * @return the exercises
     */
    List<Exercise> exercises(String student);
}
