package activationlab.homework;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program's commands about the assignment tryout, in a folder of a test. */
final class CommandLine {

    final Path base;
    final Path submitted;
    final Path results;
    final Path master;
    Assignment assignment = new Tryout();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream shouted = new ByteArrayOutputStream();

    CommandLine(Path base) throws IOException {
        this.base = base;
        submitted = base.resolve("submitted");
        results = base.resolve("results");
        master = Tryout.master(base.resolve("master.ipynb"));
    }

    int run(String... arguments) {
        said.reset();
        shouted.reset();
        return new Main(
                        (name, course, overlay) -> {
                            if (!name.equals("tryout")) {
                                throw new IllegalArgumentException("there is no assignment " + name);
                            }
                            return assignment;
                        },
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        new PrintStream(shouted, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    /** A command about the folder with the submissions, which has no walls; of those other tests make sure. */
    int withoutWalls(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--isolation", "none"));
        arguments.addAll(List.of(more));
        return of(command, arguments.toArray(new String[0]));
    }

    /** A command about the folder with the submissions. */
    int of(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "tryout", submitted.toString()));
        arguments.addAll(List.of("--out", results.toString(), "--master", master.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(new String[0]));
    }

    /** A command about what has been graded. */
    int about(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "tryout"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--out", results.toString()));
        return run(arguments.toArray(new String[0]));
    }

    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Whether it was said aloud that there are no walls. */
    boolean warned() {
        return shouted.toString(StandardCharsets.UTF_8).contains("WITHOUT ISOLATION");
    }

    /** Without the warning that there are no walls. */
    String shouted() {
        return shouted.toString(StandardCharsets.UTF_8).replace(ChosenIsolation.WARNING + System.lineSeparator(), "");
    }

    /** Students whose files are no notebooks, so that no worker is needed. */
    void broken(String... students) throws IOException {
        for (String student : students) {
            Path file = submitted.resolve(student).resolve("tryout.ipynb");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{\"of\": \"" + student);
        }
    }

    /** A student with the right answers. */
    void right(String student) throws IOException {
        Path file = submitted.resolve(student).resolve("tryout.ipynb");
        Files.createDirectories(file.getParent());
        Files.copy(master, file);
    }

    /** A file of the results. */
    Path file(String name) {
        return results.resolve("tryout").resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(file(name));
    }
}
