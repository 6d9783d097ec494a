package activationlab.softmax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Numbers for all bits of softmax and its losses on fixed rows: the same on every Java version and processor, and in the
 * interpreter, where the first round runs, as in compiled code, where the last one does.
 */
@DisplayName("Softmax: the same bits everywhere")
class SameBitsOfSoftmaxTest {

    private static final int[] LENGTHS = {1, 2, 3, 10, 16, 17, 100, 255, 256, 257, 1000, 5000};
    private static final double[] TEMPERATURES = {1, 0.1, 3, 1e-310, 1e300};

    private static final long START = 0xcbf29ce484222325L;
    private static final int ROUNDS = 20;

    private long hash;

    private void add(double... numbers) {
        for (double number : numbers) {
            hash = (hash ^ Double.doubleToLongBits(number)) * 0x100000001b3L;
        }
    }

    private void assertHash(String expected, Runnable computation) {
        for (int round = 0; round < ROUNDS; round++) {
            hash = START;
            computation.run();
            assertEquals(
                    expected,
                    Long.toHexString(hash),
                    "round " + round + ": if something was changed on purpose, put the new number here");
        }
    }

    /** Logits between −scale and scale, with every seventh −∞ where the row is longer than 20. */
    private static double[] row(int n, double scale) {
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            row[i] = (i * 2654435761L % (1L << 32) - 0x1p31) / 0x1p31 * scale;
            if (n > 20 && i % 7 == 3) {
                row[i] = Double.NEGATIVE_INFINITY;
            }
        }
        return row;
    }

    @Test
    void softmax() {
        assertHash("4ccb96b49e146fe4", this::addSoftmax);
    }

    private void addSoftmax() {
        for (int n : LENGTHS) {
            for (double temperature : TEMPERATURES) {
                for (double spread : new double[] {1, 20, 700}) {
                    double[] logits = row(n, spread * temperature);
                    Softmax softmax = new Softmax(temperature);
                    double[] p = softmax.apply(logits);
                    add(p);
                    add(softmax.log(logits));
                    add(softmax.logSumExp(logits));
                    double[] v = row(n, 1);
                    Arrays.setAll(v, i -> Math.max(v[i], -2));
                    add(softmax.jacobianTimes(p, v));
                    add(softmax.logJacobianTimes(p, v));
                    add(softmax.logJacobianTransposedTimes(p, v));
                }
            }
        }
    }

    @Test
    void losses() {
        assertHash("1b8d0eebdb3918e2", this::addLosses);
    }

    private void addLosses() {
        for (int n : LENGTHS) {
            for (double spread : new double[] {1, 20, 700}) {
                double[] logits = row(n, spread);
                double[] targets = new Softmax().apply(row(n, 2));
                double[] gradient = new double[n];
                for (int target = 0; target < n; target += 1 + n / 5) {
                    add(CrossEntropy.valueWithGradient(logits, target, gradient));
                    add(gradient);
                }
                add(CrossEntropy.valueWithGradient(logits, targets, gradient));
                add(gradient);
                add(BinaryCrossEntropy.meanWithGradient(logits, targets, gradient));
                add(gradient);
            }
        }
    }
}
