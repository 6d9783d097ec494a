package activationlab.homework;

/**
 * Code that a worker takes in before it is asked.
 *
 * @param exercise the exercise that it answers; empty for given code and for a student's own cells
 * @param source Java, without a kernel's magics
 */
record Cell(String exercise, String source) {}
