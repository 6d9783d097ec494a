import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What JJava does before it opens its connection: the imports take half of the time until then. Here the front end can
 * say hello in the meantime, and a cell that comes early waits.
 */
final class StartUp {

    private final LabKernel kernel;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<String> problem = new AtomicReference<>();

    StartUp(LabKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Runs the start-up script. JJava does not start at all when it fails, and says so only in the log of the server;
     * here the first cell tells it, and the notebook can be used.
     */
    void run() {
        try {
            kernel.onStartup();
            String script = System.getenv("JJAVA_STARTUP_SCRIPTS_PATH");
            if (script != null) {
                kernel.evalBuilder(Files.readString(Path.of(script))).resolveMagics().eval();
            }
            // Loads what runs a statement; it leaves no name behind.
            kernel.doEval("if (false) { }");
        } catch (Exception | LinkageError e) {
            problem.set("The start-up script of the kernel failed, so some names may be missing:\n"
                    + kernel.report(e).plain()
                    + "\n(The script is named by the environment variable JJAVA_STARTUP_SCRIPTS_PATH.)\n");
            System.err.println(problem.get());
        } finally {
            done.countDown();
        }
        if (kernel.noCellCameYet()) {
            warmUp();
        }
    }

    void await() {
        try {
            done.await();
        } catch (InterruptedException e) {
            // Then the cell runs with what is there.
            Thread.currentThread().interrupt();
        }
    }

    /** What the first cell has to tell; nothing from then on. */
    Optional<String> takeProblem() {
        return Optional.ofNullable(problem.getAndSet(null));
    }

    /**
     * Draws a figure for nobody while the student reads: loading fonts and the classes of the chart library is most of
     * the time that the first figure takes. By reflection, because this folder is compiled without our library.
     */
    private static void warmUp() {
        try {
            Class<?> activation = Class.forName("activationlab.function.Activation");
            Object functions = Array.newInstance(activation, 1);
            Array.set(functions, 0, Class.forName("activationlab.function.Activations").getField("SIGMOID").get(null));
            Class<?> lab = Class.forName("activationlab.notebook.Lab");
            Object plot = lab.getMethod("curves", functions.getClass()).invoke(null, functions);
            plot = plot.getClass().getMethod("over", double.class, double.class).invoke(plot, -1, 1);
            Class.forName("activationlab.notebook.Showable").getMethod("html").invoke(plot);
        } catch (ReflectiveOperationException | LinkageError e) {
            // Whatever is wrong shows, with a message, in the cell that needs it.
        }
    }
}
