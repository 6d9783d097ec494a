package activationlab.homework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A notebook of {@link SmallAssignment} as students get it, and what they may do to it. */
final class HandedIn {

    static final String RIGHT = "double doubleIt(double x) {\n    return x + x;\n}";
    static final String WRONG = "double doubleIt(double x) {\n    return x * x;\n}";
    static final String SUM = "double sum(double[] z) {\n    return java.util.Arrays.stream(z).sum();\n}";

    private final ObjectNode root;

    private HandedIn(ObjectNode root) {
        this.root = root;
    }

    static Course course() throws IOException {
        Variant variant = new Variant(0);
        return Course.of(0, null, List.of(new SmallAssignment(variant)), variant);
    }

    /** The master's file. */
    static Path master(Path folder) throws IOException {
        Course course = course();
        Path file = folder.resolve("master.ipynb");
        Files.writeString(
                file, NotebookBuilder.notebook(course.assignment("small"), course, SmallNotebook.TEMPLATE, "small.md"));
        return file;
    }

    /** As it is given out. */
    static HandedIn untouched(Master master, Path masterFile) throws IOException {
        HandedIn notebook = new HandedIn((ObjectNode) Json.parse(Files.readString(masterFile)));
        for (Exercise exercise : master.assignment().exercises("")) {
            notebook.source(exercise.id(), master.stub(exercise.id()));
        }
        return notebook;
    }

    ObjectNode root() {
        return root;
    }

    ArrayNode cells() {
        return (ArrayNode) root.get("cells");
    }

    /** The first cell of a name. */
    ObjectNode cell(String id) {
        return (ObjectNode) cells().get(place(id));
    }

    int place(String id) {
        for (int i = 0; i < cells().size(); i++) {
            if (cells().get(i).path("id").asText().equals(id)) {
                return i;
            }
        }
        throw new AssertionError("no cell " + id);
    }

    HandedIn source(String id, String text) {
        cell(id).put("source", text);
        return this;
    }

    HandedIn remove(String id) {
        cells().remove(place(id));
        return this;
    }

    /** A cell of the student's own behind another. */
    HandedIn own(String behind, String type, String text) {
        ObjectNode cell = cells().insertObject(place(behind) + 1);
        cell.put("cell_type", type).put("source", text).putObject("metadata");
        return this;
    }

    /** A copy with all metadata behind the cell. */
    HandedIn copy(String id, String text) {
        ObjectNode copy = cell(id).deepCopy();
        copy.put("source", text);
        cells().insert(place(id) + 1, copy);
        return this;
    }

    HandedIn withoutMetadata() {
        for (JsonNode cell : cells()) {
            ((ObjectNode) cell).putObject("metadata");
            ((ObjectNode) cell).remove("id");
        }
        root.putObject("metadata");
        return this;
    }

    Path in(Path folder) throws IOException {
        Path file = folder.resolve("ann.ipynb");
        Files.writeString(file, Json.text(root, true));
        return file;
    }
}
