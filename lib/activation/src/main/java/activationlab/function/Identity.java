package activationlab.function;

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
        return Double.isNaN(x) ? x : 1;
    }

    @Override
    public String name() {
        return "identity";
    }
}
