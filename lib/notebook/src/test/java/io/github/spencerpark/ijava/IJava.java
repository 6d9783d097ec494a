package io.github.spencerpark.ijava;

/** Stands in for IJava's class of this name. */
public final class IJava {
    public static Object running;

    private IJava() {}

    public static Object getKernelInstance() {
        return running;
    }
}
