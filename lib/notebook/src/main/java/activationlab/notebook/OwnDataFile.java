package activationlab.notebook;

import activationlab.homework.OwnData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data of a student, as a file beside the notebook. */
final class OwnDataFile {

    static final String NAME = "my-data.csv";

    private OwnDataFile() {}

    /** Writes the file anew, unless it says the same already; returns a sentence about it. */
    static String write(Path file, String student) {
        String csv = OwnData.of(student).csv();
        long points = csv.lines().count() - 1;
        try {
            boolean known = Files.exists(file);
            boolean same =
                    known && Files.readString(file, StandardCharsets.UTF_8).equals(csv);
            if (!same) {
                Files.writeString(file, csv, StandardCharsets.UTF_8);
            }
            String made =
                    same ? "was there already" : known ? "was written anew, in place of other data" : "was written";
            return NAME + " " + made + ": " + points + " points, made from the id \"" + student.strip() + "\".";
        } catch (IOException e) {
            throw new UncheckedIOException(
                    NAME + " cannot be written beside the notebook (" + Answers.reason(e)
                            + "). Is the folder yours, and is there room left?",
                    e);
        }
    }
}
