package activationlab.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import activationlab.data.Dataset;
import activationlab.function.Activation;
import activationlab.function.Activations;
import activationlab.function.Celu;
import activationlab.function.Elu;
import activationlab.function.Softplus;
import activationlab.function.Swish;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A step allocates nothing")
class ZeroAllocationTest {

    private static final int STEPS = 500;

    private static final Dataset DATA = Nets.classes(100, 2, 3, 1);

    static Stream<Activation> functions() {
        return Stream.concat(
                Activations.all().stream(),
                Stream.of(
                        new Elu(0.5),
                        new Celu(2),
                        new Softplus(2),
                        new Swish(1.5),
                        Activation.of("own", x -> x / (1 + Math.abs(x))),
                        Activation.of("own with slope", x -> x * x / 9, x -> 2 * x / 9)));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void whateverTheFunction(Activation f) {
        // Other virtual machines than HotSpot need not have it.
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean)
                || !bean.isThreadAllocatedMemorySupported()) {
            String message = "This Java does not tell what a thread allocates, so that is not tested";
            System.out.println(message);
            Assumptions.abort(message);
            return;
        }
        for (Loss loss : List.of(Loss.SOFTMAX_CROSS_ENTROPY, Loss.BINARY_CROSS_ENTROPY)) {
            for (boolean batchNorm : new boolean[] {false, true}) {
                for (Optimizer optimizer : List.of(
                        Optimizer.sgd(1e-3),
                        Optimizer.momentum(1e-3, 0.9).withDecay(1e-3),
                        Optimizer.adam(1e-3).withClip(1))) {
                    Architecture plan = Architecture.of(2, 5, 4, 3)
                            .activation(f)
                            .batchNorm(batchNorm)
                            .initialiser(Initialiser.gain(1));
                    Trainer trainer = new Trainer(plan.network(1), DATA, loss, optimizer, 32, 1);
                    trainer.epoch();
                    // What is linked at its first use is allocated once, so the second round counts as well.
                    long bytes = Math.min(allocated(bean, trainer), allocated(bean, trainer));
                    // The smallest object has 16 bytes.
                    assertTrue(
                            bytes < STEPS,
                            () -> bytes + " bytes with " + optimizer + ", batch norm: " + batchNorm + ", " + loss);
                }
            }
        }
    }

    /** By so many steps, less what the question itself takes. */
    private static long allocated(ThreadMXBean bean, Trainer trainer) {
        long id = Thread.currentThread().getId();
        long first = bean.getThreadAllocatedBytes(id);
        long before = bean.getThreadAllocatedBytes(id);
        for (int i = 0; i < STEPS; i++) {
            trainer.step();
        }
        return bean.getThreadAllocatedBytes(id) - before - (before - first);
    }
}
