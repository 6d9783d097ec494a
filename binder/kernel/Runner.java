import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.jshell.spi.ExecutionControl;

/** Runs the statements of cells: knows which threads are busy and what they threw, and ends them. */
final class Runner extends ThreadPoolExecutor {

    /** How long an interrupted cell may take to end in good order. */
    private static final int GRACE_MILLIS = 500;

    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
    private final StopFlag flag;
    private volatile boolean flagged;
    /** What the last statement threw, if it did. */
    volatile Throwable thrown;

    private Runner(String threadName, StopFlag flag) {
        super(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        this.flag = flag;
    }

    /** private: takes the place of JJava's executor, which tells neither the thread nor the cause of an error. */
    static Runner install(ExecutionControl jjava, StopFlag flag) throws ReflectiveOperationException {
        Field prefix = jjava.getClass().getDeclaredField("THREAD_NAME_PREFIX");
        Field executor = jjava.getClass().getDeclaredField("executor");
        prefix.setAccessible(true);
        executor.setAccessible(true);
        // JJava knows its own threads by this name.
        Runner runner = new Runner(prefix.get(null) + "cell", flag);
        ((ExecutorService) executor.get(jjava)).shutdown();
        executor.set(jjava, runner);
        return runner;
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
        return super.newTaskFor(() -> {
            Thread thread = Thread.currentThread();
            busy.add(thread);
            try {
                return task.call();
            } catch (InvocationTargetException e) {
                thrown = e.getCause();
                throw e;
            } finally {
                busy.remove(thread);
            }
        });
    }

    Set<Thread> busy() {
        return Set.copyOf(busy);
    }

    /** Ends the threads of an interrupted cell, which otherwise burn a core and change variables from then on. */
    @SuppressWarnings({"deprecation", "removal"}) // Thread.stop: unsafe in general, the only way before JDK 20
    void end(Set<Thread> threads) {
        if (threads.isEmpty()) {
            return;
        }
        if (flag != null) {
            flagged = true;
            flag.set(true);
        } else {
            Background.start("stop-by-force", () -> {
                await(threads);
                threads.stream().filter(busy::contains).forEach(Thread::stop);
            });
        }
    }

    /** The cells that were told to stop get a moment to do so before the flag is taken away from them. */
    void beforeStatement() {
        thrown = null;
        if (flagged && !busy.contains(Thread.currentThread())) {
            await(busy());
            flag.set(false);
            flagged = false;
        }
    }

    /** Waits a moment for threads to end what they do; whether they did. */
    boolean await(Set<Thread> threads) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        boolean working = threads.stream().anyMatch(busy::contains);
        while (working && System.nanoTime() < end) {
            Background.pause(10);
            working = threads.stream().anyMatch(busy::contains);
        }
        return !working;
    }
}
