package activationlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.homework.AnswerCheck.Piece;
import activationlab.homework.Signature;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a check takes out of the kernel; a JShell of its own stands for the kernel's. */
class KernelCodeTest {

    private final JShell shell = shell();

    /** A shell that knows the library, as a kernel does. */
    static JShell shell() {
        JShell shell = JShell.builder()
                .executionEngine("local")
                .compilerOptions("-classpath", System.getProperty("java.class.path"))
                .build();
        for (String line : List.of(
                "import java.util.*;",
                "import java.net.*;",
                "import activationlab.function.*;",
                "import static activationlab.notebook.Lab.*;")) {
            shell.eval(line);
        }
        return shell;
    }

    /** Runs a cell as a kernel does, statement by statement. */
    static void run(JShell shell, String cell) {
        String rest = cell;
        while (!rest.isBlank()) {
            CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            String piece = info.completeness().isComplete() ? info.source() : rest;
            shell.eval(piece);
            rest = info.completeness().isComplete() ? info.remaining() : "";
        }
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private KernelCode code(String... cells) {
        for (String cell : cells) {
            run(shell, cell);
        }
        return KernelCode.of(shell, Signature.of("double f(double x)"));
    }

    private static List<String> sources(KernelCode code) {
        return code.pieces().stream().map(Piece::source).map(KernelCode::words).toList();
    }

    @Test
    void aCellThatWasNotRunGivesNoAnswer() {
        assertFalse(code("double g(double x) { return 1; }").wasRun());
    }

    @Test
    void takesTheNewestVersion() {
        KernelCode code = code("double f(double x) { return 1; }", "double f(double x) { return 2; }");
        assertEquals(List.of("double f(double x) { return 2; }"), sources(code));
        assertTrue(code.wasRun());
    }

    @Test
    void takesWhatTheAnswerNeedsAndNothingElse() {
        KernelCode code = code(
                "double unused(double x) { return 9; }",
                "double half(double x) { return x / two; }\nint two = 2;",
                "record Pair(double a, double b) {}",
                "double f(double x) { return new Pair(half(x), 0).a(); } // unused(\"unused\")");
        assertEquals(
                List.of(
                        "double half(double x) { return x / two; }",
                        "int two = 2;",
                        "record Pair(double a, double b) {}",
                        "double f(double x) { return new Pair(half(x), 0).a(); }"),
                sources(code).stream()
                        .map(source -> source.replaceAll(" //.*", ""))
                        .toList());
        assertEquals(
                List.of(false, false, false, true),
                code.pieces().stream().map(Piece::answer).toList());
    }

    @Test
    void takesTheStatementsThatFillItsVariables() {
        KernelCode code = code(
                "double[] t = new double[2];",
                "int start = 1;",
                "for (int i = start; i < 2; i++) { t[i] = i; }",
                "System.out.println(\"t\");",
                "double f(double x) { return t[1] * x; }");
        assertEquals(4, code.pieces().size());
        assertTrue(sources(code).get(2).startsWith("for ("), sources(code).toString());
    }

    @Test
    void takesImportsOfJavaThatAreUsedAndNoOthers() {
        KernelCode code = code(
                "import java.util.concurrent.atomic.AtomicInteger;",
                "import java.text.DecimalFormat;",
                "import static java.lang.Math.max;",
                "double f(double x) { return max(0, new AtomicInteger(1).get() * x); }");
        assertEquals(
                List.of("import java.util.concurrent.atomic.AtomicInteger;", "import static java.lang.Math.max;"),
                sources(code).subList(0, 2));
        assertEquals(3, code.pieces().size());
    }

    @Test
    void aVersionThatIsNoJavaTakesThePlaceOfTheOneBefore() {
        for (String broken : List.of(
                "double f(double x) { return x }",
                "double f(double x) { return \"a\"; }",
                "double f(double x) {\n  if (x > 0) {\n    return x;\n")) {
            KernelCode code = code("double f(double x) { return 1; }", broken);
            assertEquals(List.of(KernelCode.words(broken)), sources(code));
            assertTrue(code.wasRun());
        }
        assertEquals(
                List.of("double f(double x) { return 3; }"),
                sources(code("double f(double x) { return 3; }")),
                "mended");
    }

    @Test
    void aHelperThatIsNoJavaCountsToo() {
        KernelCode code = code(
                "double g(double x) { return 1; }",
                "double f(double x) { return g(x); }",
                "double g(double x) { return 1 }");
        assertEquals(List.of("double f(double x) { return g(x); }", "double g(double x) { return 1 }"), sources(code));
    }

    @Test
    void namesWhatBelongsToTheLibrary() {
        assertEquals(
                Set.of("Activations", "each"),
                code("double f(double x) { return Activations.RELU.value(each(g -> x)[0]); }")
                        .library());
        assertEquals(
                Set.of("activationlab"),
                code("double f(double x) { return activationlab.function.Activations.RELU.value(x); }")
                        .library());
    }

    @Test
    void ownNamesAreNotTheLibrarys() {
        KernelCode code = code(
                "double each(double x) { return x; }",
                "double f(double x) { double[] table = {1}; String s = \"show(x)\"; /* plot() */ return each(table[0]) * x; }");
        assertEquals(Set.of(), code.library());
    }

    @Test
    void anAnswerIsTheSameWhateverItsSpaces() {
        String before = code("double f(double x) { return 1; }").text();
        assertEquals(before, code("double f(double x) {\n  return 1;\n}").text());
    }
}
