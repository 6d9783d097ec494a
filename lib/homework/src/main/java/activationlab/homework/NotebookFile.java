package activationlab.homework;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the grader reads of a notebook: the cells' types, sources and names. Outputs are skipped as they stream by, so that
 * their size does not matter.
 *
 * @param assignment the assignment that the notebook says it is; empty if it does not
 * @param cells in order
 * @param notes what was odd about the file, for the teacher
 */
record NotebookFile(String assignment, List<NotebookCell> cells, List<String> notes) {

    /**
     * One cell.
     *
     * @param type code, markdown or raw
     * @param source its text
     * @param id nbgrader's grade_id; empty if it has none
     * @param answer whether nbgrader calls it a solution
     * @param graded whether nbgrader gives points for it
     * @param given whether it is code that the answers need
     */
    record NotebookCell(String type, String source, String id, boolean answer, boolean graded, boolean given) {
        boolean isCode() {
            return type.equals("code");
        }
    }

    private static final int MOST_CELLS = 2000;
    private static final int LONGEST_SOURCE = 200_000;
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads a file. */
    static NotebookFile read(Path file) throws UnreadableException {
        try {
            return read(file, StandardCharsets.UTF_8, "");
        } catch (CharacterCodingException e) {
            try {
                return read(
                        file,
                        Charset.forName("windows-1252"),
                        "the file is not in UTF-8; it was read as Windows-1252, so letters beyond ASCII may be wrong");
            } catch (IOException second) {
                throw unreadable(second);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static UnreadableException unreadable(IOException e) {
        if (e instanceof JsonProcessingException json) {
            return new UnreadableException(
                    "The file is no notebook, or only half of one: its JSON breaks off or is wrong in line "
                            + (json.getLocation() == null
                                    ? "?"
                                    : json.getLocation().getLineNr())
                            + ". Save the notebook again and hand in the new file.");
        }
        if (e instanceof NoSuchFileException) {
            return new UnreadableException("There is no notebook.");
        }
        return new UnreadableException("The file cannot be read (" + e.getMessage() + ").");
    }

    private static NotebookFile read(Path file, Charset charset, String note) throws IOException, UnreadableException {
        List<String> notes = new ArrayList<>();
        if (!note.isEmpty()) {
            notes.add(note);
        }
        try (InputStream in = Files.newInputStream(file);
                Reader reader = new BufferedReader(new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(
                                        charset.equals(StandardCharsets.UTF_8)
                                                ? CodingErrorAction.REPORT
                                                : CodingErrorAction.REPLACE)))) {
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            JsonParser json = JSON.createParser(reader);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("The file is no notebook.");
            }
            String assignment = "";
            List<NotebookCell> cells = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (name.equals("cells") && token == JsonToken.START_ARRAY) {
                    cells = cells(json, cells == null ? new ArrayList<>() : cells);
                } else if (name.equals("worksheets") && token == JsonToken.START_ARRAY) {
                    notes.add("the notebook has the format of 2014 or older (nbformat 3)");
                    cells = worksheets(json);
                } else if (name.equals("metadata") && token == JsonToken.START_OBJECT) {
                    assignment = assignment(json);
                } else if (name.equals("nbformat") && token == JsonToken.VALUE_NUMBER_INT && json.getIntValue() > 4) {
                    notes.add("the notebook has a format that is newer than this grader (nbformat " + json.getIntValue()
                            + ")");
                } else {
                    json.skipChildren();
                }
            }
            if (cells == null) {
                throw new UnreadableException("The file is no notebook: it has no cells.");
            }
            return new NotebookFile(assignment, List.copyOf(cells), List.copyOf(notes));
        }
    }

    private static String assignment(JsonParser json) throws IOException {
        String assignment = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean ours = json.currentName().equals("activationlab");
            if (json.nextToken() == JsonToken.START_OBJECT && ours) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean name = json.currentName().equals("assignment");
                    if (json.nextToken() == JsonToken.VALUE_STRING && name) {
                        assignment = json.getText();
                    } else {
                        json.skipChildren();
                    }
                }
            } else {
                json.skipChildren();
            }
        }
        return assignment;
    }

    private static List<NotebookCell> worksheets(JsonParser json) throws IOException, UnreadableException {
        List<NotebookCell> cells = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = json.currentName().equals("cells");
                if (json.nextToken() == JsonToken.START_ARRAY && here) {
                    cells(json, cells);
                } else {
                    json.skipChildren();
                }
            }
        }
        return cells;
    }

    private static List<NotebookCell> cells(JsonParser json, List<NotebookCell> cells)
            throws IOException, UnreadableException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == null) {
                throw new com.fasterxml.jackson.core.io.JsonEOFException(json, JsonToken.NOT_AVAILABLE, "no end");
            }
            if (json.currentToken() == JsonToken.START_OBJECT) {
                cells.add(cell(json));
            } else {
                json.skipChildren();
            }
            if (cells.size() > MOST_CELLS) {
                throw new UnreadableException("The notebook has more than " + MOST_CELLS + " cells.");
            }
        }
        return cells;
    }

    private static NotebookCell cell(JsonParser json) throws IOException {
        String type = "raw";
        String source = "";
        Names names = new Names();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "cell_type" -> type = token == JsonToken.VALUE_STRING ? json.getText() : type;
                // nbformat 3 calls the source of a code cell its input
                case "source", "input" -> source = source(json, source);
                case "metadata" -> names.read(json);
                default -> json.skipChildren();
            }
        }
        return new NotebookCell(type, source, names.id, names.answer, names.graded, names.given);
    }

    /** A source is a text or a list of texts. What is too long is cut; it would not be run anyway. */
    private static String source(JsonParser json, String before) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return cut(json.getText());
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return before;
        }
        StringBuilder text = new StringBuilder();
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            if (json.currentToken() == JsonToken.VALUE_STRING && text.length() <= LONGEST_SOURCE) {
                text.append(json.getText());
            } else {
                json.skipChildren();
            }
        }
        return cut(text.toString());
    }

    private static String cut(String source) {
        String text = source.length() <= LONGEST_SOURCE ? source : source.substring(0, LONGEST_SOURCE);
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** What a cell's metadata says; anything of an unexpected form counts as absent. */
    private static final class Names {
        private String id = "";
        private boolean answer;
        private boolean graded;
        private boolean given;

        void read(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (name.equals("nbgrader") && token == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        nbgrader(json);
                    }
                } else if (name.equals("tags") && token == JsonToken.START_ARRAY) {
                    while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                        given |= json.currentToken() == JsonToken.VALUE_STRING
                                && json.getText().equals("given");
                        json.skipChildren();
                    }
                } else {
                    json.skipChildren();
                }
            }
        }

        private void nbgrader(JsonParser json) throws IOException {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "grade_id" -> id = token == JsonToken.VALUE_STRING ? json.getText() : "";
                case "solution" -> answer = token == JsonToken.VALUE_TRUE;
                case "grade" -> graded = token == JsonToken.VALUE_TRUE;
                default -> { // nothing that matters here
                }
            }
            json.skipChildren();
        }
    }
}
