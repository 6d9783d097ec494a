package activationlab.benchmark;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call of one contender on n inputs drawn from a normal distribution with deviation 2, always the same ones. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FunctionsBenchmark {

    private static final long SEED = 20260101;

    /** Function, part and who computes it, as {@link Contender#key} writes them; given by {@link RunFunctions}. */
    @Param("")
    public String contender;

    /** The number of inputs. */
    @Param("1000")
    public int n;

    private Contender.Method method;
    private double[][] x;
    private double[][] y;

    /** Makes the arrays. */
    @Setup
    public void prepare() {
        Contender chosen = Contenders.all().stream()
                .filter(one -> one.key().equals(contender))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contender is called '" + contender + "'"));
        method = chosen.method();
        x = chosen.inputs(inputs(n), n);
        y = chosen.outputs(x);
    }

    static double[] inputs(int n) {
        Random random = new Random(SEED);
        double[] inputs = new double[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = 2 * random.nextGaussian();
        }
        return inputs;
    }

    /**
     * The call.
     *
     * @return the results
     */
    @Benchmark
    public double[][] call() {
        method.run(x, y);
        return y;
    }
}
