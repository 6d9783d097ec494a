package activationlab.experiment;

import activationlab.network.Training;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One thing that a sweep varies.
 *
 * @param name what is varied, such as {@code rate}
 * @param labels its values in words, all different
 * @param changes what each of them changes in the training; as many as labels
 */
public record Axis(String name, List<String> labels, List<UnaryOperator<Training>> changes) {

    /**
     * An axis.
     *
     * @param name what is varied
     * @param labels its values in words
     * @param changes what each changes
     * @throws IllegalArgumentException if the name is blank, there is no value, a label stands twice, or there are not as
     *     many changes as labels
     */
    public Axis {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name must say what is varied, not " + name);
        }
        Check.given("labels", labels);
        Check.given("changes", changes);
        labels = List.copyOf(labels);
        changes = List.copyOf(changes);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("the axis " + name + " has no values; give at least one");
        }
        if (labels.size() != changes.size()) {
            throw new IllegalArgumentException(
                    "the axis " + name + " has " + labels.size() + " labels but " + changes.size() + " changes");
        }
        for (String label : labels) {
            if (labels.indexOf(label) != labels.lastIndexOf(label)) {
                throw new IllegalArgumentException("the axis " + name + " has two values called " + label
                        + (name.equals(Sweep.ACTIVATION)
                                ? "; give your functions names: Activation.of(\"name\", …)"
                                : ""));
            }
        }
    }

    /** The place of a label. */
    int index(String label) {
        int index = labels.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("the axis " + name + " has no value " + label + "; it has " + labels);
        }
        return index;
    }
}
