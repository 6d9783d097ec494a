package activationlab.homework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notebook comes back in the order in which it was given out, whatever became of it, with all that a student wrote. */
class AsGradedTest {

    @TempDir
    private static Path folder;

    private static Path masterFile;
    private static Master master;

    private HandedIn notebook;

    @BeforeAll
    static void prepare() throws IOException {
        masterFile = HandedIn.master(folder);
        master = Master.of(HandedIn.course().assignment("small"), masterFile);
    }

    @BeforeEach
    void untouched() throws IOException {
        notebook = HandedIn.untouched(master, masterFile);
        notebook.source("written", "YOUR ANSWER HERE");
    }

    private AsGraded asGraded() throws IOException, UnreadableException {
        return Submission.of(master, notebook.in(folder)).asGraded();
    }

    private List<AsGraded.GradedCell> cells() {
        try {
            return asGraded().cells();
        } catch (IOException | UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever a test did: each cell of the master is there once and in order. */
    @AfterEach
    void everyCellOnce() {
        List<Integer> numbers = new ArrayList<>();
        cells().stream().filter(cell -> cell.master() != null).forEach(cell -> numbers.add(cell.master()));
        List<Integer> expected = new ArrayList<>();
        for (int k = 0; k < master.notebook().cells().size(); k++) {
            expected.add(k);
        }
        assertEquals(expected, numbers);
    }

    private static int number(String id) throws IOException {
        JsonNode cells = Json.parse(Files.readString(masterFile)).get("cells");
        for (int k = 0; k < cells.size(); k++) {
            if (cells.get(k).path("id").asText().equals(id)) {
                return k;
            }
        }
        throw new AssertionError("no cell " + id);
    }

    private String source(String id) throws IOException {
        int k = number(id);
        return cells().stream()
                .filter(cell -> cell.master() != null && cell.master() == k)
                .findFirst()
                .orElseThrow()
                .source();
    }

    /** The student's own cells, each with the master's cell that it follows. */
    private List<String> own() {
        List<String> own = new ArrayList<>();
        int behind = -1;
        for (AsGraded.GradedCell cell : cells()) {
            if (cell.master() == null) {
                own.add(behind + " " + cell.type() + " " + cell.source());
            } else {
                behind = cell.master();
            }
        }
        return own;
    }

    @Test
    void asGivenOut() throws Exception {
        assertTrue(cells().stream().allMatch(cell -> cell.source() == null), cells()::toString);
        assertEquals(List.of(), own());
        assertEquals("", asGraded().written("written"));
        assertEquals("", asGraded().written("other"));
    }

    @Test
    void whatAStudentWrites() throws Exception {
        notebook.source("double-it", HandedIn.RIGHT)
                .source("written", "In my words.")
                .source("sum-up", " ");
        notebook.source("predict-twice", "predict(\"twice\", \"6\");");
        notebook.own("double-it", "code", "int mine = 1;").own("double-it", "raw", "A note.");
        assertEquals(HandedIn.RIGHT, source("double-it"));
        assertEquals("In my words.", source("written"));
        assertEquals("In my words.", asGraded().written("written"));
        assertEquals(" ", source("sum-up"));
        assertEquals("predict(\"twice\", \"6\");", source("predict-twice"));
        int k = number("double-it");
        assertEquals(List.of(k + " markdown A note.", k + " code int mine = 1;"), own());
    }

    @Test
    void aWrittenAnswerWithoutWords() throws Exception {
        for (String nothing : List.of("", " \n", "<!-- what to write -->", "YOUR ANSWER HERE\n\n<!--\nlater\n-->")) {
            notebook.source("written", nothing);
            assertEquals("", asGraded().written("written"), nothing);
        }
        notebook.source("written", "YOUR ANSWER HERE: ReLU.");
        assertEquals("YOUR ANSWER HERE: ReLU.", asGraded().written("written"));
    }

    @Test
    void withoutMetadata() throws Exception {
        notebook.source("double-it", HandedIn.RIGHT).source("written", "In my words.");
        notebook.source("predict-twice", "predict(\"twice\", 9);");
        notebook.own("sum-up", "code", "int mine = 1;").withoutMetadata();
        assertEquals(HandedIn.RIGHT, source("double-it"));
        assertEquals("In my words.", source("written"));
        assertEquals("predict(\"twice\", 9);", source("predict-twice"));
        assertEquals(List.of(number("sum-up") + " code int mine = 1;"), own());
    }

    @Test
    void duplicates() throws Exception {
        notebook.source("double-it", HandedIn.WRONG)
                .copy("double-it", HandedIn.RIGHT)
                .copy("double-it", HandedIn.RIGHT);
        notebook.copy("check-double-it", "check(\"double-it\");")
                .copy("written", "Twice.")
                .copy("written", " ");
        notebook.copy("predict-twice", "predict(\"twice\", \"9\");").copy("given-1", "interface Other {}");
        assertEquals(HandedIn.RIGHT, source("double-it"));
        assertEquals("Twice.", asGraded().written("written"));
        assertEquals("predict(\"twice\", \"9\");", source("predict-twice"));
        assertEquals(List.of(number("double-it") + " code " + HandedIn.WRONG), own());
    }

    @Test
    void aNotebookTwiceInOne() throws Exception {
        notebook.source("double-it", HandedIn.RIGHT);
        ArrayNode copy = notebook.cells().deepCopy();
        notebook.cells().addAll(copy);
        assertEquals(HandedIn.RIGHT, source("double-it"));
        assertEquals(List.of(), own());
    }

    @Test
    void deletedAndMoved() throws Exception {
        notebook.source("double-it", HandedIn.RIGHT).source("choose", "double choose() { return 5; }");
        notebook.remove("sum-up").remove("check-double-it");
        notebook.own("double-it", "code", "int mine = 1;");
        JsonNode first = notebook.cells().remove(notebook.place("double-it"));
        notebook.cells().add(first); // the answer stands at the end now, the student's own cell where it was
        notebook.cells()
                .insertObject(0)
                .put("cell_type", "markdown")
                .put("source", "Ann")
                .putObject("metadata");
        notebook.own("choose", "code", "");
        assertEquals(HandedIn.RIGHT, source("double-it"));
        assertEquals("double choose() { return 5; }", source("choose"));
        assertEquals(null, source("sum-up"));
        assertEquals(List.of("-1 markdown Ann", number("predict-twice") + " code int mine = 1;"), own());
    }

    @Test
    void anAnswerElsewhere() throws Exception {
        notebook.own("sum-up", "code", HandedIn.RIGHT + "\n" + HandedIn.SUM);
        assertEquals(HandedIn.RIGHT + "\n" + HandedIn.SUM, source("double-it"));
        assertEquals(HandedIn.RIGHT + "\n" + HandedIn.SUM, source("sum-up"));
        assertEquals(List.of(), own());
        notebook.own("check-double-it", "markdown", "Between.");
        assertEquals(List.of(number("check-double-it") + " markdown Between."), own());
    }

    @Test
    void changedTexts() throws Exception {
        JsonNode text = notebook.cells().get(1);
        ((ObjectNode) text).put("source", "My own remark.");
        notebook.source("check-double-it", "// nothing to check");
        notebook.source("play-1", "sum(new double[] {5, 6});");
        assertEquals(null, source("check-double-it"));
        assertEquals(
                List.of("0 markdown My own remark.", (number("play-1") - 1) + " code sum(new double[] {5, 6});"),
                own());
    }

    @Test
    void anOldFormat() throws Exception {
        notebook.source("double-it", HandedIn.RIGHT).source("written", "In my words.");
        ArrayNode old = Json.NODES.arrayNode();
        for (JsonNode cell : notebook.cells()) {
            ObjectNode one = cell.deepCopy();
            String source = one.remove("source").asText();
            if (one.path("cell_type").asText().equals("code")) {
                one.put("input", source);
            } else if (source.matches("#+ .*")) {
                one.put("cell_type", "heading").put("level", source.indexOf(' '));
                one.put("source", source.substring(source.indexOf(' ') + 1));
            } else {
                one.put("source", source);
            }
            one.remove("id");
            old.add(one);
        }
        notebook.root().remove("cells");
        notebook.root().put("nbformat", 3);
        notebook.root().putArray("worksheets").addObject().set("cells", old);
        assertEquals(HandedIn.RIGHT, source("double-it"));
        assertEquals("In my words.", asGraded().written("written"));
        assertEquals(List.of(), own());
    }

    @Test
    void keptInTheResult() throws IOException {
        notebook.source("double-it", HandedIn.RIGHT).own("double-it", "code", "int mine = 1;");
        Grading.Setting setting = new Grading.Setting(
                master, List.of(new Report.ByHand("written", 15, "")), 5, "v", folder, false, false);
        Grading grading = new Grading(new Grader(Isolation.NONE, Limits.DEFAULT), setting, 1);
        Handed handed = new Handed("ann", notebook.in(folder), "", List.of());
        Report report = grading.grade(handed);
        report.write(folder.resolve("ann.json"));
        assertEquals(report, Report.read(folder.resolve("ann.json")));
        JsonNode cells =
                Json.parse(Files.readString(folder.resolve("ann.json"))).get("cells");
        assertEquals("{\"master\":0}", cells.get(0).toString());
        int k = number("double-it");
        assertEquals(HandedIn.RIGHT, cells.get(k).get("source").asText());
        assertEquals(
                "{\"type\":\"code\",\"source\":\"int mine = 1;\"}",
                cells.get(k + 1).toString());

        // A result without cells is an old one; a file that is no notebook has none.
        ObjectNode old = (ObjectNode) Json.parse(Files.readString(folder.resolve("ann.json")));
        old.remove("cells");
        Files.writeString(folder.resolve("old.json"), old.toString());
        assertTrue(report.isOf(master, 5, "v"));
        assertFalse(Report.read(folder.resolve("old.json")).isOf(master, 5, "v"));
        Report none = grading.grade(new Handed("bob", null, "Nothing.", List.of()));
        none.write(folder.resolve("bob.json"));
        assertFalse(Json.parse(Files.readString(folder.resolve("bob.json"))).has("cells"));
        assertTrue(Report.read(folder.resolve("bob.json")).isOf(master, 5, "v"));
    }
}
