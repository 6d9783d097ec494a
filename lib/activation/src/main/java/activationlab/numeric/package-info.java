/**
 * Numerical tools: the exponential function in parts, distances in ulps, derivatives by differences, means under a normal
 * distribution, zeros and extrema, and thresholds to the last bit, all for any function of one variable; and random
 * numbers.
 */
package activationlab.numeric;
