package activationlab.homework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/** Files that are there as a whole or not at all. */
final class Whole {

    private Whole() {}

    /** Marks are nobody's business but the teacher's and those whom the teacher's group holds. */
    static final String OURS = "rw-r-----";

    /** Writes a file beside its place and puts it there with one step. */
    static void write(Path file, String text) throws IOException {
        write(file, text, OURS);
    }

    /** The same, with the rights of a file on a system that has them. */
    static void write(Path file, String text, String rights) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8), rights);
    }

    /** The same for what is no text in UTF-8. */
    static void write(Path file, byte[] content, String rights) throws IOException {
        Path half = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".half");
        try {
            Files.write(half, content);
            if (Files.getFileStore(half).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(half, PosixFilePermissions.fromString(rights));
            }
            try {
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /** Whether writing failed because there is no room. */
    static boolean isFull(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("disk quota")
                || message.contains("not enough space");
    }

    /** A file's name for a student's id: what could leave the folder, or be mistaken for another file, is replaced. */
    static String name(String student) {
        String safe = student.replaceAll("[^\\p{L}\\p{N}._@+ -]", "_").replaceAll("^[. ]|[. ]$", "_");
        if (safe.length() > 100) {
            safe = safe.substring(0, 100);
        }
        boolean taken = Set.of("index", "run", "marks", "changes", "before", "seed", "con", "nul", "aux", "prn")
                .contains(safe.toLowerCase(Locale.ROOT));
        return safe.equals(student) && !taken
                ? safe
                : safe + "-"
                        + Digest.of(student.getBytes(StandardCharsets.UTF_8)).substring(0, 6);
    }
}
