package activationlab.function;

import java.util.Optional;

/**
 * The sigmoid form of {@linkplain Gelu GELU}, a rough and cheap approximation: {@linkplain Swish Swish} with β = 1.702.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = x·σ(1.702x)
 *   <li><b>Derivative:</b> f′(x) = σ(1.702x) + 1.702x·σ(1.702x)·σ(−1.702x)
 *   <li><b>Range:</b> [−0.16361, ∞): f falls from f(−∞) = 0 to its minimum at x = −0.75115 and rises from there to f(∞) =
 *       ∞. The slope is between −0.0998, at −1.4097, and 1.0998, at 1.4097
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; f(−∞) = −0.0, f′(−∞) = 0,
 *       f′(∞) = 1. Rounded to a double, f(x) is −0.0 up to x = −441.377 and x from x = 21.7653 on
 *   <li><b>Numeric note:</b> as {@link Swish}; 1.702 is the double nearest to it. Measured against references with 25
 *       digits, f is off by at most 1.9 ulp and f′ by at most 2.8 ulp
 * </ul>
 *
 * <p>It differs from GELU by at most 0.0203, at x = ±2.27. On the far left it is another function: at x = −10 it is
 * −4·10<sup>−7</sup>, and GELU −8·10<sup>−23</sup>.
 *
 * @see GeluTanh
 * @see "Dan Hendrycks, Kevin Gimpel, 2016, Gaussian error linear units (GELUs), arXiv:1606.08415"
 */
public record GeluSigmoid() implements Activation {

    private static final double BETA = 1.702;

    @Override
    public double value(double x) {
        return SwishKernel.value(x, BETA);
    }

    @Override
    public double derivative(double x) {
        return SwishKernel.slope(x, BETA);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, GeluSigmoid::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, GeluSigmoid::values, GeluSigmoid::slopes);
    }

    @Override
    public void applyForTraining(double[] x, double[] y, double[] slopes) {
        Loops.applyForTraining(this, x, y, slopes, GeluSigmoid::training);
    }

    private void values(double[] x, double[] y, int from, int to) {
        SwishKernel.values(x, y, from, to, BETA);
    }

    private void training(double[] x, double[] y, double[] d, int from, int to) {
        SwishKernel.training(x, y, d, from, to, BETA);
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        SwishKernel.slopes(x, y, from, to, BETA);
    }

    @Override
    public String name() {
        return "GELU (sigmoid)";
    }

    @Override
    public Optional<Facts> facts() {
        FactsBuilder facts = new FactsBuilder(
                        "f(x) = x \\sigma(1.702 x)",
                        "f'(x) = \\sigma(1.702 x) + 1.702 x \\sigma(1.702 x) \\sigma(-1.702 x)")
                .aliases("quick GELU", "GELU sigmoid form");
        Swish.shape(facts, BETA);
        return Optional.of(facts.paper(
                2016, "Dan Hendrycks, Kevin Gimpel, Gaussian error linear units (GELUs), arXiv:1606.08415"));
    }
}
