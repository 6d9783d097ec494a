package activationlab.notebook;

import activationlab.homework.Assignment;
import activationlab.homework.Course;
import activationlab.homework.Exercise;
import activationlab.homework.PublicChecks;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a check finds its exercises: in the file that lies beside the notebook, which a course may have made with choices
 * of its own; else in the library, as the repository has them.
 */
final class Exercises {

    /**
     * An exercise.
     *
     * @param exercise the exercise
     * @param judgedHere whether it can be judged in the notebook
     */
    record Found(Exercise exercise, boolean judgedHere) {}

    /** In the folder of the notebook: that is where its kernel runs. */
    private static Path folder = Path.of("");

    private Exercises() {}

    /** Another folder, for tests. */
    static void lookIn(Path other) {
        folder = other;
    }

    static Path folder() {
        return folder;
    }

    /** The exercise of a name. */
    static Found of(String id) {
        List<String> problems = new ArrayList<>();
        List<Assignment> known = new ArrayList<>();
        for (PublicChecks checks : beside(problems)) {
            if (checks.exercise(id).isPresent()) {
                return new Found(checks.exercise(id).get(), checks.isJudgedHere(id));
            }
            known.add(assignment(checks));
        }
        known.addAll(Course.of(0).assignments());
        List<Exercise> all = known.stream()
                .flatMap(assignment -> assignment.exercises("").stream())
                .toList();
        return all.stream()
                .filter(exercise -> exercise.id().equals(id))
                .findFirst()
                .map(exercise -> new Found(exercise, true))
                .orElseThrow(() -> new IllegalArgumentException("There is no exercise \"" + id + "\"; there are "
                        + all.stream().map(Exercise::id).distinct().collect(Collectors.joining(", ")) + "."
                        + after(problems)));
    }

    /** The assignment of a name. */
    static Assignment assignment(String name) {
        List<String> problems = new ArrayList<>();
        for (PublicChecks checks : beside(problems)) {
            if (checks.assignment().equals(name)) {
                return assignment(checks);
            }
        }
        List<Assignment> known = Course.of(0).assignments();
        return known.stream()
                .filter(assignment -> assignment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no assignment \"" + name + "\"; there are "
                        + known.stream().map(Assignment::name).collect(Collectors.joining(", ")) + "."
                        + after(problems)));
    }

    private static String after(List<String> problems) {
        return problems.isEmpty() ? "" : " " + String.join(" ", problems);
    }

    private static List<PublicChecks> beside(List<String> problems) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.toAbsolutePath(), "hw*.json")) {
            found.forEach(files::add);
        } catch (IOException e) {
            problems.add("The folder of the notebook cannot be read.");
        }
        List<PublicChecks> all = new ArrayList<>();
        files.stream().sorted().forEach(file -> {
            try {
                all.add(PublicChecks.read(file));
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        });
        return all;
    }

    private static Assignment assignment(PublicChecks checks) {
        return new Assignment() {
            @Override
            public String name() {
                return checks.assignment();
            }

            @Override
            public String title() {
                return checks.title();
            }

            @Override
            public List<Exercise> exercises(String student) {
                return checks.exercises();
            }
        };
    }
}
