package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.data.Task;
import activationlab.experiment.Metric;
import activationlab.experiment.Results;
import activationlab.experiment.Sweep;
import activationlab.function.Activations;
import activationlab.homework.assignments.OwnExperiment;
import activationlab.network.Architecture;
import activationlab.network.Training;
import activationlab.numeric.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OwnExperimentTest {

    /** The student of the template's solution and of the style bank. */
    private static final String SOLUTION = "student-1";

    private static final List<String> STUDENTS =
            IntStream.range(0, 40).mapToObj(i -> "s" + i).toList();

    private static final Path TEMPLATE = Path.of("..", "..", "notebooks", "homework", "templates", "hw4.md");
    private static final Path STYLES = Path.of("src", "test", "resources", "right", "hw4");

    private static final OwnExperiment HOMEWORK = new OwnExperiment(new Variant(0));

    private static Exercise exercise(String student, String id) {
        return HOMEWORK.exercises(student).stream()
                .filter(e -> e.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double points(Exercise exercise, Function<Inputs, Object> answer) {
        double points = 0;
        for (Category category : exercise.categories()) {
            List<Inputs> cases = category.cases().apply(Randoms.generator(1));
            long right = cases.stream()
                    .filter(in -> exercise.fault(in, answer.apply(in)).isEmpty())
                    .count();
            points += category.points() * right / cases.size();
        }
        return points;
    }

    // ------------------------------------------------------------------ data

    @Test
    void equalIdsHaveEqualDataAndSpacesAndCapitalsDoNotCount() {
        String csv = OwnData.of("ab12").csv();
        assertEquals(csv, OwnData.of(" AB 12\u00a0").csv());
        assertNotEquals(csv, OwnData.of("ab13").csv());
        // Fixed for all versions of Java: a change would change the right answers of a course that is under way.
        assertEquals("x,y,kind\n-2.650,-1.153,dot", csv.substring(0, csv.indexOf('\n', 9)));
        assertEquals(1253210708, csv.hashCode());
    }

    @Test
    void thereIsNoDataWithoutAnId() {
        assertThrows(IllegalArgumentException.class, () -> OwnData.of(" "));
        assertThrows(IllegalArgumentException.class, () -> OwnData.of(null));
    }

    @Test
    void theFileHasTheNumbersOfTheDataSet() {
        for (String student : STUDENTS) {
            OwnData own = OwnData.of(student);
            Dataset read = read(own.csv());
            assertArrayEquals(own.dataset().inputs(), read.inputs());
            assertArrayEquals(own.dataset().labels(), read.labels());
        }
    }

    private static Dataset read(String csv) {
        List<String[]> lines =
                csv.lines().skip(1).map(line -> line.split(",", -1)).toList();
        return Dataset.classification(
                "my data",
                lines.stream()
                        .map(c -> new double[] {Double.parseDouble(c[0]), Double.parseDouble(c[1])})
                        .toArray(double[][]::new),
                lines.stream().mapToInt(c -> c[2].equals("diamond") ? 1 : 0).toArray(),
                2);
    }

    // ------------------------------------------------------------------ right answers

    /** What the notebook's own cells do with the file, and on all processors. */
    @Test
    void theRightAnswersAreThoseOfTheNotebooksExperiment() {
        for (String student : STUDENTS.subList(0, 4)) {
            Dataset data = read(OwnData.of(student).csv());
            Results runs = Sweep.of(
                            Training.of(Architecture.of(2, 8, 2)).epochs(20),
                            Task.of("my data", seed -> data.split(0.6, seed)))
                    .activations(Activations.SIGMOID, Activations.TANH, Activations.RELU)
                    .rates(0.03, 0.1, 0.3, 0.9)
                    .seeds(20)
                    .run();
            Map<String, String> best = new HashMap<>();
            for (String f : runs.labels("activation")) {
                Results.Best chosen = runs.best(Metric.TEST_ACCURACY, "rate", f);
                best.put(f, chosen.label());
                Inputs one = Inputs.of(f);
                assertEquals(
                        Double.parseDouble(chosen.label()),
                        exercise(student, "best-rate").expected(one));
                assertEquals(
                        chosen.reported().median(),
                        exercise(student, "reported").expected(one));
            }
            for (String f : best.keySet()) {
                for (String g : best.keySet()) {
                    var paired = runs.paired(Metric.TEST_ACCURACY, List.of(f, best.get(f)), List.of(g, best.get(g)));
                    Inputs pair = Inputs.of(f, g);
                    assertEquals(paired.mean(), exercise(student, "difference").expected(pair));
                    assertEquals(
                            paired.higher(), exercise(student, "seeds-higher").expected(pair));
                }
            }
            boolean[] apart = new boolean[4];
            boolean[] off = new boolean[4];
            for (int i = 0; i < 4; i++) {
                String rate = runs.labels("rate").get(i);
                apart[i] = runs.paired(Metric.TEST_ACCURACY, List.of("tanh", rate), List.of("sigmoid", rate))
                                .low()
                        > 1e-9;
                off[i] = runs.runs("ReLU", rate).stream()
                                .filter(r -> r.off() > 0)
                                .count()
                        >= 5;
            }
            Exercise holds = exercise(student, "holds-at");
            assertArrayEquals(apart, (boolean[]) holds.expected(Inputs.of(2)));
            assertArrayEquals(off, (boolean[]) holds.expected(Inputs.of(5)));
        }
    }

    /** For all versions of Java. */
    @Test
    void theRightAnswersDoNotChange() {
        StringBuilder text = new StringBuilder();
        for (Exercise exercise : HOMEWORK.exercises("s1")) {
            if (!exercise.isJudged()) {
                exercise.categories()
                        .forEach(category -> category.cases()
                                .apply(Randoms.generator(1))
                                .forEach(in -> text.append(Values.show(exercise.expected(in)))
                                        .append('\n')));
            }
        }
        assertEquals(-508709567, text.toString().hashCode(), text::toString);
    }

    @Test
    void eightyFivePointsWithAndWithoutAnId() {
        for (String student : List.of("", "s1")) {
            List<Exercise> exercises = HOMEWORK.exercises(student);
            assertEquals(85, exercises.stream().mapToDouble(Exercise::points).sum());
            assertEquals(
                    List.of(
                            "student-id",
                            "rows",
                            "always-says",
                            "mean",
                            "best-rate",
                            "reported",
                            "difference",
                            "seeds-higher",
                            "holds-at",
                            "verdict"),
                    exercises.stream().map(Exercise::id).toList());
        }
    }

    @Test
    void anIdIsComparedWithoutSpacesAndCapitals() {
        Exercise id = exercise("AB 12", "student-id");
        assertEquals(1, points(id, in -> " ab12"));
        assertEquals(0, points(id, in -> "ab13"));
        assertEquals(0, points(id, in -> ""));
        assertTrue(exercise("", "student-id").fault(Inputs.of(), "anything").isEmpty());
        assertFalse(exercise("", "student-id").fault(Inputs.of(), " ").isEmpty());
    }

    @Test
    void withoutAnIdTheFormIsJudged() {
        Map<String, List<Object>> formed = Map.of(
                "rows", List.of(1, 77),
                "always-says", List.of(0.0, 0.44),
                "mean", List.of(-3.5, 0.0),
                "best-rate", List.of(0.03, 0.9),
                "reported", List.of(0.9, 1.0),
                "difference", List.of(-0.02, 0.0),
                "seeds-higher", List.of(0, 20),
                "holds-at", List.of(new boolean[4]));
        Map<String, List<Object>> unformed = Map.of(
                "rows", List.of(0, -1, 1000),
                "always-says", List.of(44.0, Double.NaN),
                "mean", List.of(Double.NaN, Double.POSITIVE_INFINITY),
                "best-rate", List.of(0.5, 0.0),
                "reported", List.of(95.0, Double.NaN),
                "difference", List.of(-2.0, Double.NaN),
                "seeds-higher", List.of(-1, 21),
                "holds-at", List.of(new boolean[3]));
        formed.forEach((id, values) -> {
            Exercise e = exercise(" ", id);
            Inputs shown =
                    e.categories().get(0).cases().apply(Randoms.generator(1)).get(0);
            assertTrue(e.categories().get(0).shown());
            assertTrue(e.isJudged());
            assertTrue(e.mistakes().isEmpty());
            values.forEach(v -> assertEquals("", e.fault(shown, v), id));
            unformed.get(id).forEach(v -> assertNotEquals("", e.fault(shown, v), id));
            assertEquals("It returned null.", e.fault(shown, null));
        });
    }

    @Test
    void numbersMayBeRoundedToThreeDecimals() {
        for (String student : STUDENTS) {
            for (Exercise exercise : HOMEWORK.exercises(student)) {
                if (exercise.signature().returns().equals("double")) {
                    assertEquals(
                            exercise.points(),
                            points(exercise, in -> Math.rint(1000 * (Double) exercise.expected(in)) / 1000),
                            1e-9,
                            student + ", " + exercise.id());
                }
            }
        }
    }

    // ------------------------------------------------------------------ wrong answers

    /** Not for every student: where the even and the odd seeds choose the same rates, nobody can tell. */
    @Test
    void everyMistakeIsCaughtForMostStudents() {
        Map<String, Integer> caught = new HashMap<>();
        for (String student : STUDENTS) {
            for (Exercise exercise : HOMEWORK.exercises(student)) {
                assertTrue(exercise.mistakes().size() >= 4, exercise.id());
                for (Mistake mistake : exercise.mistakes()) {
                    boolean wrong = points(exercise, mistake.value()) < exercise.points() - 1e-9;
                    caught.merge(exercise.id() + ": " + mistake.meaning(), wrong ? 1 : 0, Integer::sum);
                }
            }
        }
        caught.forEach((mistake, times) -> assertTrue(2 * times >= STUDENTS.size(), mistake + " " + times));
    }

    @Test
    void constantsGetAtMostAQuarterOnAverage() {
        Map<String, List<Object>> constants = Map.of(
                "double", List.of(0.0, 1.0, Double.NaN, 0.5, 0.9),
                "int", List.of(0, 1, 10, 20),
                "String", List.of("", "holds", "not seen here", "holds at some rates"),
                "boolean[]",
                        IntStream.range(0, 16)
                                .mapToObj(b -> (Object) new boolean[] {b > 7, b / 4 % 2 > 0, b / 2 % 2 > 0, b % 2 > 0})
                                .toList());
        for (Exercise some : HOMEWORK.exercises("s0")) {
            for (Object constant : constants.get(some.signature().returns())) {
                double mean = STUDENTS.stream()
                        .mapToDouble(s -> points(exercise(s, some.id()), in -> constant))
                        .average()
                        .orElseThrow();
                assertTrue(
                        mean <= some.points() / 4,
                        some.id() + " gives " + mean + " points for " + Values.show(constant));
            }
        }
    }

    /** Copying from a neighbour does not help. */
    @Test
    void rightAnswersDifferBetweenStudents() {
        Map<String, Map<String, Integer>> answers = new HashMap<>();
        for (String student : STUDENTS) {
            for (Exercise exercise : HOMEWORK.exercises(student)) {
                if (!exercise.isJudged() && !exercise.id().equals("verdict")) {
                    exercise.categories()
                            .get(1)
                            .cases()
                            .apply(Randoms.generator(1))
                            .forEach(in -> answers.computeIfAbsent(exercise.id() + " " + in, key -> new HashMap<>())
                                    .merge(Values.show(exercise.expected(in)), 1, Integer::sum));
                }
            }
        }
        answers.forEach((question, counts) -> counts.forEach((answer, count) ->
                assertTrue(count < 0.7 * STUDENTS.size(), question + " is " + answer + " for " + count)));
    }

    // ------------------------------------------------------------------ laziness

    @Test
    void nothingCostlyHappensBeforeAnAnswerIsAskedFor() {
        OwnExperiment fresh = new OwnExperiment(new Variant(0));
        // A thousand experiments take a minute at least; a thousand lists of exercises some milliseconds.
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 1000; i++) {
                fresh.exercises("student " + i);
            }
        });
    }

    @Test
    void manyThreadsGetTheSameAnswers() {
        OwnExperiment fresh = new OwnExperiment(new Variant(0));
        Map<String, List<Object>> seen = new ConcurrentHashMap<>();
        IntStream.range(0, 12).parallel().forEach(i -> {
            String student = "s" + i % 3;
            Exercise holds = fresh.exercises(student).get(8);
            Object value = Values.show(holds.expected(Inputs.of(4)));
            seen.computeIfAbsent(student, key -> java.util.Collections.synchronizedList(new ArrayList<>()))
                    .add(value);
        });
        seen.forEach((student, values) -> assertEquals(
                List.of(Values.show(exercise(student, "holds-at").expected(Inputs.of(4)))),
                values.stream().distinct().toList()));
    }

    // ------------------------------------------------------------------ right answers in the worker

    @Test
    void theTemplatesAnswersAreRight() throws IOException {
        Matcher fence =
                Pattern.compile("(?ms)^```java answer (\\S+)\\n(.*?)^```$").matcher(Files.readString(TEMPLATE));
        List<Cell> cells = new ArrayList<>();
        while (fence.find()) {
            cells.add(new Cell(fence.group(1), fence.group(2)));
        }
        assertEquals(10, cells.size());
        check(cells);
    }

    @TestFactory
    Stream<DynamicTest> otherStylesAreRight() throws IOException {
        try (Stream<Path> files = Files.list(STYLES)) {
            List<Path> styles = files.sorted().toList();
            assertTrue(styles.size() >= 3);
            return styles.stream()
                    .map(style -> DynamicTest.dynamicTest(style.getFileName() + "", () -> {
                        List<Cell> cells = new ArrayList<>();
                        for (String part : Files.readString(style).split("(?m)^(?=// (answer|cell))", -1)) {
                            String head = part.lines().findFirst().orElse("");
                            if (!part.isBlank()) {
                                cells.add(new Cell(
                                        head.startsWith("// answer ")
                                                ? head.substring(10).strip()
                                                : "",
                                        part));
                            }
                        }
                        check(cells);
                    }));
        }
    }

    private static void check(List<Cell> cells) throws IOException {
        try (Replay replay = new Replay(WorkerProgram.prepare(), Isolation.NONE, Limits.DEFAULT, cells)) {
            for (Exercise exercise : HOMEWORK.exercises(SOLUTION)) {
                Result.Question question = Trial.of(exercise, replay, false, 7, "");
                assertEquals(question.most(), question.points(), () -> exercise.id() + ": " + question);
            }
        }
    }
}
