package activationlab.function;

import activationlab.function.Facts.Interval;
import java.util.Optional;

/**
 * PReLU, the parametric ReLU: leaky ReLU whose slope α for negative inputs is learned.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = αx for x ≤ 0, x for x &gt; 0
 *   <li><b>Derivative:</b> f′(x) = α for x &lt; 0, 1 for x &gt; 0; none at the kink 0 (unless α = 1)
 *   <li><b>Range:</b> all numbers, increasing, if α &gt; 0; [0, ∞) if α ≤ 0, with the minimum 0 at 0 if α &lt; 0. f(∞) = ∞;
 *       f(−∞) = −∞, 0 or ∞ as α is positive, 0 or negative
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0 if α &gt; 0, else 0.0; f′(0.0)
 *       = f′(−0.0) = α, the value that PyTorch chooses too. α = 0 is {@link Relu} bit for bit, α = 1 the identity without a
 *       kink, α = −1 the absolute value |x|. Where αx is too great for
 *       a double, the result is infinite
 *   <li><b>Numeric note:</b> one correctly rounded multiplication: at most 0.5 ulp, 0 ulp for x &gt; 0; the derivative
 *       is exact
 * </ul>
 *
 * <p>Learning also moves α, by ∂f/∂α = min(x, 0). An object of this class has one α for good; a step of learning makes a
 * new one.
 *
 * @param alpha α, the slope for x ≤ 0; any finite number, because learning may lead it anywhere. The paper starts at 0.25
 * @see LeakyRelu
 * @see "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun, 2015, Delving deep into rectifiers: surpassing human-level
 *     performance on ImageNet classification, arXiv:1502.01852, doi:10.1109/ICCV.2015.123"
 */
public record PRelu(double alpha) implements Activation {

    /** Where the paper starts to learn. */
    private static final double USUAL = 0.25;

    /**
     * A PReLU with the slope α.
     *
     * @param alpha the slope for x ≤ 0; any finite number
     * @throws IllegalArgumentException if alpha is infinite or NaN
     */
    public PRelu {
        if (!Double.isFinite(alpha)) {
            throw new IllegalArgumentException("alpha must be a finite number, not " + alpha);
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
        Loops.apply(this, x, y, PRelu::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, PRelu::values, PRelu::slopes);
    }

    private void values(double[] x, double[] y, int from, int to) {
        BrokenLine.values(x, y, from, to, alpha);
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        BrokenLine.slopes(x, y, from, to, alpha);
    }

    /**
     * The name; it tells α unless that is 0.25, so that two of them in one figure can be told apart.
     *
     * @return for example {@code PReLU} or {@code PReLU (α = 0.1)}
     */
    @Override
    public String name() {
        return alpha == USUAL ? "PReLU" : "PReLU (α = " + alpha + ")";
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
                .aliases("parametric ReLU")
                .parameter("alpha", "α", alpha, Interval.ALL)
                .paper(
                        2015,
                        "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun, Delving deep into rectifiers: surpassing"
                                + " human-level performance on ImageNet classification, arXiv:1502.01852"));
    }
}
