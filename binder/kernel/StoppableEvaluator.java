import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.kernel.execution.CodeEvaluator;

/** JJava's way from the text of a cell to JShell, with a stop that nothing escapes. */
final class StoppableEvaluator extends CodeEvaluator {

    private final StoppableControl control;

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

    /** Without the empty lines before a statement, which JShell would count as its first ones. */
    @Override
    protected Object evalSingle(JShell shell, String code) {
        String statement = code.strip();
        return imported(shell, statement) ? null : super.evalSingle(shell, statement);
    }

    /** Whether this import of a whole package or class is in force already; JShell would compile it all the same. */
    private static boolean imported(JShell shell, String statement) {
        return statement.startsWith("import")
                && statement.endsWith(".*;")
                && shell.imports().anyMatch(done -> done.source().strip().equals(statement));
    }

    /** Stops the cell. What does not heed the interrupt is ended by force. */
    @Override
    public void interrupt() {
        Set<Thread> busy = control.runner.busy();
        super.interrupt();
        control.runner.end(busy);
    }
}
