import java.lang.reflect.Field;
import java.lang.reflect.Method;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;

/**
 * A flag at which the loops and methods of the notebook look, and end themselves when it is set.
 *
 * <p>private: from JDK 20 on JShell can put that look into a snippet, and can make the class with the flag. It does so
 * only in its own way of running snippets, which JJava does not use. Needs the option {@code --add-opens
 * jdk.jshell/jdk.jshell.execution=ALL-UNNAMED}.
 */
final class StopFlag {

    private final Field flag;
    private final Method instrument;

    private StopFlag(Field flag, Method instrument) {
        this.flag = flag;
        this.instrument = instrument;
    }

    /** Null where JShell has no such flag: before JDK 20, and if a later JDK names it differently. */
    static StopFlag install(ExecutionControl control, ClassLoader loader) {
        try {
            Method make = LocalExecutionControl.class.getDeclaredMethod("genCancelClass");
            Method instrument = LocalExecutionControl.class.getDeclaredMethod("instrument", byte[].class);
            make.setAccessible(true);
            instrument.setAccessible(true);
            ClassBytecodes made = (ClassBytecodes) make.invoke(null);
            control.load(new ClassBytecodes[] {made});
            return new StopFlag(loader.loadClass(made.name()).getField("allStop"), instrument);
        } catch (ReflectiveOperationException | RuntimeException | ExecutionControlException e) {
            return null;
        }
    }

    /** The same classes, with the look at the flag. */
    ClassBytecodes[] watchedBy(ClassBytecodes[] classes) {
        ClassBytecodes[] watching = classes.clone();
        for (int i = 0; i < watching.length; i++) {
            try {
                byte[] code = (byte[]) instrument.invoke(null, (Object) watching[i].bytecodes());
                watching[i] = new ClassBytecodes(watching[i].name(), code);
            } catch (ReflectiveOperationException e) {
                // This class is used as it is: it can only not be stopped.
            }
        }
        return watching;
    }

    void set(boolean stop) {
        try {
            flag.setBoolean(null, stop);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
