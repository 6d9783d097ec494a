package org.dflib.jjava.jupyter.kernel.display;

import java.util.LinkedHashMap;
import java.util.Map;

/** Stands in for the kernel's class of this name, which is on no class path at compile time. */
public final class DisplayData {
    public final Map<String, Object> data = new LinkedHashMap<>();

    public String id;

    public DisplayData setDisplayId(String id) {
        this.id = id;
        return this;
    }

    public void putData(String type, Object value) {
        data.put(type, value);
    }
}
