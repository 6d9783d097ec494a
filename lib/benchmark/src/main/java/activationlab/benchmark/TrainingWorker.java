package activationlab.benchmark;

import activationlab.data.Dataset;
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
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Stays alive and trains what {@code training.py} asks for: one line in, one line out. Its argument is the contender,
 * {@code ours} or {@code smile}. SIZES are the widths of the layers, as in 2-32-32-3.
 *
 * <pre>
 * data FILE                                         the spirals: little-endian doubles x, y, class
 * prepare ACTIVATION SIZES EPOCHS                   nothing to do here
 * train ACTIVATION SIZES EPOCHS RATE SEED           seconds, and the share of the test set that is right
 * map THREADS ACTIVATIONS SIZES EPOCHS RATES        seconds, and the shares of all runs; lists with commas
 * allocation ACTIVATION SIZES                       bytes per training step after warming up
 * about                                             versions, as JSON
 * </pre>
 *
 * What a contender cannot do is answered with {@code absent} and the reason.
 */
public final class TrainingWorker {

    private static final int SEEDS = 20;
    private static final int EXAMPLES = 300;
    private static final int CLASSES = 3;

    private final TrainingContender contender;
    private final Dataset[][] data = new Dataset[SEEDS][2];

    /**
     * A worker for one contender.
     *
     * @param contender {@code ours} or {@code smile}
     */
    public TrainingWorker(String contender) {
        this.contender = contender.equals("smile") ? new SmileTraining() : new OurTraining();
    }

    /**
     * Reads lines until the end of the input.
     *
     * @param arguments the contender
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        TrainingWorker worker = new TrainingWorker(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(worker.answer(line));
        }
    }

    /**
     * Does what a line asks for.
     *
     * @param line a command, see above
     * @return the answer
     * @throws IOException if a file cannot be read
     */
    public String answer(String line) throws IOException {
        String[] words = line.split(" ", -1);
        long start = System.nanoTime();
        try {
            return switch (words[0]) {
                case "data" -> {
                    read(Path.of(words[1]));
                    yield "done";
                }
                case "prepare" -> "0.0";
                case "train" -> {
                    int seed = Integer.parseInt(words[5]);
                    double share = contender.train(
                            words[1],
                            sizes(words[2]),
                            Integer.parseInt(words[3]),
                            Double.parseDouble(words[4]),
                            seed,
                            data[seed][0],
                            data[seed][1]);
                    yield seconds(start) + " " + share;
                }
                case "map" -> {
                    double[] rates = Stream.of(words[5].split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
                    double[] shares = ((OurTraining) contender)
                            .map(
                                    Integer.parseInt(words[1]),
                                    words[2].split(","),
                                    sizes(words[3]),
                                    Integer.parseInt(words[4]),
                                    rates,
                                    data);
                    yield seconds(start) + " "
                            + DoubleStream.of(shares).mapToObj(String::valueOf).collect(Collectors.joining(" "));
                }
                case "allocation" ->
                    String.valueOf(((OurTraining) contender).allocatedPerStep(words[1], sizes(words[2]), data[0][0]));
                case "about" ->
                    "{\"versions\": {\"Java %d\": \"%s %s\"}, \"threads\": []}"
                            .formatted(
                                    Runtime.version().feature(),
                                    Runtime.version(),
                                    System.getProperty("java.vm.vendor"));
                default -> throw new IllegalArgumentException("unknown command " + words[0]);
            };
        } catch (UnsupportedOperationException missing) {
            return "absent: " + missing.getMessage();
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static int[] sizes(String text) {
        return Stream.of(text.split("-")).mapToInt(Integer::parseInt).toArray();
    }

    private void read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (Dataset[] pair : data) {
            Arrays.setAll(pair, set -> spirals(bytes));
        }
    }

    private static Dataset spirals(ByteBuffer bytes) {
        double[][] inputs = new double[EXAMPLES][];
        int[] labels = new int[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            inputs[i] = new double[] {bytes.getDouble(), bytes.getDouble()};
            labels[i] = (int) bytes.getDouble();
        }
        return Dataset.classification("spirals", inputs, labels, CLASSES);
    }
}
