package activationlab.notebook;

import java.util.ArrayList;
import java.util.List;

/** Inputs that walk through a network before the reader's eyes: frames that replace each other in one output. */
final class Walk {

    private static final int MOST_FRAMES = 20;
    private static final double MOST_SECONDS = 5;

    private Walk() {}

    /** Shows all frames, one after the other; the last one is the whole portrait of the last input. */
    static void show(Portrait portrait, double[][] inputs, double secondsPerFrame) {
        if (inputs == null || inputs.length == 0 || inputs.length > MOST_FRAMES) {
            throw new IllegalArgumentException("walk(…): there must be 1 to " + MOST_FRAMES + " inputs, not "
                    + (inputs == null ? "null" : inputs.length) + ".");
        }
        if (!(secondsPerFrame >= 0 && secondsPerFrame <= MOST_SECONDS)) {
            throw new IllegalArgumentException("walk(…): secondsPerFrame is " + secondsPerFrame
                    + "; it must be between 0 and " + Numbers.format(MOST_SECONDS) + ".");
        }
        List<Figure> frames = frames(portrait, inputs);
        Figure last = portrait.input(inputs[inputs.length - 1]).figure();
        String id = Kernel.open(frames.get(0).data());
        try {
            for (Figure frame : frames.subList(1, frames.size())) {
                Thread.sleep((long) (1000 * secondsPerFrame));
                Kernel.update(id, frame.data());
            }
            Thread.sleep((long) (1000 * secondsPerFrame));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the stop button: the whole portrait remains
        }
        Kernel.close(id, last.data());
    }

    /** A frame for each layer and input, or, where that would be too many, for each input. */
    static List<Figure> frames(Portrait portrait, double[][] inputs) {
        boolean layerByLayer = inputs.length * portrait.layers() <= MOST_FRAMES;
        List<Figure> frames = new ArrayList<>();
        for (double[] input : inputs) {
            portrait.input(input);
            for (int l = layerByLayer ? 0 : portrait.layers() - 1; l < portrait.layers(); l++) {
                frames.add(portrait.frame(l, layerByLayer));
            }
        }
        return frames;
    }
}
