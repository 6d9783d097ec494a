package org.dflib.jjava.jupyter.kernel;

import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Stands in for JJava's class of this name. */
public class DisplayStream {
    public final List<DisplayData> updates = new ArrayList<>();

    public void updateDisplay(DisplayData data) {
        updates.add(data);
    }
}
