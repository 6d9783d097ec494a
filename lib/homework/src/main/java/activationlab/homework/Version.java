package activationlab.homework;

import activationlab.numeric.Randoms;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A short name of everything beside notebook and seed that a mark depends on: the programs, and a teacher's own exercises. */
final class Version {

    private Version() {}

    static String of(Path overlay) throws IOException {
        StringBuilder parts = new StringBuilder();
        for (Class<?> type : List.of(Grader.class, Randoms.class, ObjectMapper.class)) {
            try {
                parts.append(digest(Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())));
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }
        if (overlay != null) {
            parts.append(digest(overlay));
        }
        return Digest.of(parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Of a file, or of all files in a folder. */
    static String digest(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return Digest.of(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            String all = files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> path.relativize(file) + " " + Digest.of(file))
                    .collect(Collectors.joining("\n"));
            return Digest.of(all.getBytes(StandardCharsets.UTF_8));
        }
    }
}
