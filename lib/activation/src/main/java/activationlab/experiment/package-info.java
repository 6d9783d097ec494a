/**
 * Many small trainings, and what they say together.
 *
 * <p>{@link activationlab.experiment.Sweep} describes an experiment: functions × settings × seeds. {@link
 * activationlab.experiment.Results} holds its runs and answers in medians, ranges and paired differences. {@link
 * activationlab.experiment.Jobs} runs anything for many seeds on all processors, with the same result for any number of
 * them.
 */
package activationlab.experiment;
