/**
 * Small networks of dense layers, and how they learn.
 *
 * <p>{@link activationlab.network.Architecture} is the plan, {@link activationlab.network.Network} the numbers, {@link
 * activationlab.network.Training} the whole of a training in one sentence, {@link activationlab.network.Trainer} its single
 * steps. Every training has the same bits on all machines for the same seed.
 *
 * <p>What a network does inside is seen by {@link activationlab.network.Observation} at one moment, by {@link
 * activationlab.network.TrainingLog} and {@link activationlab.network.CensusLog} over the epochs, and by {@link
 * activationlab.network.UnitResponse} unit by unit. {@link activationlab.network.DepthTheory} says what to expect before
 * training.
 */
package activationlab.network;
