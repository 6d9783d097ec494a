package activationlab.notebook;

import activationlab.function.Activation;
import activationlab.property.PropertySheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tech.tablesaw.api.Table;

/** The property sheets of functions as JUnit tests, one for each line, run from a cell by JUnit's launcher. */
final class SheetTests {

    /** JUnit makes the object with the tests itself, so it finds the functions here. */
    private static List<Activation> functions = List.of();

    private SheetTests() {}

    static synchronized Table run(List<Activation> tested) {
        functions = tested;
        Count count = new Count(tested.size());
        // The engine is named, because a notebook's class loader does not find it by itself.
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
        LauncherFactory.create(config)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(Sheets.class))
                                .build(),
                        count);
        return count.table(tested);
    }

    /** What JUnit finds and runs. */
    static final class Sheets {

        @TestFactory
        Stream<DynamicContainer> sheets() {
            List<DynamicContainer> all = new ArrayList<>();
            for (int i = 0; i < functions.size(); i++) {
                all.add(DynamicContainer.dynamicContainer(
                        Integer.toString(i),
                        PropertySheet.of(functions.get(i)).lines().stream()
                                .map(line -> DynamicTest.dynamicTest(line.property(), line::check))));
            }
            return all.stream();
        }
    }

    private static final class Count implements TestExecutionListener {

        private final int[] passed;
        private final List<List<String>> failures = new ArrayList<>();
        private final Map<String, Integer> containers = new LinkedHashMap<>();

        Count(int functions) {
            passed = new int[functions];
            for (int i = 0; i < functions; i++) {
                failures.add(new ArrayList<>());
            }
        }

        @Override
        public void dynamicTestRegistered(TestIdentifier found) {
            if (found.isContainer()) {
                containers.put(found.getUniqueId(), Integer.parseInt(found.getDisplayName()));
            }
        }

        @Override
        public void executionFinished(TestIdentifier done, TestExecutionResult result) {
            if (done.isContainer()) {
                result.getThrowable().ifPresent(e -> {
                    throw new IllegalStateException("The sheets could not be tested: " + e.getMessage(), e);
                });
                return;
            }
            int function = containers.get(done.getParentId().orElseThrow());
            if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed[function]++;
            } else {
                failures.get(function)
                        .add(result.getThrowable()
                                .map(Throwable::getMessage)
                                .orElse(done.getDisplayName() + " failed"));
            }
        }

        Table table(List<Activation> tested) {
            int n = tested.size();
            double[] right = new double[n];
            double[] wrong = new double[n];
            String[] why = new String[n];
            for (int i = 0; i < n; i++) {
                right[i] = passed[i];
                wrong[i] = failures.get(i).size();
                why[i] = String.join("; ", failures.get(i));
            }
            return Tables.of("function", tested, "tests passed", right, "tests failed", wrong, "what failed", why);
        }
    }
}
