/** Measures any activation function and says what was found: {@link activationlab.property.PropertySheet}. */
package activationlab.property;
