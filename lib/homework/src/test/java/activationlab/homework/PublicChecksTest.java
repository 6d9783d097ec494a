package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a student's check knows is the same as what the grader knows, on the shown cases and only there. */
class PublicChecksTest {

    @TempDir
    private Path folder;

    private final Assignment assignment = new SmallAssignment(new Variant(0));
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("small.json");
        Files.writeString(file, PublicChecks.text(assignment, 0));
    }

    @Test
    void shownCasesComeBackAsTheyWere() throws IOException {
        PublicChecks checks = PublicChecks.read(file);
        assertEquals("small", checks.assignment());
        assertEquals("A small assignment", checks.title());
        assertEquals(0, checks.course());
        List<Exercise> before = assignment.exercises("");
        assertEquals(before.size(), checks.exercises().size());
        for (int i = 0; i < before.size(); i++) {
            Exercise old = before.get(i);
            Exercise read = checks.exercises().get(i);
            assertEquals(old.toString(), read.toString());
            assertEquals(old.points(), read.points());
            assertEquals(old.hints(), read.hints());
            assertEquals(old.tolerance(), read.tolerance());
            assertEquals(old.floor(), read.floor());
            assertEquals(old.leavesInputs(), read.leavesInputs());
            assertEquals(old.isJudged(), read.isJudged());
            for (int c = 0; c < old.categories().size(); c++) {
                Category category = old.categories().get(c);
                Category again = read.categories().get(c);
                assertEquals(category.name(), again.name());
                assertEquals(category.points(), again.points());
                assertEquals(category.shown(), again.shown());
                List<Inputs> cases = again.cases().apply(null);
                if (!category.shown()) {
                    assertEquals(List.of(), cases, "hidden cases stay hidden");
                    continue;
                }
                List<Inputs> wanted = category.cases().apply(null);
                assertEquals(wanted.size(), cases.size());
                for (int k = 0; k < cases.size(); k++) {
                    assertArrayEquals(wanted.get(k).values(), cases.get(k).values());
                    assertArrayEquals(
                            new Object[] {old.expected(wanted.get(k))}, new Object[] {read.expected(cases.get(k))});
                }
            }
        }
    }

    @Test
    void valuesAreTheSameToTheBit() throws IOException {
        Object[] values = {
            0.1,
            -0.0,
            Double.parseDouble("1e23"),
            2e-323,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            7,
            true,
            "“a”\n",
            new double[] {Double.POSITIVE_INFINITY, 1},
            new double[0],
            new int[] {-1},
            new boolean[] {true, false},
            new double[][] {{1, -0.0}, null, {}},
            null
        };
        String[] types = {
            "double",
            "double",
            "double",
            "double",
            "double",
            "double",
            "double",
            "double",
            "int",
            "boolean",
            "String",
            "double[]",
            "double[]",
            "int[]",
            "boolean[]",
            "double[][]",
            "double"
        };
        for (int i = 0; i < values.length; i++) {
            Object again = Json.value(Json.parse(Json.text(Json.of(values[i]), false)), types[i]);
            assertArrayEquals(new Object[] {values[i]}, new Object[] {again}, types[i]);
        }
        assertEquals(
                "[1.0E23]\n",
                Json.text(Json.of(new double[] {Double.parseDouble("1e23")}), false),
                "shortest on all versions of Java");
    }

    @Test
    void mistakesAreRecognisedOnTheShownCases() throws IOException {
        Exercise read = PublicChecks.read(file).exercise("double-it").orElseThrow();
        List<Mistake> mistakes = read.mistakes();
        assertEquals(1, mistakes.size(), "one throws, and one is right on all shown cases");
        assertEquals("The square is not the double.", mistakes.get(0).meaning());
        Inputs three = read.categories().get(0).cases().apply(null).get(1);
        assertEquals(9.0, mistakes.get(0).value().apply(three));
        assertEquals("-", read.fault(three, 9.0));
        assertEquals("", read.fault(three, 6.0));
    }

    @Test
    void judgesOfTheirOwnDecideLater() throws IOException {
        PublicChecks checks = PublicChecks.read(file);
        assertTrue(checks.isJudgedHere("double-it"));
        assertFalse(checks.isJudgedHere("choose"));
        Exercise choose = checks.exercise("choose").orElseThrow();
        assertEquals(PublicChecks.LATER, choose.fault(Inputs.of(), 1.0));
        assertEquals("a number above 3", choose.expected(Inputs.of()));
        assertTrue(checks.exercise("nothing").isEmpty());
    }

    @Test
    void nothingHiddenIsInTheFile() throws IOException {
        String text = Files.readString(file);
        assertFalse(text.contains("1234.5"), "a hidden input");
        assertTrue(text.contains("large numbers"), "a hidden category's name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            doubleIt(double x) | doubleIt(double[] x) | x of doubleIt: 2.0 is no double[]
            "inputs"      | "input"        | "inputs" is missing
            [-7.0]        | [-7.0,1]     | it needs 1
            [-7.0]        | ["seven"]      | x of doubleIt: "seven" is no double
            "title"       | "title"x       | Unexpected character
            "hints":[     | "hints":[{     | was expecting a colon
            """, quoteCharacter = '\0')
    void damagedFilesAreNamed(String part, String damage, String why) throws IOException {
        String text = Files.readString(file).replace("\" : ", "\":").replace("\": ", "\":");
        assertTrue(text.contains(part), part + " in " + text);
        Files.writeString(file, text.replace(part, damage));
        String message =
                assertThrows(IOException.class, () -> PublicChecks.read(file)).getMessage();
        assertTrue(message.contains("small.json beside the notebook is damaged (") && message.contains(why), message);
    }

    @Test
    void missingFilesAreNamed() {
        String message = assertThrows(IOException.class, () -> PublicChecks.read(folder.resolve("hw9.json")))
                .getMessage();
        assertEquals("The file hw9.json is missing; it belongs beside the notebook.", message);
    }
}
