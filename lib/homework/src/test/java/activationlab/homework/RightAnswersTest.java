package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.homework.assignments.FunctionsAndSlopes;
import activationlab.homework.assignments.NeuronAndLayer;
import activationlab.homework.assignments.StableSoftmax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Right answers get full points, run by a worker: those of the template for several courses, and those of the style bank,
 * which say the same in other ways.
 */
class RightAnswersTest {

    private static final List<Function<Variant, Assignment>> ASSIGNMENTS =
            List.of(FunctionsAndSlopes::new, StableSoftmax::new, NeuronAndLayer::new);

    private static final Path TEMPLATES = Path.of("..", "..", "notebooks", "homework", "templates");
    private static final Path STYLES = Path.of("src", "test", "resources", "right");

    private static final Pattern FENCE = Pattern.compile("(?ms)^```java (given|answer)( \\S+)?\\n(.*?)^```$");

    @TestFactory
    Stream<DynamicTest> theTemplatesAnswersAreRightInEveryCourse() {
        return ASSIGNMENTS.stream()
                .flatMap(maker -> LongStream.of(0, 1, 2, 3, 4, 5).mapToObj(course -> {
                    Variant variant = new Variant(course);
                    Assignment assignment = maker.apply(variant);
                    return DynamicTest.dynamicTest(
                            assignment.name() + ", course " + course,
                            () -> check(assignment, cells(assignment, variant, true), course));
                }));
    }

    @TestFactory
    Stream<DynamicTest> otherStylesAreRight() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Function<Variant, Assignment> maker : ASSIGNMENTS) {
            Variant variant = new Variant(0);
            Assignment assignment = maker.apply(variant);
            try (Stream<Path> files = Files.list(STYLES.resolve(assignment.name()))) {
                List<Path> styles = files.sorted().toList();
                assertTrue(styles.size() >= 3, assignment.name());
                for (Path style : styles) {
                    tests.add(DynamicTest.dynamicTest(assignment.name() + ", " + style.getFileName(), () -> {
                        List<Cell> cells = cells(assignment, variant, false);
                        cells.addAll(answers(Files.readString(style)));
                        check(assignment, cells, 7);
                    }));
                }
            }
        }
        return tests.stream();
    }

    /** The given cells of a template, with the answers or without. */
    static List<Cell> cells(Assignment assignment, Variant variant, boolean withAnswers) throws IOException {
        String text = variant.fill(Files.readString(TEMPLATES.resolve(assignment.name() + ".md")));
        List<Cell> cells = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            boolean given = fence.group(1).equals("given");
            if (given || withAnswers) {
                cells.add(new Cell(given ? "" : fence.group(2).strip(), fence.group(3)));
            }
        }
        return cells;
    }

    private static List<Cell> answers(String file) {
        List<Cell> cells = new ArrayList<>();
        for (String part : file.split("(?m)^(?=// (answer|cell))", -1)) {
            if (!part.isBlank()) {
                String head = part.lines().findFirst().orElse("");
                cells.add(new Cell(
                        head.startsWith("// answer ") ? head.substring(10).strip() : "", part));
            }
        }
        return cells;
    }

    private static void check(Assignment assignment, List<Cell> cells, long seed) throws IOException {
        try (Replay replay = new Replay(WorkerProgram.prepare(), Isolation.NONE, Limits.DEFAULT, cells)) {
            for (Exercise exercise : assignment.exercises("s1")) {
                Result.Question question = Trial.of(exercise, replay, false, seed, "");
                assertEquals(question.most(), question.points(), () -> exercise.id() + ": " + failed(question));
            }
        }
    }

    private static String failed(Result.Question question) {
        return question.sentence() + " " + question.mistake()
                + question.categories().stream()
                        .flatMap(category -> category.cases().stream())
                        .filter(tested -> !tested.right())
                        .map(tested -> "\n" + tested)
                        .toList();
    }
}
