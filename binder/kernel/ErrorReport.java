import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;
import org.dflib.jjava.kernel.execution.CompilationException;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.dflib.jjava.kernel.execution.IncompleteSourceException;

/**
 * What a front end gets of an error: its name, its message, and the lines that it shows.
 *
 * <p>No colours: the front ends show an error on a red plate, and no colour of the terminal set is legible on it in
 * both the light and the dark theme. Bold and underlined text is.
 */
final class ErrorReport {

    /** Frames of one chain of calls that are shown at most, after a recursion was folded. */
    private static final int MAX_LINES = 10;

    private static final Pattern FAILED_MAGIC =
            Pattern.compile("Exception running (?:line|cell) magic '(\\w+)': (.*)", Pattern.DOTALL);

    /** Machinery between a call in the notebook and the method called: nobody's call. The kernel has no package. */
    private static final Pattern HIDDEN =
            Pattern.compile("(java\\.lang\\.(reflect|invoke)|jdk|sun|REPL|org\\.dflib)\\..*|[^.]*");

    private static final String BOLD = "\u001B[1m";
    private static final String UNDERLINE = "\u001B[4m";
    private static final String RESET = "\u001B[0m";

    final String name;
    String message;
    final List<String> lines = new ArrayList<>();

    private final JShell shell;
    private final Places places;

    private ErrorReport(Throwable e, JShell shell, Places places) {
        this.shell = shell;
        this.places = places;
        name = simpleName(e instanceof EvalException thrown ? thrown.getExceptionClassName() : e.getClass().getName());
        message = e.getMessage() == null ? "" : readable(e.getMessage());
    }

    static ErrorReport of(Throwable e, JShell shell, Places places) {
        Throwable inner = e;
        // JJava wraps what it passes on.
        while (inner.getClass() == RuntimeException.class && inner.getCause() != null) {
            inner = inner.getCause();
        }
        ErrorReport report = new ErrorReport(inner, shell, places);
        try {
            report.describe(inner);
        } catch (RuntimeException | StackOverflowError broken) {
            // A fault of this class must not cost the student the message.
            report.lines.add(String.valueOf(inner));
        }
        return report;
    }

    /** The lines without bold and underlined text. */
    String plain() {
        return String.join("\n", lines).replaceAll("\u001B\\[\\dm", "");
    }

    private void describe(Throwable e) {
        if (e instanceof EvalException thrown) {
            describeThrown(thrown);
        } else if (e instanceof UnresolvedReferenceException unresolved) {
            message = missing(unresolved);
            lines.add(bold(message));
            lines.addAll(frames(unresolved.getStackTrace()));
        } else if (e instanceof CompilationException failed) {
            describeCompilation(failed.getBadSnippetCompilation().snippet());
        } else if (e instanceof IncompleteSourceException incomplete) {
            lines.add(bold("This cell ends in the middle of a statement; something is not closed, "
                    + "for example { or (."));
            int number = places.linesBefore(incomplete.getSource());
            for (String line : incomplete.getSource().lines().limit(3).toList()) {
                number++;
                lines.add(numbered(number, line));
            }
        } else if (e instanceof EvaluationInterruptedException) {
            lines.add(bold("Stopped."));
        } else {
            // Not from the code of the notebook: a magic, or the kernel itself.
            lines.add(heading("", e.getClass().getName(), e.getMessage()));
        }
    }

    // ------------------------------------------------------------------ what a statement threw

    private void describeThrown(EvalException e) {
        Matcher magic = FAILED_MAGIC.matcher(message);
        if (magic.matches()) {
            lines.add(bold("%" + magic.group(1) + " failed: " + magic.group(2).strip()));
            lines.addAll(frames(e.getStackTrace()));
            return;
        }
        String prefix = "";
        JShellException shown = e;
        while (shown instanceof EvalException thrown) {
            lines.add(heading(prefix, thrown.getExceptionClassName(), thrown.getMessage()));
            // The trace of a cause ends with the lines of what it caused.
            frames(thrown.getStackTrace()).stream().filter(line -> !lines.contains(line)).forEach(lines::add);
            prefix = "caused by ";
            shown = thrown.getCause();
        }
    }

    private static String heading(String prefix, String className, String message) {
        String head = prefix + simpleName(className);
        return bold(head + (message == null || message.isBlank() ? "" : ": " + readable(message)));
    }

    private String missing(UnresolvedReferenceException e) {
        List<String> names = shell.unresolvedDependencies(e.getSnippet()).toList();
        if (names.isEmpty()) {
            // A missing member of a class of Java or of the library: no cell can define it.
            String why = shell.diagnostics(e.getSnippet())
                    .filter(Diag::isError)
                    .findFirst()
                    .map(ErrorReport::oneLine)
                    .orElse("it does not compile");
            return e.getSnippet().name() + " cannot run, because of a mistake inside it: " + readable(why)
                    + ". Mend the cell that defines it, then run this cell again.";
        }
        boolean several = names.size() > 1;
        return e.getSnippet().name() + " uses " + String.join(", ", names) + ", which " + (several ? "are" : "is")
                + " not defined yet. Run the cell that defines " + (several ? "them" : "it")
                + " (or write it), then run this cell again.";
    }

    /** The frames of the notebook, in the order of a Java trace: the innermost call first. */
    private List<String> frames(StackTraceElement[] trace) {
        List<String> all = new ArrayList<>();
        StackTraceElement called = null;
        for (StackTraceElement frame : trace) {
            String file = frame.getFileName();
            if (file != null && file.startsWith("#")) {
                // A call of the Java library is worth a line only where the error comes from.
                if (called != null && (all.isEmpty() || called.getClassName().startsWith("activationlab."))) {
                    all.add("  inside " + call(called) + "(…)");
                }
                called = null;
                Places.Place place = places.of(file.substring(1));
                int number = Math.max(1, frame.getLineNumber());
                all.add("  in " + method(frame) + place.line(number) + ":  " + place.code(number));
            } else if (!HIDDEN.matcher(frame.getClassName()).matches()) {
                // Of several calls in a row inside a library only the outermost is the student's.
                called = frame;
            }
        }
        List<String> shown = fold(all);
        if (shown.size() > MAX_LINES) {
            List<String> middle = shown.subList(MAX_LINES / 2, shown.size() - MAX_LINES / 2);
            String instead = "  … " + middle.size() + " more";
            middle.clear();
            shown.add(MAX_LINES / 2, instead);
        }
        return shown;
    }

    /** The method of the notebook in which a frame is; nothing for a statement outside methods. */
    private static String method(StackTraceElement frame) {
        String type = simpleName(frame.getClassName());
        String method = frame.getMethodName();
        if (method.isEmpty()) {
            return "";
        }
        if (method.startsWith("lambda$")) {
            return "a lambda, ";
        }
        if (method.equals("<init>")) {
            return "new " + type + ", ";
        }
        if (method.equals("<clinit>")) {
            return type + ", ";
        }
        return (type.isEmpty() ? method : type + "." + method) + ", ";
    }

    /** A call of a library, as one would write it. */
    private static String call(StackTraceElement frame) {
        String type = frame.getClassName();
        if (frame.getMethodName().equals("<init>")) {
            return "new " + simpleName(type);
        }
        // `show` is imported, and classes inside the JDK have names that nobody has written.
        boolean plain = type.equals("activationlab.notebook.Lab") || type.contains("$") || !isPublic(type);
        return (plain ? "" : simpleName(type) + ".") + frame.getMethodName();
    }

    private static boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, ErrorReport.class.getClassLoader()).getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            return true; // from a jar that a cell added
        }
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /** Replaces what repeats, as in a recursion without end, by one round and a count. */
    private static List<String> fold(List<String> lines) {
        List<String> folded = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int period = 1;
            int rounds = rounds(lines, at, 1);
            while (rounds < 3 && period < 6) {
                period++;
                rounds = rounds(lines, at, period);
            }
            if (rounds < 3) {
                folded.add(lines.get(at));
                at++;
            } else {
                folded.addAll(lines.subList(at, at + period));
                folded.add("  … " + (period == 1 ? "this line" : "these " + period + " lines") + " again and again ("
                        + rounds + " rounds or more)");
                at += rounds * period;
            }
        }
        return folded;
    }

    /** How often the given number of lines stand one after the other. */
    private static int rounds(List<String> lines, int at, int period) {
        int end = at + period;
        while (end + period <= lines.size()
                && lines.subList(end - period, end).equals(lines.subList(end, end + period))) {
            end += period;
        }
        return (end - at) / period;
    }

    // ------------------------------------------------------------------ what does not compile

    private void describeCompilation(Snippet snippet) {
        String source = snippet.source();
        List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
        message = firstLine(errors.get(0));
        for (Diag error : errors) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(bold(firstLine(error)));
            error.getMessage(null).lines().skip(1).map(String::strip)
                    .filter(line -> !line.startsWith("location:") && !line.startsWith("symbol:"))
                    .forEach(line -> lines.add("  " + line));
            if (error.getStartPosition() >= 0) {
                mark(source, (int) error.getStartPosition(), (int) error.getEndPosition());
            }
        }
    }

    /** All lines of the compiler as one. */
    private static String oneLine(Diag error) {
        return error.getMessage(null).strip().replaceAll(";?\\s*\\R\\s*", "; ").replaceAll(" +", " ");
    }

    /** The compiler's sentence; "cannot find symbol" with the symbol, which it gives on a line of its own. */
    private static String firstLine(Diag error) {
        List<String> lines = error.getMessage(null).lines().map(String::strip).toList();
        String symbol = lines.stream()
                .filter(line -> line.startsWith("symbol:"))
                .map(line -> ": " + line.substring("symbol:".length()).strip())
                .findFirst()
                .orElse("");
        return readable(lines.get(0)) + symbol;
    }

    /** Adds the line of the source that holds the fault: its number in the cell, the fault underlined, marked below. */
    private void mark(String source, int start, int end) {
        int from = Math.min(start, source.length());
        String before = source.substring(source.lastIndexOf('\n', from - 1) + 1, from);
        String rest = source.substring(from).lines().findFirst().orElse("");
        int length = Math.max(0, Math.min(end - from, rest.length()));
        long linesAbove = source.substring(0, from).chars().filter(c -> c == '\n').count();
        String prefix = numbered(places.linesBefore(source) + (int) linesAbove + 1, "");
        lines.add(prefix + before + UNDERLINE + rest.substring(0, length) + RESET + rest.substring(length));
        lines.add(" ".repeat(prefix.length()) + before.replaceAll("[^\t]", " ") + "^".repeat(Math.max(1, length)));
    }

    // ------------------------------------------------------------------ words

    /** Names of the notebook without the classes in which JShell wraps them, and without talk of class loaders. */
    private static String readable(String message) {
        return message.replaceAll("REPL\\.\\$JShell\\$\\w+[.$]", "")
                .replaceAll(" \\([^()]* (is|are) in (unnamed )?module [^()]*\\)", "")
                .strip();
    }

    private static String numbered(int line, String text) {
        return String.format("%4d | %s", line, text);
    }

    private static String bold(String text) {
        // Each line for itself: front ends split the text at line ends.
        return BOLD + text.replace("\n", RESET + "\n" + BOLD) + RESET;
    }
}
