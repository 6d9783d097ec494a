package activationlab.homework.worker;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Where JShell runs what it compiled: in this process and thread, so that an answer is found as a method and called
 * without compiling a snippet for each call.
 */
final class Engine extends DirectExecutionControl implements ExecutionControlProvider {

    /** The names of the classes that JShell made, the newest last. A new version of a snippet is a new class. */
    private final List<String> names = new ArrayList<>();

    @Override
    public String name() {
        return "worker";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return this;
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        super.load(classes);
        for (ClassBytecodes bytes : classes) {
            names.add(bytes.name());
        }
    }

    /**
     * The newest method with a name.
     *
     * @param types its parameters; null stands for any
     * @return the method, or null if there is none
     */
    Method method(String name, Class<?>[] types) throws ReflectiveOperationException {
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names.get(i).indexOf('$', names.get(i).lastIndexOf("$JShell$") + "$JShell$".length()) >= 0) {
                continue; // a class inside a snippet
            }
            Class<?> wrapper;
            try {
                wrapper = findClass(names.get(i));
            } catch (ClassNotFoundException e) {
                continue;
            }
            for (Method method : wrapper.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic()
                        && (types == null || java.util.Arrays.equals(method.getParameterTypes(), types))) {
                    method.setAccessible(true);
                    return method;
                }
            }
        }
        return null;
    }
}
