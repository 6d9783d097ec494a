package activationlab.homework;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** An assignment of ten questions that only the tests have, so that they do not change with the course. */
final class Tryout implements Assignment {

    static final ObjectMapper JSON = new ObjectMapper();

    private final double leak;

    /** A leak other than 0.1 stands for an exercise that was corrected. */
    Tryout(double leak) {
        this.leak = leak;
    }

    Tryout() {
        this(0.1);
    }

    @Override
    public String name() {
        return "tryout";
    }

    @Override
    public String title() {
        return "Ten <small> functions";
    }

    @Override
    public List<Exercise> exercises(String student) {
        return List.of(
                function("sigmoid", "sigmoid", Tryout::sigmoid)
                        .mistake("The sign of x is lost: e^x instead of e^−x.", in -> sigmoid(-in.number(0)))
                        .build(),
                function("relu", "relu", x -> x > 0 ? x : 0)
                        .mistake("Negative inputs pass: <b>this</b> is the identity.", in -> in.number(0))
                        .build(),
                function("leaky", "leaky", x -> x > 0 ? x : leak * x).build(),
                function("elu", "elu", x -> x > 0 ? x : Math.expm1(x)).build(),
                function("swish", "swish", x -> x * sigmoid(x)).build(),
                function("sigmoid-slope", "sigmoidSlope", x -> sigmoid(x) * sigmoid(-x))
                        .build(),
                function("tanh-slope", "tanhSlope", x -> 1 - Math.tanh(x) * Math.tanh(x))
                        .build(),
                vector("softmax", "double[] softmax(double[] z)")
                        .reference(in -> softmax(in.vector(0)))
                        .build(),
                vector("largest", "int largest(double[] z)")
                        .reference(in -> largest(in.vector(0)))
                        .build(),
                vector("mean", "double mean(double[] z)")
                        .reference(in -> Arrays.stream(in.vector(0)).average().orElse(0))
                        .build());
    }

    private static Exercise.Builder function(String id, String method, DoubleUnaryOperator right) {
        return Exercise.of(id, "double " + method + "(double x)")
                .reference(in -> right.applyAsDouble(in.number(0)))
                .tolerance(1e-9, 1e-9)
                .shown(2, Inputs.of(-1.5), Inputs.of(0.5), Inputs.of(2.0))
                .hidden("far out", 2.5, Inputs.of(-800.0), Inputs.of(800.0))
                .hidden(
                        "numbers drawn for each student",
                        4,
                        random -> List.of(
                                Inputs.of(random.nextDouble(-4, 4)),
                                Inputs.of(random.nextDouble(-4, 0)),
                                Inputs.of(random.nextDouble(-4, 4)),
                                Inputs.of(random.nextDouble(0, 4))));
    }

    private static Exercise.Builder vector(String id, String signature) {
        return Exercise.of(id, signature)
                .shown(3.5, Inputs.of(new double[] {1, 3, 2}), Inputs.of(new double[] {0.5, -1, 0}))
                .hidden("one number", 1, Inputs.of(new double[] {4}))
                .hidden(
                        "numbers drawn for each student",
                        4,
                        random -> List.of(
                                Inputs.of(random.doubles(5, -2, 2).toArray()),
                                Inputs.of(random.doubles(9, -2, 2).toArray())));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] softmax(double[] z) {
        double max = Arrays.stream(z).max().orElse(0);
        double sum = Arrays.stream(z).map(v -> Math.exp(v - max)).sum();
        return Arrays.stream(z).map(v -> Math.exp(v - max) / sum).toArray();
    }

    private static int largest(double[] z) {
        int best = 0;
        for (int i = 1; i < z.length; i++) {
            best = z[i] > z[best] ? i : best;
        }
        return best;
    }

    /** Writes the notebook with the answers. */
    static Path master(Path file) throws IOException {
        ObjectNode notebook = JSON.createObjectNode();
        notebook.putObject("metadata")
                .putObject("activationlab")
                .put("assignment", "tryout")
                .put("course", 0);
        notebook.put("nbformat", 4).put("nbformat_minor", 5);
        ArrayNode cells = notebook.putArray("cells");
        cell(cells, "markdown", "# Ten functions", "text-1", 0, false);
        cell(cells, "code", "%classpath ../lib/*.jar\nimport java.util.*;", "setup", 0, false);
        cell(cells, "code", "static final double GIVEN = 1;", "given-1", 0, false)
                .putArray("tags")
                .add("given");
        ObjectNode guess = cells.addObject();
        guess.put("cell_type", "code").put("source", "predict(\"largest-slope\", \"\");   // \"0.25\", \"1\"");
        guess.putObject("metadata");
        List<ClassOfStudents.Piece> right = ClassOfStudents.style("tryout", "loops");
        for (ClassOfStudents.Piece piece : right) {
            String body = piece.source().strip();
            int open = body.indexOf('{');
            String withRegion = body.substring(0, open + 1) + "\n    // BEGIN SOLUTION"
                    + body.substring(open + 1, body.length() - 1) + "    // END SOLUTION\n}";
            cell(cells, "code", withRegion, piece.exercise(), 0, true);
            cell(cells, "code", "check(\"" + piece.exercise() + "\");", "check-" + piece.exercise(), 8.5, false);
        }
        cell(cells, "markdown", "A model answer.", "written", 15, true);
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), notebook);
        return file;
    }

    private static ObjectNode cell(
            ArrayNode cells, String type, String source, String id, double points, boolean solution) {
        ObjectNode cell = cells.addObject();
        cell.put("cell_type", type).put("source", source);
        ObjectNode metadata = cell.putObject("metadata");
        ObjectNode grading = metadata.putObject("nbgrader");
        grading.put("grade_id", id)
                .put("solution", solution)
                .put("grade", points > 0)
                .put("locked", !solution);
        grading.put("schema_version", 3).put("task", false);
        if (points > 0) {
            grading.put("points", points);
        }
        return metadata;
    }
}
