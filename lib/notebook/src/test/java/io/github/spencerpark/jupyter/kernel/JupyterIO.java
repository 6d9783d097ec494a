package io.github.spencerpark.jupyter.kernel;

/** Stands in for IJava's class of this name. */
public class JupyterIO {
    public final DisplayStream display = new DisplayStream();
}
