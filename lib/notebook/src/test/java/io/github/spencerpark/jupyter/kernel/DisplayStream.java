package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.ArrayList;
import java.util.List;

/** Stands in for IJava's class of this name. */
public class DisplayStream {
    public final List<DisplayData> updates = new ArrayList<>();

    public void updateDisplay(DisplayData data) {
        updates.add(data);
    }
}
