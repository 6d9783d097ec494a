package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import activationlab.function.Facts.Symmetry;
import activationlab.numeric.Thresholds;
import java.util.Optional;

/**
 * Swish, x times the {@linkplain Sigmoid sigmoid} of βx. With β = 1 it is SiLU, the sigmoid linear unit.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = x·σ(βx) = x / (1 + e<sup>−βx</sup>)
 *   <li><b>Derivative:</b> f′(x) = σ(βx) + βx·σ(βx)·σ(−βx)
 *   <li><b>Range:</b> for β = 1 [−0.27846, ∞): f falls from f(−∞) = 0 to its minimum at x = −1.27846 and rises from there
 *       to f(∞) = ∞. The slope is between −0.0998, at −2.3994, and 1.0998, at 2.3994. For another β &gt; 0 divide the
 *       positions and values by β; the slopes stay. β = 0 gives x/2
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; f(−0.0) = −0.0; f(−∞) = −0.0 and f′(−∞) = 0
 *       if β &gt; 0; f′(∞) = 1; for β = 0 the function is x/2 to the last bit, at ±∞ too. For β = 1 and rounded to a double,
 *       f(x) is −0.0 up to x = −751.756 and x from x = 36.8787 on
 *   <li><b>Numeric note:</b> what the rounding of βx loses is known and put back. Results below 2.2·10<sup>−308</sup>
 *       keep their digits: x·σ(x) with a σ that is rounded first loses them from x = −708 on. The derivative has all
 *       digits near its zero, too, where the sum above cancels. Measured against references with 25 digits, f is off
 *       by at most 2.1 ulp and f′ by at most 2.9 ulp
 * </ul>
 *
 * <p>The greater β, the nearer to ReLU.
 *
 * @param beta β, the sharpness; a finite number from 0 up, usually 1. A negative one is refused: the function would be
 *     upside down, because x·σ(−βx) = −f(−x), which is nearly always a wrong sign
 * @see GeluSigmoid
 * @see "Stefan Elfwing, Eiji Uchibe, Kenji Doya, 2017, Sigmoid-weighted linear units for neural network function
 *     approximation in reinforcement learning, arXiv:1702.03118"
 * @see "Prajit Ramachandran, Barret Zoph, Quoc Le, 2017, Searching for activation functions, arXiv:1710.05941"
 */
public record Swish(double beta) implements Activation {

    /** For β = 1: where the minimum is, and the minimum; where the slope is greatest, and that slope. */
    private static final double MINIMUM_AT = -1.2784645427610737;

    private static final double MINIMUM = -0.2784645427610738;
    private static final double STEEPEST_AT = 2.3993572805154675;
    private static final double STEEPEST = 1.099839320128867;

    /**
     * A Swish of the sharpness β.
     *
     * @param beta the sharpness; a finite number from 0 up
     * @throws IllegalArgumentException if beta is negative, infinite or NaN
     */
    public Swish {
        if (!(beta >= 0 && beta <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("beta must be a finite number >= 0, not " + beta);
        }
        // -0.0 becomes 0.0, so that equal functions are equal records.
        beta += 0.0;
    }

    @Override
    public double value(double x) {
        return SwishKernel.value(x, beta);
    }

    @Override
    public double derivative(double x) {
        return SwishKernel.slope(x, beta);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, Swish::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, Swish::values, Swish::slopes);
    }

    @Override
    public void applyForTraining(double[] x, double[] y, double[] slopes) {
        Loops.applyForTraining(this, x, y, slopes, Swish::training);
    }

    private void values(double[] x, double[] y, int from, int to) {
        SwishKernel.values(x, y, from, to, beta);
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        SwishKernel.slopes(x, y, from, to, beta);
    }

    private void training(double[] x, double[] y, double[] d, int from, int to) {
        SwishKernel.training(x, y, d, from, to, beta);
    }

    /**
     * The name: SiLU if β = 1; otherwise it tells β.
     *
     * @return for example {@code SiLU} or {@code Swish (β = 2.0)}
     */
    @Override
    public String name() {
        return beta == 1 ? "SiLU" : "Swish (β = " + beta + ")";
    }

    @Override
    public Optional<Facts> facts() {
        FactsBuilder facts = new FactsBuilder(
                        "f(x) = x \\sigma(\\beta x)",
                        "f'(x) = \\sigma(\\beta x) + \\beta x \\sigma(\\beta x) \\sigma(-\\beta x)")
                .parameter("beta", "β", beta, Interval.atLeast(0));
        if (beta == 1) {
            facts.aliases("Swish", "sigmoid linear unit");
        }
        if (beta == 0) {
            facts.zeroCentred().symmetry(Symmetry.ODD).lipschitz(Lipschitz.everywhere(0.5));
        } else {
            shape(facts, beta);
        }
        return Optional.of(facts.paper(
                2017,
                "Prajit Ramachandran, Barret Zoph, Quoc Le, Searching for activation functions, arXiv:1710.05941"));
    }

    /** All that scales with β &gt; 0. */
    static void shape(FactsBuilder facts, double beta) {
        double low = MINIMUM / beta;
        double at = MINIMUM_AT / beta;
        facts.range(new Interval(low, Double.isFinite(low), Double.POSITIVE_INFINITY, false))
                .left(End.constant(0, zeroFrom(beta)))
                .right(End.identity(Double.POSITIVE_INFINITY, identityFrom(beta)))
                .monotonicity(Monotonicity.NONE)
                .lipschitz(Lipschitz.at(STEEPEST, STEEPEST_AT / beta));
        // For β below 10⁻³⁰⁸ the minimum is beyond all finite doubles.
        if (Double.isFinite(at)) {
            facts.minimum(at, low);
        }
    }

    /** Where x·e^βx is half of the least double: with u = βx it is u + log(−u) = log β + log(2⁻¹⁰⁷⁵). */
    private static double zeroFrom(double beta) {
        double sum = StrictMath.log(beta) + Softplus.LOG_HALF_LEAST;
        double u = sum;
        // Each step divides the error by |u|, which is above 30.
        for (int i = 0; i < 12; i++) {
            u = sum - StrictMath.log(-u);
        }
        return u / beta;
    }

    /** Where x − f(x) = x / (1 + e^βx) is half the distance from x to its lower neighbour. */
    private static double identityFrom(double beta) {
        // below 30/β it is far from that, and beyond it only falls
        return Thresholds.smallest(
                x -> 2 * x <= (1 + StrictMath.exp(beta * x)) * (x - Math.nextDown(x)),
                30 / beta,
                Double.POSITIVE_INFINITY);
    }
}
