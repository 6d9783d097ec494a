package activationlab.notebook;

import static activationlab.notebook.KernelTest.printed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private static final class JavaKernel extends BaseKernel {}

    private long now;

    @AfterEach
    void stop() {
        BaseKernel.running = null;
    }

    private Progress start(String title, int total, boolean terminal) {
        return new Progress(title, total, () -> now, terminal);
    }

    private static JavaKernel kernel() {
        JavaKernel kernel = new JavaKernel();
        BaseKernel.running = kernel;
        return kernel;
    }

    @Test
    void aBarSaysHowLongTheRestWillTake() {
        JavaKernel kernel = kernel();
        Progress progress = start("Rates", 560, false);
        assertEquals("Rates: 0 of 560 runs · 0 s", kernel.shown.get(0).data.get("text/plain"));
        now = 12 * SECOND;
        progress.done(123);
        DisplayData update = kernel.getIO().display.updates.get(0);
        assertEquals("Rates: 123 of 560 runs · 12 s · about 43 s left", update.data.get("text/plain"));
        String html = (String) update.data.get("text/html");
        assertTrue(html.contains("aria-valuenow=\"123\"") && html.contains("width:22.0%"), html);
        assertEquals(kernel.shown.get(0).id, update.id);
        now = 300 * SECOND;
        progress.done(124);
        assertTrue(kernel.getIO()
                .display
                .updates
                .get(1)
                .data
                .get("text/plain")
                .toString()
                .contains("· 5 min · about 18 min left"));
        now = 400 * SECOND;
        progress.done(999);
        assertTrue(kernel.getIO()
                .display
                .updates
                .get(2)
                .data
                .get("text/plain")
                .toString()
                .startsWith("Rates: 560 of 560 runs ·"));
    }

    @Test
    void theLastStateHoldsOnlyTheSentence() {
        JavaKernel kernel = kernel();
        Progress progress = start("", 3, false);
        now = 7 * SECOND;
        progress.finish("560 runs <done>.");
        DisplayData last = kernel.getIO().display.updates.get(0);
        assertEquals("560 runs <done>.", last.data.get("text/plain"));
        assertTrue(last.data.get("text/html").toString().contains("560 runs &lt;done&gt;."));
        assertFalse(last.data.get("text/html").toString().contains("7 s"), "no times in what is saved");
        progress.step();
        progress.stopped("again");
        assertEquals(1, kernel.getIO().display.updates.size(), "what is over stays over");
    }

    @Test
    void atMostFiveUpdatesASecond() {
        JavaKernel kernel = kernel();
        Progress progress = start("Rates", 1000, false);
        for (int i = 0; i < 1000; i++) {
            now += SECOND / 500;
            progress.step();
        }
        assertEquals(10, kernel.getIO().display.updates.size(), "two seconds have passed");
    }

    @Test
    void stepsOfManyThreadsAreAllCounted() throws InterruptedException {
        Progress progress = start("Rates", 4000, false);
        CountDownLatch ready = new CountDownLatch(4);
        List<Thread> threads = new java.util.ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                ready.countDown();
                for (int i = 0; i < 999; i++) {
                    progress.step();
                }
            });
            threads.add(thread);
        }
        String text = printed(() -> {
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                join(thread);
            }
        });
        assertEquals("Rates: 1000 of 4000 runs\nRates: 2000 of 4000 runs\nRates: 3000 of 4000 runs\n", text);
        JavaKernel kernel = kernel();
        now = SECOND;
        progress.step();
        assertTrue(kernel.getIO()
                .display
                .updates
                .get(0)
                .data
                .get("text/plain")
                .toString()
                .contains("3997 of 4000"));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutANotebookALineForEachQuarterOrOneThatIsOverwritten() {
        assertEquals("a: 1 of 4 runs\na: 2 of 4 runs\na: 3 of 4 runs\nall\n", printed(() -> {
            Progress progress = start("a", 4, false);
            for (int i = 0; i < 4; i++) {
                progress.step();
            }
            progress.finish("all");
        }));
        assertEquals(
                "\ra: 1 of 4 runs · 1 s   \rnot all\n",
                printed(() -> {
                            Progress progress = start("a", 4, true);
                            now += SECOND;
                            progress.step();
                            progress.step();
                            progress.stopped("not all");
                        })
                        .replace("\n\r", "\r"));
    }

    @Test
    void thereMustBeSomethingToDo() {
        String message = assertThrows(IllegalArgumentException.class, () -> Progress.start("a", 0))
                .getMessage();
        assertTrue(message.startsWith("start(\"a\", 0)"), message);
        assertTrue(printed(() -> Progress.start("a", 2).finish("b")).contains("b"));
    }
}
