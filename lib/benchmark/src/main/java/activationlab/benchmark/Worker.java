package activationlab.benchmark;

import activationlab.function.Activation;
import activationlab.numeric.Thresholds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;

/**
 * Stays alive and does what the programs in Python ask for: one line in, one line out. Arrays come and go as files of
 * little-endian doubles.
 *
 * <pre>
 * list                                     function part by, separated by semicolons
 * inputs FILE                              what "time" computes with from now on
 * time FUNCTION PART BY N MILLISECONDS     nanoseconds per input
 * run FUNCTION PART BY WIDTH IN OUT        results of the inputs in IN, in rows of WIDTH; 0 for one row
 * threshold FUNCTION KIND                  where a function reaches a value for good: as a double and as a float
 * version                                  of Java
 * </pre>
 */
public final class Worker {

    private final Map<String, Contender> contenders = new HashMap<>();
    private double[] inputs = {};

    private Worker(List<Contender> all) {
        for (Contender contender : all) {
            contenders.put(contender.key(), contender);
        }
    }

    /**
     * Reads lines until the end of the input.
     *
     * @param arguments none
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        List<Contender> all = Contenders.all();
        Worker worker = new Worker(all);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(worker.answer(line.split(" ", -1)));
        }
    }

    private String answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "list" -> String.join(";", contenders.keySet());
            case "inputs" -> {
                inputs = read(words[1]);
                yield String.valueOf(inputs.length);
            }
            case "time" ->
                String.valueOf(time(find(words), Integer.parseInt(words[4]), Long.parseLong(words[5]) * 1_000_000));
            case "run" -> {
                run(find(words), Integer.parseInt(words[4]), words[5], words[6]);
                yield "done";
            }
            case "threshold" -> threshold(Contenders.OURS.get(words[1]), words[2]);
            case "version" -> Runtime.version() + " " + System.getProperty("java.vm.vendor");
            default -> throw new IllegalArgumentException("unknown command " + words[0]);
        };
    }

    private Contender find(String[] words) {
        String key = words[1] + " " + words[2] + " " + words[3];
        Contender contender = contenders.get(key);
        if (contender == null) {
            throw new IllegalArgumentException("no contender is called '" + key + "'");
        }
        return contender;
    }

    /** Calls again and again for at least so long; the clock is read rarely. */
    private double time(Contender contender, int n, long nanos) {
        double[][] x = contender.inputs(inputs, n);
        double[][] y = contender.outputs(x);
        long calls = 0;
        long batch = 1;
        long start = System.nanoTime();
        long elapsed = 0;
        while (elapsed < nanos) {
            for (long i = 0; i < batch; i++) {
                contender.method().run(x, y);
            }
            calls += batch;
            elapsed = System.nanoTime() - start;
            batch = Math.max(1, Math.min(2 * batch, calls * (nanos / 20) / Math.max(1, elapsed)));
        }
        return (double) elapsed / calls / n;
    }

    private static void run(Contender contender, int width, String in, String out) throws IOException {
        double[] all = read(in);
        double[][] x = Contender.rows(all, all.length, width == 0 ? all.length : width);
        double[][] y = new double[Math.max(2, x.length)][x[0].length];
        contender.method().run(x, contender.isSoftmax() ? Arrays.copyOf(y, x.length) : y);
        ByteBuffer bytes = ByteBuffer.allocate(8 * all.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < x.length; i++) {
            for (double v : y[i]) {
                bytes.putDouble(v);
            }
        }
        Files.write(Path.of(out), bytes.array());
    }

    private static String threshold(Activation f, String kind) {
        double end = 1000;
        float floatEnd = 1000;
        return switch (kind) {
            case "one" -> up(x -> f.value(x) == 1, x -> (float) f.value(x) == 1, end, floatEnd);
            case "identity" -> up(x -> f.value(x) == x, x -> (float) f.value(x) == (float) x, end, floatEnd);
            case "zero" -> down(x -> f.value(x) == 0, x -> (float) f.value(x) == 0, end, floatEnd);
            case "minusOne" -> down(x -> f.value(x) == -1, x -> (float) f.value(x) == -1, end, floatEnd);
            default -> throw new IllegalArgumentException("unknown threshold " + kind);
        };
    }

    private static String up(DoublePredicate holds, DoublePredicate holdsForFloats, double end, float floatEnd) {
        return Thresholds.smallest(holds, 1, end) + " " + Thresholds.smallestFloat(holdsForFloats, 1, floatEnd);
    }

    private static String down(DoublePredicate holds, DoublePredicate holdsForFloats, double end, float floatEnd) {
        return Thresholds.largest(holds, -end, -1) + " " + Thresholds.largestFloat(holdsForFloats, -floatEnd, -1);
    }

    private static double[] read(String file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(file))).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }
}
