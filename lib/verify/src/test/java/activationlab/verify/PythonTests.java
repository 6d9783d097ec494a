package activationlab.verify;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The lessons, the launcher and the browser, tested by the Python programs in {@code python/} and counted by Surefire.
 *
 * <p>System properties: {@code activationlab.matrix} runs the long part in place of the default one, {@code
 * activationlab.minutes} is the time after which everything is stopped, and {@code activationlab.pytest} holds further
 * arguments for pytest, such as {@code -k ledger}.
 */
class PythonTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Path TARGET = ROOT.resolve("lib/verify/target");
    private static final boolean CI =
            System.getenv("CI") != null && !System.getenv("CI").isEmpty();

    @TestFactory
    Stream<DynamicTest> pythonTests() throws IOException, InterruptedException {
        boolean matrix = Boolean.getBoolean("activationlab.matrix");
        Duration most = Duration.ofMinutes(Integer.getInteger("activationlab.minutes", matrix ? 40 : 35));
        long end = System.nanoTime() + most.toNanos();

        String python = python();
        Path jars = jars();
        run(List.of(python, "binder/lab.py", "--setup-only", "--jars", jars.toString()), Map.of(), left(end));
        List<String> said = run(List.of(python, "lib/verify/python/environment.py"), Map.of(), left(end));
        String interpreter = said.get(said.size() - 1);

        Path report = TARGET.resolve(matrix ? "pytest-matrix.xml" : "pytest.xml");
        Files.deleteIfExists(report);
        List<String> pytest = new ArrayList<>(List.of(
                interpreter,
                "-m",
                "pytest",
                "-v",
                "-m",
                matrix ? "matrix" : "not matrix",
                "--color=no",
                "--junitxml=" + report,
                "-o",
                "junit_logging=no"));
        String more = System.getProperty("activationlab.pytest", "").trim();
        if (!more.isEmpty()) {
            pytest.addAll(List.of(more.split("\\s+")));
        }
        Outcome outcome = start(
                pytest,
                ROOT.resolve("lib/verify/python"),
                Map.of("ACTIVATIONLAB_JARS", jars.toString(), "PYTHONDONTWRITEBYTECODE", "1"),
                left(end));
        if (outcome.stopped) {
            fail("The Python tests took longer than " + most.toMinutes()
                    + " minutes and were stopped; the last line was: " + last(outcome.lines));
        }
        if (outcome.code > 1 || !Files.exists(report)) {
            fail("pytest ended with code " + outcome.code + " before it could test:\n" + tail(outcome.lines));
        }
        List<Element> cases = cases(report);
        if (outcome.code == 1 && cases.stream().noneMatch(one -> problem(one) != null)) {
            fail("pytest says that tests failed, but its report " + report + " names none:\n" + tail(outcome.lines));
        }
        return cases.stream().map(one -> DynamicTest.dynamicTest(name(one), () -> replay(one)));
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    // ------------------------------------------------------------------------------------
    // What pytest reported

    private static List<Element> cases(Path report) throws IOException {
        List<Element> cases = new ArrayList<>();
        try (InputStream in = Files.newInputStream(report)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            NodeList found = factory.newDocumentBuilder().parse(in).getElementsByTagName("testcase");
            for (int i = 0; i < found.getLength(); i++) {
                cases.add((Element) found.item(i));
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("pytest's report " + report + " cannot be read: " + e.getMessage(), e);
        }
        if (cases.isEmpty()) {
            throw new IOException("pytest ran no test: " + report);
        }
        return cases;
    }

    private static String name(Element one) {
        return one.getAttribute("classname") + "." + one.getAttribute("name");
    }

    private static Element problem(Element one) {
        for (String kind : List.of("failure", "error")) {
            NodeList found = one.getElementsByTagName(kind);
            if (found.getLength() > 0) {
                return (Element) found.item(0);
            }
        }
        return null;
    }

    private static void replay(Element one) {
        Element problem = problem(one);
        if (problem != null) {
            fail(name(one) + "\n" + text(problem));
        }
        NodeList skipped = one.getElementsByTagName("skipped");
        if (skipped.getLength() > 0) {
            Assumptions.abort(name(one) + ": " + ((Element) skipped.item(0)).getAttribute("message"));
        }
    }

    private static String text(Element problem) {
        String body = problem.getTextContent().trim();
        return body.isEmpty() ? problem.getAttribute("message") : body;
    }

    // ------------------------------------------------------------------------------------
    // What it needs

    /** The jars of the course in one flat folder, as the launcher expects them. */
    private static Path jars() throws IOException {
        Path built = ROOT.resolve("lib/notebook/target");
        Path folder = TARGET.resolve("jars");
        Files.createDirectories(folder);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder)) {
            for (Path jar : old) {
                Files.delete(jar);
            }
        }
        int count = copy(built.resolve("jars"), "*.jar", folder) + copy(built, "notebook-*.jar", folder);
        if (count < 2) {
            throw new IOException(
                    "There are no jars in " + built + "; run \"mvn verify\" in the root of the repository.");
        }
        return folder;
    }

    private static int copy(Path from, String pattern, Path to) throws IOException {
        int count = 0;
        if (Files.isDirectory(from)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(from, pattern)) {
                for (Path jar : jars) {
                    // With its date: the kernel's archive of classes compares it.
                    Files.copy(
                            jar,
                            to.resolve(jar.getFileName().toString()),
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                    count++;
                }
            }
        }
        return count;
    }

    /** A Python of the right age: the variable PYTHON, or python3, or python. */
    private static String python() throws InterruptedException {
        String named = System.getenv("PYTHON");
        List<String> candidates = named == null || named.isBlank() ? List.of("python3", "python") : List.of(named);
        StringBuilder seen = new StringBuilder();
        for (String candidate : candidates) {
            try {
                String check = "import sys; print(sys.version.split()[0]); sys.exit(sys.version_info < (3, 11))";
                Process process = new ProcessBuilder(candidate, "-c", check)
                        .redirectErrorStream(true)
                        .start();
                String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
                if (process.waitFor() == 0) {
                    return candidate;
                }
                seen.append(seen.isEmpty() ? " (" : ", ")
                        .append(candidate)
                        .append(" is ")
                        .append(version);
            } catch (IOException absent) {
                seen.append(seen.isEmpty() ? " (" : ", ").append(candidate).append(" is absent");
            }
        }
        String sentence = "The lessons are not tested: no Python 3.11 or newer was found" + seen
                + "). Install one, or name it in the variable PYTHON.";
        if (CI) {
            fail(sentence);
        }
        System.out.println(sentence);
        return Assumptions.abort(sentence);
    }

    // ------------------------------------------------------------------------------------
    // Processes

    private record Outcome(int code, boolean stopped, List<String> lines) {}

    private static List<String> run(List<String> command, Map<String, String> environment, Duration most)
            throws IOException, InterruptedException {
        Outcome outcome = start(command, ROOT, environment, most);
        if (outcome.stopped || outcome.code != 0) {
            fail(String.join(" ", command)
                    + (outcome.stopped ? " took too long and was stopped" : " ended with code " + outcome.code) + ":\n"
                    + tail(outcome.lines));
        }
        return outcome.lines;
    }

    /** Runs a program, repeats its lines on the console as they come, and ends all of it when the time is over. */
    private static Outcome start(List<String> command, Path folder, Map<String, String> environment, Duration most)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("PYTHONUNBUFFERED", "1", "PYTHONUTF8", "1"));
        builder.environment().putAll(environment);
        // Surefire's JVM may be another than the one that built the jars; the launcher takes JAVA_HOME first.
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        AtomicBoolean stopped = new AtomicBoolean();
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                () -> {
                    stopped.set(true);
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                },
                CompletableFuture.delayedExecutor(most.toMillis(), TimeUnit.MILLISECONDS));
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                System.out.println(line);
            }
        }
        int code = process.waitFor();
        watch.cancel(false);
        return new Outcome(code, stopped.get(), lines);
    }

    private static String last(List<String> lines) {
        return lines.isEmpty() ? "none" : lines.get(lines.size() - 1);
    }

    private static String tail(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
    }
}
