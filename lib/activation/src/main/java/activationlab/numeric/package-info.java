/**
 * Numerical tools: the exponential function in parts, distances in ulps, derivatives by differences, means under a normal
 * distribution, zeros and extrema, and thresholds to the last bit. They work on any function of one variable.
 */
package activationlab.numeric;
