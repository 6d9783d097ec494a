package activationlab.homework;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the notebooks of a course, with the solutions, and the files that the checks in them read. */
public final class Editions {

    private Editions() {}

    /**
     * Writes {@code hw1/hw1.ipynb}, {@code hw1/hw1.json} and so on. Nothing is written if one of the texts has a fault.
     *
     * @param course the course
     * @param templates the folder with the repository's texts
     * @param out where the assignments' folders are made
     * @return the files, in the order in which they were written
     * @throws IOException if a text has a fault, or a file cannot be read or written; the message says which
     */
    public static List<Path> write(Course course, Path templates, Path out) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Assignment assignment : course.assignments()) {
            Path template = course.template(assignment.name(), templates);
            Path folder = out.resolve(assignment.name());
            files.add(folder.resolve(assignment.name() + ".ipynb"));
            texts.add(NotebookBuilder.notebook(assignment, course, text(template), template.toString()));
            files.add(folder.resolve(assignment.name() + ".json"));
            texts.add(PublicChecks.text(assignment, course.seed()));
        }
        for (int i = 0; i < files.size(); i++) {
            Files.createDirectories(files.get(i).getParent());
            Files.writeString(files.get(i), texts.get(i), StandardCharsets.UTF_8);
        }
        return files;
    }

    private static String text(Path template) throws IOException {
        try {
            return Files.readString(template);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no text " + template + ".", e);
        } catch (CharacterCodingException e) {
            throw new IOException(template + ": save the file in UTF-8.", e);
        }
    }

    /**
     * The same as a program: templates, out, and optionally the course's seed and the teacher's private folder.
     *
     * @param arguments as above
     */
    public static void main(String[] arguments) {
        try {
            long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
            Path overlay = arguments.length > 3 ? Path.of(arguments[3]) : null;
            write(Course.of(seed, overlay), Path.of(arguments[0]), Path.of(arguments[1]))
                    .forEach(System.out::println);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
