package activationlab.network;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.numeric.Randoms;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * The description of a training: plan, loss, optimizer, batch, epochs. Immutable; every method that changes something returns
 * a new description.
 *
 * <pre>{@code
 * TrainingResult result = Training.of(Architecture.of(2, 32, 32, 3)).rate(0.1).epochs(150).run(data, 1);
 * }</pre>
 *
 * <p>Without further words: momentum 0.9 with the rate 0.1, batches of 32, 100 epochs, and the loss that fits the data
 * (softmax cross-entropy for classes, mean squared error for numbers).
 *
 * <p>A seed fixes everything: from one generator come first the weights, then the shuffles. So a training has the same bits
 * on every machine, whatever else runs beside it.
 */
public final class Training {

    private final Architecture plan;
    private final Loss loss;
    private final Optimizer optimizer;
    private final int batch;
    private final int epochs;
    private final double target;

    private Training(Architecture plan, Loss loss, Optimizer optimizer, int batch, int epochs, double target) {
        this.plan = plan;
        this.loss = loss;
        this.optimizer = optimizer;
        this.batch = batch;
        this.epochs = epochs;
        this.target = target;
    }

    /**
     * A training of networks of this plan.
     *
     * @param plan the architecture
     * @return a description
     * @throws IllegalArgumentException if plan is null
     */
    public static Training of(Architecture plan) {
        Check.given("plan", plan);
        return new Training(plan, null, Optimizer.momentum(0.1, 0.9), 32, 100, Double.NaN);
    }

    /**
     * With another plan.
     *
     * @param newPlan the architecture
     * @return a new description
     * @throws IllegalArgumentException if it is null
     */
    public Training architecture(Architecture newPlan) {
        Check.given("newPlan", newPlan);
        return new Training(newPlan, loss, optimizer, batch, epochs, target);
    }

    /**
     * With another function in all hidden layers.
     *
     * @param f any activation function
     * @return a new description
     * @throws IllegalArgumentException if f is null
     */
    public Training activation(Activation f) {
        return architecture(plan.activation(f));
    }

    /**
     * With another loss.
     *
     * @param newLoss what to make small
     * @return a new description
     * @throws IllegalArgumentException if it is null
     */
    public Training loss(Loss newLoss) {
        Check.given("newLoss", newLoss);
        return new Training(plan, newLoss, optimizer, batch, epochs, target);
    }

    /**
     * With another optimizer.
     *
     * @param newOptimizer how to follow the gradient
     * @return a new description
     * @throws IllegalArgumentException if it is null
     */
    public Training optimizer(Optimizer newOptimizer) {
        Check.given("newOptimizer", newOptimizer);
        return new Training(plan, loss, newOptimizer, batch, epochs, target);
    }

    /**
     * With another learning rate.
     *
     * @param rate a finite number above 0
     * @return a new description
     * @throws IllegalArgumentException if it is not
     */
    public Training rate(double rate) {
        return optimizer(optimizer.withRate(rate));
    }

    /**
     * With another size of the batches.
     *
     * @param size at least 1; more than there are examples means all of them
     * @return a new description
     * @throws IllegalArgumentException if size is below 1
     */
    public Training batch(int size) {
        Check.atLeast("size", size, 1);
        return new Training(plan, loss, optimizer, size, epochs, target);
    }

    /**
     * With another number of epochs.
     *
     * @param count how often all examples are seen; 0 looks at the network as it begins
     * @return a new description
     * @throws IllegalArgumentException if count is negative
     */
    public Training epochs(int count) {
        Check.atLeast("count", count, 0);
        return new Training(plan, loss, optimizer, batch, count, target);
    }

    /**
     * Records after which epoch the test accuracy has reached this. It takes a look at all test examples after every epoch.
     *
     * @param accuracy from above 0 to 1, for example 0.9
     * @return a new description
     * @throws IllegalArgumentException if it is not
     */
    public Training target(double accuracy) {
        if (!(accuracy > 0 && accuracy <= 1)) {
            throw new IllegalArgumentException("accuracy must be above 0 and at most 1, not " + accuracy);
        }
        return new Training(plan, loss, optimizer, batch, epochs, accuracy);
    }

    /**
     * The plan.
     *
     * @return the architecture
     */
    public Architecture architecture() {
        return plan;
    }

    /**
     * The optimizer.
     *
     * @return how the gradient is followed
     */
    public Optimizer optimizer() {
        return optimizer;
    }

    /**
     * How often all examples are seen.
     *
     * @return from 0
     */
    public int epochs() {
        return epochs;
    }

    /**
     * A network that has learned nothing yet, with its trainer: for looking at single steps.
     *
     * @param train the examples
     * @param seed of the weights and the shuffles
     * @return a trainer
     * @throws IllegalArgumentException if data, plan and loss do not fit
     */
    public Trainer trainer(Dataset train, long seed) {
        Check.given("train", train);
        Loss used = loss == null ? Loss.usual(train) : loss;
        used.check(train, plan);
        RandomGenerator random = Randoms.generator(seed);
        return new Trainer(plan.network(random), train, used, optimizer, batch, random);
    }

    /**
     * Trains a new network.
     *
     * @param data examples to learn from and to test with
     * @param seed of the weights and the shuffles
     * @return what came of it; a training that diverges is a result too
     * @throws IllegalArgumentException if data, plan and loss do not fit
     * @throws CancellationException if the thread is interrupted; it stays so
     */
    public TrainingResult run(Dataset.Split data, long seed) {
        return run(data, seed, trainer -> {});
    }

    /**
     * Trains a new network while somebody looks on.
     *
     * @param data examples to learn from and to test with
     * @param seed of the weights and the shuffles
     * @param observer is called before the first epoch and after each
     * @return what came of it; a training that diverges is a result too
     * @throws IllegalArgumentException if data, plan and loss do not fit
     * @throws CancellationException if the thread is interrupted; it stays so
     */
    public TrainingResult run(Dataset.Split data, long seed, Observer observer) {
        Check.given("data", data);
        Check.given("observer", observer);
        Trainer trainer = trainer(data.train(), seed);
        trainer.loss().check(data.test(), plan);
        Network network = trainer.network();
        double reached = Double.NaN;
        observer.observe(trainer);
        while (trainer.epochs() < epochs && !trainer.diverged()) {
            do {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException(
                            "interrupted in epoch " + (trainer.epochs() + 1) + " of the training with seed " + seed);
                }
                trainer.step();
            } while (!trainer.atEpochEnd());
            observer.observe(trainer);
            if (target > 0 && Double.isNaN(reached) && network.accuracyOrNaN(data.test()) >= target) {
                reached = trainer.epochs();
            }
        }
        return result(trainer, data.test(), reached);
    }

    private static TrainingResult result(Trainer trainer, Dataset test, double reached) {
        Network network = trainer.network();
        Dataset train = trainer.data();
        if (trainer.diverged()) {
            return new TrainingResult(
                    Outcome.DIVERGED,
                    trainer.epochs(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    reached,
                    network);
        }
        UnitCensus census = UnitCensus.of(network, train);
        return new TrainingResult(
                census.hasDeadLayer() ? Outcome.DEAD : Outcome.TRAINED,
                trainer.epochs(),
                network.accuracyOrNaN(train),
                network.accuracyOrNaN(test),
                network.loss(train, trainer.loss()),
                network.loss(test, trainer.loss()),
                census.offShare(),
                reached,
                network);
    }

    @Override
    public String toString() {
        return plan + ", " + optimizer + ", batch " + batch + ", " + epochs + " epochs";
    }
}
