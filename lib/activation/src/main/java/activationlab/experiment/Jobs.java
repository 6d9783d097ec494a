package activationlab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Runs many independent jobs on several threads. A job's result depends on its number alone, so the results are the same for
 * any number of threads and in any order.
 *
 * <p>The thread that calls waits, and tells a listener how far things are. If it is interrupted, the jobs under way are
 * interrupted too, no new one is begun, and what is finished is returned: at once for jobs that heed an interrupt, as {@link
 * activationlab.network.Training#run} does.
 */
public final class Jobs {

    /** How often the listener hears something. */
    private static final int TELL_MILLIS = 100;

    /** How long an interrupted job may take to end. */
    private static final int GRACE_MILLIS = 200;

    /** Hears how far things are. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Called by the thread that waits, several times a second.
         *
         * @param done how many jobs are finished
         * @param total how many there are
         */
        void progress(int done, int total);
    }

    /**
     * What was finished.
     *
     * @param <T> what a job gives
     * @param results one for each job in the order of their numbers; null where the job did not finish
     * @param complete whether all did
     */
    public record Finished<T>(List<T> results, boolean complete) {}

    private Jobs() {}

    /**
     * Runs a function for the seeds 0, 1, … on all processors.
     *
     * @param <T> what it gives
     * @param seeds how many seeds
     * @param job what to do for a seed; is called by several threads
     * @return one result for each seed, in their order
     * @throws IllegalArgumentException if seeds is below 1 or job null
     * @throws CancellationException if the thread is interrupted
     */
    public static <T> List<T> forSeeds(int seeds, IntFunction<T> job) {
        Finished<T> finished = run(seeds, Runtime.getRuntime().availableProcessors(), job, (done, total) -> {});
        if (!finished.complete()) {
            throw new CancellationException("interrupted before all " + seeds + " seeds were done");
        }
        return finished.results();
    }

    /**
     * Runs a job for every number from 0 to count − 1.
     *
     * @param <T> what a job gives
     * @param count how many jobs
     * @param threads how many threads, at least 1
     * @param job what to do for a number; must not give null
     * @param listener hears how far things are
     * @return the results; partial, with the thread still marked as interrupted, if it was interrupted
     * @throws IllegalArgumentException if a number is below 1 or an argument null
     * @throws RuntimeException what a job threw; the others are stopped then
     */
    public static <T> Finished<T> run(int count, int threads, IntFunction<T> job, Listener listener) {
        Check.atLeast("count", count, 1);
        Check.atLeast("threads", threads, 1);
        Check.given("job", job);
        Check.given("listener", listener);
        Pool<T> pool = new Pool<>(count, Math.min(threads, count), job);
        boolean interrupted = false;
        try {
            listener.progress(0, count);
            while (!pool.ended.await(TELL_MILLIS, TimeUnit.MILLISECONDS) && pool.thrown == null) {
                listener.progress(pool.done.get(), count);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            // Also if the listener throws: no thread goes on working for nobody.
            interrupted |= pool.stop();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        pool.rethrow();
        List<T> results = pool.results();
        boolean complete = !results.contains(null);
        if (complete) {
            listener.progress(count, count);
        }
        return new Finished<>(results, complete);
    }

    /** The threads of one call. */
    private static final class Pool<T> {
        final AtomicInteger done = new AtomicInteger();
        final CountDownLatch ended;

        private final AtomicInteger next = new AtomicInteger();
        private final int count;
        private final IntFunction<T> job;
        private final Object[] results;
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean stopped;
        volatile Throwable thrown;

        Pool(int count, int size, IntFunction<T> job) {
            this.count = count;
            this.job = job;
            results = new Object[count];
            ended = new CountDownLatch(size);
            for (int i = 0; i < size; i++) {
                Thread thread = new Thread(this::work, "activationlab-job-" + i);
                thread.setDaemon(true);
                threads.add(thread);
            }
            threads.forEach(Thread::start);
        }

        private void work() {
            try {
                for (int i = next.getAndIncrement(); i < count && !stopped; i = next.getAndIncrement()) {
                    T result = job.apply(i);
                    synchronized (results) {
                        results[i] = result;
                    }
                    done.incrementAndGet();
                }
            } catch (CancellationException e) {
                // The job heeded the interrupt.
                stopped = true;
            } catch (Throwable e) {
                thrown = e;
                stopped = true;
            } finally {
                ended.countDown();
            }
        }

        /** Ends all threads; returns whether the waiting one was interrupted meanwhile. */
        boolean stop() {
            stopped = true;
            threads.forEach(Thread::interrupt);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
            boolean interrupted = false;
            while (ended.getCount() > 0 && System.nanoTime() < end) {
                try {
                    ended.await(10, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return interrupted;
        }

        void rethrow() {
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
        }

        @SuppressWarnings("unchecked") // only work() writes
        List<T> results() {
            List<T> list = new ArrayList<>();
            synchronized (results) {
                for (Object result : results) {
                    list.add((T) result);
                }
            }
            return list;
        }
    }
}
