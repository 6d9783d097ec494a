import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.dflib.jjava.kernel.execution.IncompleteSourceException;

/** JJava's way from the text of a cell to JShell, with a stop that nothing escapes. */
final class StoppableEvaluator extends CodeEvaluator {

    private final StoppableControl control;
    /** Whether the cell that runs was told to stop. */
    private volatile boolean stopped;

    /** JJava makes one control, and its provider gives it to whoever asks. */
    StoppableEvaluator(String name) {
        super(name, -1, TimeUnit.MILLISECONDS);
        try {
            control = new StoppableControl(super.getExecControlProvider().generate(null, Map.of()), getClassLoader());
        } catch (Throwable e) {
            throw new IllegalStateException("LabKernel does not fit this version of JJava", e);
        }
    }

    @Override
    public ExecutionControlProvider getExecControlProvider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "stoppable";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return control;
            }
        };
    }

    @Override
    public Object eval(JShell shell, String code) {
        stopped = false;
        try {
            return super.eval(shell, code);
        } catch (IncompleteSourceException e) {
            // JJava keeps the unfinished statement from JShell, which would reject it. A check of a homework must know that
            // what a student ran last was not what ran before.
            shell.eval(e.getSource());
            throw e;
        }
    }

    /** Without the empty lines before a statement, which JShell would count as its first ones. */
    @Override
    protected Object evalSingle(JShell shell, String code) {
        String statement = code.strip();
        Object value = null;
        try {
            if (!stopped) {
                value = imported(shell, statement) ? null : super.evalSingle(shell, statement);
            }
        } catch (RuntimeException e) {
            if (!stopped) {
                throw e;
            }
        }
        // What a stopped statement threw or gave is of no interest, and the next one must not begin.
        if (stopped) {
            throw new EvaluationInterruptedException(statement);
        }
        return value;
    }

    /** Whether this import of a whole package or class is in force already; JShell would compile it all the same. */
    private static boolean imported(JShell shell, String statement) {
        return statement.startsWith("import")
                && statement.endsWith(".*;")
                && shell.imports().anyMatch(done -> done.source().strip().equals(statement));
    }

    /**
     * Stops the cell. A statement that heeds the interrupt has a moment to end in good order: it can show what it has and
     * give its value, as long as the cell has not been answered. What does not heed it is ended by force.
     */
    @Override
    public void interrupt() {
        Set<Thread> busy = control.runner.busy();
        stopped = true;
        busy.forEach(Thread::interrupt);
        if (!control.runner.await(busy)) {
            super.interrupt();
            control.runner.end(busy);
        }
    }
}
