package activationlab.experiment;

import static activationlab.experiment.JobsTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Datasets;
import activationlab.data.Task;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.network.Architecture;
import activationlab.network.Optimizer;
import activationlab.network.Outcome;
import activationlab.network.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SweepTest {

    @TempDir
    Path folder;

    private static Sweep small() {
        return Sweep.of(Training.of(Architecture.of(2, 5, 3)).epochs(3), Task.spirals())
                .activations(Activations.RELU, Activations.TANH)
                .rates(0.01, 0.1)
                .seeds(4);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        List<Run> one = small().threads(1).run().runs();
        assertEquals(16, one.size());
        for (int threads : new int[] {2, 3, 7}) {
            assertEquals(one, small().threads(threads).run().runs(), threads + " threads");
        }
    }

    @Test
    void aRunIsTheTrainingThatItSays() {
        Run run = small().run().runs("tanh", "0.1").get(2);
        var result = Training.of(Architecture.of(2, 5, 3).activation(Activations.TANH))
                .epochs(3)
                .rate(0.1)
                .run(Task.spirals().data(2), 2);
        assertEquals(2, run.seed());
        assertEquals(result.testAccuracy(), run.testAccuracy());
        assertEquals(result.testLoss(), run.testLoss());
        assertEquals(result.trainLoss(), run.trainLoss());
        assertEquals(result.off(), run.off());
        assertEquals(3, run.epochs());
    }

    @Test
    void everyAxisChangesWhatItSays() {
        Training training = Training.of(Architecture.of(2, 4, 4, 3))
                .optimizer(Optimizer.momentum(0.1, 0.9).withDecay(0.01).withClip(2))
                .epochs(0);
        Sweep sweep = Sweep.of(training, Task.spirals())
                .momenta(0, 0.5)
                .gains(2)
                .depths(0, 3)
                .widths(6)
                .vary("batch", (t, b) -> t.batch(b.intValue()), 10)
                .measure("parameters", r -> r.network().parameters())
                .seeds(1);
        assertEquals(List.of("0", "0.5"), sweep.axes().get(0).labels());
        Training changed = training;
        for (Axis axis : sweep.axes()) {
            changed = axis.changes().get(axis.changes().size() - 1).apply(changed);
        }
        assertEquals(Optimizer.momentum(0.1, 0.5).withDecay(0.01).withClip(2), changed.optimizer());
        assertEquals("2-6-6-6-3 ReLU", changed.architecture().toString());
        assertEquals(2 / Math.sqrt(6), changed.architecture().deviation(1));
        Results results = sweep.run();
        assertEquals(
                List.of(3 * 3.0), results.runs("0", "2", "0", "6", "10").get(0).measured());
        assertEquals(
                List.of(6 * 3 + 6 * 7 + 6 * 7 + 3 * 7.0),
                results.runs("0", "2", "3", "6", "10").get(0).measured());
    }

    @Test
    void aStoppedSweepGivesEverySettingsFirstSeedsAndGoesOn() throws InterruptedException {
        Path file = folder.resolve("sub/map.csv");
        AtomicReference<Results> partial = new AtomicReference<>();
        Sweep sweep = small().threads(1).seeds(200).keepIn(file);
        Thread thread = new Thread(() -> partial.set(sweep.run((done, total) -> {
            if (done >= 8) {
                Thread.currentThread().interrupt();
            }
        })));
        thread.start();
        thread.join(30_000);
        Results before = partial.get();
        assertTrue(before.isPartial());
        assertTrue(before.runs().size() >= 8, before.toString());
        for (String f : List.of("ReLU", "tanh")) {
            assertFalse(before.runs(f, "0.01").isEmpty(), "seed by seed, so that every setting was seen");
        }
        assertEquals(before.runs(), Results.read(file).runs());

        AtomicInteger first = new AtomicInteger(-1);
        Results all = sweep.run((done, total) -> first.compareAndSet(-1, done));
        assertEquals(before.runs().size(), first.get(), "what was finished is not done again");
        assertFalse(all.isPartial());
        assertEquals(small().seeds(200).run().runs(), all.runs());
        // Everything is there now: nothing is trained, and fewer seeds are a part of it.
        assertEquals(small().run().runs(), small().keepIn(file).run().runs());
    }

    @Test
    void anotherExperimentsFileIsLeftAlone() {
        Path file = folder.resolve("map.csv");
        small().seeds(1).keepIn(file).run();
        Sweep other = Sweep.of(Training.of(Architecture.of(2, 6, 3)).epochs(3), Task.spirals())
                .activations(Activations.RELU)
                .rates(0.01)
                .keepIn(file);
        String message =
                assertThrows(IllegalArgumentException.class, other::run).getMessage();
        assertTrue(
                message.contains("holds another experiment") && message.contains("2-5-3") && message.contains("2-6-3"),
                message);
    }

    @Test
    void divergedRunsAreResults() {
        Results results = Sweep.of(Training.of(Architecture.of(2, 8, 3)).epochs(5), Task.spirals())
                .activations(Activation.of("cube", x -> x * x * x, x -> 3 * x * x), Activations.TANH)
                .rates(10)
                .seeds(3)
                .run();
        Summary cube = results.summary(Metric.TEST_ACCURACY, "cube", "10");
        assertTrue(
                cube.toString()
                        .matches("median \\S+, middle 80 % from \\S+ to \\S+; \\d+ runs, \\d+ diverged, \\d+ dead"),
                cube.toString());
        assertEquals(3, cube.diverged());
        assertEquals(0, cube.median());
        assertEquals(Outcome.DIVERGED, results.runs("cube", "10").get(0).outcome());
        assertTrue(results.runs("cube", "10").get(0).epochs() < 5);
        assertEquals(0, results.summary(Metric.TEST_ACCURACY, "tanh", "10").diverged());
    }

    @Test
    void theBestRateIsChosenOnOneHalfAndReportedOnTheOther() {
        List<Run> runs = new ArrayList<>();
        double[] even = {0.5, 0.9};
        double[] odd = {0.8, 0.4};
        for (int seed = 0; seed < 6; seed++) {
            for (int r = 0; r < 2; r++) {
                double accuracy = (seed % 2 == 0 ? even : odd)[r];
                runs.add(new Run(
                        List.of(r == 0 ? "0.1" : "0.2"),
                        seed,
                        Outcome.TRAINED,
                        1,
                        accuracy,
                        accuracy,
                        1,
                        1 - accuracy,
                        0,
                        Double.NaN,
                        List.of(accuracy)));
            }
        }
        Results results =
                new Results("made", List.of("rate"), List.of(List.of("0.1", "0.2")), 6, List.of("again"), runs);
        for (Metric metric : List.of(Metric.TEST_ACCURACY, Metric.TEST_LOSS, results.metric("again", true, 0))) {
            Results.Best best = results.best(metric, "rate");
            assertEquals("0.2", best.label());
        }
        Results.Best best = results.best(Metric.TEST_ACCURACY, "rate");
        assertEquals(0.9, best.chosenBy().median());
        assertEquals(0.4, best.reported().median());
        assertEquals(3, best.reported().count());
        assertEquals(
                "0.2\nthe even seeds, which chose it: " + best.chosenBy() + "\nthe odd seeds, which report: "
                        + best.reported(),
                best.toString());

        Paired paired = results.paired(Metric.TEST_ACCURACY, List.of("0.2"), List.of("0.1"));
        assertTrue(
                paired.toString()
                        .matches("mean difference \\S+, 95 % interval \\S+ to \\S+; higher in \\d+ and lower in"
                                + " \\d+ of \\d+ pairs"),
                paired.toString());
        assertEquals(3, paired.higher());
        assertEquals(0, paired.mean(), 1e-12);
    }

    @Test
    void aFileComesBackToTheBit() throws IOException {
        Sweep sweep = Sweep.of(Training.of(Architecture.of(2, 4, 3)).epochs(2).target(0.34), Task.spirals())
                .activations(Activation.of("odd, \"name\": #1", x -> x * x * x, x -> 3 * x * x), Activations.LEAKY_RELU)
                .rates(0.1, 1e9)
                .measure("largest, weight", r -> r.network().weights(0)[0][0])
                .seeds(2);
        Results results = sweep.run();
        Path file = folder.resolve("results.csv");
        results.write(file);
        Results back = Results.read(file);
        assertEquals(results.runs(), back.runs());
        assertEquals(results.axes(), back.axes());
        assertEquals(results.labels("activation"), back.labels("activation"));
        assertEquals(results.description(), back.description());
        assertEquals(results.measures(), back.measures());
        assertEquals(results.seeds(), back.seeds());
        assertEquals(List.of(file), filesIn(folder), "no half file is left");
    }

    @Test
    void everyCutOfAFileIsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve("results.csv");
        small().seeds(1).run().write(file);
        String text = Files.readString(file);
        for (int length = 0; length < text.length() - 1; length++) {
            Files.writeString(file, text.substring(0, length));
            int line = (int) text.substring(0, length).lines().count();
            String message = assertThrows(IllegalArgumentException.class, () -> Results.read(file))
                    .getMessage();
            boolean named = message.contains("results.csv, line " + line + ": ")
                    || message.contains("results.csv, line " + (line + 1) + ": ");
            assertTrue(named, "cut at " + length + ", in line " + line + ": " + message);
        }
        Files.writeString(file, text.replace("trained", "trianed"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Results.read(file))
                .getMessage()
                .contains("line 6: the outcome is trianed"));
        String row = text.lines().skip(5).findFirst().orElseThrow();
        Files.writeString(file, text.replace(row, row + "\n" + row));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Results.read(file))
                .getMessage()
                .contains("line 7: this setting and seed stand in the file already"));
        Files.writeString(file, text.replace("ReLU,0.01,0", "ELU,0.01,0"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Results.read(file))
                .getMessage()
                .contains("ELU is none of the values"));
        Files.writeString(file, text.replaceFirst("trained,3,", "trained,three,"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Results.read(file))
                .getMessage()
                .contains("\"three\" is not a whole number"));
        Files.writeString(file, text.replaceFirst("trained,3,[^,]*", "trained,3,0.x"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Results.read(file))
                .getMessage()
                .contains("\"0.x\" is not a number"));
        assertThrows(java.io.UncheckedIOException.class, () -> Results.read(folder.resolve("none.csv")));
    }

    @Test
    void wrongArgumentsAreNamedBeforeAnythingRuns() {
        Sweep sweep = small();
        assertMessage("rate must be a finite number > 0, not 0.0", () -> base().rates(0.1, 0));
        assertMessage("rate must be a finite number > 0, not NaN", () -> base().rates(Double.NaN));
        assertMessage("the axis rate has no values; give at least one", () -> base().rates());
        assertMessage("width must be at least 1, not 0", () -> base().widths(3, 0));
        assertMessage("count must be at least 1, not 0", () -> sweep.seeds(0));
        assertMessage("count must be at least 1, not 0", () -> sweep.threads(0));
        assertMessage("the sweep varies rate already; give all its values at once", () -> sweep.rates(1));
        assertMessage(
                "the axis activation has two values called f; give your functions names: Activation.of(\"name\", …)",
                () -> base().activations(Activation.of(x -> x), Activation.of(x -> 2 * x)));
        assertMessage("a changed training is null", () -> base().vary("x", (t, v) -> null, 1));
        assertMessage("training is null", () -> Sweep.of(null, Task.spirals()));
        assertMessage("name must be new and not blank, not  ", () -> base().measure(" ", r -> 0));
        Sweep regression = Sweep.of(
                        Training.of(Architecture.of(2, 4, 3)),
                        Task.of(
                                "line",
                                s -> new activationlab.data.Dataset.Split(
                                        Datasets.curve(x -> x, 0, 1, 9, 0, s), Datasets.curve(x -> x, 0, 1, 9, 0, s))))
                .seeds(1);
        String message =
                assertThrows(IllegalArgumentException.class, regression::run).getMessage();
        assertTrue(message.startsWith("the run with nothing varied and seed 0 cannot begin: "), message);

        Results results = sweep.seeds(1).run();
        assertMessage(
                "the axis rate has no value 0.2; it has [0.01, 0.1]",
                () -> results.summary(Metric.TEST_ACCURACY, "ReLU", "0.2"));
        assertMessage(
                "a setting has one label for each of [activation, rate], not 1: [ReLU]",
                () -> results.summary(Metric.TEST_ACCURACY, "ReLU"));
        assertMessage("there is no axis depth; the axes are [activation, rate]", () -> results.labels("depth"));
        assertMessage(
                "choosing on one half of the seeds and reporting on the other needs two finished seeds of [ReLU] at least",
                () -> results.best(Metric.TEST_ACCURACY, "rate", "ReLU"));
        assertMessage("nothing called x was measured; there is []", () -> results.metric("x", true, 0));
    }

    private static Sweep base() {
        return Sweep.of(Training.of(Architecture.of(2, 5, 3)).epochs(1), Task.spirals());
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
