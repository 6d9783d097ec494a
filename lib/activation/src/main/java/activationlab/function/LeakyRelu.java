package activationlab.function;

import activationlab.function.Facts.Interval;
import java.util.Optional;

/**
 * Leaky ReLU: what is negative is not cut off but scaled by a small slope α.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = αx for x ≤ 0, x for x &gt; 0
 *   <li><b>Derivative:</b> f′(x) = α for x &lt; 0, 1 for x &gt; 0; none at the kink 0 (unless α = 1)
 *   <li><b>Range:</b> all numbers, increasing, if α &gt; 0; f(−∞) = −∞, f(∞) = ∞. For α = 0 as {@link Relu}
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0 if α &gt; 0; f′(0.0) =
 *       f′(−0.0) = α, the value that PyTorch chooses too. α = 0 is ReLU bit for bit, also at −∞, where αx would be NaN;
 *       α = 1 is the identity and has no kink
 *   <li><b>Numeric note:</b> one correctly rounded multiplication: at most 0.5 ulp, 0 ulp for x &gt; 0; the derivative
 *       is exact
 * </ul>
 *
 * <p>max(αx, x) is the same function only for 0 ≤ α ≤ 1: for α = 2 and x = −1 it gives −1, this one gives −2.
 *
 * @param alpha α, the slope for x ≤ 0; any finite number from 0 up, usually 0.01 to 0.3. A negative slope is refused: the
 *     function would turn back at 0 and rise to the left, which is nearly always a wrong sign. {@link PRelu}, where α is
 *     learned, takes it
 * @see "Andrew Maas, Awni Hannun, Andrew Ng, 2013, Rectifier nonlinearities improve neural network acoustic models,
 *     ICML 2013 Workshop on Deep Learning for Audio, Speech and Language Processing"
 * @see "Bing Xu, Naiyan Wang, Tianqi Chen, Mu Li, 2015, Empirical evaluation of rectified activations in convolutional
 *     network, arXiv:1505.00853"
 */
public record LeakyRelu(double alpha) implements Activation {

    /** The α of the original paper. */
    private static final double USUAL = 0.01;

    /**
     * A leaky ReLU with the slope α.
     *
     * @param alpha the slope for x ≤ 0; a finite number from 0 up
     * @throws IllegalArgumentException if alpha is negative, infinite or NaN
     */
    public LeakyRelu {
        if (!(alpha >= 0 && alpha <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("alpha must be a finite number >= 0, not " + alpha);
        }
        // -0.0 becomes 0.0, so that equal functions are equal records.
        alpha += 0.0;
    }

    @Override
    public double value(double x) {
        return BrokenLine.value(x, alpha);
    }

    @Override
    public double derivative(double x) {
        return BrokenLine.slope(x, alpha);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, LeakyRelu::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, LeakyRelu::values, LeakyRelu::slopes);
    }

    private void values(double[] x, double[] y, int from, int to) {
        BrokenLine.values(x, y, from, to, alpha);
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        BrokenLine.slopes(x, y, from, to, alpha);
    }

    /**
     * The name; it tells α unless that is the usual 0.01, so that two of them in one figure can be told apart.
     *
     * @return for example {@code leaky ReLU} or {@code leaky ReLU (α = 0.2)}
     */
    @Override
    public String name() {
        return alpha == USUAL ? "leaky ReLU" : "leaky ReLU (α = " + alpha + ")";
    }

    /**
     * The kink.
     *
     * @return 0; nothing if α = 1
     */
    @Override
    public double[] kinks() {
        return alpha == 1 ? new double[0] : new double[] {0};
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(BrokenLine.facts(alpha)
                .aliases("LReLU", "leaky rectified linear unit")
                .parameter("alpha", "α", alpha, Interval.atLeast(0))
                .paper(
                        2013,
                        "Andrew Maas, Awni Hannun, Andrew Ng, Rectifier nonlinearities improve neural network acoustic"
                                + " models, ICML 2013 Workshop on Deep Learning for Audio, Speech and Language"
                                + " Processing"));
    }
}
