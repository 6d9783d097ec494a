package activationlab.softmax;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Accuracy against references with 25 digits. {@code -Daccuracy.table=true} prints the errors of every kind of row; the
 * bounds are those of the Javadoc.
 */
@DisplayName("Softmax: accuracy against reference values")
class SoftmaxAccuracyTest {

    private static final double SOFTMAX_MAX = 1.7;
    private static final double LOG_MAX = 1.7;
    private static final double LOG_SUM_EXP_MAX = 1.7;
    private static final double RMS = 0.5;
    private static final double SUBNORMAL_MAX = 0.5;

    private static final class Kind {
        private final Rows.Errors softmax = new Rows.Errors();
        private final Rows.Errors log = new Rows.Errors();
        private final Rows.Errors logSumExp = new Rows.Errors();
    }

    @Test
    void everyKindOfRow() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Rows.Row row : Rows.all()) {
            Kind kind = kinds.computeIfAbsent(row.kind(), name -> new Kind());
            Softmax softmax = new Softmax(row.temperature());
            double[] logits = row.logits();
            double[] p = softmax.apply(logits);
            double[] logs = softmax.log(logits);
            for (int i = 0; i < row.places().size(); i++) {
                int place = row.places().get(i);
                String where = "T = " + row.temperature() + ", x = " + logits[place];
                kind.softmax.add(p[place], row.softmax().get(i), where);
                kind.log.add(logs[place], row.log().get(i), where);
            }
            double logSumExp = softmax.logSumExp(logits);
            double top = Arrays.stream(logits).max().orElseThrow() / row.temperature();
            if (top >= 0) {
                kind.logSumExp.add(logSumExp, row.logSumExp(), "row of " + logits[0]);
            } else {
                // The sum of a negative number and a positive one: the first digits may cancel.
                double error = Math.abs(logSumExp - row.logSumExp().doubleValue());
                assertTrue(error <= Math.ulp(top), "log-sum-exp with negative logits: " + error);
            }
        }
        assertTrue(kinds.keySet()
                .containsAll(List.of("N(0 1)", "N(0 30)", "pairs", "masked", "[0 -d]", "n = 1000", "n = 100000")));
        kinds.forEach((name, kind) -> {
            check(name + ", softmax", kind.softmax, SOFTMAX_MAX);
            check(name + ", log-softmax", kind.log, LOG_MAX);
            // A great number and a small one: nothing but the sum is rounded.
            check(name + ", log-sum-exp", kind.logSumExp, name.equals("temperature") ? 0.55 : LOG_SUM_EXP_MAX);
        });
    }

    private static void check(String name, Rows.Errors errors, double max) {
        String line = name + ": " + errors;
        if (Boolean.getBoolean("accuracy.table")) {
            System.out.println(line);
        }
        assertTrue(errors.max() <= max, line);
        // Among rows chosen for their errors the mean says nothing.
        boolean few = name.startsWith("hard");
        assertTrue(few || errors.rms() <= RMS, line);
        assertTrue(errors.subnormal() <= SUBNORMAL_MAX, line);
    }
}
