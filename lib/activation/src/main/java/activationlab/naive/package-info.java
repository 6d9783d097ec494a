/** The textbook formulas as one would type them, to see where they fail. */
package activationlab.naive;
