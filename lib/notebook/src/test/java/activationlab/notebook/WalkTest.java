package activationlab.notebook;

import static activationlab.notebook.KernelTest.printed;
import static activationlab.notebook.Lab.portrait;
import static activationlab.notebook.Lab.walk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activations;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Larger portraits, and inputs that walk through them. */
class WalkTest {

    private static final double[][][] WEIGHTS = {{{1, 1}, {1, 1}}, {{1, -2}}};
    private static final double[][] BIASES = {{0, -1}, {0}};

    private static final class JavaKernel extends BaseKernel {}

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @AfterEach
    void stop() {
        BaseKernel.running = null;
    }

    @Test
    void layersHaveFunctionsOfTheirOwnAndTheLastOneCanGiveProbabilities() {
        double[][][] weights = {{{1}, {2}}, {{1, 0}, {0, 1}}, {{1, 0}, {0, 1}}};
        double[][] biases = {{0, 0}, {0, 0}, {0, 0}};
        Portrait three = portrait(weights, biases)
                .hidden(Activations.RELU, Activations.HARD_TANH)
                .probabilities()
                .input(0.5);
        assertTrue(
                three.text()
                        .contains("ReLU units say 0.5 and 1; its hard tanh units say 0.5 and 1; its probabilities are"
                                + " 0.3775 and 0.6225."),
                three.text());
        assertTrue(
                portrait(weights, biases).output(Activations.STEP).text().contains("its hidden units say 0 and 0"),
                "without functions, and with the input 0");
    }

    @Test
    void manyUnitsHaveNoNumbersOnTheirEdgesAndARangeInTheCaption() {
        double[][] first = new double[12][12];
        double[][] second = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                first[i][j] = (i - 5) * (j - 4) / 10.0;
                second[i][j] = i == j ? 1 : -0.1;
            }
        }
        Portrait wide = portrait(
                        new double[][][] {first, second, {new double[12]}},
                        new double[][] {new double[12], new double[12], {1}})
                .hidden(Activations.TANH)
                .input(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertTrue(wide.text().contains("its tanh units say 12 numbers from −1.000 to "), wide.text());
        Figure figure = wide.figure();
        assertTrue(figure.height() <= 620, figure.height() + " pixels high");
        assertEquals(1280, figure.image().getWidth());
    }

    @Test
    void aPortraitSaysWhatIsWrongWithItsInput() {
        assertTrue(
                message(() -> portrait(new double[6][1][1], new double[6][1])).contains("at most 5 fit"));
        assertTrue(
                message(() -> portrait(new double[1][13][1], new double[1][13])).contains("has 13 units"));
        assertTrue(message(() -> portrait(WEIGHTS, BIASES).hidden()).contains("1 hidden layers"));
        assertTrue(message(() -> portrait(WEIGHTS, BIASES).input(1)).contains("2 weights for 1 inputs"));
        assertTrue(message(() -> walk(WEIGHTS, BIASES, Activations.RELU, new double[0][], 0))
                .contains("not 0"));
        assertTrue(message(() -> walk(WEIGHTS, BIASES, Activations.RELU, new double[1][2], 9))
                .contains("secondsPerFrame is 9.0"));
    }

    @Test
    void aWalkReplacesOneOutputAndEndsOnTheWholePortrait() {
        JavaKernel kernel = new JavaKernel();
        BaseKernel.running = kernel;
        walk(WEIGHTS, BIASES, Activations.RELU, new double[][] {{1, 0}, {1, 1}}, 0);
        assertEquals(1, kernel.shown.size());
        List<DisplayData> updates = kernel.getIO().display.updates;
        assertEquals(
                2 * 3, updates.size(), "a frame for each layer and input; the first one was shown, one comes last");
        String id = kernel.shown.get(0).id;
        assertTrue(updates.stream().allMatch(u -> id.equals(u.id)), "all in the same output");
        Object whole = portrait(WEIGHTS, BIASES, Activations.RELU, 1, 1).html();
        assertEquals(whole, updates.get(5).data.get("text/html"));
        assertNotEquals(whole, updates.get(4).data.get("text/html"), "the last frame has one layer lit");
    }

    @Test
    void whatTheInputHasNotReachedIsEmpty() {
        Portrait portrait = portrait(WEIGHTS, BIASES).hidden(Activations.RELU).input(1, 1);
        // Inside the upper hidden unit, below its number.
        int before = portrait.frame(0, true).image().getRGB(640, 130);
        int after = portrait.frame(1, true).image().getRGB(640, 130);
        assertEquals(0xffffffff, before);
        assertNotEquals(0xffffffff, after);
    }

    @Test
    void manyInputsAreShownWithoutSingleLayers() {
        assertEquals(
                9,
                Walk.frames(portrait(WEIGHTS, BIASES).hidden(Activations.RELU), new double[3][2])
                        .size());
        assertEquals(
                20,
                Walk.frames(portrait(WEIGHTS, BIASES).hidden(Activations.RELU), new double[20][2])
                        .size());
    }

    @Test
    void withoutAKernelTheLastSentenceIsPrinted() {
        String text = printed(() -> walk(WEIGHTS, BIASES, Activations.RELU, new double[][] {{1, 0}}, 0));
        assertEquals(portrait(WEIGHTS, BIASES, Activations.RELU, 1, 0).text() + "\n", text);
    }

    @Test
    void theStopButtonLeavesTheWholePortrait() {
        JavaKernel kernel = new JavaKernel();
        BaseKernel.running = kernel;
        Thread cell = Thread.currentThread();
        Thread button = new Thread(() -> {
            while (kernel.shown.isEmpty() || cell.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            cell.interrupt();
        });
        button.start();
        walk(WEIGHTS, BIASES, Activations.RELU, new double[][] {{1, 0}}, 5);
        assertTrue(Thread.interrupted(), "the interrupt is passed on");
        assertEquals(1, kernel.getIO().display.updates.size());
    }
}
