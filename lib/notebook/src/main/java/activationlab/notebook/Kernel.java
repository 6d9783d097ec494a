package activationlab.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * The bridge to the Java kernel that runs the notebook.
 *
 * <p>JJava and IJava have the same classes under different package names, and neither can be a dependency at compile
 * time (IJava is on no registry, and the library must not choose a kernel for its users). Four methods are all that is
 * needed, so they are called by name. Without a kernel, for example in a test or in plain JShell, the text form is
 * printed.
 */
final class Kernel {

    private Kernel() {}

    /** Sends one display, given by MIME type, to the front end. */
    static void display(Map<String, Object> data) {
        Object kernel = current();
        if (kernel == null) {
            System.out.println(data.get("text/plain"));
            return;
        }
        try {
            Class<?> base = baseClass(kernel.getClass());
            Class<?> displayData =
                    Class.forName(base.getPackageName() + ".display.DisplayData", true, base.getClassLoader());
            Object message = displayData.getConstructor().newInstance();
            Method put = displayData.getMethod("putData", String.class, Object.class);
            for (Map.Entry<String, Object> entry : data.entrySet()) {
                put.invoke(message, entry.getKey(), entry.getValue());
            }
            base.getMethod("display", displayData).invoke(kernel, message);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The kernel could not display this output: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This kernel has no display that the library knows (it knows JJava and IJava): " + e, e);
        }
    }

    /** The running kernel, or null where there is none. */
    private static Object current() {
        Object jjava = call("org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel");
        return jjava != null ? jjava : call("io.github.spencerpark.ijava.IJava", "getKernelInstance");
    }

    private static Object call(String type, String method) {
        try {
            return Class.forName(type).getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            // This kernel is not the one that runs: the only way to find out is to try.
            return null;
        }
    }

    private static Class<?> baseClass(Class<?> kernel) throws ClassNotFoundException {
        for (Class<?> type = kernel; type != null; type = type.getSuperclass()) {
            if (type.getSimpleName().equals("BaseKernel")) {
                return type;
            }
        }
        throw new ClassNotFoundException("no BaseKernel above " + kernel.getName());
    }
}
