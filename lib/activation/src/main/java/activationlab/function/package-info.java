/** Activation functions of one variable. */
package activationlab.function;
