/**
 * Softmax and the losses that rest on it, from logits to gradients, accurate to the last digits.
 *
 * <ul>
 *   <li>{@link activationlab.softmax.Softmax}: probabilities from logits, their logarithms, log-sum-exp, products with the
 *       Jacobian; with temperature and masks
 *   <li>{@link activationlab.softmax.CrossEntropy}: the loss of a classifier with its gradient
 *   <li>{@link activationlab.softmax.BinaryCrossEntropy}: the loss of a yes-or-no answer with its gradient
 * </ul>
 */
package activationlab.softmax;
