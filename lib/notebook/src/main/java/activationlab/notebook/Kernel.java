package activationlab.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jshell.JShell;

/**
 * The bridge to the Java kernel that runs the notebook.
 *
 * <p>JJava and IJava have the same classes under different package names, and neither can be a dependency at compile
 * time (IJava is on no registry, and the library must not choose a kernel for its users). A few methods are all that is
 * needed, so they are called by name. Without a kernel, for example in a test or in plain JShell, the text form is
 * printed.
 *
 * <p>An output that changes in place has an id: {@link #open} shows it, {@link #update} replaces it, {@link #close}
 * replaces it for the last time. A kernel has one current cell, whichever thread asks (JJava 1.0a7 keeps one reply
 * environment in its {@code DisplayStream}, not one for each thread): what another thread shows goes to the cell that
 * runs at that moment, and is lost, without an error, when none does. An update belongs to its id, so it reaches the
 * right output as long as some cell runs.
 */
final class Kernel {

    private Kernel() {}

    /** Counts the outputs that change in place: the same ids in every run, because they could be saved. */
    private static final AtomicInteger OPENED = new AtomicInteger();

    /** Sends one display, given by MIME type, to the front end. */
    static void display(Map<String, Object> data) {
        Object kernel = current();
        if (kernel == null) {
            System.out.println(data.get("text/plain"));
        } else {
            send(kernel, data, null, false);
        }
    }

    /** Shows an output that will change in place, and returns its id; without a kernel nothing is printed yet. */
    static String open(Map<String, Object> data) {
        String id = "al-" + OPENED.incrementAndGet();
        Object kernel = current();
        if (kernel != null) {
            send(kernel, data, id, false);
        }
        return id;
    }

    /** Replaces an output; without a kernel nothing is printed. */
    static void update(String id, Map<String, Object> data) {
        Object kernel = current();
        if (kernel != null) {
            send(kernel, data, id, true);
        }
    }

    /** Replaces an output for the last time; without a kernel its text is printed now. */
    static void close(String id, Map<String, Object> data) {
        if (current() == null) {
            display(data);
        } else {
            update(id, data);
        }
    }

    /** Whether outputs go to a notebook. */
    static boolean isRunning() {
        return current() != null;
    }

    /** What runs the cells; nothing without a kernel, or with one that hides it. */
    static Optional<JShell> shell() {
        Object kernel = current();
        if (kernel == null) {
            return Optional.empty();
        }
        try {
            return Optional.of((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // IJava has it in a private field of a private field.
            return field(kernel, "evaluator")
                    .flatMap(evaluator -> field(evaluator, "shell"))
                    .map(JShell.class::cast);
        }
    }

    private static Optional<Object> field(Object owner, String name) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return Optional.ofNullable(field.get(owner));
            } catch (ReflectiveOperationException | RuntimeException e) {
                // Perhaps the class above has it.
            }
        }
        return Optional.empty();
    }

    private static void send(Object kernel, Map<String, Object> data, String id, boolean update) {
        try {
            Class<?> base = baseClass(kernel.getClass());
            Class<?> displayData =
                    Class.forName(base.getPackageName() + ".display.DisplayData", true, base.getClassLoader());
            Object message = displayData.getConstructor().newInstance();
            Method put = displayData.getMethod("putData", String.class, Object.class);
            for (Map.Entry<String, Object> entry : data.entrySet()) {
                put.invoke(message, entry.getKey(), entry.getValue());
            }
            if (id != null) {
                displayData.getMethod("setDisplayId", String.class).invoke(message, id);
            }
            if (update) {
                Object io = base.getMethod("getIO").invoke(kernel);
                Object display = io.getClass().getField("display").get(io);
                display.getClass().getMethod("updateDisplay", displayData).invoke(display, message);
            } else {
                base.getMethod("display", displayData).invoke(kernel, message);
            }
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
