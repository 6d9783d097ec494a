/**
 * The program that runs a student's answers, in a process of its own. Nothing but the JDK may be used here: these classes
 * are all that the process has on its class path.
 */
package activationlab.homework.worker;
