package activationlab.homework;

import activationlab.numeric.Randoms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes up what a class hands in for an assignment: right answers in several styles, half right and wrong ones, untouched
 * notebooks, and some that attack. Equal seeds make equal classes.
 */
final class ClassOfStudents {

    /** What a made-up student does. */
    enum Kind {
        RIGHT,
        PARTLY,
        WRONG,
        UNTOUCHED,
        HOSTILE
    }

    /** A cell of a style: an answer, or a cell of the student's own if the exercise is empty. */
    record Piece(String exercise, String source) {}

    /** In the place of a method's body. */
    private static final List<String> ATTACKS = List.of(
            "System.exit(0); return %s;",
            "while (true) { }",
            "java.util.List<long[]> all = new java.util.ArrayList<>(); while (true) { all.add(new long[1 << 20]); }",
            "try { new java.io.FileOutputStream(java.io.FileDescriptor.out).write(new byte[100]); } catch (java.io.IOException e) { } return %s;",
            "new Thread(() -> { while (true) { } }).start(); return %s;",
            "Runtime.getRuntime().halt(3); return %s;",
            "throw new Error(\"<script>document.title='hacked'</script>\");");

    /** Slips that are easily made: what stands in an answer, and what stands there instead. */
    private static final List<String[]> SLIPS = List.of(
            new String[] {"exp(-x)", "exp(x)"},
            new String[] {"1 + ", "1 - "},
            new String[] {"x > 0", "x < 0"},
            new String[] {" - ", " + "},
            new String[] {"0.1", "0.01"},
            new String[] {"Math.max", "Math.min"},
            new String[] {" * ", " / "},
            new String[] {" / ", " * "},
            new String[] {"> z[", "< z["},
            new String[] {"int i = 0", "int i = 1"},
            new String[] {"return ", "return -1 * "},
            new String[] {";", ""});

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClassOfStudents() {}

    /** A style of the bank in the test's resources. */
    static List<Piece> style(String assignment, String style) throws IOException {
        String name = "/right/" + assignment + "/" + style + ".java";
        try (InputStream in = ClassOfStudents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            return pieces(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The names of an assignment's styles. */
    static List<String> styles(String assignment) throws IOException {
        Path folder = Path.of("src", "test", "resources", "right", assignment);
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        String exercise = null;
        StringBuilder source = new StringBuilder();
        for (String line : (text + "\n// cell").lines().toList()) {
            if (line.matches("// (answer [a-z0-9-]+|cell)\\s*")) {
                if (exercise != null && !source.toString().isBlank()) {
                    pieces.add(new Piece(exercise, source.toString().strip()));
                }
                exercise = line.startsWith("// answer ") ? line.substring(10).strip() : "";
                source.setLength(0);
            } else {
                source.append(line).append('\n');
            }
        }
        return pieces;
    }

    /**
     * Writes a class in nbgrader's layout.
     *
     * @param assignment its name
     * @param master the notebook with the answers
     * @param styles right answers
     * @param folder where the students' folders go
     * @param n how many
     * @param hostile every how many-th attacks; 0 for none
     * @return what each of them does
     */
    static Map<String, Kind> make(
            String assignment, Path master, List<List<Piece>> styles, Path folder, int n, int hostile, long seed)
            throws IOException {
        JsonNode notebook = JSON.readTree(master.toFile());
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            String student = String.format(Locale.ROOT, "student-%04d", i);
            RandomGenerator random = Randoms.generator(Seeds.of(seed, student));
            double dice = random.nextDouble();
            Kind kind = hostile > 0 && i % hostile == hostile / 2
                    ? Kind.HOSTILE
                    : dice < 0.5 ? Kind.RIGHT : dice < 0.72 ? Kind.PARTLY : dice < 0.92 ? Kind.WRONG : Kind.UNTOUCHED;
            Path file = folder.resolve(student).resolve(assignment).resolve(assignment + ".ipynb");
            Files.createDirectories(file.getParent());
            List<Piece> style = styles.get(i % styles.size());
            JSON.writeValue(file.toFile(), submission((ObjectNode) notebook.deepCopy(), style, kind, random, i));
            kinds.put(student, kind);
        }
        return kinds;
    }

    private static ObjectNode submission(
            ObjectNode notebook, List<Piece> style, Kind kind, RandomGenerator random, int number) {
        ArrayNode cells = notebook.withArray("cells");
        ArrayNode all = JSON.createArrayNode();
        String attack = ATTACKS.get(Math.floorMod(number / 10, ATTACKS.size()));
        int attacked = random.nextInt(1 << 20);
        long answers = style.stream().filter(piece -> !piece.exercise.isEmpty()).count();
        int count = 0;
        for (JsonNode cell : cells) {
            JsonNode grading = cell.path("metadata").path("nbgrader");
            String id = grading.path("grade_id").asText();
            int at = place(style, id);
            if (cell.path("source").asText().contains("predict(")) {
                ((ObjectNode) cell).put("source", guessed(cell.path("source").asText(), random));
            } else if (at >= 0 && grading.path("solution").asBoolean()) {
                for (int i = at - 1; i >= 0 && style.get(i).exercise.isEmpty() && kind != Kind.UNTOUCHED; i--) {
                    all.addObject()
                            .put("cell_type", "code")
                            .put("source", style.get(i).source)
                            .putObject("metadata");
                }
                String right = style.get(at).source;
                String source = right;
                if (kind == Kind.UNTOUCHED || (kind == Kind.PARTLY && random.nextInt(6) == 0)) {
                    source = bodyOf(right, " " + Master.STUB + "\n");
                } else if ((kind == Kind.WRONG && random.nextInt(4) > 0)
                        || (kind == Kind.PARTLY && random.nextInt(3) == 0)) {
                    source = wrong(right, random);
                } else if (kind == Kind.HOSTILE && count == attacked % answers) {
                    source = bodyOf(right, " " + attack.replace("%s", nothing(right)) + " ");
                }
                ((ObjectNode) cell).put("source", source);
                count++;
            } else if (grading.path("grade").asBoolean()
                    && grading.path("solution").asBoolean()) {
                ((ObjectNode) cell)
                        .put("source", kind == Kind.UNTOUCHED ? "" : "I saw <i>0.25</i> & thought of a slope.");
            }
            all.add(cell);
        }
        notebook.set("cells", all);
        return notebook;
    }

    private static int place(List<Piece> style, String id) {
        for (int i = 0; i < style.size(); i++) {
            if (!id.isEmpty() && style.get(i).exercise.equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static String guessed(String source, RandomGenerator random) {
        List<String> options = new ArrayList<>();
        java.util.regex.Matcher option =
                java.util.regex.Pattern.compile("\"([^\"]+)\"").matcher(source.substring(source.indexOf("//") + 2));
        while (option.find()) {
            options.add(option.group(1));
        }
        String guess = options.isEmpty() ? "2" : options.get(random.nextInt(options.size()));
        return source.replace("\"\")", "\"" + guess + "\")");
    }

    /** The first method's head, with another body. */
    private static String bodyOf(String source, String body) {
        return source.substring(0, source.indexOf('{') + 1) + body + "}";
    }

    private static String nothing(String source) {
        return source.startsWith("double ") || source.startsWith("int ")
                ? "0"
                : source.startsWith("boolean ") ? "false" : "null";
    }

    private static String wrong(String right, RandomGenerator random) {
        int start = random.nextInt(SLIPS.size());
        int body = right.indexOf('{');
        for (int i = 0; i < SLIPS.size(); i++) {
            String[] slip = SLIPS.get((start + i) % SLIPS.size());
            int at = right.indexOf(slip[0], body);
            if (at >= 0) {
                return right.substring(0, at) + slip[1] + right.substring(at + slip[0].length());
            }
        }
        return right;
    }
}
