package activationlab.function;

import activationlab.function.Facts.End;
import activationlab.function.Facts.Extremum;
import activationlab.function.Facts.Interval;
import activationlab.function.Facts.Kink;
import activationlab.function.Facts.Lipschitz;
import activationlab.function.Facts.Monotonicity;
import activationlab.function.Facts.Parameter;
import activationlab.function.Facts.Symmetry;
import java.util.ArrayList;
import java.util.List;

/** Facts with names; what is not told is the usual: a rising function of all values without kinks. */
final class FactsBuilder {

    private final String formula;
    private final String derivative;
    private List<String> aliases = List.of();
    private final List<Parameter> parameters = new ArrayList<>();
    private Interval range = Interval.ALL;
    private End left = End.of(Double.NEGATIVE_INFINITY);
    private End right = End.of(Double.POSITIVE_INFINITY);
    private final List<Extremum> extrema = new ArrayList<>();
    private boolean zeroCentred;
    private Symmetry symmetry = Symmetry.NONE;
    private Monotonicity monotonicity = Monotonicity.INCREASING;
    private Lipschitz lipschitz = Lipschitz.everywhere(1);
    private final List<Kink> kinks = new ArrayList<>();

    FactsBuilder(String formula, String derivative) {
        this.formula = formula;
        this.derivative = derivative;
    }

    FactsBuilder aliases(String... names) {
        aliases = List.of(names);
        return this;
    }

    FactsBuilder parameter(String name, String symbol, double value, Interval limits) {
        parameters.add(new Parameter(name, symbol, value, limits));
        return this;
    }

    FactsBuilder range(Interval values) {
        range = values;
        return this;
    }

    FactsBuilder left(End end) {
        left = end;
        return this;
    }

    FactsBuilder right(End end) {
        right = end;
        return this;
    }

    FactsBuilder minimum(double at, double value) {
        extrema.add(new Extremum(true, at, value));
        return this;
    }

    FactsBuilder zeroCentred() {
        zeroCentred = true;
        return this;
    }

    FactsBuilder symmetry(Symmetry kind) {
        symmetry = kind;
        return this;
    }

    FactsBuilder monotonicity(Monotonicity kind) {
        monotonicity = kind;
        return this;
    }

    FactsBuilder lipschitz(Lipschitz steepness) {
        lipschitz = steepness;
        return this;
    }

    FactsBuilder kink(Kink kink) {
        kinks.add(kink);
        return this;
    }

    Facts paper(int year, String paper) {
        return new Facts(
                aliases,
                formula,
                derivative,
                parameters,
                range,
                left,
                right,
                extrema,
                zeroCentred,
                symmetry,
                monotonicity,
                lipschitz,
                kinks,
                year,
                paper);
    }
}
