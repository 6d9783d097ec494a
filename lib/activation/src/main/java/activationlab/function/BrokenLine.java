package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import activationlab.function.Facts.Symmetry;

/** αx for x ≤ 0 and x for x &gt; 0: what leaky ReLU and PReLU have in common. */
final class BrokenLine {

    private BrokenLine() {}

    static double value(double x, double alpha) {
        if (alpha == 0) {
            // α·(−∞) would be NaN, and α·x −0.0.
            return Math.max(0.0, x);
        }
        // The side that does not count adds −0.0 or 0.0; so −0.0 stays −0.0, and there is no branch.
        return Math.max(x, -0.0) + alpha * Math.min(x, -0.0);
    }

    static void values(double[] x, double[] y, int from, int to, double alpha) {
        for (int i = from; i < to; i++) {
            y[i] = value(x[i], alpha);
        }
    }

    static double slope(double x, double alpha) {
        double right = Loops.isPositive(x);
        return right + (1 - right) * alpha;
    }

    static void slopes(double[] x, double[] y, int from, int to, double alpha) {
        for (int i = from; i < to; i++) {
            y[i] = slope(x[i], alpha);
        }
    }

    /** All but names, limits of α, and paper. */
    static FactsBuilder facts(double alpha) {
        FactsBuilder facts = new FactsBuilder(
                "f(x) = \\begin{cases} \\alpha x & x \\le 0 \\\\ x & x > 0 \\end{cases}",
                "f'(x) = \\begin{cases} \\alpha & x \\le 0 \\\\ 1 & x > 0 \\end{cases}");
        if (alpha == 1) {
            return facts.left(End.identity(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                    .right(End.identity(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                    .zeroCentred()
                    .symmetry(Symmetry.ODD);
        }
        facts.right(End.identity(Double.POSITIVE_INFINITY, 0)).kink(Kink.of(0, alpha, 1, alpha));
        if (alpha == 0) {
            facts.range(Interval.atLeast(0)).left(End.constant(0, 0)).monotonicity(Monotonicity.NON_DECREASING);
        } else if (alpha < 0) {
            facts.range(Interval.atLeast(0))
                    .left(End.of(Double.POSITIVE_INFINITY))
                    .minimum(0, 0)
                    .monotonicity(Monotonicity.NONE)
                    .symmetry(alpha == -1 ? Symmetry.EVEN : Symmetry.NONE);
        }
        double size = Math.abs(alpha);
        if (size < 1) {
            return facts.lipschitz(Lipschitz.right(1));
        }
        return size > 1 ? facts.lipschitz(new Lipschitz(size, Double.NEGATIVE_INFINITY, 0)) : facts;
    }
}
