package activationlab.homework;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes an assignment's notebook, with the solutions, out of its text.
 *
 * <p>The text is Markdown with a head. A fence whose first line has a second word becomes a cell: {@code setup}, {@code
 * given}, {@code run}, {@code play}, {@code predict}, {@code answer} or {@code written}; see {@code
 * notebooks/homework/README.md}. Equal texts and courses give equal notebooks, byte for byte.
 */
final class NotebookBuilder {

    /** The points of the written answer. */
    static final int WRITTEN_POINTS = 15;

    private static final Pattern FENCE = Pattern.compile("(`{3,})(\\S*)(?:[ \\t]+(\\S+))?(?:[ \\t]+(\\S+))?[ \\t]*");
    private static final Set<String> HEAD = Set.of("assignment", "title", "minutes");
    private static final Map<String, String> LANGUAGES = kinds();

    private final Assignment assignment;
    private final Map<String, Exercise> exercises = new LinkedHashMap<>();
    private final String name;
    private final List<String> lines;
    private final ArrayNode cells = Json.NODES.arrayNode();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> answered = new LinkedHashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int at;

    private NotebookBuilder(Assignment assignment, String name, List<String> lines) {
        this.assignment = assignment;
        this.name = name;
        this.lines = lines;
        assignment.exercises("").forEach(exercise -> exercises.put(exercise.id(), exercise));
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new HashMap<>();
        for (String kind : List.of("setup", "given", "run", "play", "predict", "answer")) {
            kinds.put(kind, "java");
        }
        kinds.put("written", "markdown");
        return kinds;
    }

    /**
     * Makes a notebook.
     *
     * @param name the text's file, for messages
     * @return the content of the notebook's file
     * @throws IOException if the text has a fault; the message names file and line
     */
    static String notebook(Assignment assignment, Course course, String text, String name) throws IOException {
        // The exercises come first: they choose the words.
        assignment.exercises("");
        String filled;
        try {
            filled = course.variant().fill(text.replace("\r\n", "\n"));
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": " + e.getMessage() + ".", e);
        }
        NotebookBuilder builder =
                new NotebookBuilder(assignment, name, filled.lines().toList());
        builder.head();
        builder.body();
        return builder.finished(course.seed());
    }

    private IOException fault(int line, String what) {
        return new IOException(name + ", line " + (line + 1) + ": " + what);
    }

    private void head() throws IOException {
        Map<String, String> head = new HashMap<>();
        if (lines.isEmpty() || !lines.get(0).equals("---")) {
            throw fault(0, "the text must begin with a head between two lines of ---.");
        }
        for (at = 1; at < lines.size() && !lines.get(at).equals("---"); at++) {
            int colon = lines.get(at).indexOf(':');
            String key = colon < 0
                    ? lines.get(at)
                    : lines.get(at).substring(0, colon).strip();
            if (colon < 0 || !HEAD.contains(key)) {
                throw fault(at, "the head has assignment, title and minutes, not \"" + key + "\".");
            }
            head.put(key, lines.get(at).substring(colon + 1).strip());
        }
        if (at == lines.size()) {
            throw fault(0, "the head has no end, a line of ---.");
        }
        if (!assignment.name().equals(head.get("assignment"))) {
            throw fault(0, "the head must say assignment: " + assignment.name() + ".");
        }
        if (!assignment.title().equals(head.get("title"))) {
            throw fault(0, "the head must say title: " + assignment.title() + ".");
        }
        if (!String.valueOf(head.get("minutes")).matches("\\d+")) {
            throw fault(0, "the head must say minutes: and a number.");
        }
        at++;
    }

    private void body() throws IOException {
        List<String> prose = new ArrayList<>();
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.equals("+++")) {
                prose(prose);
                at++;
                continue;
            }
            Matcher fence = FENCE.matcher(line);
            if (!fence.matches()) {
                prose.add(line);
                at++;
                continue;
            }
            int from = at;
            List<String> content = content(fence.group(1));
            if (fence.group(3) == null) {
                prose.addAll(lines.subList(from, at));
            } else {
                prose(prose);
                cell(from, fence, content);
            }
        }
        prose(prose);
    }

    /** The lines within a fence; goes on behind its end. */
    private List<String> content(String ticks) throws IOException {
        int from = at++;
        while (at < lines.size() && !lines.get(at).strip().equals(ticks)) {
            at++;
        }
        if (at == lines.size()) {
            throw fault(from, "the fence has no end, a line of " + ticks + ".");
        }
        return lines.subList(from + 1, at++);
    }

    private void prose(List<String> prose) throws IOException {
        String text = String.join("\n", prose).strip();
        prose.clear();
        if (!text.isEmpty()) {
            cell("markdown", counted("text"), text, at);
        }
    }

    private String counted(String kind) {
        return kind + "-" + counts.merge(kind, 1, Integer::sum);
    }

    private void cell(int line, Matcher fence, List<String> content) throws IOException {
        String kind = fence.group(3);
        String argument = fence.group(4) == null ? "" : fence.group(4);
        String text = String.join("\n", content).strip();
        if (!fence.group(2).equals(LANGUAGES.get(kind))) {
            throw fault(
                    line,
                    LANGUAGES.containsKey(kind)
                            ? "a fence of kind " + kind + " must begin with " + LANGUAGES.get(kind) + "."
                            : "there is no kind of cell " + kind + "; there are "
                                    + LANGUAGES.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        if (text.isEmpty()) {
            throw fault(line, "the cell is empty.");
        }
        switch (kind) {
            case "setup" -> {
                if (cells.size() > 0 && ids.stream().anyMatch(id -> !id.startsWith("text-"))) {
                    throw fault(line, "the setup must be the first cell with code, and the only one of its kind.");
                }
                locked(cell("code", "setup", text, line), "setup");
            }
            case "given" -> {
                String id = counted("given");
                ObjectNode metadata = locked(cell("code", id, text, line), id);
                metadata.putArray("tags").add("given");
            }
            case "run" -> {
                String id = counted("run");
                locked(cell("code", id, text, line), id);
            }
            case "play" -> cell("code", counted("play"), text, line);
            case "predict" -> {
                if (argument.isEmpty() || !text.contains("predict(\"" + argument + "\"")) {
                    throw fault(
                            line, "the cell must call predict(\"" + argument + "\", …), with the name of its fence.");
                }
                cell("code", "predict-" + argument, text, line);
            }
            case "answer" -> answer(line, argument, text);
            default -> {
                ObjectNode metadata = cell("markdown", "written", text, line);
                nbgrader(metadata, "written", WRITTEN_POINTS, true, false);
            }
        }
    }

    private void answer(int line, String id, String text) throws IOException {
        Exercise exercise = exercises.get(id);
        if (exercise == null) {
            throw fault(
                    line, "there is no exercise " + id + "; there are " + String.join(", ", exercises.keySet()) + ".");
        }
        Signature signature = exercise.signature();
        if (!Pattern.compile(
                        "(?<![\\w\\]])" + Pattern.quote(signature.returns()) + "\\s+" + signature.name() + "\\s*\\(")
                .matcher(text)
                .find()) {
            throw fault(line, "the cell must declare " + signature + ".");
        }
        List<String> all =
                text.lines().map(String::strip).filter(one -> !one.isEmpty()).toList();
        int begin = all.indexOf("// BEGIN SOLUTION");
        int end = all.indexOf("// END SOLUTION");
        if (begin < 0
                || end < begin
                || all.lastIndexOf("// BEGIN SOLUTION") > begin
                || all.lastIndexOf("// END SOLUTION") > end) {
            throw fault(line, "the cell needs one line // BEGIN SOLUTION and, below it, one line // END SOLUTION.");
        }
        if (end + 1 == all.size() || !all.get(end + 1).startsWith("}")) {
            throw fault(line, "nothing may follow // END SOLUTION in its block, for the stub ends there with a throw.");
        }
        answered.add(id);
        nbgrader(cell("code", id, text, line), id, -1, true, false);
        String check = "check-" + id;
        nbgrader(cell("code", check, "check(\"" + id + "\");", line), check, exercise.points(), false, true);
    }

    /** Adds a cell; gives its metadata. */
    private ObjectNode cell(String type, String id, String text, int line) throws IOException {
        if (id.length() > 64 || !id.matches("[a-zA-Z0-9_-]+")) {
            throw fault(line, "the name " + id + " must have at most 64 letters, digits and hyphens.");
        }
        if (!ids.add(id)) {
            throw fault(line, "there is a cell " + id + " already.");
        }
        ObjectNode cell = cells.addObject();
        cell.put("cell_type", type);
        if (type.equals("code")) {
            cell.putNull("execution_count");
        }
        cell.put("id", id);
        ObjectNode metadata = cell.putObject("metadata");
        if (type.equals("code")) {
            cell.putArray("outputs");
        }
        ArrayNode source = cell.putArray("source");
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            source.add(text.substring(from, to));
            from = to;
        }
        return metadata;
    }

    private static ObjectNode locked(ObjectNode metadata, String id) {
        nbgrader(metadata, id, -1, false, true);
        return metadata;
    }

    /** What nbgrader needs to know; a cell is graded if it has points, which others have below 0. */
    private static void nbgrader(ObjectNode metadata, String id, double points, boolean solution, boolean locked) {
        ObjectNode nbgrader = metadata.putObject("nbgrader");
        nbgrader.put("grade", points >= 0);
        nbgrader.put("grade_id", id);
        nbgrader.put("locked", locked);
        if (points >= 0 && points == Math.rint(points)) {
            nbgrader.put("points", (int) points);
        } else if (points >= 0) {
            nbgrader.put("points", points);
        }
        nbgrader.put("schema_version", 3);
        nbgrader.put("solution", solution);
        nbgrader.put("task", false);
    }

    private String finished(long course) throws IOException {
        if (!ids.contains("setup")) {
            throw fault(0, "there is no cell of the kind setup.");
        }
        for (String id : exercises.keySet()) {
            if (!answered.contains(id)) {
                throw fault(0, "the exercise " + id + " has no cell of the kind answer.");
            }
        }
        ObjectNode root = Json.NODES.objectNode();
        root.set("cells", cells);
        ObjectNode metadata = root.putObject("metadata");
        metadata.putObject("activationlab").put("assignment", assignment.name()).put("course", course);
        metadata.putObject("kernelspec")
                .put("display_name", "Java")
                .put("language", "java")
                .put("name", "java");
        metadata.putObject("language_info")
                .put("codemirror_mode", "java")
                .put("file_extension", ".jshell")
                .put("mimetype", "text/x-java-source")
                .put("name", "Java")
                .put("pygments_lexer", "java");
        root.put("nbformat", 4);
        root.put("nbformat_minor", 5);
        return Json.text(root, true);
    }
}
