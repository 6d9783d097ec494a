package activationlab.network;

import activationlab.function.Activation;
import activationlab.numeric.Gaussian;
import java.util.function.ToDoubleFunction;

/**
 * How large the random weights of a layer are at the start. Weights come from the normal distribution with mean 0; an
 * initialiser says which standard deviation, from the layer's activation function and its numbers of inputs and outputs.
 * Biases start at 0.
 *
 * <p>Most rules are a <b>gain</b> g, a volume knob: the deviation is g / √inputs, and the sums x of a layer then have g²
 * times the mean square of what the layer receives. Initialisers are asked for hidden layers; the output layer, after
 * which nothing can grow or shrink any more, has gain 1 with each of them.
 */
public final class Initialiser {

    /** LeCun's rule, gain 1: the sums are as large as the inputs. */
    public static final Initialiser LECUN = gain("LeCun", f -> 1);

    /**
     * He's rule, gain √2, made for ReLU, which sets half of the sums to 0.
     *
     * @see "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun, 2015, Delving deep into rectifiers, arXiv:1502.01852"
     */
    public static final Initialiser HE = gain("He", f -> Math.sqrt(2));

    /**
     * Glorot's rule: √(2 / (inputs + outputs)), between what the way forward and the way back ask for.
     *
     * @see "Xavier Glorot, Yoshua Bengio, 2010, Understanding the difficulty of training deep feedforward neural networks,
     *     Proceedings of AISTATS 9, 249–256"
     */
    public static final Initialiser GLOROT =
            new Initialiser("Glorot", (f, inputs, outputs) -> Math.sqrt(2.0 / (inputs + outputs)));

    /**
     * The function's own gain, 1 / √E[f(Z)²] for a standard normal Z, by quadrature: every layer's outputs keep the mean
     * square of 1. It is √2 for ReLU and √(2 / (1 + α²)) for leaky ReLU, as He's rule has it, and 1 for the identity.
     *
     * @see Gaussian#gain
     */
    public static final Initialiser OWN = gain("own gain", Initialiser::ownGain);

    /**
     * What frameworks do: gain 1 for a function that is flat at both ends, like sigmoid and tanh, and the function's own
     * gain for all others.
     */
    public static final Initialiser USUAL = gain("usual", f -> flatAtBothEnds(f) ? 1 : ownGain(f));

    /** The standard deviation of a layer's weights. */
    private interface Deviation {
        double of(Activation f, int inputs, int outputs);
    }

    private final String name;
    private final Deviation deviation;

    private Initialiser(String name, Deviation deviation) {
        this.name = name;
        this.deviation = deviation;
    }

    /**
     * The same gain for every function.
     *
     * @param gain a finite number above 0
     * @return an initialiser
     * @throws IllegalArgumentException if the gain is not a finite number above 0
     */
    public static Initialiser gain(double gain) {
        Check.positive("gain", gain);
        return gain("gain " + gain, f -> gain);
    }

    /**
     * A gain that depends on the function.
     *
     * @param name a short name for tables
     * @param gain the gain of a layer with this activation function
     * @return an initialiser
     * @throws IllegalArgumentException if an argument is null
     */
    public static Initialiser gain(String name, ToDoubleFunction<Activation> gain) {
        Check.given("name", name);
        Check.given("gain", gain);
        return new Initialiser(name, (f, inputs, outputs) -> gain.applyAsDouble(f) / Math.sqrt(inputs));
    }

    /**
     * The standard deviation of a layer's weights.
     *
     * @param f the layer's activation function
     * @param inputs how many numbers a unit receives, at least 1
     * @param outputs how many units the layer has, at least 1
     * @return the standard deviation
     * @throws IllegalArgumentException if f is null, a number is below 1, or the deviation is not finite: the function f has
     *     no gain then
     */
    public double deviation(Activation f, int inputs, int outputs) {
        Check.given("f", f);
        Check.atLeast("inputs", inputs, 1);
        Check.atLeast("outputs", outputs, 1);
        double result = deviation.of(f, inputs, outputs);
        if (!(result >= 0 && result <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("the initialiser \"" + name + "\" gives weights of " + f.name()
                    + " the standard deviation " + result + "; choose Initialiser.gain(…) for this function");
        }
        return result;
    }

    @Override
    public String toString() {
        return name;
    }

    private static double ownGain(Activation f) {
        return Gaussian.gain(f::value, f.kinks());
    }

    /** Whether nothing is gained by a much larger sum, on either side. */
    private static boolean flatAtBothEnds(Activation f) {
        double far = 1e6;
        return f.value(far) == f.value(2 * far) && f.value(-far) == f.value(-2 * far);
    }
}
