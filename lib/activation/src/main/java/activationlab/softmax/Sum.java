package activationlab.softmax;

/**
 * A sum that keeps what each addition rounds away: right to about 30 digits of the sum of the absolute terms.
 *
 * @see "Takeshi Ogita, Siegfried Rump, Shin'ichi Oishi, 2005, Accurate sum and dot product, doi:10.1137/030601818"
 */
final class Sum {

    private double high;
    private double low;

    static Sum of(double[] terms) {
        Sum sum = new Sum();
        for (double term : terms) {
            sum.add(term);
        }
        return sum;
    }

    static Sum ofProducts(double[] a, double[] b) {
        Sum sum = new Sum();
        for (int i = 0; i < a.length; i++) {
            sum.addProduct(a[i], b[i]);
        }
        return sum;
    }

    void add(double term) {
        double next = high + term;
        double added = next - high;
        low += (high - (next - added)) + (term - added);
        high = next;
    }

    void addProduct(double a, double b) {
        double product = a * b;
        low += Math.fma(a, b, -product);
        add(product);
    }

    double value() {
        // Beyond the range of doubles, and for NaN, the lost parts are NaN.
        return Double.isFinite(high) ? high + low : high;
    }

    /** x minus the sum. */
    double takenFrom(double x) {
        return timesTakenFrom(1, x);
    }

    /** x − p·sum. */
    double timesTakenFrom(double p, double x) {
        double product = p * high;
        double difference = x - product;
        double taken = difference - x;
        double lost = (x - (difference - taken)) - (product + taken);
        return difference + (lost - Math.fma(p, high, -product) - p * low);
    }
}
