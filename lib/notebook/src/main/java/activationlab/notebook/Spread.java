package activationlab.notebook;

import activationlab.experiment.Summary;

/** What twenty runs say in three numbers: the median and the ends of the middle 80 %. */
record Spread(double low, double median, double high) {

    /** The spread of some values, none of them NaN and at least one. */
    static Spread of(double... values) {
        return new Spread(Summary.quantile(values, 0.1), Summary.quantile(values, 0.5), Summary.quantile(values, 0.9));
    }

    double width() {
        return low == high ? 0 : high - low;
    }
}
