package activationlab.network;

/**
 * How a step follows the gradient g of the mean loss of a batch. Immutable.
 *
 * <ul>
 *   <li><b>SGD:</b> w ← w − rate·g
 *   <li><b>Momentum μ:</b> v ← μ·v − rate·g, w ← w + v, with v = 0 at the start
 *   <li><b>Adam:</b> m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)g², w ← w − rate·m̂ / (√ŝ + ε), where m̂ = m/(1 − β₁<sup>t</sup>)
 *       and ŝ = s/(1 − β₂<sup>t</sup>) after t steps; β₁ = 0.9, β₂ = 0.999, ε = 10<sup>−8</sup>
 *   <li><b>Weight decay λ:</b> before the step, w ← w − rate·λ·w; for weights, not for biases or what batch normalisation
 *       learns
 *   <li><b>Clipping at c:</b> if the length of the whole gradient, √Σg², is above c, it is scaled down to c
 * </ul>
 *
 * @param kind which rule
 * @param rate the learning rate; a finite number above 0
 * @param momentum μ, from 0 to below 1; 0 for the other rules
 * @param decay λ, from 0 up
 * @param clip c, above 0; infinite for none
 * @see "Diederik Kingma, Jimmy Ba, 2015, Adam: a method for stochastic optimization, arXiv:1412.6980"
 * @see "Ilya Loshchilov, Frank Hutter, 2019, Decoupled weight decay regularization, arXiv:1711.05101"
 */
public record Optimizer(Kind kind, double rate, double momentum, double decay, double clip) {

    /** The rules. */
    public enum Kind {
        /** Straight down the gradient. */
        SGD,
        /** With a velocity that keeps a share of earlier steps. */
        MOMENTUM,
        /** With a step size of its own for each weight. */
        ADAM
    }

    static final double BETA_1 = 0.9;
    static final double BETA_2 = 0.999;
    static final double EPSILON = 1e-8;

    /**
     * An optimizer; the factory methods below read better.
     *
     * @param kind which rule
     * @param rate the learning rate
     * @param momentum μ
     * @param decay λ
     * @param clip c
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Optimizer {
        Check.given("kind", kind);
        Check.positive("rate", rate);
        Check.below("momentum", momentum, 1);
        if (kind != Kind.MOMENTUM && momentum != 0) {
            throw new IllegalArgumentException("momentum must be 0 for " + kind + ", not " + momentum);
        }
        Check.notNegative("decay", decay);
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip must be > 0, or infinite for none, not " + clip);
        }
    }

    /**
     * Stochastic gradient descent.
     *
     * @param rate the learning rate
     * @return an optimizer
     * @throws IllegalArgumentException if rate is not a finite number above 0
     */
    public static Optimizer sgd(double rate) {
        return new Optimizer(Kind.SGD, rate, 0, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * Stochastic gradient descent with momentum.
     *
     * @param rate the learning rate
     * @param momentum μ, mostly 0.9; 0 is plain gradient descent
     * @return an optimizer
     * @throws IllegalArgumentException if rate is not a finite number above 0, or momentum not from 0 to below 1
     */
    public static Optimizer momentum(double rate, double momentum) {
        return new Optimizer(Kind.MOMENTUM, rate, momentum, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * Adam.
     *
     * @param rate the learning rate, mostly 0.001
     * @return an optimizer
     * @throws IllegalArgumentException if rate is not a finite number above 0
     */
    public static Optimizer adam(double rate) {
        return new Optimizer(Kind.ADAM, rate, 0, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * The same with another learning rate.
     *
     * @param newRate a finite number above 0
     * @return a new optimizer
     * @throws IllegalArgumentException if it is not
     */
    public Optimizer withRate(double newRate) {
        return new Optimizer(kind, newRate, momentum, decay, clip);
    }

    /**
     * The same with weight decay.
     *
     * @param lambda λ, from 0 up
     * @return a new optimizer
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Optimizer withDecay(double lambda) {
        return new Optimizer(kind, rate, momentum, lambda, clip);
    }

    /**
     * The same with clipped gradients.
     *
     * @param length the greatest length of the whole gradient; infinite for no limit
     * @return a new optimizer
     * @throws IllegalArgumentException if it is not above 0
     */
    public Optimizer withClip(double length) {
        return new Optimizer(kind, rate, momentum, decay, length);
    }

    /**
     * The rule in words.
     *
     * @return for example {@code momentum 0.9, rate 0.1}
     */
    @Override
    public String toString() {
        String rule = switch (kind) {
            case SGD -> "SGD";
            case MOMENTUM -> "momentum " + momentum;
            case ADAM -> "Adam";
        };
        return rule + ", rate " + rate + (decay > 0 ? ", decay " + decay : "")
                + (clip < Double.POSITIVE_INFINITY ? ", clip " + clip : "");
    }
}
