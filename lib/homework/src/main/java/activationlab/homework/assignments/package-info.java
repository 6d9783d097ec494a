/** The course's four assignments. Their texts stand in {@code notebooks/homework/templates}. */
package activationlab.homework.assignments;
