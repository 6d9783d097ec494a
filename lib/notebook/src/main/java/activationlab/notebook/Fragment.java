package activationlab.notebook;

/** Finished HTML with the plain text that says the same. */
record Fragment(String html, String text) implements Showable {}
