/** Numerical tools: the exponential function in parts. */
package activationlab.numeric;
