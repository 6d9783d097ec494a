package activationlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a program takes on with this library. */
@DisplayName("Footprint")
class FootprintTest {

    private static final int MOST_BYTES = 150_000;
    private static final List<String> PACKAGES = List.of("function", "softmax", "numeric");

    @Test
    @DisplayName("functions, softmax and numeric tools take at most 150 KB in a jar")
    void isSmall() throws IOException, URISyntaxException {
        long bytes = 0;
        for (String name : PACKAGES) {
            List<Path> files = classFiles(name);
            assertTrue(!files.isEmpty(), "there are no classes in the package " + name);
            for (Path file : files) {
                bytes += compressed(Files.readAllBytes(file));
            }
        }
        assertTrue(bytes <= MOST_BYTES, "the class files take " + bytes + " bytes, at most " + MOST_BYTES);
    }

    @Test
    @DisplayName("nothing is needed but the module java.base")
    void needsNothing() throws URISyntaxException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int code = jdeps.run(
                print, print, "--multi-release", "base", "-summary", classes().toString());
        String said = out.toString(StandardCharsets.UTF_8).strip();
        assertEquals(0, code, said);
        assertEquals("classes -> java.base", said);
    }

    /** The folder of the library's class files. */
    private static Path classes() throws URISyntaxException {
        return Path.of(Activation.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static List<Path> classFiles(String name) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(classes().resolve("activationlab").resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static int compressed(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] buffer = new byte[content.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return length;
    }
}
