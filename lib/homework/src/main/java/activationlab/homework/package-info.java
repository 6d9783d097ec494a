/**
 * Homework: assignments made of exercises, checks that a student runs, and a grader.
 *
 * <p>A mark is computed outside the student's program. The grader holds inputs, tolerances and right answers; the
 * student's cells run in a process of their own ({@link activationlab.homework.worker}) that knows none of these and
 * answers only what a method returns for given inputs. See {@code notebooks/homework/README.md} for what a mark means.
 */
package activationlab.homework;
