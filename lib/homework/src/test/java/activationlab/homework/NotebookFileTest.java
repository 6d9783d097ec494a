package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever file is handed in, it is read or there is a sentence; and it takes neither much memory nor for ever. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NotebookFileTest {

    @TempDir
    private static Path common;

    @TempDir
    private Path folder;

    private static Path masterFile;
    private static Master master;
    private static Grader grader;

    private Path file;
    private HandedIn notebook;

    @BeforeAll
    static void prepare() throws IOException {
        masterFile = HandedIn.master(common);
        master = Master.of(HandedIn.course().assignment("small"), masterFile);
        grader = new Grader(Isolation.NONE, Limits.DEFAULT);
    }

    @BeforeEach
    void right() throws IOException {
        notebook = HandedIn.untouched(master, masterFile).source("double-it", HandedIn.RIGHT);
        file = folder.resolve("ann.ipynb");
    }

    private String text() throws IOException {
        return Json.text(notebook.root(), true);
    }

    private void assertUnreadable(String sentence) {
        Result result = grader.grade(master, file, "ann", 1);
        assertEquals(Result.State.UNREADABLE, result.state());
        assertTrue(result.sentence().contains(sentence), result.sentence());
        assertEquals(0, result.points());
        assertEquals(15, result.most());
        assertEquals(List.of("unreadable: " + result.sentence()), result.teacher());
    }

    /** The answer of the first exercise is found. */
    private void assertRead(String... notes) throws UnreadableException {
        Submission submission = Submission.of(master, file);
        assertEquals(HandedIn.RIGHT, submission.answer("double-it"));
        assertEquals(List.of(notes), submission.teacher());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            hello                                   | its JSON breaks off or is wrong in line 1
            []                                      | it does not begin like one
            {}                                      | it has no cells.
            {"cells": null}                         | it has no cells.
            {"cells": {"a": [1]}}                   | it has no cells.
            {"nbformat": 5, "content": []}          | it has no cells; the notebook has a format that this grader does not know (nbformat 5).
            {"cells": []}                           | none of its cells is there
            {"cells": [1, null, [], "a", {}]}       | none of its cells is there
            {"cells": [{"cell_type": "code"         | its JSON breaks off or is wrong in line 1
            {"cells": [{"source": ["a", {"b": [     | its JSON breaks off or is wrong in line 1
            {"cells": [{"metadata": {"tags": [      | its JSON breaks off or is wrong in line 1
            {"worksheets": [1, {"cells": [          | its JSON breaks off or is wrong in line 1
            <<<<<<< HEAD                            | looks like a web page or a report
            PK\3\4                                  | looks like an archive
            %PDF-1.7                                | looks like a PDF
            """)
    void noNotebook(String content, String sentence) throws IOException {
        Files.writeString(file, content);
        assertUnreadable(sentence);
    }

    @Test
    void nothingInTheFile() throws IOException {
        Files.writeString(file, "");
        assertUnreadable("The file is empty.");
        Files.writeString(file, "\n \n");
        assertUnreadable("it does not begin like one");
    }

    @Test
    void noFile() throws IOException {
        assertUnreadable("There is no notebook.");
        Files.createDirectory(file);
        assertUnreadable("This is a folder and no notebook.");
    }

    @Test
    void aLink() throws IOException {
        Path other = Files.writeString(folder.resolve("ben.ipynb"), text());
        Files.createSymbolicLink(file, other);
        assertUnreadable("The file is a link to another place.");
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("nowhere"));
        assertUnreadable("The file is a link to another place.");
    }

    @Test
    void aPipeThatNobodyWritesTo() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "this machine has no mkfifo");
        assertEquals(
                0,
                new ProcessBuilder("/usr/bin/mkfifo", file.toString()).start().waitFor());
        assertUnreadable("This is no file.");
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Files.writeString(file, text());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "the administrator may read everything");
        assertUnreadable("The file may not be read by the grader.");
    }

    @Test
    void cutAnywhere() throws IOException {
        byte[] whole = text().replace("Four is", "Vier über").getBytes(StandardCharsets.UTF_8);
        List<Integer> lengths = new ArrayList<>();
        for (int length = 1; length < whole.length - 2; length += 97) {
            lengths.add(length);
        }
        lengths.add(new String(whole, StandardCharsets.ISO_8859_1).indexOf('\u00C3') + 1); // within a letter
        for (int length : lengths) {
            Files.write(file, Arrays.copyOf(whole, length));
            String message = assertThrows(UnreadableException.class, () -> NotebookFile.read(file))
                    .getMessage();
            assertTrue(message.contains("only half of one"), length + ": " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "windows-1252"})
    void encodings(String name) throws IOException, UnreadableException {
        notebook.own("run-1", "code", "// Übung");
        Charset charset = Charset.forName(name);
        String mark = name.equals("UTF-8") || (name.startsWith("UTF-16") && name.length() > 6) ? "\uFEFF" : "";
        Files.write(file, (mark + text()).getBytes(charset));
        String[] notes = name.equals("UTF-8")
                ? new String[0]
                : new String[] {
                    name.startsWith("UTF")
                            ? "the file is not in UTF-8 but in " + (name.equals("UTF-16") ? "UTF-16BE" : name)
                            : "the file is not in UTF-8; it was read as Windows-1252, so letters beyond ASCII may be wrong"
                };
        assertRead(notes);
        assertTrue(NotebookFile.read(file).cells().stream()
                .anyMatch(cell -> cell.source().equals("// Übung")));
        if (name.startsWith("UTF-16")) {
            Files.write(file, text().getBytes(charset));
            assertRead(notes);
        }
    }

    @Test
    void endsOfLines() throws IOException, UnreadableException {
        notebook.source("double-it", HandedIn.RIGHT.replace("\n", "\r\n"));
        Files.writeString(file, text().replace("\n", "\r\n"));
        assertRead();
        notebook.source("double-it", HandedIn.RIGHT.replace("\n", "\r"));
        Files.writeString(file, text());
        assertRead();
    }

    @Test
    void formats() throws IOException, UnreadableException {
        notebook.root().put("nbformat", 5);
        Files.writeString(file, text());
        assertRead("the notebook has a format that this grader does not know (nbformat 5)");

        ArrayNode cells = notebook.cells();
        cells.forEach(cell -> {
            if (cell.get("cell_type").asText().equals("code")) {
                ((ObjectNode) cell).set("input", ((ObjectNode) cell).remove("source"));
            }
        });
        notebook.root().remove("cells");
        notebook.root().put("nbformat", 3).putArray("worksheets").addObject().set("cells", cells);
        Files.writeString(file, text());
        assertRead("the notebook has the format of 2014 or older (nbformat 3)");
    }

    @Test
    void membersOfUnexpectedForms() throws IOException, UnreadableException {
        ArrayNode cells = notebook.cells();
        for (String cell : List.of(
                "{\"cell_type\": 7, \"source\": null, \"metadata\": []}",
                "{\"cell_type\": \"code\", \"source\": [null, 1, [\"a\"], {\"b\": 2}, \"x\"], \"metadata\": null}",
                "{\"cell_type\": \"code\", \"source\": {\"a\": \"b\"}, \"metadata\": {\"nbgrader\": [1], \"tags\": \"given\"}}",
                "{\"source\": \"x\", \"metadata\": {\"nbgrader\": {\"grade_id\": [\"setup\"], \"solution\": \"true\", \"grade\": {}},"
                        + " \"tags\": [1, [\"given\"], null]}}")) {
            cells.add(Json.parse(cell));
        }
        ((ObjectNode) notebook.root().get("metadata"))
                .set("activationlab", Json.parse("{\"assignment\": 3, \"course\": {}}"));
        Files.writeString(file, text());
        assertRead();
        List<NotebookFile.NotebookCell> read = NotebookFile.read(file).cells();
        assertEquals(
                List.of(
                        new NotebookFile.NotebookCell("raw", "", "", false, false, false),
                        new NotebookFile.NotebookCell("code", "x", "", false, false, false),
                        new NotebookFile.NotebookCell("code", "", "", false, false, false),
                        new NotebookFile.NotebookCell("raw", "x", "", false, false, false)),
                read.subList(read.size() - 4, read.size()));
    }

    @Test
    void whatPythonWritesIntoOutputs() throws IOException, UnreadableException {
        Files.writeString(
                file,
                text().replaceFirst("\"outputs\": \\[]", "\"outputs\": [{\"data\": [NaN, -Infinity, 1e999, \"\t\"]}]"));
        assertRead();
    }

    @Test
    void listsWithinLists() throws IOException {
        Files.writeString(file, "{\"cells\": " + "[".repeat(5_000_000));
        assertUnreadable("lists within lists without end");
        Files.writeString(file, "{\"metadata\": " + "{\"a\":".repeat(1_000_000));
        assertUnreadable("lists within lists without end");
    }

    @Test
    void tooMuchOfEverything() throws IOException {
        Files.writeString(file, "{\"cells\": [" + "{},".repeat(3000) + "{}]}");
        assertUnreadable("The notebook has more than 2000 cells");
        String cell = "{\"source\": \"" + "x".repeat(199_000) + "\"}";
        Files.writeString(file, "{\"cells\": [" + (cell + ",").repeat(30) + cell + "]}");
        assertUnreadable("more than 4 million characters");
        Files.writeString(file, "{\"cells\": [{\"source\": \"" + "x".repeat(5_000_000) + "\"}]}");
        assertUnreadable("a text or a number that is far too long");
        Files.writeString(file, "{\"nbformat\": " + "7".repeat(2_000_000) + ", \"cells\": []}");
        assertUnreadable("");
    }

    /** A single text of 100 MB and 100 MB in small pieces, read in a JVM whose memory holds a sixth of them. */
    @Test
    void outputsOf200MegabytesInLittleMemory() throws IOException, InterruptedException {
        String marker = "\"outputs\": []";
        String text = text();
        int at = text.indexOf(marker, text.indexOf("doubleIt"));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(text, 0, at);
            out.write("\"outputs\": [{\"text\": \"");
            String piece = "0123456789".repeat(1000);
            for (int i = 0; i < 10_000; i++) {
                out.write(piece);
            }
            out.write("\"}");
            String line = ", {\"output_type\": \"stream\", \"text\": [\"" + "0123456789".repeat(10) + "\\n\"]}";
            for (int i = 0; i < 100_000_000 / line.length(); i++) {
                out.write(line);
            }
            out.write("]");
            out.write(text, at + marker.length(), text.length() - at - marker.length());
        }
        assertTrue(Files.size(file) > 199_000_000);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotebookFileTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertEquals(0, process.waitFor(), Files.readString(said));
        assertEquals("18 cells\n", Files.readString(said));
    }

    /** Reads a notebook in a process of its own. */
    public static void main(String[] arguments) throws UnreadableException {
        System.out.print(NotebookFile.read(Path.of(arguments[0])).cells().size() + " cells\n");
    }
}
