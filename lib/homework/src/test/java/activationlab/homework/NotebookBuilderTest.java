package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text becomes a notebook in the form that nbgrader knows, and every slip in a text is named with its line. */
class NotebookBuilderTest {

    @TempDir
    private Path folder;

    private static Course course(long seed, Path overlay) throws IOException {
        Variant variant = new Variant(seed);
        return Course.of(seed, overlay, List.of(new SmallAssignment(variant)), variant);
    }

    private static String built(String text) throws IOException {
        Course course = course(0, null);
        return NotebookBuilder.notebook(course.assignment("small"), course, text, "small.md");
    }

    @Test
    void cellsInOrder() throws IOException {
        JsonNode cells = Json.parse(built(SmallNotebook.TEMPLATE)).get("cells");
        List<String> ids = StreamSupport.stream(cells.spliterator(), false)
                .map(cell ->
                        cell.get("cell_type").asText() + " " + cell.get("id").asText())
                .toList();
        assertEquals(
                List.of(
                        "markdown text-1",
                        "markdown text-2",
                        "code setup",
                        "code given-1",
                        "markdown text-3",
                        "code predict-twice",
                        "code double-it",
                        "code check-double-it",
                        "code run-1",
                        "markdown text-4",
                        "code sum-up",
                        "code check-sum-up",
                        "code play-1",
                        "code choose",
                        "code check-choose",
                        "markdown text-5",
                        "markdown written",
                        "code run-2"),
                ids);
    }

    @Test
    void metadata() throws IOException {
        JsonNode root = Json.parse(built(SmallNotebook.TEMPLATE));
        assertEquals(
                "{\"assignment\":\"small\",\"course\":0}",
                root.at("/metadata/activationlab").toString());
        assertEquals("java", root.at("/metadata/kernelspec/language").asText());
        assertEquals(
                "{\"nbgrader\":{\"grade\":false,\"grade_id\":\"given-1\",\"locked\":true,\"schema_version\":3,"
                        + "\"solution\":false,\"task\":false},\"tags\":[\"given\"]}",
                root.at("/cells/3/metadata").toString());
        assertEquals(
                "{\"nbgrader\":{\"grade\":false,\"grade_id\":\"double-it\",\"locked\":false,\"schema_version\":3,"
                        + "\"solution\":true,\"task\":false}}",
                root.at("/cells/6/metadata").toString());
        assertEquals(
                "{\"nbgrader\":{\"grade\":true,\"grade_id\":\"check-double-it\",\"locked\":true,\"points\":5,"
                        + "\"schema_version\":3,\"solution\":false,\"task\":false}}",
                root.at("/cells/7/metadata").toString());
        assertEquals("check(\"double-it\");", root.at("/cells/7/source/0").asText());
        assertEquals(15, root.at("/cells/16/metadata/nbgrader/points").asInt());
        assertEquals("{}", root.at("/cells/0/metadata").toString());
    }

    @Test
    void proseKeepsItsFences() throws IOException {
        JsonNode root = Json.parse(built(SmallNotebook.TEMPLATE));
        assertTrue(
                root.at("/cells/4/source").toString().contains("```java\\n\",\"twice(x); // {{no word}}\\n\",\"```"));
        assertTrue(root.at("/cells/4/source").toString().contains("The factor is 2."));
    }

    @Test
    void equalTextsGiveEqualNotebooks() throws IOException {
        String notebook = built(SmallNotebook.TEMPLATE);
        assertEquals(notebook, built(SmallNotebook.TEMPLATE.replace("\n", "\r\n")));
        assertTrue(notebook.startsWith("{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n"), notebook);
        assertTrue(notebook.endsWith(" \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n"));
        assertTrue(notebook.contains("\"outputs\": [],"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            ---\\nassignment       | assignment                  | line 1: the text must begin with a head
            assignment: small      | assignment: hw1             | line 1: the head must say assignment: small.
            minutes: 5             | minutes: five               | line 1: the head must say minutes: and a number.
            minutes: 5             | hours: 5                    | line 4: the head has assignment, title and minutes, not "hours".
            title: A small         | title: A large              | line 1: the head must say title: A small assignment.
            The factor is {{factor}} | It is {{facto}}           | small.md: the text uses {{facto}}, which no exercise sets.
            ```java setup          | ```java run                 | line 1: there is no cell of the kind setup.
            ```java run            | ```java setup               | line 45: the setup must be the first cell with code
            ```java run            | ```java rum                 | line 45: there is no kind of cell rum; there are answer, given, play
            ```java run            | ```python run               | line 45: a fence of kind run must begin with java.
            answer sum-up          | answer sum                  | line 51: there is no exercise sum; there are double-it, sum-up, choose.
            answer sum-up          | answer double-it            | line 51: the cell must declare double doubleIt(double x).
            double sum(            | int sum(                    | line 51: the cell must declare double sum(double[] z).
            // BEGIN SOLUTION\\n    return 4 | // BEGIN SOLUTIONS\\n    return 4 | line 67: the cell needs one line // BEGIN SOLUTION
            // END SOLUTION\\n}\\n```\\n\\n```java run | // END SOLUTION\\nreturn 0;\\n}\\n```\\n\\n```java run | line 37: nothing may follow // END SOLUTION
            predict("twice"        | predict("three times"       | line 33: the cell must call predict("twice", …)
            """)
    void slipsAreNamedWithTheirLine(String part, String slip, String why) {
        String from = part.replace("\\n", "\n");
        assertTrue(SmallNotebook.TEMPLATE.contains(from), from);
        String text = SmallNotebook.TEMPLATE.replaceFirst(
                java.util.regex.Pattern.quote(from),
                java.util.regex.Matcher.quoteReplacement(slip == null ? "" : slip.replace("\\n", "\n")));
        String message = assertThrows(IOException.class, () -> built(text)).getMessage();
        assertTrue(message.startsWith("small.md") && message.contains(why), message);
    }

    @Test
    void filesOfACourse() throws IOException {
        Path templates = Files.createDirectory(folder.resolve("templates"));
        Path overlay = Files.createDirectory(folder.resolve("overlay"));
        Path out = folder.resolve("out");
        Course course = course(0, overlay);
        String message = assertThrows(IOException.class, () -> Editions.write(course, templates, out))
                .getMessage();
        assertTrue(message.startsWith("There is no text ") && !Files.exists(out), message);
        Files.writeString(templates.resolve("small.md"), SmallNotebook.TEMPLATE);
        List<Path> files = Editions.write(course, templates, out);
        assertEquals(List.of(out.resolve("small/small.ipynb"), out.resolve("small/small.json")), files);
        assertEquals(built(SmallNotebook.TEMPLATE), Files.readString(files.get(0)));
        assertEquals("small", PublicChecks.read(files.get(1)).assignment());

        Files.writeString(overlay.resolve("small.md"), SmallNotebook.TEMPLATE.replace("# Small", "# Our own"));
        Editions.write(course(0, overlay), templates, out);
        assertTrue(Files.readString(files.get(0)).contains("# Our own"));
        assertFalse(Files.readString(files.get(0)).contains("# Small"));
    }
}
