/**
 * Activation functions of one real variable, each with its derivative, accurate to the last digits.
 *
 * <table class="striped">
 *   <caption>The functions. Every one gives NaN for NaN, and its limit at ±∞.</caption>
 *   <thead>
 *     <tr><th scope="col">function</th><th scope="col">f(x)</th><th scope="col">f′(x)</th><th scope="col">range</th>
 *         <th scope="col">steepest slope</th><th scope="col">kink, and f′ chosen there</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">{@link activationlab.function.Identity identity}</th><td>x</td><td>1</td><td>(−∞, ∞)</td>
 *         <td>1</td><td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Step step}</th><td>0 for x ≤ 0, else 1</td><td>0</td>
 *         <td>{0, 1}</td><td>it jumps</td><td>0: f(0) = 0, f′ = 0</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Sigmoid sigmoid}</th><td>1 / (1 + e<sup>−x</sup>)</td>
 *         <td>σ(x)·(1 − σ(x))</td><td>(0, 1)</td><td>¼, at 0</td><td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Tanh tanh}</th><td>tanh x</td><td>1 − tanh² x</td>
 *         <td>(−1, 1)</td><td>1, at 0</td><td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Relu ReLU}</th><td>max(0, x)</td><td>0 for x &lt; 0, 1 for x
 *         &gt; 0</td><td>[0, ∞)</td><td>1</td><td>0: f′ = 0</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.LeakyRelu leaky ReLU}</th><td>αx for x ≤ 0, else x</td><td>α
 *         for x &lt; 0, 1 for x &gt; 0</td><td>(−∞, ∞) if α &gt; 0</td><td>max(1, α)</td><td>0: f′ = α</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>Your own function is one line, {@link activationlab.function.Activation#of(String,
 * java.util.function.DoubleUnaryOperator, double...) Activation.of("square", x -> x * x)}, and works everywhere a
 * function of the library does. Softmax is not here: it maps a vector to a vector.
 */
package activationlab.function;
