/** Threads that do not keep the process alive. */
final class Background {

    private Background() {}

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        // Ahead of a cell that computes on every core.
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** Waits; an interrupt ends the wait early and nothing else. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // The callers look for themselves whether to go on.
        }
    }
}
