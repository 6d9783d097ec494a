package activationlab.homework;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a teacher's Java files, and makes one object of each. */
final class JavaFiles {

    private JavaFiles() {}

    /** The exercises of some files, by the files' names. */
    static Map<Path, OwnExercise> load(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return Map.of();
        }
        Path folder = Files.createTempDirectory("activationlab-own");
        try {
            compile(files, folder);
            // The classes are kept in memory, so that nothing is left on the disk.
            ClassLoader loader = new Loaded(read(folder));
            Map<Path, OwnExercise> exercises = new HashMap<>();
            for (Path file : files) {
                exercises.put(file, make(file, loader));
            }
            return exercises;
        } finally {
            delete(folder);
        }
    }

    private static void compile(List<Path> files, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("Java files need a JDK to be compiled, and this Java is only a runtime ("
                    + System.getProperty("java.home") + "). Run the same command with a JDK.");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(messages, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-proc:none", "-nowarn", "-encoding", "UTF-8", "-cp", classPath());
            if (!compiler.getTask(null, manager, messages, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call()) {
                throw new IOException(messages.getDiagnostics().stream()
                        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                        .limit(5)
                        .map(JavaFiles::words)
                        .collect(Collectors.joining("\n", "", "\nMend the file and run the same command again.")));
            }
        }
    }

    private static String words(Diagnostic<? extends JavaFileObject> message) {
        String place = message.getSource() == null
                ? "Java"
                : Path.of(message.getSource().getName()).getFileName() + ", line " + message.getLineNumber();
        return place + ": " + message.getMessage(Locale.ENGLISH).replaceAll("\\s*\\R\\s*", "; ");
    }

    /** What this class itself runs from, wherever that is. */
    private static String classPath() throws IOException {
        try {
            Path here = Path.of(JavaFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return here + System.getProperty("path.separator") + System.getProperty("java.class.path");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path)
                        .toString()
                        .replace(path.getFileSystem().getSeparator(), ".");
                classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(path));
            }
        }
        return classes;
    }

    private static OwnExercise make(Path file, ClassLoader loader) throws IOException {
        String name = name(file);
        try {
            Object made = loader.loadClass(name).getConstructor().newInstance();
            if (made instanceof OwnExercise exercise) {
                return exercise;
            }
            throw new IOException(
                    file.getFileName() + ": the class " + name + " must say \"implements OwnExercise\"" + ".");
        } catch (ClassNotFoundException e) {
            throw new IOException(
                    file.getFileName() + ": the file must hold a class " + name + ", without a package.", e);
        } catch (ReflectiveOperationException e) {
            throw new IOException(
                    file.getFileName() + ": the class " + name
                            + " must be public and have a public constructor without parameters, or none"
                            + (e.getCause() == null ? "." : " that fails (" + e.getCause() + ")."),
                    e);
        }
    }

    static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Classes out of memory. */
    private static final class Loaded extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loaded(Map<String, byte[]> classes) {
            super(JavaFiles.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
