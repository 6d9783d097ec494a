/**
 * Small networks of dense layers, and how they learn.
 *
 * <p>{@link activationlab.network.Architecture} is the plan, {@link activationlab.network.Network} the numbers, {@link
 * activationlab.network.Training} the whole of a training in one sentence, {@link activationlab.network.Trainer} its single
 * steps. Every training has the same bits on all machines for the same seed.
 */
package activationlab.network;
