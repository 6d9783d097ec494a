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
    void anOutputChangesInPlaceOnBothKernels() {
        JavaKernel kernel = new JavaKernel();
        org.dflib.jjava.jupyter.kernel.BaseKernel.running = kernel;
        String id = Kernel.open(DATA);
        Kernel.update(id, Map.of("text/plain", "changed"));
        Kernel.close(id, Map.of("text/plain", "last"));
        assertEquals(id, kernel.shown.get(0).id);
        assertEquals("changed", kernel.getIO().display.updates.get(0).data.get("text/plain"));
        assertEquals(id, kernel.getIO().display.updates.get(1).id);
        assertTrue(id.matches("al-\\d+"), id);

        org.dflib.jjava.jupyter.kernel.BaseKernel.running = null;
        OldJavaKernel old = new OldJavaKernel();
        IJava.running = old;
        String next = Kernel.open(DATA);
        Kernel.update(next, DATA);
        assertEquals(Integer.parseInt(id.substring(3)) + 1, Integer.parseInt(next.substring(3)), "ids are counted");
        assertEquals(next, old.getIO().display.updates.get(0).id);
    }

    @Test
    void anOutputThatChangesIsPrintedOnceWithoutAKernel() {
        assertEquals("last\n", printed(() -> {
            String id = Kernel.open(DATA);
            Kernel.update(id, DATA);
            Kernel.close(id, Map.of("text/plain", "last"));
        }));
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
