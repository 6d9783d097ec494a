package activationlab.homework;

import activationlab.homework.worker.Wire;
import activationlab.numeric.Randoms;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a student's check knows of an assignment, and nothing more: the shown cases with their right values, the names and
 * points of the hidden ones, hints, and the meanings of typical mistakes with their values on the shown cases.
 *
 * <p>It lies as a JSON file beside the notebook, so that a course with choices or exercises of its own needs no other
 * program on the students' side.
 */
public final class PublicChecks {

    /** What is told about a judged exercise when its judge is not there. */
    public static final String LATER = "It is judged after you have handed in.";

    private final String assignment;
    private final String title;
    private final long course;
    private final List<Exercise> exercises;
    private final List<String> unjudged;

    private PublicChecks(
            String assignment, String title, long course, List<Exercise> exercises, List<String> unjudged) {
        this.assignment = assignment;
        this.title = title;
        this.course = course;
        this.exercises = List.copyOf(exercises);
        this.unjudged = List.copyOf(unjudged);
    }

    /**
     * The name of the assignment.
     *
     * @return such as hw1
     */
    public String assignment() {
        return assignment;
    }

    /**
     * What the assignment is about.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * The seed of the course for which the assignment was made.
     *
     * @return 0 for the repository's edition
     */
    public long course() {
        return course;
    }

    /**
     * The exercises. Each has its shown cases, for which it knows the right value or the judge, and the names and points of
     * its hidden categories, which have no cases here.
     *
     * @return in the order of the notebook
     */
    public List<Exercise> exercises() {
        return exercises;
    }

    /**
     * One exercise.
     *
     * @param id its name
     * @return nothing if the assignment has none of this name
     */
    public Optional<Exercise> exercise(String id) {
        return exercises.stream().filter(exercise -> exercise.id().equals(id)).findFirst();
    }

    /**
     * Whether an answer can be judged here. A teacher's own judged exercise cannot; every value is then wrong with the
     * sentence {@link #LATER}.
     *
     * @param exercise its name
     * @return true for all exercises with right values, and for judged ones of the repository
     */
    public boolean isJudgedHere(String exercise) {
        return !unjudged.contains(exercise);
    }

    // ------------------------------------------------------------------------------------------------- writing

    /**
     * The checks of an assignment as a file's content, equal on every machine.
     *
     * @param assignment the assignment
     * @param course the seed of the course
     * @return JSON
     */
    public static String text(Assignment assignment, long course) {
        ObjectNode root = Json.NODES.objectNode();
        root.put("assignment", assignment.name());
        root.put("title", assignment.title());
        root.put("course", course);
        ArrayNode exercises = root.putArray("exercises");
        assignment.exercises("").forEach(exercise -> exercises.add(node(exercise)));
        try {
            return Json.text(root, false);
        } catch (IOException e) {
            throw new IllegalStateException("a tree of JSON has no text", e);
        }
    }

    private static ObjectNode node(Exercise exercise) {
        ObjectNode node = Json.NODES.objectNode();
        node.put("id", exercise.id());
        node.put("signature", exercise.signature().toString());
        node.put("tolerance", exercise.tolerance());
        node.put("floor", exercise.floor());
        node.put("leavesInputs", exercise.leavesInputs());
        List<Inputs> shown = new ArrayList<>();
        ArrayNode categories = Json.NODES.arrayNode();
        for (Category category : exercise.categories()) {
            ObjectNode one = categories.addObject();
            one.put("name", category.name());
            one.put("points", category.points());
            if (category.shown()) {
                ArrayNode cases = one.putArray("shown");
                for (Inputs inputs : category.cases().apply(Randoms.generator(0))) {
                    shown.add(inputs);
                    ObjectNode row = cases.addObject();
                    ArrayNode values = row.putArray("inputs");
                    for (Object value : inputs.values()) {
                        values.add(Json.of(value));
                    }
                    if (!exercise.isJudged()) {
                        row.set("expected", Json.of(exercise.expected(inputs)));
                    }
                }
            }
        }
        if (exercise.isJudged()) {
            node.put("wanted", wanted(exercise, shown));
        }
        node.set("categories", categories);
        ArrayNode hints = node.putArray("hints");
        exercise.hints().forEach(hints::add);
        ArrayNode mistakes = node.putArray("mistakes");
        for (Mistake mistake : exercise.mistakes()) {
            mistake(exercise, mistake, shown).ifPresent(mistakes::add);
        }
        return node;
    }

    private static String wanted(Exercise exercise, List<Inputs> shown) {
        return String.valueOf(exercise.expected(shown.isEmpty() ? Inputs.of() : shown.get(0)));
    }

    /** A mistake's values on the shown cases; nothing if those cannot tell it from a right answer. */
    private static Optional<ObjectNode> mistake(Exercise exercise, Mistake mistake, List<Inputs> shown) {
        ObjectNode node = Json.NODES.objectNode();
        node.put("meaning", mistake.meaning());
        ArrayNode values = node.putArray("values");
        boolean differs = false;
        for (Inputs inputs : shown) {
            try {
                Object value = mistake.value().apply(inputs);
                differs |= !exercise.fault(inputs, value).isEmpty();
                values.add(Json.of(value));
            } catch (RuntimeException e) {
                return Optional.empty(); // a program that throws shows no values by which it is recognised
            }
        }
        return differs ? Optional.of(node) : Optional.empty();
    }

    // ------------------------------------------------------------------------------------------------- reading

    /**
     * Reads such a file.
     *
     * @param file as {@link #text} made it
     * @return the checks
     * @throws IOException if there is no such file, or its content is not as it was made; the message is a sentence
     */
    public static PublicChecks read(Path file) throws IOException {
        try {
            return of(Json.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw new IOException("The file " + file.getFileName() + " is missing; it belongs beside the notebook.", e);
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage(), e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw damaged(file, "it is not in UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage(), e);
        }
    }

    private static IOException damaged(Path file, String why, Exception cause) {
        return new IOException(
                "The file " + file.getFileName() + " beside the notebook is damaged (" + why
                        + "); get it again from where the notebook came from.",
                cause);
    }

    private static PublicChecks of(JsonNode root) {
        long course = member(root, "course").longValue();
        List<Exercise> exercises = new ArrayList<>();
        List<String> unjudged = new ArrayList<>();
        Course builtIn = Course.of(course);
        for (JsonNode node : member(root, "exercises")) {
            exercises.add(exercise(node, builtIn, unjudged));
        }
        return new PublicChecks(text(root, "assignment"), text(root, "title"), course, exercises, unjudged);
    }

    private static Exercise exercise(JsonNode node, Course builtIn, List<String> unjudged) {
        String id = text(node, "id");
        Exercise.Builder builder = Exercise.of(id, text(node, "signature"))
                .tolerance(
                        member(node, "tolerance").doubleValue(),
                        member(node, "floor").doubleValue());
        if (member(node, "leavesInputs").booleanValue()) {
            builder.leavesInputs();
        }
        Signature signature = Signature.of(text(node, "signature"));
        List<Inputs> shown = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        for (JsonNode category : member(node, "categories")) {
            double points = member(category, "points").doubleValue();
            if (!category.has("shown")) {
                builder.hidden(text(category, "name"), points);
                continue;
            }
            List<Inputs> cases = new ArrayList<>();
            for (JsonNode row : category.get("shown")) {
                cases.add(inputs(member(row, "inputs"), signature));
                expected.add(row.has("expected") ? Json.value(row.get("expected"), signature.returns()) : null);
            }
            builder.shown(points, cases.toArray(Inputs[]::new));
            shown.addAll(cases);
        }
        if (node.has("wanted")) {
            Optional<Exercise> judging = builtIn.exercise(id).filter(Exercise::isJudged);
            builder.judge(
                    text(node, "wanted"), judging.<Judge>map(one -> one::fault).orElse((inputs, got) -> LATER));
            if (judging.isEmpty()) {
                unjudged.add(id);
            }
        } else {
            builder.reference(inputs -> looked(inputs, shown, expected));
        }
        member(node, "hints").forEach(hint -> builder.hint(hint.asText()));
        for (JsonNode mistake : member(node, "mistakes")) {
            List<Object> values = new ArrayList<>();
            member(mistake, "values").forEach(value -> values.add(Json.value(value, signature.returns())));
            builder.mistake(text(mistake, "meaning"), inputs -> looked(inputs, shown, values));
        }
        return builder.build();
    }

    static Inputs inputs(JsonNode values, Signature signature) {
        if (!values.isArray() || values.size() != signature.types().size()) {
            throw new IllegalArgumentException(values + " is no list of inputs for " + signature + "; it needs "
                    + signature.types().size());
        }
        Object[] inputs = new Object[values.size()];
        for (int i = 0; i < inputs.length; i++) {
            try {
                inputs[i] = Json.value(values.get(i), signature.types().get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s of %s: %s",
                                signature.names().get(i),
                                signature.name(),
                                e.getMessage()),
                        e);
            }
        }
        return Inputs.of(inputs);
    }

    /** The value of a case in a table. */
    private static Object looked(Inputs inputs, List<Inputs> cases, List<Object> values) {
        for (int i = 0; i < cases.size() && i < values.size(); i++) {
            if (Wire.same(cases.get(i).values(), inputs.values())) {
                return Wire.copy(values.get(i));
            }
        }
        throw new IllegalArgumentException("inputs are no shown case: " + inputs);
    }

    private static JsonNode member(JsonNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return member;
    }

    private static String text(JsonNode node, String name) {
        return member(node, name).asText();
    }
}
