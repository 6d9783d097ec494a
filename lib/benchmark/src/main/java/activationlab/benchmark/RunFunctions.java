package activationlab.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One round of {@link FunctionsBenchmark} in this one JVM; {@code functions_java.py} starts several, on each JDK.
 *
 * <p>All contenders run a little before the first one is measured. A JVM that has seen one function only compiles the code
 * that they share for that function alone, and gives times that no program with several functions has.
 *
 * <pre>
 * RunFunctions &lt;round&gt; &lt;milliseconds per measurement&gt; &lt;file for the results&gt;
 * </pre>
 *
 * A line of the results: function, part, by, n, nanoseconds per input.
 */
public final class RunFunctions {

    private static final int[] LENGTHS = {1_000, 1_000_000};
    private static final int MEASUREMENTS = 3;
    /** Together long enough for the compiler, which works in the background, to come to the end of its queue. */
    private static final long WARM_NANOS = 30_000_000;

    private static final int WARM_PASSES = 3;

    private RunFunctions() {}

    /**
     * Runs the round.
     *
     * @param arguments round, milliseconds, file
     * @throws RunnerException if JMH fails
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        int round = Integer.parseInt(arguments[0]);
        int millis = Integer.parseInt(arguments[1]);
        List<Contender> all = new ArrayList<>(Contenders.all());
        // The slopes alone are measured as parts of "separate".
        all.removeIf(contender -> contender.part().equals("slope"));
        for (int pass = 0; pass < WARM_PASSES; pass++) {
            all.forEach(RunFunctions::warm);
        }
        List<String> lines = new ArrayList<>();
        for (List<Contender> group : inOrder(all, round)) {
            for (int n : LENGTHS) {
                for (Contender contender : group) {
                    double nanos = measure(contender, n, millis);
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s %s %s %d %.5f",
                            contender.function(),
                            contender.part(),
                            contender.by(),
                            n,
                            nanos / n));
                }
            }
        }
        Files.write(Path.of(arguments[2]), lines);
    }

    /** Contenders for the same thing together; which one is first, and which thing, changes with the round. */
    private static List<List<Contender>> inOrder(List<Contender> all, int round) {
        List<List<Contender>> groups = new ArrayList<>();
        for (Contender contender : all) {
            List<Contender> group = groups.stream()
                    .filter(g -> g.get(0).function().equals(contender.function()))
                    .findFirst()
                    .orElseGet(() -> {
                        groups.add(new ArrayList<>());
                        return groups.get(groups.size() - 1);
                    });
            group.add(contender);
        }
        for (List<Contender> group : groups) {
            Collections.rotate(group, round);
        }
        Collections.rotate(groups, 5 * round);
        return groups;
    }

    private static void warm(Contender contender) {
        double[][] x = contender.inputs(FunctionsBenchmark.inputs(LENGTHS[0]), LENGTHS[0]);
        double[][] y = contender.outputs(x);
        long end = System.nanoTime() + WARM_NANOS;
        while (System.nanoTime() < end) {
            contender.method().run(x, y);
        }
    }

    private static double measure(Contender contender, int n, int millis) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + FunctionsBenchmark.class.getName().replace(".", "\\.") + "\\.")
                .param("contender", contender.key())
                .param("n", String.valueOf(n))
                .forks(0)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(MEASUREMENTS)
                .measurementTime(TimeValue.milliseconds(millis))
                .verbosity(VerboseMode.SILENT)
                .build();
        RunResult result = new Runner(options).runSingle();
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }
}
