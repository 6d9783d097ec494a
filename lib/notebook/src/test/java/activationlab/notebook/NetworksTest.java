package activationlab.notebook;

import static activationlab.notebook.KernelTest.printed;
import static activationlab.notebook.Lab.census;
import static activationlab.notebook.Lab.decisions;
import static activationlab.notebook.Lab.epochs;
import static activationlab.notebook.Lab.histograms;
import static activationlab.notebook.Lab.layers;
import static activationlab.notebook.Lab.multiples;
import static activationlab.notebook.Lab.plot;
import static activationlab.notebook.Lab.portrait;
import static activationlab.notebook.Lab.reliability;
import static activationlab.notebook.Lab.show;
import static activationlab.notebook.Lab.units;
import static activationlab.notebook.Lab.walk;
import static activationlab.notebook.SeedGridTest.inside;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.data.Datasets;
import activationlab.experiment.Jobs;
import activationlab.function.Activations;
import activationlab.network.Architecture;
import activationlab.network.CensusLog;
import activationlab.network.DepthTheory;
import activationlab.network.Initialiser;
import activationlab.network.Loss;
import activationlab.network.Network;
import activationlab.network.Observation;
import activationlab.network.Optimizer;
import activationlab.network.Trainer;
import activationlab.network.Training;
import activationlab.network.TrainingResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Networks and observations in a cell: what the pictures say is what the networks do. */
class NetworksTest {

    private static final Dataset.Split SPIRALS =
            Datasets.spirals(3, 60, 0.15, 1).split(0.7, 1);
    private static final Architecture PLAN = Architecture.of(2, 16, 16, 3);
    private static final CensusLog CENSUS = new CensusLog();
    private static final TrainingResult RESULT = Training.of(PLAN)
            .optimizer(Optimizer.adam(0.02))
            .epochs(20)
            .target(0.5)
            .run(SPIRALS, 1, CENSUS);
    private static final Network NETWORK = RESULT.network();

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    private static Network diverged(int... sizes) {
        Network network = Architecture.of(sizes).network(1);
        double[][] first = network.weights(0);
        Arrays.stream(first).forEach(row -> Arrays.fill(row, Double.NaN));
        network.set(0, first, network.biases(0));
        return network;
    }

    @Test
    void aMapCountsTheExamplesAsTheNetworkClassifiesThem() {
        DecisionMap map = decisions(NETWORK, SPIRALS.test());
        long right =
                Math.round(NETWORK.accuracy(SPIRALS.test()) * SPIRALS.test().size());
        assertTrue(right < SPIRALS.test().size(), "some are wrong");
        assertTrue(
                map.text().contains("; " + right + " of 54 examples lie in the region of their class, the others have"),
                map.text());
        assertTrue(map.text().endsWith("Paler colours are less confident."), map.text());
        assertFalse(map.text().contains("outside the map"), map.text());
        inside(map.figure());
    }

    @Test
    void nearABorderTheNetworkItselfIsAskedAndNotTheNearestPlace() {
        // The border x₁ = 0.001 is between two places of the map, and both examples are next to the same place.
        Network border = Network.of(Architecture.of(2, 1), new double[][][] {{{1000, 0}}}, new double[][] {{-1}});
        double[][] inputs = {{0.0005, 0}, {0.0015, 0}, {-1, -1}, {1, 1}};
        Dataset data = Dataset.classification("border", inputs, new int[] {0, 1, 0, 1}, 2);
        assertTrue(
                decisions(border, data).text().contains("4 of 4 examples"),
                decisions(border, data).text());
        // Given as plain places again, the map knows no more than these.
        DecisionMap plain = decisions(border, data).points(inputs, new int[] {0, 1, 0, 1});
        assertTrue(plain.text().contains("3 of 4 examples"), plain.text());
    }

    @Test
    void aMapOfExamplesOnALineHasRoomOnBothSides() {
        Dataset line = Dataset.classification("line", new double[][] {{0, 3}, {1, 3}}, new int[] {0, 1}, 2);
        inside(decisions(Architecture.of(2, 2).network(1), line).figure());
    }

    @Test
    void aMapSaysWhatDoesNotFit() {
        Dataset digits = Datasets.digits();
        assertEquals("decisions(…): the network is null.", message(() -> decisions(null, digits)));
        assertEquals("decisions(…): the data are null.", message(() -> decisions(NETWORK, null)));
        assertEquals(
                "decisions(…): a map has 2 inputs, but the data have 64 and the network 2-16-16-3 ReLU has 2.",
                message(() -> decisions(NETWORK, digits)));
        assertTrue(message(() -> decisions(Architecture.of(2, 6).network(1), Datasets.spirals(6, 2, 0, 1)))
                .contains(
                        "the data have 6 classes and the network 2-6 has 6 outputs; a map has colours for at most 5"));
        assertTrue(message(() -> decisions(Architecture.of(2, 2).network(1), SPIRALS.test()))
                .contains("3 classes but the network 2-2 has 2 outputs"));
        assertTrue(message(() -> decisions(
                        Architecture.of(2, 3, 1).output(Activations.TANH).network(1), Datasets.xor()))
                .contains("the output layer must be the identity, or one sigmoid, not tanh"));
        assertTrue(
                decisions(Architecture.of(2, 3, 1).output(Activations.SIGMOID).network(1), Datasets.xor())
                        .text()
                        .contains("of 4 examples"));
        assertTrue(message(() -> decisions(diverged(2, 4, 3), SPIRALS.test()))
                .startsWith("decisions(…): the network has diverged"));
    }

    @Test
    void reliabilityCountsEveryAnswer() {
        String text = reliability(NETWORK, SPIRALS.test()).text();
        assertTrue(text.contains("the expected calibration error of 54 inputs is 0."), text);
        assertTrue(message(() -> reliability(diverged(2, 4, 3), SPIRALS.test())).contains("diverged"));
        assertTrue(message(() -> reliability(null, SPIRALS.test())).contains("the network is null"));
        assertTrue(message(() -> reliability(
                        Architecture.of(2, 3).output(Activations.TANH).network(1), SPIRALS.test()))
                .contains("must be the identity, or one sigmoid, not tanh"));
    }

    @Test
    void histogramsShowWhatEveryHiddenLayerReceives() {
        Observation seen = Observation.of(NETWORK, SPIRALS.train(), Loss.SOFTMAX_CROSS_ENTROPY);
        Histograms figure = histograms(seen);
        String zeros = Math.round(100 * seen.layer(1).outputs().zeroShare()) + " % of outputs are 0";
        assertTrue(figure.text().startsWith("Sums that enter the units: layer 1 has the mean "), figure.text());
        assertTrue(figure.text().contains("; layer 2 has the mean "), figure.text());
        assertTrue(figure.text().contains(zeros), figure.text());
        assertFalse(figure.text().contains("layer 3"), "the output layer is not hidden");
        assertTrue(figure.text().endsWith("The line is ReLU, on a scale of its own."), figure.text());
        inside(figure.figure());
    }

    @Test
    void histogramsOfSeveralFunctionsNameThemAndOfManyLayersTwelveAreShown() {
        Network mixed = PLAN.activation(0, Activations.TANH).network(1);
        String text = histograms(Observation.of(mixed, SPIRALS.test(), Loss.SOFTMAX_CROSS_ENTROPY))
                .text();
        assertTrue(text.contains("layer 1, tanh has") && text.contains("layer 2, ReLU has"), text);
        assertFalse(text.contains("The line is"), text);
        int[] sizes = new int[22];
        Arrays.fill(sizes, 3);
        sizes[0] = 2;
        Network deep = Architecture.of(sizes).network(1);
        String many = histograms(Observation.of(deep, SPIRALS.test(), Loss.SOFTMAX_CROSS_ENTROPY))
                .text();
        assertEquals(12, many.split("has the mean", -1).length - 1, many);
        assertTrue(
                many.contains("layer 1 has") && many.contains("layer 20 has") && !many.contains("layer 2 has"), many);
    }

    @Test
    void histogramsOfEqualSumsAndOfFewExamplesAreDrawn() {
        Network still = Network.of(Architecture.of(2, 1, 2), new double[][][] {{{0, 0}}, {{1}, {1}}}, new double[][] {
            {0}, {0, 0}
        });
        String text = histograms(Observation.of(still, Datasets.xor(), Loss.SOFTMAX_CROSS_ENTROPY))
                .text();
        assertTrue(text.contains("100 % of outputs are 0"), text);
    }

    @Test
    void histogramsSayWhatIsWrong() {
        assertTrue(message(() -> histograms(null)).contains("there is no observation"));
        Network flat = Architecture.of(2, 3).network(1);
        assertTrue(message(() -> histograms(Observation.of(flat, SPIRALS.test(), Loss.SOFTMAX_CROSS_ENTROPY)))
                .contains("no hidden layer"));
        Network nan = diverged(2, 4, 3);
        assertTrue(message(() -> histograms(Observation.of(nan, SPIRALS.test(), Loss.SOFTMAX_CROSS_ENTROPY)))
                .contains("histograms(…): the network has diverged"));
    }

    @Test
    void layersAreABandOverRunsOnALogarithmicAxis() {
        Plot plot = layers("gradient", new double[][] {{1, 10, 100}, {1, 10, 100}, {3, 10, 1000}});
        assertEquals(
                "layer from 1 to 3: gradient (median) rises from 1 to 100, at the end the middle 80 % of 3 runs from 100"
                        + " to 820. The vertical axis is logarithmic.",
                plot.text());
        assertTrue(
                plot.theory("theory", new double[] {1, 10, 100}).text().contains("; theory rises from 1 to 100"),
                "at the positions of the band");
        assertTrue(
                plot.band("other", new double[][] {{5, 5, 5}}).text().contains("; other stays at 5"),
                "at the same positions too");
        inside(plot.figure());
    }

    @Test
    void theGradientsOfDeepNetworksAreWhereTheoryExpectsThem() {
        Architecture deep = Architecture.of(2, 32, 32, 32, 32, 3)
                .activation(Activations.SIGMOID)
                .initialiser(Initialiser.gain(1));
        List<double[]> runs = Jobs.forSeeds(
                20,
                seed -> Observation.of(deep.network(seed), SPIRALS.train(), Loss.SOFTMAX_CROSS_ENTROPY)
                        .gradientProfile());
        double[] theory = DepthTheory.of(deep, 1).gradientProfile();
        String text = layers("gradient", runs).theory("theory", theory).text();
        assertTrue(text.startsWith("layer from 1 to 5: gradient (median) rises from 0.000"), text);
        assertTrue(text.contains("; theory rises from 0.00"), text);
    }

    @Test
    void positionsAreTakenOnlyFromData() {
        assertTrue(message(() -> plot().theory("χ", new double[] {1})).contains("theory(\"χ\", …): there are no data"));
        assertTrue(message(() -> plot().curve(Activations.TANH).band("runs", new double[][] {{1}}))
                .contains("give the positions too"));
        assertTrue(message(() -> layers("g", new double[][] {{1, 2}}).theory("χ", new double[] {1}))
                .contains("2 positions and 1 heights"));
    }

    @Test
    void epochsBeginAtZeroAndADivergedRunHasNoNumbersAtTheEnd() {
        Plot plot = epochs("loss", List.of(new double[] {2, 1, 0.5}, new double[] {2, 1, 0.5}, new double[] {2, 9}));
        assertTrue(plot.text().startsWith("epoch from 0 to 2: loss (median) falls from 2 to 0.5"), plot.text());
        assertTrue(plot.text().contains("(1 of 3 runs have no value at the end)"), plot.text());
        inside(plot.figure());
        assertTrue(epochs("loss", new double[][] {{3}}).text().contains("stays at 3"), "one number, before any epoch");
    }

    @Test
    void theVerticalAxisIsNamedAfterTheOnlySeries() {
        double[][] runs = {{1, 2}, {1, 3}};
        assertEquals("gradient", verticalName(layers("gradient", runs)));
        assertEquals("gradient", verticalName(layers("gradient", runs).theory("theory", new double[] {1, 2})));
        assertEquals("", verticalName(layers("ReLU", runs).band("tanh", runs)));
        assertEquals("", verticalName(epochs("layer 1", runs).band("layer 2", Arrays.asList(runs))));
        assertEquals(
                "off",
                verticalName(epochs("layer 1", runs).band("layer 2", runs).axes("epoch", "off")));
        inside(epochs("layer 1", runs).band("layer 2", runs).figure());
        assertTrue(message(() -> epochs("a", runs).band("b", (List<double[]>) null))
                .contains("band(\"b\", null)"));
    }

    private static String verticalName(Plot plot) {
        return Plot.alike(List.of(plot)).get(0).frame().ruler().yName();
    }

    @Test
    void runsThatCannotBeDrawnAreNamed() {
        assertEquals(
                "layers(\"g\", …): one run has 2 layers and another has 3.",
                message(() -> layers("g", new double[][] {{1, 2}, {1, 2, 3}})));
        assertTrue(message(() -> layers("g", (double[][]) null)).contains("there are no runs"));
        assertTrue(message(() -> layers("g", (List<double[]>) null)).contains("layers(\"g\", null)"));
        assertTrue(message(() -> epochs("e", new double[0][])).contains("epochs(\"e\", …): there are no runs"));
        assertTrue(message(() -> epochs("e", Arrays.asList(new double[] {1}, null)))
                .contains("run 2 of 2 has no numbers (null)."));
        assertTrue(message(() -> epochs("e", new double[][] {{}})).contains("run 1 of 1 has no numbers."));
    }

    /** One unit each: off all the time, on then off, off then on, on all the time. */
    @Test
    void aCensusTellsEachFate() {
        Dataset data = Dataset.classification("two", new double[][] {{1}, {2}}, new int[] {0, 1}, 2);
        Network network = Architecture.of(1, 4, 2).network(1);
        Trainer trainer = new Trainer(network, data, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(1e-9), 2, 1);
        CensusLog log = new CensusLog();
        network.set(0, new double[][] {{-1}, {1}, {-1}, {1}}, new double[4]);
        log.observe(trainer);
        trainer.epoch();
        network.set(0, new double[][] {{-1}, {-1}, {1}, {1}}, new double[4]);
        log.observe(trainer);
        CensusBars bars = census(log);
        assertEquals(
                "Units after 1 epoch: off from the start 25 %; went off 25 %; revived 25 %; always on 25 %.",
                bars.text());
        inside(bars.figure());
        trainer.epoch();
        network.set(0, new double[][] {{1}, {1}, {-1}, {-1}}, new double[4]);
        log.observe(trainer);
        assertEquals(
                "Units after 2 epochs: off from the start 0 %; went off 50 %; revived 50 %; always on 0 %.",
                census(log).text());
    }

    @Test
    void aCensusOfATrainingHasABarForEachHiddenLayer() {
        assertTrue(census(CENSUS).text().startsWith("Units after 20 epochs: off from the start"), "its title first");
        assertEquals(16, CENSUS.units(1));
        assertEquals("census(…): the log is null.", message(() -> census(null)));
        assertTrue(message(() -> census(new CensusLog())).contains("has seen no training yet"));
        CensusLog flat = new CensusLog();
        Training.of(Architecture.of(2, 3)).epochs(1).run(SPIRALS, 1, flat);
        assertTrue(message(() -> census(flat)).contains("no hidden layer"));
    }

    @Test
    void aPortraitShowsWhatTheNetworkAnswers() {
        Network small = Architecture.of(2, 3, 2).activation(Activations.TANH).network(1);
        double[] p = small.probabilities(0.5, -1);
        String text = portrait(small, 0.5, -1).text();
        assertTrue(text.contains("its tanh units say " + Numbers.pretty(small.activations(0.5, -1)[0][0])), text);
        assertTrue(
                text.contains("its probabilities are " + Numbers.pretty(p[0]) + " and " + Numbers.pretty(p[1])), text);
        assertTrue(portrait(small).text().contains("with the input 0 and 0"), "zeros without an input");
        Network one = Architecture.of(2, 3, 1).network(1);
        assertTrue(
                portrait(one, 1, 1).text().contains("its output is " + Numbers.pretty(one.output(1, 1)[0])), "a logit");
        Network sigmoid = Architecture.of(2, 1).output(Activations.SIGMOID).network(1);
        assertTrue(
                portrait(sigmoid, 1, 1).text().contains("its output is " + Numbers.pretty(sigmoid.output(1, 1)[0])),
                "its own function, and no hidden layer");
        assertTrue(message(() -> portrait((Network) null, 1)).contains("portrait(null, …): there is no network"));
        assertTrue(message(() -> portrait(small, 1)).contains("2 weights for 1 inputs"));
        assertTrue(message(() -> portrait(small, (double[]) null)).contains("no (null)"));
        assertTrue(message(() -> portrait(NETWORK, 0, 0)).contains("has 16 units; a portrait has 1 to 12"));
        assertTrue(
                message(() -> portrait(Architecture.of(2, 3, 2).batchNorm(true).network(1)))
                        .contains("2-3-2 ReLU with batch norm"));
    }

    @Test
    void inputsWalkThroughANetwork() {
        Network small = Architecture.of(2, 3, 2).network(1);
        double[][] inputs = {{1, 0}, {0.5, 0.25}};
        assertTrue(
                printed(() -> walk(small, inputs, 0)).contains("with the input 0.5 and 0.25"), "the last one remains");
        assertTrue(message(() -> walk(small, null, 0)).contains("1 to 20 inputs"));
    }

    @Test
    void unitsAreLabelledAndSilentOnesAreEmpty() {
        Dataset four = Dataset.classification("four", new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}}, new int[] {0, 1}, 2);
        Network network = Network.of(
                Architecture.of(4, 2, 2),
                new double[][][] {{{1, 0, 0, 0}, {-1, -1, 0, 0}}, {{1, 0}, {0, 1}}},
                new double[][] {{0, 0}, {0, 0}});
        Tiles tiles = units(network, 0, four, 2);
        assertEquals(
                "What excites the units of layer 1 (ReLU): 2 pictures of 2 × 2 numbers from −0.5 to 0.5, blue negative"
                        + " and orange positive; labels: 0, 1 (silent).",
                tiles.text());
        inside(tiles.figure());
        assertTrue(message(() -> units(network, 0, four, 3)).contains("4 numbers, which are no rows of 3"));
        assertTrue(message(() -> units(network, 0, four, 0)).contains("no rows of 0"));
        assertTrue(message(() -> units(network, 2, four, 2)).contains("layer"));
        assertTrue(message(() -> units(network, 0, null, 2)).contains("the data are null"));
        assertTrue(message(() -> units(diverged(4, 2, 2), 0, four, 2)).contains("diverged"));
    }

    @Test
    void aNetworkIsATableOfItsLayers() {
        String text = printed(() -> show(PLAN.batchNorm(true).network(1)));
        assertTrue(text.contains("layer | function | inputs | units | parameters"), text);
        assertTrue(text.contains("1 | ReLU | 2 | 16 | 80"), text);
        assertTrue(text.contains("3 | identity | 16 | 3 | 51"), text);
        int sum = 80 + (16 * 17 + 32) + 51;
        assertEquals(sum, PLAN.batchNorm(true).network(1).parameters());
    }

    @Test
    void aResultIsASentence() {
        String text = printed(() -> show(RESULT));
        assertTrue(text.startsWith("2-16-16-3 ReLU: trained after 20 epochs; accuracy "), text);
        assertTrue(text.contains("accuracy " + Numbers.format(RESULT.testAccuracy()) + " (training "), text);
        assertTrue(text.contains("; loss " + Numbers.format(RESULT.testLoss()) + " (training "), text);
        assertTrue(text.contains(" % of the hidden units are off; target reached after "), text);
        assertEquals(text, printed(() -> Lab.println(RESULT)));
    }

    @Test
    void aResultLeavesOutWhatItHasNot() {
        Dataset.Split curve = Datasets.curve(x -> x, 0, 1, 20, 0, 1).split(0.5, 1);
        String regression = Numbers.describe(
                Training.of(Architecture.of(1, 4, 1)).epochs(1).rate(0.01).run(curve, 1));
        assertTrue(regression.startsWith("1-4-1 ReLU: trained after 1 epoch; loss "), regression);
        assertFalse(regression.toLowerCase(Locale.ROOT).contains("nan"), regression);
        String diverged = Numbers.describe(
                Training.of(Architecture.of(1, 1)).epochs(99).rate(1e9).run(curve, 1));
        assertTrue(diverged.startsWith("1-1: diverged after "), diverged);
        assertTrue(diverged.endsWith(", a weight is no longer finite"), diverged);
    }

    @Test
    void multiplesSayWhoseNumbersTheyAre() {
        Figure both = multiples(
                2,
                layers("gradient", new double[][] {{1, 2}}).title("tanh"),
                layers("gradient", new double[][] {{3, 4}}).title("sigmoid"));
        assertTrue(both.caption().contains("Tanh: layer from 1 to 2: gradient rises from 1 to 2"), both.caption());
        assertTrue(both.caption().contains("Sigmoid: layer from 1 to 2: gradient rises from 3 to 4"), both.caption());
        inside(both);
    }
}
