package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.function.LeakyRelu;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Initialisers")
class InitialiserTest {

    private static final double GAIN_TOLERANCE = 1e-12;

    private static double gain(Initialiser rule, Activation f) {
        return rule.deviation(f, 100, 7) * 10;
    }

    @Test
    void gainsByFormula() {
        for (double alpha : new double[] {0, 0.01, 0.2, 0.5, 1}) {
            double expected = Math.sqrt(2 / (1 + alpha * alpha));
            assertEquals(expected, gain(Initialiser.OWN, new LeakyRelu(alpha)), GAIN_TOLERANCE);
            assertEquals(expected, gain(Initialiser.USUAL, new LeakyRelu(alpha)), GAIN_TOLERANCE);
        }
        assertEquals(Math.sqrt(2), gain(Initialiser.OWN, Activations.RELU), GAIN_TOLERANCE);
        assertEquals(1, gain(Initialiser.OWN, Activations.IDENTITY), GAIN_TOLERANCE);
        for (Activation f : Activations.all()) {
            assertEquals(1, gain(Initialiser.LECUN, f), GAIN_TOLERANCE);
            assertEquals(Math.sqrt(2), gain(Initialiser.HE, f), GAIN_TOLERANCE);
            assertEquals(Math.sqrt(2.0 / (30 + 50)), Initialiser.GLOROT.deviation(f, 30, 50), 1e-15);
            assertEquals(2.5, gain(Initialiser.gain(2.5), f), GAIN_TOLERANCE);
        }
    }

    @Test
    void theUsualGainIsOneForFunctionsThatAreFlatAtBothEnds() {
        assertEquals(1, gain(Initialiser.USUAL, Activations.SIGMOID));
        assertEquals(1, gain(Initialiser.USUAL, Activations.TANH));
        assertEquals(1, gain(Initialiser.USUAL, Activations.HARD_TANH));
        // PyTorch's 5/3 is near this; E[tanh²] by quadrature is 0.394294…
        assertEquals(1 / Math.sqrt(0.39429449), gain(Initialiser.OWN, Activations.TANH), 1e-7);
        for (Activation f : new Activation[] {Activations.SILU, Activations.GELU, Activations.ELU, Activations.MISH}) {
            assertEquals(gain(Initialiser.OWN, f), gain(Initialiser.USUAL, f));
        }
    }

    @Test
    @DisplayName("With its own gain a layer keeps the mean square of 1")
    void theMeanSquareIsKept() {
        for (Activation f :
                new Activation[] {Activations.RELU, Activations.TANH, Activations.GELU, Activations.SIGMOID}) {
            Network network = Architecture.of(500, 4000, 1)
                    .activation(f)
                    .initialiser(Initialiser.OWN)
                    .network(2);
            double[] input = new double[500];
            for (int i = 0; i < 500; i++) {
                input[i] = i % 2 == 0 ? 1 : -1;
            }
            double gain = gain(Initialiser.OWN, f);
            double squares = 0;
            for (double y : network.activations(input)[0]) {
                squares += y * y;
            }
            // The sums have the variance g², so with g = 1 the outputs would have 1/g².
            double expected = expectedSquare(f, gain);
            assertEquals(expected, squares / 4000, 0.06 * expected, f.name());
        }
    }

    /** E[f(gZ)²] by a sum over a fine grid. */
    private static double expectedSquare(Activation f, double g) {
        double sum = 0;
        for (double z = -9; z <= 9; z += 1e-3) {
            double y = f.value(g * z);
            sum += y * y * StrictMath.exp(-z * z / 2) * 1e-3;
        }
        return sum / Math.sqrt(2 * Math.PI);
    }

    @Test
    void manyWeightsHaveTheStatedDeviationAndMeanZero() {
        Architecture plan = Architecture.of(200, 300, 100, 10).activation(Activations.GELU);
        Network network = plan.network(11);
        for (int l = 0; l < plan.layers(); l++) {
            double sum = 0;
            double squares = 0;
            int n = plan.units(l) * plan.receives(l);
            for (double[] row : network.weights(l)) {
                for (double w : row) {
                    sum += w;
                    squares += w * w;
                }
            }
            double deviation = plan.deviation(l);
            // Within four standard errors.
            assertEquals(0, sum / n, 4 * deviation / Math.sqrt(n), "mean of layer " + l);
            assertEquals(deviation, Math.sqrt(squares / n), 4 * deviation / Math.sqrt(2.0 * n), "layer " + l);
        }
        assertEquals(0.1, plan.deviation(2), "gain 1 in the output layer");
        assertEquals(gain(Initialiser.OWN, Activations.GELU), plan.deviation(0) * Math.sqrt(200), GAIN_TOLERANCE);
    }

    /** Equal layers are computed once; here each difference that matters comes alone. */
    @Test
    void equalLayersHaveEqualDeviationsAndOthersTheirOwn() {
        int[] sizes = {5, 4, 6, 6, 6, 9, 9, 9, 2};
        Architecture plan = Architecture.of(sizes).activation(Activations.GELU).activation(6, Activations.SILU);
        for (Initialiser rule : new Initialiser[] {Initialiser.GLOROT, Initialiser.OWN}) {
            Architecture begun = plan.initialiser(rule);
            for (int l = 0; l < 7; l++) {
                double expected = rule.deviation(plan.activation(l), sizes[l], sizes[l + 1]);
                assertEquals(expected, begun.deviation(l), () -> rule + " in " + begun);
            }
        }
    }

    @Test
    void aFunctionOfYourOwn() {
        Activation doubled = Activation.of("doubled", x -> 2 * x);
        assertEquals(0.5, gain(Initialiser.OWN, doubled), GAIN_TOLERANCE);
        Activation step = Activation.of("sign", Math::signum, 0);
        assertEquals(1, gain(Initialiser.USUAL, step), GAIN_TOLERANCE);
        assertEquals(
                "by name", Initialiser.gain("by name", f -> f.name().length()).toString());
        assertEquals(7, gain(Initialiser.gain("by name", f -> f.name().length()), doubled), GAIN_TOLERANCE);
    }

    @Test
    void aFunctionWithoutAGainIsNamed() {
        Activation nothing = Activation.of("nothing", x -> 0);
        Activation undefined = Activation.of("root", Math::sqrt);
        for (Activation f : new Activation[] {nothing, undefined}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Initialiser.OWN.deviation(f, 3, 4))
                    .getMessage();
            assertTrue(message.contains(f.name()), message);
            assertTrue(message.contains("Initialiser.gain"), message);
            String ofPlan = assertThrows(
                            IllegalArgumentException.class,
                            () -> Architecture.of(2, 3, 1)
                                    .activation(f)
                                    .initialiser(Initialiser.OWN)
                                    .network(1))
                    .getMessage();
            assertTrue(ofPlan.contains(f.name()), ofPlan);
            assertEquals(
                    1.0 / 3,
                    Architecture.of(9, 3, 1)
                            .activation(f)
                            .initialiser(Initialiser.gain(1))
                            .deviation(0));
        }
    }
}
