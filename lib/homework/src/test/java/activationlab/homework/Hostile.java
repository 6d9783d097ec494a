package activationlab.homework;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One notebook that means harm, or met with an accident. It is committed as the Java that its cells hold, with these lines
 * between them:
 *
 * <pre>
 * // attack: what it tries         (or accident: what happened)
 * // most: leaky 0, softmax 2      the most points it may have; every question that is not named keeps all its points
 * // state: timed out, crashed     the ends that are allowed; graded if nothing is said
 * // metadata: CELL WHAT VALUE     changes a cell: source, delete, copy, or a field of nbgrader's, or tags
 * // harmless: also without walls       may be run in a plain process; all others could do damage there
 * // repeat: 100 (                 what {{repeat}} and {{repeat-end}} stand for
 * // answer ID                     the answer's cell follows; answers that are not there are the honest ones
 * // cell                          a further cell of the student's follows
 * </pre>
 *
 * <p>{{port}} is a port where the test listens, {{folder}} a folder with another student's notebook. An attack on a wall
 * answers right if it came through, so that a hole shows as points.
 */
record Hostile(
        String name,
        String attack,
        Map<String, Double> most,
        List<String> states,
        Map<String, String> answers,
        List<String> before,
        Map<String, List<String>> after,
        List<String[]> metadata,
        boolean harmless) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Hostile> all(String port, String folder) throws IOException {
        Path bank = bank();
        try (Stream<Path> files = Files.walk(bank)) {
            List<Hostile> all = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                all.add(of(bank.relativize(file).toString().replace('\\', '/'), Files.readString(file), port, folder));
            }
            return all;
        }
    }

    static Hostile honest() throws IOException {
        return of("honest.java", Files.readString(bank().resolve("honest.java")), "", "");
    }

    private static Path bank() throws IOException {
        try {
            return Path.of(Hostile.class.getResource("/hostile").toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Hostile of(String file, String text, String port, String folder) {
        String attack = "";
        Map<String, Double> most = new LinkedHashMap<>();
        List<String> states = new ArrayList<>();
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> before = new ArrayList<>();
        Map<String, List<String>> after = new HashMap<>();
        List<String[]> metadata = new ArrayList<>();
        boolean harmless = false;
        String repeat = "";
        String end = "";
        StringBuilder cell = new StringBuilder();
        String at = null;
        boolean own = false;
        String filled = text.replace("{{port}}", port).replace("{{folder}}", folder.replace("\\", "\\\\"));
        for (String line : (filled + "// end").lines().toList()) {
            String rest = line.substring(Math.min(line.length(), line.indexOf(' ', 3) + 1));
            if (line.startsWith("// answer ") || line.equals("// cell") || line.equals("// end")) {
                String source =
                        cell.toString().strip().replace("{{repeat}}", repeat).replace("{{repeat-end}}", end);
                if (own && at == null) {
                    before.add(source);
                } else if (own) {
                    after.computeIfAbsent(at, key -> new ArrayList<>()).add(source);
                } else if (at != null) {
                    answers.put(at, source);
                }
                own = line.equals("// cell");
                at = own ? at : rest;
                cell.setLength(0);
            } else if (line.startsWith("// attack: ") || line.startsWith("// accident: ")) {
                attack = line.substring(3);
            } else if (line.startsWith("// most: ")) {
                for (String one : rest.split(", ", -1)) {
                    most.put(one.split(" ", -1)[0], Double.valueOf(one.split(" ", -1)[1]));
                }
            } else if (line.startsWith("// state: ")) {
                states.addAll(List.of(rest.split(", ", -1)));
            } else if (line.startsWith("// metadata: ")) {
                metadata.add(rest.split(" ", 3));
            } else if (line.startsWith("// harmless: ")) {
                harmless = true;
            } else if (line.startsWith("// repeat: ")) {
                int times = Integer.parseInt(rest.split(" ", 2)[0]);
                repeat = rest.split(" ", 2)[1].repeat(times);
                end = ")".repeat(times);
            } else {
                cell.append(line).append('\n');
            }
        }
        return new Hostile(
                file.replace(".java", ""),
                attack,
                most,
                states.isEmpty() ? List.of("graded") : states,
                answers,
                before,
                after,
                metadata,
                harmless);
    }

    /** Writes the assignment as its author has it, with the honest answers as solutions. */
    static Path master(Path folder) throws IOException {
        Hostile honest = honest();
        Map<String, String> answers = new LinkedHashMap<>();
        honest.answers.forEach((id, source) -> answers.put(
                id, source.replaceAll("(?s)\\{\\n(.*)}$", "{\n    // BEGIN SOLUTION\n$1    // END SOLUTION\n}")));
        return new Hostile("master", "", Map.of(), List.of(), answers, List.of(), Map.of(), List.of(), false)
                .write(folder.resolve("master.ipynb"), Map.of());
    }

    Path write(Path folder) throws IOException {
        return write(folder.resolve(name.replace('/', '-') + ".ipynb"), honest().answers);
    }

    private Path write(Path file, Map<String, String> others) throws IOException {
        ObjectNode notebook = JSON.createObjectNode();
        notebook.put("nbformat", 4).put("nbformat_minor", 5);
        notebook.putObject("metadata").putObject("activationlab").put("assignment", "small");
        ArrayNode cells = notebook.putArray("cells");
        cell(cells, "code", "%classpath ../lib/jars/*.jar", "setup", false, true);
        cell(cells, "code", AttackedAssignment.GIVEN, "given-1", false, true)
                .putArray("tags")
                .add("given");
        before.forEach(source -> cell(cells, "code", source, "", false, false));
        for (Exercise exercise : new AttackedAssignment().exercises("")) {
            String id = exercise.id();
            cell(cells, "markdown", "## " + id, "text-" + id, false, true);
            cell(cells, "code", answers.getOrDefault(id, others.get(id)), id, true, false);
            cell(cells, "code", "check(\"" + id + "\");", "check-" + id, false, true);
            after.getOrDefault(id, List.of()).forEach(source -> cell(cells, "code", source, "", false, false));
        }
        for (String[] change : metadata) {
            change(cells, change);
        }
        JSON.writeValue(file.toFile(), notebook);
        return file;
    }

    /** Adds a cell; returns its metadata. */
    private static ObjectNode cell(
            ArrayNode cells, String type, String source, String id, boolean solution, boolean locked) {
        ObjectNode cell = cells.addObject().put("cell_type", type).put("source", source);
        ObjectNode metadata = cell.putObject("metadata");
        if (!id.isEmpty()) {
            metadata.putObject("nbgrader")
                    .put("schema_version", 3)
                    .put("grade_id", id)
                    .put("solution", solution)
                    .put("locked", locked)
                    .put("grade", id.startsWith("check-"));
        }
        return metadata;
    }

    private static void change(ArrayNode cells, String[] change) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            ObjectNode cell = (ObjectNode) cells.get(i);
            ObjectNode nbgrader = (ObjectNode) cell.get("metadata").get("nbgrader");
            if (nbgrader == null || !nbgrader.get("grade_id").asText().equals(change[0])) {
                continue;
            }
            switch (change[1]) {
                case "delete" -> cells.remove(i);
                case "source" -> cell.put("source", change[2]);
                case "copy" -> cells.insert(i + 1, cell.deepCopy().put("source", change[2]));
                case "tags" ->
                    ((ObjectNode) cell.get("metadata")).putArray("tags").add(change[2]);
                case "grade_id" -> nbgrader.put("grade_id", change[2]);
                default -> nbgrader.set(change[1], JSON.readTree(change[2]));
            }
            return;
        }
        throw new IOException("no cell " + change[0]);
    }
}
