/** Softmax and the losses that rest on it, from logits to gradients, accurate to the last digits. */
package activationlab.softmax;
