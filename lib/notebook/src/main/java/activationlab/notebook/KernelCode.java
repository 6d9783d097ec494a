package activationlab.notebook;

import activationlab.homework.AnswerCheck.Piece;
import activationlab.homework.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.VarSnippet;

/**
 * An answer as the kernel has it: the method, and of all cells that were run what it needs.
 *
 * <p>Where the last version of something is no Java, that version is taken and not the one before: a check of what
 * is no longer in the cell would be of no use.
 *
 * @param pieces the code in the order in which it was run; without a piece that is the answer if its cell was never run
 * @param library the names of the course's library that the code uses, in the order of the alphabet
 */
record KernelCode(List<Piece> pieces, Set<String> library) {

    private static final Pattern NO_CODE = Pattern.compile("(?s)//[^\\n]*+|/\\*.*?\\*/|\"\"\".*?\"\"\""
            + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'");
    /** A name that does not stand after a point: it is not a member of something else. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w.$])[\\p{L}_$][\\w$]*");

    private static final Pattern DECLARED = Pattern.compile(
            "\\b(?:class|record|interface|enum)\\s+(\\w+)|\\b(\\w+)\\s*\\([^(){}]*\\)\\s*(?:throws[\\w.,\\s]+)?\\{");
    private static final Set<String> NO_METHODS =
            Set.of("if", "for", "while", "switch", "catch", "try", "synchronized");

    /** Packages that kernels import for their readers and the worker does not. */
    private static final Set<String> NOT_IN_A_WORKER = Set.of("java.net.*", "java.util.prefs.*");

    /** Statements that work on the answer's variables; more than that is no answer. */
    private static final int MOST_STATEMENTS = 100;

    /** Collects the code of a method from what a kernel has run. */
    static KernelCode of(JShell shell, Signature signature) {
        List<Snippet> all = shell.snippets().toList();
        Map<String, List<Snippet>> declarations = declarations(shell, all);
        Set<Snippet> needed = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        reach(Set.of(signature.name()), declarations, needed, names);
        boolean more = true;
        while (more) {
            more = false;
            for (Snippet snippet : all) {
                if (changesVariable(shell, snippet, needed) && needed.size() < MOST_STATEMENTS && needed.add(snippet)) {
                    reach(names(snippet.source()), declarations, needed, names);
                    more = true;
                }
            }
        }
        List<Piece> pieces = new ArrayList<>();
        for (Snippet snippet : all) {
            if (needed.contains(snippet) || (snippet instanceof ImportSnippet i && isUsed(shell, i, names))) {
                pieces.add(new Piece(declared(snippet).contains(signature.name()), snippet.source()));
            }
        }
        return new KernelCode(List.copyOf(pieces), library(shell, pieces, declarations.keySet()));
    }

    /** Whether the method was declared in any form. */
    boolean wasRun() {
        return pieces.stream().anyMatch(Piece::answer);
    }

    /** All code as one text, by which a changed answer is noticed; spaces and line ends do not count. */
    String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(words(piece.source())).append('\n'));
        return text.toString();
    }

    static String words(String source) {
        return source.replaceAll("\\s+", " ").strip();
    }

    // ------------------------------------------------------------------------------------------------- names

    /** What is in force under each name; only the newest version where that one was rejected. */
    private static Map<String, List<Snippet>> declarations(JShell shell, List<Snippet> all) {
        Map<String, List<Snippet>> declarations = new HashMap<>();
        for (Snippet snippet : all) {
            boolean rejected = shell.status(snippet) == Status.REJECTED;
            if (snippet instanceof ImportSnippet
                    || (!rejected && !shell.status(snippet).isActive())) {
                continue;
            }
            for (String name : declared(snippet)) {
                List<Snippet> versions = declarations.computeIfAbsent(name, n -> new ArrayList<>());
                if (rejected || (!versions.isEmpty() && shell.status(versions.get(0)) == Status.REJECTED)) {
                    versions.clear();
                }
                versions.add(snippet);
            }
        }
        return declarations;
    }

    private static List<String> declared(Snippet snippet) {
        if (snippet instanceof DeclarationSnippet declaration && !(snippet instanceof ImportSnippet)) {
            return List.of(declaration.name());
        }
        if (!(snippet instanceof ErroneousSnippet)) {
            return List.of();
        }
        return DECLARED.matcher(code(snippet.source()))
                .results()
                .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                .filter(name -> !NO_METHODS.contains(name))
                .toList();
    }

    private static void reach(
            Set<String> from, Map<String, List<Snippet>> declarations, Set<Snippet> needed, Set<String> names) {
        for (String name : from) {
            if (names.add(name)) {
                for (Snippet snippet : declarations.getOrDefault(name, List.of())) {
                    needed.add(snippet);
                    reach(names(snippet.source()), declarations, needed, names);
                }
            }
        }
    }

    /** Whether a statement outside methods works on a variable of the answer, such as a loop that fills a table. */
    private static boolean changesVariable(JShell shell, Snippet snippet, Set<Snippet> needed) {
        boolean statement = snippet.kind() == Snippet.Kind.STATEMENT || snippet.kind() == Snippet.Kind.EXPRESSION;
        if (!statement || !shell.status(snippet).isActive() || needed.contains(snippet)) {
            return false;
        }
        Set<String> used = names(snippet.source());
        return needed.stream()
                .anyMatch(other -> other instanceof VarSnippet variable && used.contains(variable.name()));
    }

    private static String code(String source) {
        return NO_CODE.matcher(source).replaceAll(" ");
    }

    private static Set<String> names(String source) {
        Set<String> names = new LinkedHashSet<>();
        NAME.matcher(code(source)).results().forEach(match -> names.add(match.group()));
        return names;
    }

    // ------------------------------------------------------------------------------------------------- imports

    private static boolean isUsed(JShell shell, ImportSnippet snippet, Set<String> names) {
        String name = snippet.fullname();
        return shell.status(snippet).isActive()
                && name.startsWith("java.")
                && !NOT_IN_A_WORKER.contains(name)
                && (name.endsWith("*") ? snippet.isStatic() : names.contains(last(name)));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Names that reach the course's library by an import and that no cell declares. */
    private static Set<String> library(JShell shell, List<Piece> pieces, Set<String> declared) {
        List<ImportSnippet> imports = shell.imports()
                .filter(snippet ->
                        shell.status(snippet).isActive() && snippet.fullname().startsWith("activationlab."))
                .toList();
        Set<String> found = new TreeSet<>();
        for (Piece piece : pieces) {
            String code = code(piece.source());
            NAME.matcher(code)
                    .results()
                    .filter(match -> !declared.contains(match.group()))
                    .forEach(match -> {
                        boolean call =
                                code.substring(match.end()).stripLeading().startsWith("(");
                        if (match.group().equals("activationlab")
                                || imports.stream().anyMatch(snippet -> brings(snippet, match.group(), call))) {
                            found.add(match.group());
                        }
                    });
        }
        return found;
    }

    /** A local variable may have the name of a method of the library, so a method counts only where it is called. */
    private static boolean brings(ImportSnippet snippet, String name, boolean call) {
        String from = snippet.fullname();
        boolean all = from.endsWith(".*");
        try {
            if (!snippet.isStatic()) {
                return all
                        ? Character.isUpperCase(name.charAt(0)) && exists(from.substring(0, from.length() - 1) + name)
                        : last(from).equals(name);
            }
            if (!all && !last(from).equals(name)) {
                return false;
            }
            Class<?> type = load(from.substring(0, from.lastIndexOf('.')));
            return call
                    ? Arrays.stream(type.getDeclaredMethods())
                            .anyMatch(method -> method.getName().equals(name))
                    : Arrays.stream(type.getFields())
                            .anyMatch(field -> field.getName().equals(name));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static boolean exists(String name) {
        try {
            return load(name) != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // also where a file system takes small letters for capital ones
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, false, KernelCode.class.getClassLoader());
    }
}
