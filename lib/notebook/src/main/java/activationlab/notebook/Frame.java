package activationlab.notebook;

import java.util.List;

/** A plot at one place of the sliders: its axes, what stands between them, back to front, and its sentence. */
record Frame(Ruler ruler, List<Mark> marks, String caption) {}
