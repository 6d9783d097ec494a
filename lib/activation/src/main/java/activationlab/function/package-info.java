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
 *     <tr><th scope="row">{@link activationlab.function.Identity identity}</th><td>x</td>
 *         <td>1</td><td>(−∞, ∞)</td><td>1</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Step step}</th><td>0 for x ≤ 0, else 1</td>
 *         <td>0</td><td>{0, 1}</td><td>it jumps</td>
 *         <td>0: f(0) = 0, f′ = 0</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Sigmoid sigmoid}</th><td>1 / (1 + e<sup>−x</sup>)</td>
 *         <td>σ(x)·(1 − σ(x))</td><td>(0, 1)</td><td>¼, at 0</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Tanh tanh}</th><td>tanh x</td>
 *         <td>1 − tanh² x</td><td>(−1, 1)</td><td>1, at 0</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Relu ReLU}</th><td>max(0, x)</td>
 *         <td>0 for x &lt; 0, 1 for x &gt; 0</td><td>[0, ∞)</td><td>1</td>
 *         <td>0: f′ = 0</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.LeakyRelu leaky ReLU}</th><td>αx for x ≤ 0, else x</td>
 *         <td>α for x &lt; 0, 1 for x &gt; 0</td><td>(−∞, ∞) if α &gt; 0</td><td>max(1, α)</td>
 *         <td>0: f′ = α</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.LogSigmoid log-sigmoid}</th><td>−log(1 + e<sup>−x</sup>)</td>
 *         <td>σ(−x)</td><td>(−∞, 0)</td><td>1, towards −∞</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.PRelu PReLU}</th><td>as leaky ReLU, any α</td>
 *         <td>as leaky ReLU</td><td>(−∞, ∞) if α &gt; 0</td><td>max(1, |α|)</td>
 *         <td>0: f′ = α</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Elu ELU}</th><td>α(e<sup>x</sup> − 1) for x ≤ 0, else x</td>
 *         <td>αe<sup>x</sup> for x &lt; 0, 1 for x &gt; 0</td><td>(−α, ∞)</td><td>max(1, α)</td>
 *         <td>0 if α ≠ 1: f′ = α</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Selu SELU}</th><td>λ·ELU with α = 1.6733, λ = 1.0507</td>
 *         <td>λαe<sup>x</sup> for x &lt; 0, λ for x &gt; 0</td><td>(−1.7581, ∞)</td><td>1.7581, left of 0</td>
 *         <td>0: f′ = λα</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Celu CELU}</th><td>α(e<sup>x/α</sup> − 1) for x ≤ 0, else x</td>
 *         <td>e<sup>x/α</sup> for x ≤ 0, 1 for x &gt; 0</td><td>(−α, ∞)</td><td>1</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Softplus softplus}</th><td>log(1 + e<sup>βx</sup>) / β</td>
 *         <td>σ(βx)</td><td>(0, ∞)</td><td>1, towards ∞</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Swish Swish, SiLU}</th><td>x·σ(βx)</td>
 *         <td>σ(βx) + βx·σ(βx)·σ(−βx)</td><td>[−0.2785/β, ∞)</td><td>1.0998, at 2.3994/β</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Gelu GELU}</th><td>x·Φ(x)</td>
 *         <td>Φ(x) + x·φ(x)</td><td>[−0.1700, ∞)</td><td>1.1289, at √2</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.GeluTanh GELU (tanh)}</th><td>x·σ(1.5958x + 0.07135x³)</td>
 *         <td>see there</td><td>[−0.1700, ∞)</td><td>1.1290, at 1.4185</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.GeluSigmoid GELU (sigmoid)}</th><td>x·σ(1.702x)</td>
 *         <td>as Swish</td><td>[−0.1636, ∞)</td><td>1.0998, at 1.4097</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.Mish Mish}</th><td>x·tanh(log(1 + e<sup>x</sup>))</td>
 *         <td>see there</td><td>[−0.3088, ∞)</td><td>1.0885, at 1.4906</td>
 *         <td>none</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.HardSigmoid hard sigmoid}</th><td>min(max(x + 3, 0), 6) / 6</td>
 *         <td>1/6 for |x| &lt; 3, else 0</td><td>[0, 1]</td><td>1/6</td>
 *         <td>−3 and 3: f′ = 0</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.HardTanh hard tanh}</th><td>min(max(x, −1), 1)</td>
 *         <td>1 for |x| &lt; 1, else 0</td><td>[−1, 1]</td><td>1</td>
 *         <td>−1 and 1: f′ = 0</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.HardSwish hard Swish}</th><td>x·min(max(x + 3, 0), 6) / 6</td>
 *         <td>(2x + 3)/6 for |x| &lt; 3</td><td>[−3/8, ∞)</td><td>1½, left of 3</td>
 *         <td>−3: f′ = 0; 3: f′ = 1</td></tr>
 *     <tr><th scope="row">{@link activationlab.function.SquaredRelu squared ReLU}</th><td>max(0, x)²</td>
 *         <td>2·max(0, x)</td><td>[0, ∞)</td><td>no bound</td>
 *         <td>none</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>σ is the sigmoid, Φ and φ are the distribution function and the density of the standard normal distribution. Where the
 * functions of frameworks differ at a kink, PyTorch's choice is taken.
 *
 * <p>{@link activationlab.function.Activations} has all of them with their usual parameters, and finds them by name;
 * {@link activationlab.function.Facts} has more about each, for programs.
 *
 * <p>Your own function is one line, {@link activationlab.function.Activation#of(String,
 * java.util.function.DoubleUnaryOperator, double...) Activation.of("square", x -> x * x)}, and works everywhere a
 * function of the library does. Softmax is not here: it maps a vector to a vector.
 */
package activationlab.function;
