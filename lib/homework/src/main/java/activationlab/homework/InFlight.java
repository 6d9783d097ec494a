package activationlab.homework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes in small hidden files who is being graded. Whoever is found there by a later run was at work when the grader was
 * killed, and may be the reason; such a submission is tried once more, alone, and then no more. Otherwise a single one could
 * end every run of its class at the same place.
 */
final class InFlight {

    private static final String ENDING = ".grading";
    private static final String ALONE = " alone";

    private final Path out;
    /** What an earlier run has left, by the name of the file. */
    private final Map<String, String> left = new HashMap<>();

    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    InFlight(Path out) throws IOException {
        this.out = out;
        if (Files.isDirectory(out)) {
            try (var files = Files.newDirectoryStream(out, ".*" + ENDING)) {
                for (Path file : files) {
                    left.put(
                            file.getFileName().toString(),
                            Files.readString(file).strip());
                }
            }
        }
    }

    private static String name(Handed handed) {
        return "." + Whole.name(handed.student()) + ENDING;
    }

    private static String digest(Handed handed) {
        return handed.notebook() == null ? "none" : Digest.of(handed.notebook());
    }

    /** Whether the grader was killed while it was at work on this; what was handed in later is innocent. */
    boolean wasKilled(Handed handed) {
        String note = left.get(name(handed));
        // A note without text was just being written.
        return note != null && (note.isEmpty() || note.replace(ALONE, "").equals(digest(handed)));
    }

    /** Whether that was so although nothing else was being graded. */
    boolean wasKilledAlone(Handed handed) {
        return wasKilled(handed) && left.get(name(handed)).endsWith(ALONE);
    }

    void begin(Handed handed, boolean isAlone) throws IOException {
        begun.add(name(handed));
        Files.writeString(out.resolve(name(handed)), digest(handed) + (isAlone ? ALONE : "") + "\n");
    }

    /** It has a result, or was given up in good order. */
    void end(Handed handed) throws IOException {
        if (begun.remove(name(handed)) || left.containsKey(name(handed))) {
            Files.deleteIfExists(out.resolve(name(handed)));
        }
    }

    /** It has brought down what graded it; the note stays. */
    void blame(Handed handed) {
        begun.remove(name(handed));
    }

    /** The run was stopped in good order: nobody is to blame. */
    void stop() {
        for (String name : begun) {
            try {
                Files.deleteIfExists(out.resolve(name));
            } catch (IOException e) {
                // Then it is graded alone next time, which does no harm.
            }
        }
    }
}
