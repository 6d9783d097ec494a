package activationlab.homework.worker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;

/**
 * Takes in a student's cells, in JShell, and answers what a method of theirs returns for given inputs. It knows no right
 * answer, no test and no mark, so a student's code that takes it over wins nothing.
 *
 * <p>It reads frames from its standard input and writes one frame for each to its standard output. A frame is the number
 * of its bytes and these bytes: {@code D id source} defines a cell, {@code C id name types… values…} calls a method. The
 * answers: {@code O id} for a cell that is in order, {@code E id text} for one that is not, {@code V id changed value} for
 * a returned value, {@code T id text} for an exception, {@code M id text} for a method that is not there.
 */
public final class Worker {

    /** The longest text that is told about a failure. */
    private static final int LONGEST_TEXT = 2000;

    /** What the kernels import for their readers; it takes as long as ten answers, and most need none of it. */
    private static final List<String> IMPORTS = List.of(
            "java.io.*",
            "java.math.*",
            "java.util.*",
            "java.util.function.*",
            "java.util.stream.*",
            "java.util.concurrent.*",
            "java.util.regex.*");

    private final Engine engine = new Engine();
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private boolean imported;

    private Worker() {
        shell = JShell.builder()
                .executionEngine(engine, java.util.Map.of())
                // Warnings would cost time; annotation processors would be the student's code inside the compiler.
                .compilerOptions("-proc:none", "-Xlint:none", "-classpath", System.getProperty("java.io.tmpdir"))
                .build();
        analysis = shell.sourceCodeAnalysis();
    }

    /**
     * Serves until the standard input ends.
     *
     * @param arguments none
     * @throws IOException if the grader is gone
     */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // What an answer prints is nobody's concern here, and must not mix with the frames.
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        Worker worker = new Worker();
        while (true) {
            int length;
            try {
                length = in.readInt();
            } catch (java.io.EOFException end) {
                Runtime.getRuntime().halt(0);
                return;
            }
            byte[] frame = worker.answer(new DataInputStream(new java.io.ByteArrayInputStream(in.readNBytes(length))));
            ByteArrayOutputStream reply = new ByteArrayOutputStream(frame.length + 4);
            new DataOutputStream(reply).writeInt(frame.length);
            reply.write(frame);
            out.write(reply.toByteArray());
            out.flush();
        }
    }

    private byte[] answer(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        int id = in.readInt();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (kind == 'D') {
            String fault = define((String) Wire.read(in));
            out.writeByte(fault.isEmpty() ? 'O' : 'E');
            out.writeInt(id);
            if (!fault.isEmpty()) {
                text(out, fault);
            }
        } else {
            call(in, id, out);
        }
        return bytes.toByteArray();
    }

    // ------------------------------------------------------------------------------------------------------- cells

    /** Runs a cell; returns what is wrong with it, or an empty text. */
    private String define(String source) {
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            Completeness completeness = info.completeness();
            if (completeness == Completeness.EMPTY) {
                return "";
            }
            if (completeness == Completeness.DEFINITELY_INCOMPLETE
                    || completeness == Completeness.CONSIDERED_INCOMPLETE) {
                return "The code ends too early: is a } or a ) missing?";
            }
            // A piece that is no Java is given as a whole, so that the compiler says why.
            String piece = completeness == Completeness.UNKNOWN ? rest : info.source();
            for (SnippetEvent event : evaluated(piece)) {
                if (event.causeSnippet() == null) {
                    String fault = fault(event, piece);
                    if (!fault.isEmpty()) {
                        return fault;
                    }
                }
            }
            rest = completeness == Completeness.UNKNOWN ? "" : info.remaining();
        }
        return "";
    }

    /** Runs a piece; one that lacks a name, and so did not run, once more with the imports. */
    private List<SnippetEvent> evaluated(String piece) {
        List<SnippetEvent> events = shell.eval(piece);
        boolean ran = events.stream()
                .filter(event -> event.causeSnippet() == null)
                .allMatch(event -> event.status() == Snippet.Status.VALID);
        if (ran || imported) {
            return events;
        }
        imported = true;
        IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
        return shell.eval(piece);
    }

    private String fault(SnippetEvent event, String piece) {
        Snippet snippet = event.snippet();
        if (event.status() == Snippet.Status.REJECTED) {
            return shell.diagnostics(snippet)
                    .filter(Diag::isError)
                    .findFirst()
                    .map(diag -> said(diag, piece))
                    .orElse("The code is not Java.");
        }
        JShellException exception = event.exception();
        if (exception instanceof EvalException thrown) {
            return "Running it ended with " + simple(thrown.getExceptionClassName())
                    + (thrown.getMessage() == null ? "." : ": " + thrown.getMessage());
        }
        if (exception != null) {
            return exception instanceof UnresolvedReferenceException unresolved
                    ? missing(unresolved.getSnippet())
                    : String.valueOf(exception.getMessage());
        }
        return "";
    }

    /** A compiler's message with the line that it speaks of. */
    private static String said(Diag diag, String piece) {
        String message = diag.getMessage(Locale.ENGLISH).strip().replaceAll("\\s*\\R\\s*", ", ");
        int at = (int) Math.min(Math.max(0, diag.getPosition()), piece.length());
        int start = piece.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
        int end = piece.indexOf('\n', at);
        String line = piece.substring(Math.min(start, at), end < 0 ? piece.length() : end)
                .strip();
        return line.isEmpty() ? message : message + ", in: " + line;
    }

    /** Names that a snippet uses and nobody declared. */
    private String missing(DeclarationSnippet snippet) {
        return "It uses "
                + shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "))
                + ", which is not defined.";
    }

    private static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    // ------------------------------------------------------------------------------------------------------- calls

    private void call(DataInputStream in, int id, DataOutputStream out) throws IOException {
        String name = (String) Wire.read(in);
        String returns = (String) Wire.read(in);
        Class<?>[] types = new Class<?>[in.readUnsignedByte()];
        for (int i = 0; i < types.length; i++) {
            types[i] = type((String) Wire.read(in));
        }
        Object[] inputs = new Object[types.length];
        Object[] originals = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            inputs[i] = Wire.read(in);
            originals[i] = Wire.copy(inputs[i]);
        }
        try {
            Method method = engine.method(name, types);
            if (method == null) {
                Method other = engine.method(name, null);
                reply(out, 'M', id);
                text(out, other == null ? "" : declaration(other));
                return;
            }
            Object value = method.invoke(null, inputs);
            if (method.getReturnType() != type(returns)
                    && !method.getReturnType().getTypeName().equals(returns)) {
                reply(out, 'M', id);
                text(out, declaration(method));
                return;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Wire.write(new DataOutputStream(bytes), value);
            if (bytes.size() > Wire.LONGEST_REPLY - 6) {
                throw new IOException("the value is too long: " + bytes.size() + " bytes");
            }
            reply(out, 'V', id);
            out.writeBoolean(!Wire.same(inputs, originals));
            out.write(bytes.toByteArray());
        } catch (InvocationTargetException e) {
            reply(out, 'T', id);
            text(out, thrown(e.getCause(), name));
        } catch (ReflectiveOperationException | IOException | LinkageError e) {
            reply(out, 'T', id);
            text(out, String.valueOf(e.getMessage()));
        }
    }

    private String thrown(Throwable thrown, String name) {
        if (thrown.getClass().getSimpleName().contains("ResolutionException")) {
            return shell.methods()
                    .filter(method -> shell.status(method) == Snippet.Status.RECOVERABLE_DEFINED)
                    .sorted((a, b) ->
                            Boolean.compare(b.name().equals(name), a.name().equals(name)))
                    .findFirst()
                    .map(this::missing)
                    .orElse("It uses something that is not defined.");
        }
        return simple(thrown.getClass().getName()) + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
    }

    private static String declaration(Method method) {
        StringBuilder text = new StringBuilder(method.getReturnType().getTypeName() + " " + method.getName() + "(");
        for (Class<?> type : method.getParameterTypes()) {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(type.getTypeName());
        }
        return text.append(')').toString();
    }

    private static Class<?> type(String name) {
        return switch (name) {
            case "double" -> double.class;
            case "int" -> int.class;
            case "boolean" -> boolean.class;
            case "String" -> String.class;
            case "double[]" -> double[].class;
            case "int[]" -> int[].class;
            case "boolean[]" -> boolean[].class;
            case "double[][]" -> double[][].class;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void reply(DataOutputStream out, char kind, int id) throws IOException {
        out.writeByte(kind);
        out.writeInt(id);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        Wire.write(out, text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …");
    }
}
