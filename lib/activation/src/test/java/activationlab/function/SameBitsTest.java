package activationlab.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All bits of all functions, and of the weights of trained networks, in the interpreter, in code from both compilers, with
 * and without vector instructions and fused multiply-add, on both Java versions. The lessons and their figures rest on that.
 *
 * <p>{@code -Dgolden.rewrite=true} writes the expected numbers anew, after a function was changed on purpose.
 */
@DisplayName("The same bits everywhere")
class SameBitsTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "activationlab", "function", "bits.csv");

    /** What the child process is, whether it needs JDK 25, and its options; {@code coarse} is the short form for slow ones. */
    static List<Arguments> machines() {
        return List.of(
                machine("this Java", false, "fine"),
                machine("interpreter", false, "coarse", "-Xint"),
                machine("first compiler only", false, "fine", "-XX:TieredStopAtLevel=1"),
                machine("second compiler only", false, "fine", "-XX:-TieredCompilation"),
                machine("no vector loops", false, "fine", "-XX:-UseSuperWord"),
                machine("no AVX", false, "coarse", "-XX:UseAVX=0"),
                machine("AVX1 at most", false, "fine", "-XX:UseAVX=1"),
                machine("AVX2 at most", false, "fine", "-XX:UseAVX=2"),
                machine("no fused multiply-add instruction", false, "coarse", "-XX:-UseFMA"),
                machine("JDK 25", true, "fine"),
                machine("JDK 25, interpreter", true, "coarse", "-Xint"),
                machine("JDK 25, second compiler only", true, "fine", "-XX:-TieredCompilation"),
                machine("JDK 25, AVX2 at most", true, "fine", "-XX:UseAVX=2"),
                machine("JDK 25, no fused multiply-add instruction", true, "coarse", "-XX:-UseFMA"));
    }

    private static Arguments machine(String name, boolean jdk25, String grid, String... options) {
        return Arguments.of(name, jdk25, grid, List.of(options));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void bits(String name, boolean jdk25, String grid, List<String> options) throws Exception {
        Path home = jdk25 ? jdk25() : Path.of(System.getProperty("java.home"));
        List<String> actual = run(home, grid, options);
        if (Boolean.getBoolean("golden.rewrite") && options.isEmpty() && !jdk25) {
            Files.writeString(GOLDEN, String.join("\n", actual) + "\n");
            System.out.println("wrote " + GOLDEN.toAbsolutePath());
        }
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            expected.add(grid.equals("fine") ? line : line.replaceAll("(,\\p{XDigit}+){3}$", ",0,0,0"));
        }
        List<String> differing = new ArrayList<>(actual);
        differing.removeAll(expected);
        assertEquals(
                List.of(),
                differing,
                "If a function was changed on purpose, run this test with -Dgolden.rewrite=true and commit the new numbers");
        assertEquals(expected, actual, "The functions are not those of " + GOLDEN);
    }

    private static List<String> run(Path home, String grid, List<String> options)
            throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        // Other processors know other options.
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.addAll(options);
        command.add("-cp");
        command.add(folder(Activation.class) + System.getProperty("path.separator") + folder(Bits.class));
        command.add(Bits.class.getName());
        command.add(grid);
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), () -> command + " failed:\n" + output);
        // Some Java versions print a warning about options first.
        List<String> lines = output.lines().filter(line -> line.contains(",")).toList();
        assertTrue(lines.size() >= Activations.all().size(), () -> "too few lines:\n" + output);
        return lines;
    }

    private static Path folder(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** From the environment variable JDK25_HOME, or where Linux distributions put it. */
    private static Path jdk25() throws IOException {
        Optional<Path> home = Optional.ofNullable(System.getenv("JDK25_HOME")).map(Path::of);
        Path usual = Path.of("/usr/lib/jvm");
        if (home.isEmpty() && Files.isDirectory(usual)) {
            TreeSet<Path> found = new TreeSet<>();
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(usual, "*25*")) {
                folders.forEach(found::add);
            }
            home = found.stream()
                    .filter(folder -> Files.isExecutable(folder.resolve("bin").resolve("java")))
                    .findFirst();
        }
        if (home.isEmpty()) {
            String message = "No JDK 25 found: set the environment variable JDK25_HOME to test it, too";
            if (System.getenv("CI") != null) {
                fail(message);
            }
            System.out.println(message);
            Assumptions.abort(message);
        }
        return home.orElseThrow();
    }
}
