package activationlab.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which hidden units are off, epoch by epoch: who was born off, who died, who came back.
 *
 * <ul>
 *   <li><b>Off</b>: f′(x) = 0 for every training example, as in {@link UnitCensus}; batch normalisation uses its running
 *       averages
 *   <li><b>Zero gradient</b>: ∂L/∂x of the unit is exactly 0 for every training example, and with it the gradient of all its
 *       incoming weights and its bias. A unit that is off has a zero gradient; one that is on can have it too, if all units
 *       after it are off
 *   <li><b>Born off</b>: off before the first step
 *   <li><b>Revival</b>: off after one epoch and on after the next
 * </ul>
 *
 * <p>A log is for one training; when another begins, it begins anew. Of a training that diverges, the last epoch is left
 * out, because a unit whose sums are NaN is neither on nor off.
 *
 * <pre>{@code
 * CensusLog log = new CensusLog();
 * Training.of(plan).run(data, 1, log);
 * double[] off = log.offShares(0);
 * }</pre>
 */
public final class CensusLog implements Observer {

    /** Epoch by epoch; layer by layer, unit by unit. */
    private final List<boolean[][]> off = new ArrayList<>();

    private final List<boolean[][]> zeroGradient = new ArrayList<>();

    /** A log of nothing yet. */
    public CensusLog() {}

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if epochs were missed
     */
    @Override
    public void observe(Trainer trainer) {
        Check.given("trainer", trainer);
        if (trainer.epochs() == 0) {
            off.clear();
            zeroGradient.clear();
        }
        if (trainer.diverged()) {
            return;
        }
        if (trainer.epochs() != off.size()) {
            throw new IllegalArgumentException("trainer has done " + trainer.epochs()
                    + " epochs, but the log waits for " + off.size() + "; it must see every epoch once, from 0 on");
        }
        UnitCensus census = UnitCensus.of(trainer.network(), trainer.data());
        off.add(IntStream.range(0, census.layers()).mapToObj(census::off).toArray(boolean[][]::new));
        ExactPass exact = ExactPass.of(trainer.network(), trainer.data(), trainer.loss());
        zeroGradient.add(IntStream.range(0, census.layers())
                .mapToObj(l -> zeroRows(exact.pass.deltas[l]))
                .toArray(boolean[][]::new));
    }

    private static boolean[] zeroRows(double[][] rows) {
        boolean[] zero = new boolean[rows.length];
        for (int j = 0; j < rows.length; j++) {
            zero[j] = UnitCensus.allZero(rows[j], rows[j].length);
        }
        return zero;
    }

    /**
     * How many epochs the log has seen; with the state before the first one it has one entry more.
     *
     * @return from 0; −1 if it has seen nothing
     */
    public int epochs() {
        return off.size() - 1;
    }

    /**
     * How many layers are counted.
     *
     * @return the number of hidden layers
     * @throws IllegalStateException if the log has seen nothing
     */
    public int layers() {
        return first().length;
    }

    private boolean[][] first() {
        if (off.isEmpty()) {
            throw new IllegalStateException("the log has seen no training yet; pass it to Training.run");
        }
        return off.get(0);
    }

    /**
     * How many units a layer has.
     *
     * @param layer a hidden layer, from 0
     * @return at least 1
     * @throws IllegalArgumentException if there is no such hidden layer
     * @throws IllegalStateException if the log has seen nothing
     */
    public int units(int layer) {
        Check.index("layer", layer, layers());
        return first()[layer].length;
    }

    /**
     * The share of a layer's units that were off before the first step.
     *
     * @param layer a hidden layer, from 0
     * @return from 0 to 1
     * @throws IllegalArgumentException if there is no such hidden layer
     * @throws IllegalStateException if the log has seen nothing
     */
    public double bornOffShare(int layer) {
        return offShares(layer)[0];
    }

    /**
     * The share of a layer's units that are off.
     *
     * @param layer a hidden layer, from 0
     * @return a new array, one number for the start and one for each epoch
     * @throws IllegalArgumentException if there is no such hidden layer
     * @throws IllegalStateException if the log has seen nothing
     */
    public double[] offShares(int layer) {
        return shares(layer, (epoch, unit) -> off.get(epoch)[layer][unit]);
    }

    /**
     * The share of a layer's units that have a zero gradient.
     *
     * @param layer a hidden layer, from 0
     * @return a new array, one number for the start and one for each epoch
     * @throws IllegalArgumentException if there is no such hidden layer
     * @throws IllegalStateException if the log has seen nothing
     */
    public double[] zeroGradientShares(int layer) {
        return shares(layer, (epoch, unit) -> zeroGradient.get(epoch)[layer][unit]);
    }

    /**
     * The share of a layer's units that are on now and were off at some earlier epoch.
     *
     * @param layer a hidden layer, from 0
     * @return a new array, one number for the start and one for each epoch
     * @throws IllegalArgumentException if there is no such hidden layer
     * @throws IllegalStateException if the log has seen nothing
     */
    public double[] revivedShares(int layer) {
        return shares(
                layer,
                (epoch, unit) -> !off.get(epoch)[layer][unit]
                        && IntStream.range(0, epoch).anyMatch(e -> off.get(e)[layer][unit]));
    }

    /** Something that is true or not of a unit after an epoch. */
    private interface Condition {
        boolean holds(int epoch, int unit);
    }

    private double[] shares(int layer, Condition condition) {
        int units = units(layer);
        return IntStream.rangeClosed(0, epochs())
                .mapToDouble(epoch -> (double) IntStream.range(0, units)
                                .filter(j -> condition.holds(epoch, j))
                                .count()
                        / units)
                .toArray();
    }

    /**
     * How often a unit of a layer came back: off after one epoch, on after the next. A unit may do so several times.
     *
     * @param layer a hidden layer, from 0
     * @return from 0
     * @throws IllegalArgumentException if there is no such hidden layer
     * @throws IllegalStateException if the log has seen nothing
     */
    public int revivals(int layer) {
        int count = 0;
        for (int j = 0; j < units(layer); j++) {
            boolean[] history = history(layer, j);
            for (int epoch = 1; epoch < history.length; epoch++) {
                count += history[epoch - 1] && !history[epoch] ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * Whether a unit is off, epoch by epoch.
     *
     * @param layer a hidden layer, from 0
     * @param unit from 0
     * @return a new array, one answer for the start and one for each epoch
     * @throws IllegalArgumentException if there is no such hidden layer or unit
     * @throws IllegalStateException if the log has seen nothing
     */
    public boolean[] history(int layer, int unit) {
        Check.index("unit", unit, units(layer));
        boolean[] history = new boolean[off.size()];
        for (int epoch = 0; epoch < history.length; epoch++) {
            history[epoch] = off.get(epoch)[layer][unit];
        }
        return history;
    }

    @Override
    public String toString() {
        return off.isEmpty()
                ? "census of no training yet"
                : "census of " + layers() + " layers, " + epochs() + " epochs";
    }
}
