package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Symmetry;
import java.util.Optional;

/**
 * The identity, a neuron without an activation function.
 *
 * <ul>
 *   <li><b>Formula:</b> f(x) = x
 *   <li><b>Derivative:</b> f′(x) = 1
 *   <li><b>Range:</b> all numbers; f(−∞) = −∞, f(∞) = ∞
 *   <li><b>Special cases:</b> NaN gives NaN, for the value and the derivative; −0.0 gives −0.0
 *   <li><b>Numeric note:</b> exact, 0 ulp
 * </ul>
 *
 * <p>Layers of it collapse into one linear map; a network needs something that is not a polynomial.
 *
 * @see "Bernard Widrow, Marcian Hoff, 1960, Adaptive switching circuits, IRE WESCON Convention Record 4, 96–104"
 * @see "Moshe Leshno, Vladimir Lin, Allan Pinkus, Shimon Schocken, 1993, Multilayer feedforward networks with a
 *     nonpolynomial activation function can approximate any function, doi:10.1016/S0893-6080(05)80131-5"
 */
public record Identity() implements Activation {

    @Override
    public double value(double x) {
        return x;
    }

    @Override
    public double derivative(double x) {
        // the minimum is 0, or NaN if x is
        return 1 + Math.min(Math.abs(x), 0);
    }

    @Override
    public void apply(double[] x, double[] y) {
        Loops.apply(this, x, y, Identity::values);
    }

    @Override
    public void applyWithDerivative(double[] x, double[] y, double[] slopes) {
        Loops.apply(this, x, y, slopes, Identity::values, Identity::slopes);
    }

    private void values(double[] x, double[] y, int from, int to) {
        System.arraycopy(x, from, y, from, to - from);
    }

    private void slopes(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = derivative(x[i]);
        }
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.of(new FactsBuilder("f(x) = x", "f'(x) = 1")
                .aliases("linear")
                .left(End.identity(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                .right(End.identity(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .zeroCentred()
                .symmetry(Symmetry.ODD)
                .paper(
                        1960,
                        "Bernard Widrow, Marcian Hoff, Adaptive switching circuits, IRE WESCON Convention Record 4,"
                                + " 96–104"));
    }
}
