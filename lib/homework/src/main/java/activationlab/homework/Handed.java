package activationlab.homework;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one student has handed in.
 *
 * @param student the student's id, from the name of the folder or file
 * @param notebook the file to be graded; null if there is none or it is not clear which
 * @param why a sentence where there is no file
 * @param notes what a person should know about the choice of the file
 */
record Handed(String student, Path notebook, String why, List<String> notes) {

    /**
     * All that lies in a folder.
     *
     * @param students in the order of their names, each once
     * @param strays what belongs to no student, with a reason
     */
    record Found(List<Handed> students, List<String> strays) {}

    /** What programs leave in folders, and nobody hands in. */
    private static final Set<String> CLUTTER =
            Set.of(".ipynb_checkpoints", ".ds_store", "thumbs.db", "desktop.ini", ".git", ".gitignore", ".gitkeep");

    private static final String ENDING = ".ipynb";

    /**
     * Looks through a folder in one of three layouts, which may be mixed: {@code student/hw1/hw1.ipynb} as nbgrader collects
     * it, {@code student/hw1.ipynb}, and {@code student.ipynb}.
     *
     * @param folder where the submissions lie
     * @param assignment which one is wanted
     * @param apart a folder that is not looked at, although it may lie within, because it holds results
     */
    static Found in(Path folder, String assignment, Path apart) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + " is no folder");
        }
        TreeMap<String, Handed> students = new TreeMap<>();
        List<String> strays = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Path path : content(folder)) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                if (!path.toAbsolutePath()
                        .normalize()
                        .equals(apart.toAbsolutePath().normalize())) {
                    students.put(name, inFolder(path, assignment));
                }
            } else {
                files.add(path);
            }
        }
        for (Path path : files) {
            String name = path.getFileName().toString();
            if (!isNotebook(path)) {
                strays.add(name + ": no notebook");
                continue;
            }
            String student = student(name, assignment);
            Handed before = students.get(student);
            if (student.equals(assignment) || student.isEmpty()) {
                strays.add(name + ": whose is it? It lies outside all students' folders");
            } else if (before == null) {
                students.put(student, of(student, path, new ArrayList<>()));
            } else if (before.notebook == null) {
                List<String> notes = new ArrayList<>(before.notes);
                notes.add(name + " was taken; the folder " + student + " has no notebook of " + assignment);
                students.put(student, of(student, path, notes));
            } else {
                List<String> notes = new ArrayList<>(before.notes);
                notes.add(name + " was not graded, because there is also " + folder.relativize(before.notebook));
                students.put(student, new Handed(student, before.notebook, before.why, notes));
            }
        }
        return new Found(List.copyOf(students.values()), strays);
    }

    /** The student's id in a file's name: {@code anna.ipynb} and {@code anna_hw1.ipynb} are Anna's. */
    private static String student(String file, String assignment) {
        String stem = file.substring(0, file.length() - ENDING.length());
        for (String separator : List.of("_", "-", " ", ".")) {
            if (stem.toLowerCase(Locale.ROOT).endsWith(separator + assignment)) {
                return stem.substring(0, stem.length() - assignment.length() - 1);
            }
        }
        return stem;
    }

    private static Handed inFolder(Path folder, String assignment) throws IOException {
        String student = folder.getFileName().toString();
        Path inner = folder.resolve(assignment);
        List<Path> notebooks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Path place : Files.isDirectory(inner) ? List.of(inner, folder) : List.of(folder)) {
            for (Path path : content(place)) {
                if (isNotebook(path)) {
                    notebooks.add(path);
                } else if (Files.isDirectory(path) && !path.equals(inner) && place.equals(inner)) {
                    notes.add("not looked at: the folder " + folder.relativize(path));
                }
            }
        }
        String wanted = assignment + ENDING;
        Path chosen = notebooks.stream()
                .filter(path -> path.getFileName().toString().equals(wanted))
                .findFirst()
                .orElse(null);
        if (chosen == null) {
            List<Path> likely = likely(notebooks, assignment);
            if (likely.size() == 1) {
                chosen = likely.get(0);
                notes.add(folder.relativize(chosen) + " was taken, because there is no " + wanted);
            } else if (likely.size() > 1) {
                return new Handed(
                        student,
                        null,
                        "Several notebooks were handed in, and none is called " + wanted + ": "
                                + String.join(", ", names(folder, likely)) + ". Your teacher decides which one counts.",
                        List.of("which notebook counts: " + String.join(", ", names(folder, likely)) + "?"));
            }
        }
        if (chosen == null) {
            return new Handed(student, null, "No notebook of " + assignment + " was handed in.", notes);
        }
        Path taken = chosen;
        for (Path other : likely(notebooks, assignment)) {
            if (!other.equals(taken)) {
                notes.add(folder.relativize(other) + " was not graded, because there is also "
                        + folder.relativize(taken));
            }
        }
        return of(student, taken, notes);
    }

    /** Of several notebooks those that may be of this assignment: not those that say that they are of another. */
    private static List<Path> likely(List<Path> notebooks, String assignment) {
        return notebooks.stream()
                .filter(path -> {
                    if (path.getFileName().toString().matches("hw\\d+\\.ipynb")) {
                        return path.getFileName().toString().equals(assignment + ENDING);
                    }
                    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                        return true; // reading a pipe would wait for ever
                    }
                    try {
                        String says = NotebookFile.read(path).assignment();
                        return says.isEmpty() || says.equals(assignment);
                    } catch (UnreadableException e) {
                        return true;
                    }
                })
                .toList();
    }

    private static List<String> names(Path folder, List<Path> paths) {
        return paths.stream().map(path -> folder.relativize(path).toString()).toList();
    }

    /** A link is not followed: it could lead to another student's notebook, or to a file of the teacher's. */
    private static Handed of(String student, Path path, List<String> notes) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                ? new Handed(student, path, "", List.copyOf(notes))
                : new Handed(
                        student,
                        null,
                        "What was handed in as " + path.getFileName() + " is a link or a device, and no file.",
                        List.copyOf(notes));
    }

    private static boolean isNotebook(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING) && !Files.isDirectory(path);
    }

    private static List<Path> content(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                if (!CLUTTER.contains(path.getFileName().toString().toLowerCase(Locale.ROOT))) {
                    paths.add(path);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(paths, Comparator.comparing(path -> path.getFileName().toString()));
        return paths;
    }
}
