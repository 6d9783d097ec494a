import java.util.Optional;

/**
 * Ends this process when the one that started it is gone. A thread asks five times a second: a closed connection tells
 * nothing (the sockets outlive the server), and a signal on the parent's death exists on Linux only.
 */
final class ParentWatch {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private ParentWatch() {}

    static void start() {
        if ("1".equals(System.getenv("LABKERNEL_DETACHED"))) {
            return;
        }
        // On Windows Jupyter puts a handle into this variable, not a process id.
        String named = WINDOWS ? null : System.getenv("JPY_PARENT_PID");
        long server = named == null ? parent() : Long.parseLong(named);
        // Not known if it runs outside the container of this process.
        if (server > 0) {
            watch(server);
        }
    }

    private static void watch(long server) {
        // Nothing is there if the server ended while this process was starting.
        Optional<ProcessHandle> process = ProcessHandle.of(server);
        // A killed process that nobody has waited for still counts as alive; its children have a new parent already.
        boolean child = !WINDOWS && server == parent();
        Background.start("end-with-parent", () -> {
            while (process.isPresent() && process.get().isAlive() && (!child || parent() == server)) {
                Background.pause(200);
            }
            // Not exit(): shutdown hooks may wait for a cell that never ends.
            Runtime.getRuntime().halt(1);
        });
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
    }
}
