package activationlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JobsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100})
    void resultsStandInTheOrderOfTheirNumbersWhateverTheThreads(int threads) {
        Jobs.Finished<Integer> finished = Jobs.run(
                50,
                threads,
                i -> {
                    // Later ones are quicker.
                    sleep((50 - i) / 10);
                    return i * i;
                },
                (done, total) -> {});
        assertEquals(IntStream.range(0, 50).map(i -> i * i).boxed().toList(), finished.results());
        assertTrue(finished.complete());
    }

    @Test
    void theListenerHearsTheBeginningAndTheEndInTheThreadThatWaits() {
        List<String> heard = new ArrayList<>();
        Thread waiting = Thread.currentThread();
        Jobs.run(3, 2, i -> i, (done, total) -> {
            assertSame(waiting, Thread.currentThread());
            heard.add(done + "/" + total);
        });
        assertEquals("0/3", heard.get(0));
        assertEquals("3/3", heard.get(heard.size() - 1));
    }

    @Test
    void anInterruptGivesWhatIsFinishedWithinASecond() throws InterruptedException {
        CountDownLatch two = new CountDownLatch(2);
        AtomicReference<Jobs.Finished<Integer>> result = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            result.set(Jobs.run(
                    10,
                    1,
                    i -> {
                        two.countDown();
                        return i < 2 ? i : forever();
                    },
                    (done, total) -> {}));
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertTrue(two.await(10, TimeUnit.SECONDS));
        Thread.sleep(50);
        long start = System.nanoTime();
        thread.interrupt();
        thread.join(10_000);
        assertTrue(System.nanoTime() - start < 1_000_000_000L);
        assertFalse(result.get().complete());
        assertEquals(List.of(0, 1), result.get().results().subList(0, 2));
        assertNull(result.get().results().get(2));
        assertTrue(flag.get(), "the thread must stay interrupted");
        assertNoThreadIsLeft();
    }

    @Test
    void aJobThatIgnoresTheInterruptDoesNotHoldTheOthersUp() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Jobs.Finished<Integer>> result = new AtomicReference<>();
        Thread thread = new Thread(() -> result.set(Jobs.run(
                2,
                1,
                i -> {
                    begun.countDown();
                    while (end.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return i;
                },
                (done, total) -> {})));
        thread.start();
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        thread.interrupt();
        thread.join(1_000);
        boolean over = !thread.isAlive();
        end.countDown();
        assertTrue(over);
        assertFalse(result.get().complete());
    }

    @Test
    void whatAJobThrowsArrivesAndStopsTheOthers() throws InterruptedException {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> Jobs.run(
                        10,
                        2,
                        i -> {
                            if (i == 1) {
                                throw new IllegalStateException("job 1");
                            }
                            return forever();
                        },
                        (done, total) -> {}));
        assertEquals("job 1", e.getMessage());
        assertThrows(
                StackOverflowError.class,
                () -> Jobs.run(
                        1,
                        1,
                        i -> {
                            throw new StackOverflowError();
                        },
                        (done, total) -> {}));
        assertNoThreadIsLeft();
    }

    @Test
    void aListenerThatThrowsLeavesNoThread() throws InterruptedException {
        assertThrows(
                IllegalStateException.class,
                () -> Jobs.run(5, 2, i -> forever(), (done, total) -> {
                    throw new IllegalStateException();
                }));
        assertNoThreadIsLeft();
    }

    @Test
    void forSeedsGivesAllOrSaysThatItWasStopped() {
        assertEquals(List.of("0", "1", "2"), Jobs.forSeeds(3, String::valueOf));
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> Jobs.forSeeds(3, i -> forever()));
        assertTrue(Thread.interrupted());
    }

    @Test
    void wrongArgumentsAreNamed() {
        Jobs.Listener nobody = (done, total) -> {};
        assertMessage("count must be at least 1, not 0", () -> Jobs.run(0, 1, i -> i, nobody));
        assertMessage("threads must be at least 1, not 0", () -> Jobs.run(1, 0, i -> i, nobody));
        assertMessage("job is null", () -> Jobs.run(1, 1, null, nobody));
        assertMessage("listener is null", () -> Jobs.run(1, 1, i -> i, null));
    }

    static void assertMessage(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static void assertNoThreadIsLeft() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().startsWith("activationlab-job"))) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("a thread of a job is still there");
    }

    private static Integer forever() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        throw new CancellationException();
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
