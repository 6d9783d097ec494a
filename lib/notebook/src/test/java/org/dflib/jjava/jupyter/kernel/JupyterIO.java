package org.dflib.jjava.jupyter.kernel;

/** Stands in for JJava's class of this name. */
public class JupyterIO {
    public final DisplayStream display = new DisplayStream();
}
