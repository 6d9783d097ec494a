package activationlab.network;

import activationlab.data.Dataset;
import activationlab.numeric.Randoms;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Trains one network, step by step. {@link Training} describes whole trainings; a trainer is for looking at single steps.
 *
 * <p><b>The law of the batches.</b> At the start of every epoch the examples, in the order of the epoch before, are shuffled
 * (Fisher–Yates, {@link Randoms#shuffle}); batches are taken from the front, and the last one of an epoch is what remains.
 *
 * <p>After the first epoch a step allocates nothing. Not for use by two threads.
 */
public final class Trainer {

    private final Network network;
    private final Dataset data;
    private final Loss loss;
    private final RandomGenerator random;

    private final double[][] rows;
    private final double[][] targets;
    private final int[] order;
    private final Batch whole;
    private final Batch rest;
    private final Gradient gradient;
    private final Update update;

    private Batch last;
    private int position;
    private int steps;
    private int epochs;
    private boolean diverged;

    /** One size of batch, with its room. */
    private static final class Batch {
        final Pass pass;
        final double[][] targets;
        final double[] room;

        Batch(Network network, int size, Gradient gradient) {
            pass = new Pass(network, size, gradient);
            targets = new double[network.architecture().outputs()][size];
            room = new double[size];
        }
    }

    /**
     * A trainer that has done nothing yet.
     *
     * @param network will be changed
     * @param data the examples
     * @param loss what to make small
     * @param optimizer how
     * @param batch how many examples a step sees; more than there are means all of them
     * @param seed of the shuffles
     * @throws IllegalArgumentException if an argument is null, batch is below 1, or data, network and loss do not fit
     */
    public Trainer(Network network, Dataset data, Loss loss, Optimizer optimizer, int batch, long seed) {
        this(network, data, loss, optimizer, batch, Randoms.generator(seed));
    }

    Trainer(Network network, Dataset data, Loss loss, Optimizer optimizer, int batch, RandomGenerator random) {
        Check.given("network", network);
        Check.given("loss", loss);
        Check.given("optimizer", optimizer);
        Check.atLeast("batch", batch, 1);
        loss.check(data, network.architecture());
        this.network = network;
        this.data = data;
        this.loss = loss;
        this.random = random;
        int n = data.size();
        rows = new double[n][data.width() + 1];
        targets = new double[n][];
        double[][] all = data.targets();
        order = new int[n];
        for (int i = 0; i < n; i++) {
            data.copyInput(i, rows[i], 0);
            rows[i][data.width()] = 1;
            targets[i] = Loss.targets(data, network.architecture(), all[i]);
            order[i] = i;
        }
        gradient = new Gradient(network);
        int size = Math.min(batch, n);
        whole = new Batch(network, size, gradient);
        rest = n % size == 0 ? null : new Batch(network, n % size, gradient);
        update = new Update(optimizer, network, gradient);
    }

    /** One step: a batch forward and back, and the weights moved. Does nothing once the training has diverged. */
    public void step() {
        if (diverged) {
            return;
        }
        if (position == 0) {
            Randoms.shuffle(random, order);
        }
        Batch batch = order.length - position < whole.room.length ? rest : whole;
        int size = batch.room.length;
        batch.pass.take(rows, order, position);
        for (int i = 0; i < size; i++) {
            double[] target = targets[order[position + i]];
            for (int c = 0; c < target.length; c++) {
                batch.targets[c][i] = target[c];
            }
        }
        batch.pass.forward();
        loss.delta(batch.pass.outputs(), batch.targets, batch.pass.outputDelta(), batch.room);
        batch.pass.back();
        update.step();
        last = batch;
        steps++;
        position += size;
        if (position == order.length) {
            position = 0;
            epochs++;
            diverged = !update.isFinite();
        }
    }

    /** Steps to the end of the epoch. */
    public void epoch() {
        do {
            step();
        } while (!atEpochEnd());
    }

    /** Whether no epoch is under way. */
    boolean atEpochEnd() {
        return position == 0;
    }

    /**
     * The loss of the batch that the last step saw, before the step.
     *
     * @return the mean over the batch; NaN before the first step
     */
    public double lossOfLastStep() {
        if (last == null) {
            return Double.NaN;
        }
        double sum = 0;
        int size = last.room.length;
        double[] output = new double[last.targets.length];
        double[] target = new double[last.targets.length];
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < output.length; c++) {
                output[c] = last.pass.outputs()[c][i];
                target[c] = last.targets[c][i];
            }
            sum += loss.of(output, target);
        }
        return sum / size;
    }

    /**
     * The network as it is now; further steps change it.
     *
     * @return the network given
     */
    public Network network() {
        return network;
    }

    /**
     * The examples.
     *
     * @return the data given
     */
    public Dataset data() {
        return data;
    }

    /**
     * What is made small.
     *
     * @return the loss given
     */
    public Loss loss() {
        return loss;
    }

    /**
     * How many steps were done.
     *
     * @return from 0
     */
    public int steps() {
        return steps;
    }

    /**
     * How many times all examples were seen.
     *
     * @return from 0
     */
    public int epochs() {
        return epochs;
    }

    /**
     * Whether a weight was no finite number at the end of an epoch. Then the training has ended.
     *
     * @return true once that has happened
     */
    public boolean diverged() {
        return diverged;
    }

    /** The gradient of the last step, for tests. */
    Gradient gradient() {
        return gradient;
    }

    @Override
    public String toString() {
        return "trainer of " + network + " on " + data.name() + ", " + steps + " steps"
                + (diverged ? ", diverged" : "");
    }

    /** The order of this epoch, for tests. */
    int[] order() {
        return Arrays.copyOf(order, order.length);
    }
}
