package activationlab.homework;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the grader reads of a notebook: the cells' types, sources and names. Outputs are skipped as they stream by, so that
 * their size does not matter.
 *
 * @param assignment the assignment that the notebook says it is; empty if it does not
 * @param course the seed of the course for which it was made; 0 if it does not say
 * @param cells in order
 * @param notes what was odd about the file, for the teacher
 */
record NotebookFile(String assignment, long course, List<NotebookCell> cells, List<String> notes) {

    NotebookFile(String assignment, List<NotebookCell> cells, List<String> notes) {
        this(assignment, 0, cells, notes);
    }

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
    /** Of all cells together; a long homework has thirty thousand characters. */
    private static final int MOST_TEXT = 4_000_000;

    private static final long LARGEST_FILE = 1L << 30;

    /** Python writes NaN into outputs, and reads it again; texts that are skipped may have any length. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MOST_TEXT)
                    .maxNestingDepth(500)
                    .build())
            .build();

    /** How files begin that are handed in by mistake. */
    private static final Map<String, String> OTHERS = Map.of(
            "<", "a web page or a report",
            "PK", "an archive or a text document",
            "%PDF", "a PDF",
            "// ", "a program");

    /** Reads a file. */
    static NotebookFile read(Path file) throws UnreadableException {
        try {
            Charset charset = charset(file);
            try {
                return read(
                        file,
                        charset,
                        charset.equals(StandardCharsets.UTF_8) ? "" : "the file is not in UTF-8 but in " + charset);
            } catch (CharacterCodingException e) {
                return read(
                        file,
                        Charset.forName("windows-1252"),
                        "the file is not in UTF-8; it was read as Windows-1252, so letters beyond ASCII may be wrong");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The encoding, by the file's first bytes. Refuses at once what is no file, or what is none of the student's own. */
    private static Charset charset(Path file) throws IOException, UnreadableException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            throw new UnreadableException("The file is a link to another place. Hand in the notebook itself.");
        }
        if (!attributes.isRegularFile()) {
            throw new UnreadableException(
                    attributes.isDirectory() ? "This is a folder and no notebook." : "This is no file.");
        }
        if (attributes.size() > LARGEST_FILE) {
            throw new UnreadableException("The file is larger than 1 GB. Clear all outputs, save the notebook, and "
                    + "hand in the new file.");
        }
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(4);
        }
        if (first.length == 0) {
            throw new UnreadableException("The file is empty. Save the notebook again and hand in the new file.");
        }
        String text = new String(first, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (text.startsWith(other.getKey())) {
                throw new UnreadableException("The file looks like " + other.getValue()
                        + " and is no notebook. Hand in the file whose name ends in .ipynb.");
            }
        }
        if (text.startsWith("\u00FE\u00FF") || text.startsWith("\0")) {
            return StandardCharsets.UTF_16BE;
        }
        boolean little = text.startsWith("\u00FF\u00FE") || (text.length() > 1 && text.charAt(1) == 0);
        return little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private static UnreadableException unreadable(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return new UnreadableException(
                    "The file holds a text or a number that is far too long, or lists within lists "
                            + "without end, and was not read further. Hand in the notebook as Jupyter saves it.");
        }
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
        if (e instanceof AccessDeniedException) {
            return new UnreadableException("The file may not be read by the grader.");
        }
        return new UnreadableException("The file cannot be read (" + e.getMessage() + ").");
    }

    private static NotebookFile read(Path file, Charset charset, String note) throws IOException, UnreadableException {
        CodingErrorAction unmappable = note.isEmpty() ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
        try (InputStream in = Files.newInputStream(file);
                Reader reader = new BufferedReader(new InputStreamReader(
                        in, charset.newDecoder().onMalformedInput(unmappable).onUnmappableCharacter(unmappable)))) {
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            JsonParser json = JSON.createParser(reader);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("The file is no notebook: it does not begin like one.");
            }
            Content content = new Content();
            if (!note.isEmpty()) {
                content.notes.add(note);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                content.member(json);
            }
            if (!content.hasCells) {
                throw new UnreadableException("The file is no notebook that can be graded: it has no cells"
                        + content.notes.stream().map(one -> "; " + one).collect(Collectors.joining()) + ".");
            }
            return new NotebookFile(
                    content.assignment, content.course, List.copyOf(content.cells), List.copyOf(content.notes));
        }
    }

    /** What has been read so far. */
    private static final class Content {
        private final List<NotebookCell> cells = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private String assignment = "";
        private long course;
        private boolean hasCells;
        private long text;

        void member(JsonParser json) throws IOException, UnreadableException {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("cells") && token == JsonToken.START_ARRAY) {
                cells(json);
            } else if (name.equals("worksheets") && token == JsonToken.START_ARRAY) {
                notes.add("the notebook has the format of 2014 or older (nbformat 3)");
                worksheets(json);
            } else if (name.equals("metadata") && token == JsonToken.START_OBJECT) {
                metadata(json);
            } else if (name.equals("nbformat") && token == JsonToken.VALUE_NUMBER_INT) {
                String format = json.getText();
                if (!format.equals("4") && !format.equals("3")) {
                    notes.add("the notebook has a format that this grader does not know (nbformat "
                            + format.substring(0, Math.min(9, format.length())) + ")");
                }
            } else {
                json.skipChildren();
            }
        }

        private void metadata(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean ours = json.currentName().equals("activationlab");
                if (json.nextToken() != JsonToken.START_OBJECT || !ours) {
                    json.skipChildren();
                    continue;
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken token = json.nextToken();
                    if (name.equals("assignment") && token == JsonToken.VALUE_STRING) {
                        assignment = json.getText();
                    } else if (name.equals("course") && token == JsonToken.VALUE_NUMBER_INT) {
                        course = json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? 0 : json.getLongValue();
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }

        private void worksheets(JsonParser json) throws IOException, UnreadableException {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    json.skipChildren();
                    continue;
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean here = json.currentName().equals("cells");
                    if (json.nextToken() == JsonToken.START_ARRAY && here) {
                        cells(json);
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }

        private void cells(JsonParser json) throws IOException, UnreadableException {
            hasCells = true;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    cell(json);
                } else {
                    json.skipChildren();
                }
                if (cells.size() > MOST_CELLS || text > MOST_TEXT) {
                    throw new UnreadableException("The notebook has more than " + MOST_CELLS + " cells, or more than "
                            + MOST_TEXT / 1_000_000 + " million characters in them. Delete what is not yours.");
                }
            }
        }

        private void cell(JsonParser json) throws IOException {
            String type = "raw";
            String source = "";
            Names names = new Names();
            int level = 0;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                switch (name) {
                    case "cell_type" -> type = token == JsonToken.VALUE_STRING ? json.getText() : type;
                    // nbformat 3 calls the source of a code cell its input
                    case "source", "input" -> source = source(json, source);
                    case "metadata" -> names.read(json);
                    case "level" -> level = token == JsonToken.VALUE_NUMBER_INT ? json.getValueAsInt() : level;
                    default -> json.skipChildren();
                }
            }
            if (source.length() > LONGEST_SOURCE) {
                source = source.substring(0, LONGEST_SOURCE);
                notes.add("cell " + (cells.size() + 1) + " is longer than " + LONGEST_SOURCE
                        + " characters; only its beginning was read");
            }
            source = source.replace("\r\n", "\n").replace('\r', '\n');
            if (type.equals("heading")) { // nbformat 3 has headings that are no Markdown
                type = "markdown";
                source = "#".repeat(Math.max(1, Math.min(6, level))) + " " + source;
            }
            text += source.length();
            cells.add(new NotebookCell(type, source, names.id, names.answer, names.graded, names.given));
        }

        /** A source is a text or a list of texts. */
        private static String source(JsonParser json, String before) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                return json.getText();
            }
            if (json.currentToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                return before;
            }
            StringBuilder text = new StringBuilder();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_STRING && text.length() <= LONGEST_SOURCE) {
                    text.append(json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return text.toString();
        }
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
                    while (json.nextToken() != JsonToken.END_ARRAY) {
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
