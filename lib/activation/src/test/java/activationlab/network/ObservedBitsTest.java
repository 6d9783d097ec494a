package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import activationlab.data.Dataset;
import activationlab.data.Datasets;
import activationlab.function.Activations;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bits of what is observed")
class ObservedBitsTest {

    @Test
    @DisplayName("everything seen in a short training on digits has the bits written down here, on every Java version")
    void sameBits() {
        Dataset.Split data = Datasets.digits().split(0.5, 1);
        Architecture plan = Architecture.of(64, 16, 12, 10).activation(Activations.GELU);
        TrainingLog log = new TrainingLog(1, data.test());
        Network network =
                Training.of(plan).rate(0.02).epochs(2).run(data, 1, log).network();
        Loss loss = Loss.SOFTMAX_CROSS_ENTROPY;
        LayerStatistics layer = Observation.of(network, data.test(), loss).layer(1);
        UnitResponse unit = UnitResponse.of(network, data.test(), 1, 3);
        Object[] seen = {
            log.gradientNorms(),
            log.weightGradientNorms(),
            log.updateRatios(),
            log.testLoss(),
            new double[] {
                layer.sums().mean(),
                layer.outputs().standardDeviation(),
                layer.slopes().quantile(0.3)
            },
            layer.outputs().histogram(20).edges(),
            layer.outputs().histogram(20).counts(),
            DepthTheory.of(plan, 1).gradientProfile(),
            SignAgreement.of(network, data.test(), loss, 32),
            new double[] {Conditioning.of(network, data.test(), 0, true)},
            Calibration.of(network, data.test(), 10).confidences(),
            Grid.ray(network, data.test().input(0), data.test().input(1), 0, 1, 5),
            unit.pattern(),
            unit.top(10),
            new double[] {unit.selectivity()}
        };
        // A change of the arithmetic of networks changes this number too; a change of the Java version must not.
        assertEquals(-477092299, Arrays.deepHashCode(seen));
    }
}
