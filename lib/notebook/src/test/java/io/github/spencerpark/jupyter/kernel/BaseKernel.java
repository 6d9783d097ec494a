package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.ArrayList;
import java.util.List;

/** Stands in for IJava's class of this name. */
public class BaseKernel {
    public final List<DisplayData> shown = new ArrayList<>();

    private final JupyterIO io = new JupyterIO();

    public JupyterIO getIO() {
        return io;
    }

    public void display(DisplayData data) {
        shown.add(data);
    }
}
