package activationlab.homework;

import activationlab.numeric.Randoms;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A teacher's private folder, which changes the assignments of a course.
 *
 * <ul>
 *   <li>{@code hw1.md} replaces the text of an assignment;
 *   <li>{@code sigmoid.json} replaces points and cases of the exercise {@code sigmoid}, or leaves it out;
 *   <li>{@code Softsign.java} replaces or adds an exercise, see {@link OwnExercise}.
 * </ul>
 *
 * Files whose names begin with a dot or with README are the teacher's own notes. Anything else is an error, because a
 * misspelt name would otherwise change nothing without a word.
 */
final class Overlay {

    private final Map<String, Path> templates = new TreeMap<>();
    private final Map<String, Path> changes = new TreeMap<>();
    private final List<Path> programs = new ArrayList<>();

    /** No folder at all. */
    Overlay() {}

    /** Looks what is there. */
    static Overlay of(Path folder) throws IOException {
        Overlay overlay = new Overlay();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                overlay.add(file);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new IOException("There is no folder " + folder + ".", e);
        }
        return overlay;
    }

    private void add(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(".") || name.startsWith("README")) {
            return;
        }
        if (name.endsWith(".md")) {
            templates.put(JavaFiles.name(file), file);
        } else if (name.endsWith(".json")) {
            changes.put(JavaFiles.name(file), file);
        } else if (name.endsWith(".java")) {
            programs.add(file);
        } else {
            throw new IOException(
                    file + ": a course's folder may hold texts (hw1.md), cases (sigmoid.json) and exercises "
                            + "(Softsign.java). Move this file away, or let its name begin with README.");
        }
    }

    /** The text that replaces an assignment's. */
    Optional<Path> template(String assignment) {
        return Optional.ofNullable(templates.get(assignment));
    }

    /** The assignments with all changes. */
    List<Assignment> over(List<Assignment> assignments, Variant variant) throws IOException {
        Map<String, Map<String, Exercise>> own = own(assignments, variant);
        Set<String> names = assignments.stream().map(Assignment::name).collect(Collectors.toSet());
        for (Map.Entry<String, Path> template : templates.entrySet()) {
            if (!names.contains(template.getKey())) {
                throw new IOException(
                        template.getValue() + ": there is no assignment " + template.getKey() + "; there are "
                                + assignments.stream().map(Assignment::name).toList() + ".");
            }
        }
        List<Assignment> all = new ArrayList<>();
        Map<String, Change> used = new TreeMap<>();
        for (Assignment assignment : assignments) {
            Map<String, Exercise> exercises = own.getOrDefault(assignment.name(), Map.of());
            Map<String, Change> mine = new TreeMap<>();
            for (Exercise exercise : replaced(assignment.exercises(""), exercises)) {
                Path file = changes.get(exercise.id());
                if (file != null) {
                    Change change = Change.read(file, exercise);
                    tried(file, change.apply(exercise));
                    mine.put(exercise.id(), change);
                }
            }
            used.putAll(mine);
            all.add(exercises.isEmpty() && mine.isEmpty() ? assignment : new Changed(assignment, exercises, mine));
        }
        for (Map.Entry<String, Path> change : changes.entrySet()) {
            if (!used.containsKey(change.getKey())) {
                throw new IOException(change.getValue() + ": there is no exercise " + change.getKey() + "; there are "
                        + all.stream()
                                .flatMap(assignment -> assignment.exercises("").stream())
                                .map(Exercise::id)
                                .collect(Collectors.joining(", "))
                        + ".");
            }
        }
        return all;
    }

    private Map<String, Map<String, Exercise>> own(List<Assignment> assignments, Variant variant) throws IOException {
        Map<String, String> homes = new TreeMap<>();
        for (Assignment assignment : assignments) {
            assignment.exercises("").forEach(exercise -> homes.put(exercise.id(), assignment.name()));
        }
        Map<String, Map<String, Exercise>> own = new TreeMap<>();
        Map<Path, OwnExercise> loaded = JavaFiles.load(programs);
        for (Path file : programs) {
            OwnExercise program = loaded.get(file);
            String home;
            Exercise exercise;
            try {
                home = String.valueOf(program.assignment());
                exercise = program.exercise(variant);
            } catch (RuntimeException | LinkageError e) {
                throw new IOException(file + ": it fails when it is asked for its exercise (" + e + ").", e);
            }
            if (exercise == null) {
                throw new IOException(file + ": exercise(Variant) returned null.");
            }
            tried(file, exercise);
            if (assignments.stream().noneMatch(assignment -> assignment.name().equals(home))) {
                throw new IOException(
                        file + ": there is no assignment " + home + ", as assignment() returned it; there are "
                                + assignments.stream().map(Assignment::name).toList() + ".");
            }
            String other = homes.put(exercise.id(), home);
            if (other != null && !other.equals(home)) {
                throw new IOException(
                        file + ": " + other + " has an exercise " + exercise.id() + " already; choose another id.");
            }
            if (own.computeIfAbsent(home, key -> new LinkedHashMap<>()).put(exercise.id(), exercise) != null) {
                throw new IOException(file + ": another file has an exercise " + exercise.id() + " already.");
            }
        }
        return own;
    }

    /**
     * Asks an exercise for the right answers of all its cases. Its author may not have thought of some input; better that is
     * told now than in the middle of a class.
     */
    private static void tried(Path file, Exercise exercise) throws IOException {
        Signature signature = exercise.signature();
        for (Category category : exercise.categories()) {
            try {
                List<Inputs> cases = category.cases().apply(Randoms.generator(0));
                if (cases.isEmpty()) {
                    throw new IOException(file + ": the category \"" + category.name() + "\" has no cases.");
                }
                for (Inputs inputs : cases) {
                    List<String> types =
                            Stream.of(inputs.values()).map(Overlay::type).toList();
                    if (!types.equals(signature.types())) {
                        throw new IOException(file + ": a case of \"" + category.name() + "\" has inputs of the types "
                                + types + ", but the method is " + signature + ".");
                    }
                    Object right = exercise.expected(inputs);
                    if (!exercise.isJudged() && !type(right).equals(signature.returns())) {
                        throw new IOException(file + ": the right answer for " + signature.name() + "(" + inputs
                                + ") is a " + type(right) + ", but the method is " + signature + ".");
                    }
                }
            } catch (RuntimeException e) {
                throw new IOException(
                        file + ": there is no right answer for a case of \"" + category.name() + "\": " + e + ".", e);
            }
        }
    }

    private static String type(Object value) {
        String name = value == null ? "null" : value.getClass().getSimpleName();
        return switch (name) {
            case "Double", "Boolean" -> name.toLowerCase(Locale.ROOT);
            case "Integer" -> "int";
            default -> name;
        };
    }

    private static List<Exercise> replaced(List<Exercise> exercises, Map<String, Exercise> own) {
        Map<String, Exercise> all = new LinkedHashMap<>();
        exercises.forEach(exercise -> all.put(exercise.id(), exercise));
        all.putAll(own);
        return List.copyOf(all.values());
    }

    /** An assignment with a teacher's changes. */
    private record Changed(Assignment base, Map<String, Exercise> own, Map<String, Change> changes)
            implements Assignment {

        @Override
        public String name() {
            return base.name();
        }

        @Override
        public String title() {
            return base.title();
        }

        @Override
        public List<Exercise> exercises(String student) {
            List<Exercise> exercises = new ArrayList<>();
            for (Exercise exercise : replaced(base.exercises(student), own)) {
                Change change = changes.get(exercise.id());
                if (change == null) {
                    exercises.add(exercise);
                } else if (!change.leavesOut()) {
                    exercises.add(change.apply(exercise));
                }
            }
            return exercises;
        }
    }

    /** A category of a change; without cases of its own it keeps those that the exercise has under its name. */
    private record Part(String name, double points, boolean shown, List<Inputs> cases) {}

    /** Other points and cases for an exercise. */
    private record Change(Path file, boolean leavesOut, List<Part> parts) {

        private static final Set<String> MEMBERS = Set.of("leaveOut", "categories");
        private static final Set<String> PARTS = Set.of("name", "points", "shown", "cases");

        static Change read(Path file, Exercise exercise) throws IOException {
            try {
                JsonNode root = Json.parse(Files.readString(file));
                known(root, MEMBERS);
                if (root.path("leaveOut").asBoolean()) {
                    return new Change(file, true, List.of());
                }
                List<Part> parts = new ArrayList<>();
                for (JsonNode part : array(root, "categories")) {
                    parts.add(part(part, exercise));
                }
                if (parts.isEmpty()) {
                    throw new IllegalArgumentException("\"categories\" is empty");
                }
                return new Change(file, false, parts);
            } catch (JsonProcessingException e) {
                throw new IOException(
                        file + ", line "
                                + (e.getLocation() == null
                                        ? "?"
                                        : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage() + ".",
                        e);
            } catch (CharacterCodingException e) {
                throw new IOException(file + ": save the file in UTF-8.", e);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage() + ".", e);
            }
        }

        private static Part part(JsonNode node, Exercise exercise) {
            known(node, PARTS);
            JsonNode name = node.path("name");
            JsonNode points = node.path("points");
            if (!name.isTextual() || name.textValue().isBlank()) {
                throw new IllegalArgumentException("a category has no \"name\"");
            }
            if (!points.isNumber() || points.doubleValue() < 0) {
                throw new IllegalArgumentException(
                        "the category \"" + name.textValue() + "\" needs \"points\", a number of at least 0");
            }
            List<Inputs> cases = new ArrayList<>();
            if (node.has("cases")) {
                for (JsonNode inputs : array(node, "cases")) {
                    cases.add(PublicChecks.inputs(inputs, exercise.signature()));
                }
                if (cases.isEmpty()) {
                    throw new IllegalArgumentException("\"cases\" of \"" + name.textValue() + "\" is empty");
                }
            }
            boolean known = exercise.categories().stream()
                    .anyMatch(category -> category.name().equals(name.textValue()));
            if (cases.isEmpty() && !known) {
                throw new IllegalArgumentException("the new category \"" + name.textValue()
                        + "\" needs \"cases\"; known without are "
                        + exercise.categories().stream()
                                .map(category -> '"' + category.name() + '"')
                                .collect(Collectors.joining(", ")));
            }
            return new Part(
                    name.textValue(), points.doubleValue(), node.path("shown").asBoolean(), List.copyOf(cases));
        }

        private static JsonNode array(JsonNode node, String name) {
            if (!node.path(name).isArray()) {
                throw new IllegalArgumentException("\"" + name + "\" must be a list in square brackets");
            }
            return node.get(name);
        }

        private static void known(JsonNode node, Set<String> members) {
            if (!node.isObject()) {
                throw new IllegalArgumentException("there must be an object in braces, not " + node);
            }
            node.fieldNames().forEachRemaining(name -> {
                if (!members.contains(name)) {
                    throw new IllegalArgumentException("\"" + name + "\" is unknown; there are "
                            + members.stream().sorted().toList());
                }
            });
        }

        Exercise apply(Exercise exercise) {
            if (leavesOut) {
                return exercise;
            }
            List<Category> categories = new ArrayList<>();
            for (Part part : parts) {
                if (!part.cases().isEmpty()) {
                    Function<RandomGenerator, List<Inputs>> cases = random -> part.cases();
                    categories.add(new Category(part.name(), part.points(), part.shown(), cases));
                    continue;
                }
                Category old = exercise.categories().stream()
                        .filter(category -> category.name().equals(part.name()))
                        .findFirst()
                        .orElseThrow();
                categories.add(new Category(part.name(), part.points(), old.shown(), old.cases()));
            }
            return exercise.with(categories);
        }
    }
}
