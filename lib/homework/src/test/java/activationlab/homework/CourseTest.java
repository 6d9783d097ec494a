package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A course's seed and a teacher's private folder change the assignments, and every slip in the folder is named. */
class CourseTest {

    private static final String OWN = """
            import activationlab.homework.*;

            public class Softsign implements OwnExercise {
                public String assignment() {
                    return "small";
                }

                public Exercise exercise(Variant variant) {
                    double scale = variant.number("softsign.scale", 1, 2);
                    return Exercise.of("softsign", "double softsign(double x)")
                            .reference(in -> scale * in.number(0) / (1 + Math.abs(in.number(0))))
                            .shown(2, Inputs.of(0.0), Inputs.of(3.0))
                            .hidden("the left side", 6, Inputs.of(-1.0), Inputs.of(-1e9))
                            .build();
                }
            }
            """;

    @TempDir
    private Path folder;

    private Course course(long seed) throws IOException {
        Variant variant = new Variant(seed);
        return Course.of(seed, folder, List.of(new SmallAssignment(variant)), variant);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static Exercise exercise(Course course, String id) {
        return course.exercise(id).orElseThrow();
    }

    @Test
    void anEmptyFolderChangesNothing() throws IOException {
        write("README.md", "what we changed this year");
        write(".gitignore", "");
        assertEquals(
                new SmallAssignment(new Variant(0)).exercises("").toString(),
                course(0).assignment("small").exercises("").toString());
    }

    @Test
    void theSeedChooses() throws IOException {
        assertEquals(4.0, exercise(course(0), "double-it").expected(Inputs.of(2.0)));
        long other = Stream.iterate(1L, seed -> seed + 1)
                .filter(seed -> new Variant(seed).number("factor", 2, 3) == 3)
                .findFirst()
                .orElseThrow();
        assertEquals(6.0, exercise(course(other), "double-it").expected(Inputs.of(2.0)));
        assertEquals(other, course(other).seed());
    }

    @Test
    void otherCases() throws IOException {
        write("double-it.json", """
                {"categories": [
                  {"name": "the cases shown", "points": 1, "shown": true, "cases": [[5], ["NaN"]]},
                  {"name": "large numbers", "points": 6.5}
                ]}""");
        Exercise changed = exercise(course(0), "double-it");
        assertEquals(7.5, changed.points());
        assertEquals("[5, NaN]", changed.categories().get(0).cases().apply(null).toString());
        assertEquals(2, changed.categories().get(1).cases().apply(null).size(), "kept");
        assertEquals(10.0, changed.expected(Inputs.of(5.0)), "the right answer is the library's");
        assertEquals(2, changed.hints().size());
        assertTrue(exercise(course(0), "sum-up").leavesInputs());
    }

    @Test
    void anExerciseLess() throws IOException {
        write("sum-up.json", "{\"leaveOut\": true}");
        assertEquals(
                List.of("double-it", "choose"),
                course(0).assignment("small").exercises("ann").stream()
                        .map(Exercise::id)
                        .toList());
    }

    @Test
    void anExerciseMore() throws IOException {
        write("Softsign.java", OWN);
        write("softsign.json", """
                {"categories": [{"name": "all", "points": 3, "shown": true, "cases": [[1], [-1]]}]}""");
        Course course = course(0);
        assertEquals(4, course.assignment("small").exercises("").size());
        Exercise own = exercise(course, "softsign");
        assertEquals(3, own.points());
        assertEquals(0.75, own.expected(Inputs.of(3.0)));
        assertEquals("1", course.variant().fill("{{softsign.scale}}"), "its choices are words as well");
    }

    @Test
    void anExerciseReplaced() throws IOException {
        write("Softsign.java", OWN.replace("\"softsign\"", "\"sum-up\""));
        Course course = course(0);
        assertEquals(
                List.of("double-it", "sum-up", "choose"),
                course.assignment("small").exercises("").stream()
                        .map(Exercise::id)
                        .toList());
        assertEquals("softsign", exercise(course, "sum-up").signature().name());
    }

    @Test
    void nothingIsLeftOfACompilation() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        write("Softsign.java", OWN);
        course(0);
        try (Stream<Path> files = Files.list(temporary)) {
            assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith("activationlab-own")));
        }
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of(
                        "double_it.json",
                        "{\"leaveOut\": true}",
                        "there is no exercise double_it; there are double-it, sum-up, choose"),
                Arguments.of("double-it.json", "{\"categories\": [", "line 1: Unexpected end-of-input"),
                Arguments.of(
                        "double-it.json",
                        "{\n\"points\": 3}",
                        "\"points\" is unknown; there are [categories, leaveOut]"),
                Arguments.of("double-it.json", "{}", "\"categories\" must be a list"),
                Arguments.of("double-it.json", "[]", "there must be an object in braces"),
                Arguments.of("double-it.json", "{\"categories\": []}", "\"categories\" is empty"),
                Arguments.of("double-it.json", "{\"categories\": [{\"points\": 1}]}", "a category has no \"name\""),
                Arguments.of(
                        "double-it.json",
                        "{\"categories\": [{\"name\": \"a\", \"points\": -1}]}",
                        "\"a\" needs \"points\", a number of at least 0"),
                Arguments.of(
                        "double-it.json",
                        "{\"categories\": [{\"name\": \"a\", \"points\": 1}]}",
                        "the new category \"a\" needs \"cases\"; known without are \"the cases shown\", \"large numbers\""),
                Arguments.of(
                        "double-it.json",
                        "{\"categories\": [{\"name\": \"a\", \"points\": 1, \"cases\": []}]}",
                        "\"cases\" of \"a\" is empty"),
                Arguments.of(
                        "double-it.json",
                        "{\"categories\": [{\"name\": \"a\", \"points\": 1, \"cases\": [[1, 2]]}]}",
                        "[1,2] is no list of inputs for double doubleIt(double x); it needs 1"),
                Arguments.of(
                        "double-it.json",
                        "{\"categories\": [{\"name\": \"a\", \"points\": 1, \"cases\": [[\"one\"]]}]}",
                        "x of doubleIt: \"one\" is no double"),
                Arguments.of(
                        "sum-up.json",
                        "{\"categories\": [{\"name\": \"a\", \"points\": 1, \"cases\": [[null]]}]}",
                        "inputs of the types [null]"),
                Arguments.of("hw7.md", "# text", "there is no assignment hw7; there are [small]"),
                Arguments.of("cases.csv", "", "Move this file away, or let its name begin with README."),
                Arguments.of(
                        "Softsign.java",
                        OWN.replace("in.number(0) / (1", "in.nummer(0) / (1"),
                        "Softsign.java, line 11: cannot find symbol;"),
                Arguments.of(
                        "Softsine.java",
                        OWN,
                        "Softsine.java, line 3: class Softsign is public, should be declared in a file named Softsign.java"),
                Arguments.of(
                        "Softsign.java",
                        OWN.replace("public class", "package mine; public class")
                                .replace("import activationlab.homework.*;", "")
                                .replace("implements OwnExercise", "implements activationlab.homework.OwnExercise")
                                .replace("public Exercise", "public activationlab.homework.Exercise")
                                .replace("(Variant", "(activationlab.homework.Variant")
                                .replace("Exercise.of", "activationlab.homework.Exercise.of")
                                .replace("Inputs.of", "activationlab.homework.Inputs.of"),
                        "must hold a class Softsign, without a package"),
                Arguments.of(
                        "Softsign.java",
                        OWN.replace("implements OwnExercise", ""),
                        "the class Softsign must say \"implements OwnExercise\""),
                Arguments.of("Softsign.java", OWN.replace("public class Softsign", "class Softsign"), "must be public"),
                Arguments.of("Softsign.java", OWN.replace("\"small\"", "\"large\""), "there is no assignment large"),
                Arguments.of(
                        "Softsign.java",
                        OWN.replace(
                                "return Exercise.of",
                                "return null; } Exercise none(double scale) { return Exercise.of"),
                        "returned null"),
                Arguments.of(
                        "Softsign.java",
                        OWN.replace(".reference", ".hint(\"\").judge(\"\", (in, got) -> \"\").reference"),
                        "needs a reference or a judge"),
                Arguments.of(
                        "Softsign.java",
                        OWN.replace("Inputs.of(3.0)", "Inputs.of(3)"),
                        "inputs of the types [int], but the method is double softsign(double x)"),
                Arguments.of(
                        "Softsign.java",
                        OWN.replace("in -> scale", "in -> in.number(0) < -1 ? (Object) 1 : (Object) (scale")
                                .replace("in.number(0))))", "in.number(0))))))")
                                .replace(")))))\n", "))))\n"),
                        "is a int"),
                Arguments.of(
                        "Softsign.java",
                        OWN.replace("in -> scale", "in -> in.vector(0)[0]"),
                        "there is no right answer for a case of \"the cases shown\""));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void slipsAreNamed(String file, String text, String why) throws IOException {
        write(file, text);
        String message = assertThrows(IOException.class, () -> course(0)).getMessage();
        assertTrue(message.contains(why) && message.contains(file), message);
    }

    @Test
    void slipsThatNeedMore() throws IOException {
        Files.write(folder.resolve("double-it.json"), "{\"ä\": 1}".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(IOException.class, () -> course(0)).getMessage().endsWith(": save the file in UTF-8."));
        String message = assertThrows(IOException.class, () -> Course.of(0, folder.resolve("nowhere")))
                .getMessage();
        assertTrue(message.startsWith("There is no folder "), message);
        assertThrows(IllegalArgumentException.class, () -> Course.of(0).assignment("hw9"));
    }

    @Test
    void oneNameTwice() throws IOException {
        write("Softsign.java", OWN);
        write("Again.java", OWN.replace("Softsign", "Again"));
        String message = assertThrows(IOException.class, () -> course(0)).getMessage();
        assertTrue(message.contains("another file has an exercise softsign already"), message);
    }
}
