package org.dflib.jjava.jupyter.kernel;

import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Stands in for JJava's class of this name. */
public class BaseKernel {
    public static BaseKernel running;

    public final List<DisplayData> shown = new ArrayList<>();

    public static BaseKernel notebookKernel() {
        return running;
    }

    private final JupyterIO io = new JupyterIO();

    public JupyterIO getIO() {
        return io;
    }

    public void display(DisplayData data) {
        if (data.data.containsValue("refused")) {
            throw new IllegalStateException("the connection is closed");
        }
        shown.add(data);
    }
}
