package activationlab.softmax;

import java.util.function.BiConsumer;

/**
 * Softmax: turns any n numbers (logits) into n probabilities, the greatest logit into the greatest one. Also its logarithm
 * and the logarithm of its denominator.
 *
 * <ul>
 *   <li><b>Formula:</b> softmax(x)<sub>i</sub> = e<sup>x<sub>i</sub>/T</sup> / Σ<sub>j</sub>
 *       e<sup>x<sub>j</sub>/T</sup>, with the temperature T (1 if left out). A high T brings the probabilities closer
 *       together, a low one further apart.
 *   <li><b>Derivative:</b> ∂p<sub>i</sub>/∂x<sub>j</sub> = p<sub>i</sub>·([i = j] − p<sub>j</sub>) / T, a matrix with n²
 *       numbers that nobody needs: {@link #jacobianTimes(double[], double[])} multiplies by it in n steps.
 *   <li><b>Range:</b> (0, 1), with sum 1. It does not change if the same number is added to all logits. For two logits it
 *       is the sigmoid of their difference, divided by T.
 *   <li><b>Numeric note:</b> measured against references with 25 digits, softmax and log-softmax are off by
 *       at most 1.7 ulp (RMS 0.5), for rows from 1 to 100,000 logits and every temperature, and also where the
 *       probability is 10<sup>−300</sup>. Results below 2.2·10<sup>−308</sup> are off by at most half a step of
 *       4.9·10<sup>−324</sup>.
 * </ul>
 *
 * <h2>Special cases</h2>
 *
 * <table class="striped">
 *   <caption>What happens at the margins</caption>
 *   <thead><tr><th scope="col">row</th><th scope="col">softmax</th><th scope="col">log-softmax</th><th scope="col">log Σ
 *     e<sup>x</sup></th><th scope="col">why</th></tr></thead>
 *   <tbody>
 *     <tr><th scope="row">some logits −∞</th><td>0 there</td><td>−∞ there</td><td>the others'</td><td>e<sup>−∞</sup> = 0:
 *       this is how an entry is masked</td></tr>
 *     <tr><th scope="row">all logits −∞</th><td>NaN</td><td>NaN</td><td>−∞</td><td>all have probability 0, and the sum
 *       cannot be 1; equal shares would hand out probability to masked entries, zeros would hide that nothing is
 *       left</td></tr>
 *     <tr><th scope="row">one logit +∞</th><td>1 there, else 0</td><td>0 there, else −∞</td><td>∞</td><td>the limit</td></tr>
 *     <tr><th scope="row">several logits +∞</th><td>NaN</td><td>NaN</td><td>∞</td><td>it depends on ∞ − ∞: there is no
 *       limit</td></tr>
 *     <tr><th scope="row">a NaN</th><td>all NaN</td><td>all NaN</td><td>NaN</td><td>an error in the data stays
 *       visible</td></tr>
 *     <tr><th scope="row">one logit, finite</th><td>1</td><td>0</td><td>x/T</td><td></td></tr>
 *     <tr><th scope="row">no logits</th><td>empty</td><td>empty</td><td>−∞</td><td>the logarithm of an empty sum</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>A mask says with {@code true} which entries take part. The others count as −∞, whatever their logit is, NaN included.
 *
 * <p>The bits of a result are the same on every machine and in every Java version, and a row has the same result alone and
 * in a matrix.
 *
 * <p>The textbook formulas overflow at 710 and lose digits before that; {@link activationlab.naive.Naive} shows how.
 *
 * @param temperature T, finite and greater than 0
 * @see CrossEntropy
 * @see "Ludwig Boltzmann, 1868, Studien über das Gleichgewicht der lebendigen Kraft zwischen bewegten materiellen Punkten,
 *     Wiener Berichte 58, 517–560"
 * @see "John Bridle, 1990, Probabilistic interpretation of feedforward classification network outputs, with relationships
 *     to statistical pattern recognition, doi:10.1007/978-3-642-76153-9_28"
 * @see "Pierre Blanchard, Desmond Higham, Nicholas Higham, 2021, Accurately computing the log-sum-exp and softmax
 *     functions, doi:10.1093/imanum/draa038"
 */
public record Softmax(double temperature) {

    /** How far the sum of probabilities may be from 1 before it is taken for a mistake. */
    private static final double SUM_TOLERANCE = 1e-3;

    /**
     * Softmax with a temperature.
     *
     * @param temperature T, finite and greater than 0
     * @throws IllegalArgumentException if T is not
     */
    public Softmax {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature is " + temperature
                    + "; it must be finite and greater than 0 (for the limit 0 take the greatest logit)");
        }
    }

    /** Softmax with temperature 1. */
    public Softmax() {
        this(1);
    }

    /**
     * The probabilities of one row.
     *
     * @param logits the row; left as it is
     * @return a new array with the probabilities
     * @throws IllegalArgumentException if logits is null
     */
    public double[] apply(double[] logits) {
        double[] probabilities = Check.likeRow(logits);
        apply(logits, probabilities);
        return probabilities;
    }

    /**
     * The probabilities of one row, into an array that is there already.
     *
     * @param logits the row; left as it is, unless it is the same array
     * @param probabilities receives the probabilities; may be logits itself
     * @throws IllegalArgumentException if an array is null or the lengths differ
     */
    public void apply(double[] logits, double[] probabilities) {
        Check.rows("logits", logits, "probabilities", probabilities);
        Row row = Row.of(logits, temperature);
        if (row.isInfinite()) {
            row.limits(logits, probabilities, 1, 0);
        } else {
            row.add(logits, probabilities);
            row.divide(probabilities);
        }
    }

    /**
     * The probabilities of one row, with entries left out.
     *
     * @param logits the row; left as it is
     * @param mask true for the entries that take part; the others get probability 0
     * @return a new array with the probabilities; all NaN if no entry takes part
     * @throws IllegalArgumentException if an array is null or the lengths differ
     */
    public double[] apply(double[] logits, boolean[] mask) {
        double[] probabilities = Check.likeRow(logits);
        apply(logits, mask, probabilities);
        return probabilities;
    }

    /**
     * The probabilities of one row, with entries left out, into an array that is there already.
     *
     * @param logits the row; left as it is, unless it is the same array
     * @param mask true for the entries that take part; the others get probability 0
     * @param probabilities receives the probabilities, all NaN if no entry takes part; may be logits itself
     * @throws IllegalArgumentException if an array is null or the lengths differ
     */
    public void apply(double[] logits, boolean[] mask, double[] probabilities) {
        mask(logits, mask, "probabilities", probabilities);
        apply(probabilities, probabilities);
    }

    /**
     * The probabilities of every row of a matrix.
     *
     * @param logits the rows; left as they are
     * @return a new matrix with the probabilities
     * @throws IllegalArgumentException if the matrix or a row is null
     */
    public double[][] apply(double[][] logits) {
        double[][] probabilities = Check.likeMatrix(logits);
        apply(logits, probabilities);
        return probabilities;
    }

    /**
     * The probabilities of every row of a matrix, into a matrix that is there already.
     *
     * @param logits the rows; left as they are, unless they are the same arrays
     * @param probabilities receives the probabilities; may be logits itself
     * @throws IllegalArgumentException if a matrix or a row is null or the shapes differ
     */
    public void apply(double[][] logits, double[][] probabilities) {
        eachRow(logits, "probabilities", probabilities, this::apply);
    }

    /**
     * The logarithms of the probabilities of one row: −37 where the probability is 10<sup>−16</sup>, and −10<sup>−16</sup>
     * where it is 1 − 10<sup>−16</sup>, which the logarithm of the rounded probability could not say.
     *
     * @param logits the row; left as it is
     * @return a new array with the logarithms
     * @throws IllegalArgumentException if logits is null
     */
    public double[] log(double[] logits) {
        double[] logarithms = Check.likeRow(logits);
        log(logits, logarithms);
        return logarithms;
    }

    /**
     * The logarithms of the probabilities of one row, into an array that is there already.
     *
     * @param logits the row; left as it is, unless it is the same array
     * @param logarithms receives the logarithms; may be logits itself
     * @throws IllegalArgumentException if an array is null or the lengths differ
     */
    public void log(double[] logits, double[] logarithms) {
        Check.rows("logits", logits, "logarithms", logarithms);
        Row row = Row.of(logits, temperature);
        if (row.isInfinite()) {
            row.limits(logits, logarithms, 0, Double.NEGATIVE_INFINITY);
        } else {
            row.add(logits, null);
            row.takeLogarithm();
            row.logs(logits, logarithms);
        }
    }

    /**
     * The logarithms of the probabilities of one row, with entries left out.
     *
     * @param logits the row; left as it is
     * @param mask true for the entries that take part; the others get −∞
     * @return a new array with the logarithms; all NaN if no entry takes part
     * @throws IllegalArgumentException if an array is null or the lengths differ
     */
    public double[] log(double[] logits, boolean[] mask) {
        double[] logarithms = Check.likeRow(logits);
        log(logits, mask, logarithms);
        return logarithms;
    }

    /**
     * The logarithms of the probabilities of one row, with entries left out, into an array that is there already.
     *
     * @param logits the row; left as it is, unless it is the same array
     * @param mask true for the entries that take part; the others get −∞
     * @param logarithms receives the logarithms, all NaN if no entry takes part; may be logits itself
     * @throws IllegalArgumentException if an array is null or the lengths differ
     */
    public void log(double[] logits, boolean[] mask, double[] logarithms) {
        mask(logits, mask, "logarithms", logarithms);
        log(logarithms, logarithms);
    }

    /**
     * The logarithms of the probabilities of every row of a matrix.
     *
     * @param logits the rows; left as they are
     * @return a new matrix with the logarithms
     * @throws IllegalArgumentException if the matrix or a row is null
     */
    public double[][] log(double[][] logits) {
        double[][] logarithms = Check.likeMatrix(logits);
        log(logits, logarithms);
        return logarithms;
    }

    /**
     * The logarithms of the probabilities of every row of a matrix, into a matrix that is there already.
     *
     * @param logits the rows; left as they are, unless they are the same arrays
     * @param logarithms receives the logarithms; may be logits itself
     * @throws IllegalArgumentException if a matrix or a row is null or the shapes differ
     */
    public void log(double[][] logits, double[][] logarithms) {
        eachRow(logits, "logarithms", logarithms, this::log);
    }

    /**
     * log Σ e<sup>x<sub>i</sub>/T</sup>, the logarithm of the denominator: log softmax(x)<sub>i</sub> = x<sub>i</sub>/T −
     * log Σ e<sup>x<sub>j</sub>/T</sup>. Multiplied by T it is a smooth form of the maximum, up to T·log n above it.
     *
     * <p>It is a sum of the greatest x<sub>i</sub>/T and a logarithm from 0 to log n, which is off by at most 1.7 ulp; if
     * the two have opposite signs, the first digits cancel. (Numbers that are probabilities or losses come from
     * {@link #log(double[])} and {@link CrossEntropy}, where nothing cancels.)
     *
     * @param logits the row
     * @return the logarithm; −∞ for a row of −∞ and for an empty row
     * @throws IllegalArgumentException if logits is null
     */
    public double logSumExp(double[] logits) {
        Check.notNull("logits", logits);
        Row row = Row.of(logits, temperature);
        if (row.isInfinite()) {
            return row.infiniteLogSumExp(logits);
        }
        row.add(logits, null);
        row.takeLogarithm();
        return row.logSumExp();
    }

    /**
     * log Σ e<sup>x<sub>i</sub>/T</sup> of every row of a matrix.
     *
     * @param logits the rows
     * @return a new array with one number for each row
     * @throws IllegalArgumentException if the matrix or a row is null
     */
    public double[] logSumExp(double[][] logits) {
        Check.matrix("logits", logits);
        double[] result = new double[logits.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = logSumExp(logits[i]);
        }
        return result;
    }

    /**
     * The Jacobian matrix of softmax times a vector, p<sub>i</sub>·(v<sub>i</sub> − p·v) / T: how the probabilities move if
     * the logits move along v. The matrix is symmetric, so this is also its transpose times v, which carries a gradient
     * from the probabilities back to the logits.
     *
     * @param probabilities p, as {@link #apply(double[])} returns them; a place with probability 0 gets 0
     * @param v the vector, finite
     * @return a new array with the product
     * @throws IllegalArgumentException if an array is null, the lengths differ, or p does not add up to 1
     */
    public double[] jacobianTimes(double[] probabilities, double[] v) {
        double[] product = Check.likeRow("v", v);
        jacobianTimes(probabilities, v, product);
        return product;
    }

    /**
     * The Jacobian matrix of softmax times a vector, into an array that is there already.
     *
     * @param probabilities p, as {@link #apply(double[])} returns them; a place with probability 0 gets 0
     * @param v the vector, finite
     * @param product receives the product; may be p or v
     * @throws IllegalArgumentException if an array is null, the lengths differ, or p does not add up to 1
     * @see #jacobianTimes(double[], double[])
     */
    public void jacobianTimes(double[] probabilities, double[] v, double[] product) {
        checkProduct(probabilities, v, product);
        Sum mean = Sum.ofProducts(probabilities, v);
        for (int i = 0; i < v.length; i++) {
            product[i] = probabilities[i] * mean.takenFrom(v[i]) / temperature;
        }
    }

    /**
     * The Jacobian matrix of log-softmax times a vector, (v<sub>i</sub> − p·v) / T: how the logarithms move if the logits
     * move along v.
     *
     * @param probabilities p, as {@link #apply(double[])} returns them
     * @param v the vector, finite
     * @return a new array with the product
     * @throws IllegalArgumentException if an array is null, the lengths differ, or p does not add up to 1
     */
    public double[] logJacobianTimes(double[] probabilities, double[] v) {
        double[] product = Check.likeRow("v", v);
        logJacobianTimes(probabilities, v, product);
        return product;
    }

    /**
     * The Jacobian matrix of log-softmax times a vector, into an array that is there already.
     *
     * @param probabilities p, as {@link #apply(double[])} returns them
     * @param v the vector, finite
     * @param product receives the product; may be p or v
     * @throws IllegalArgumentException if an array is null, the lengths differ, or p does not add up to 1
     * @see #logJacobianTimes(double[], double[])
     */
    public void logJacobianTimes(double[] probabilities, double[] v, double[] product) {
        checkProduct(probabilities, v, product);
        Sum mean = Sum.ofProducts(probabilities, v);
        for (int i = 0; i < v.length; i++) {
            product[i] = mean.takenFrom(v[i]) / temperature;
        }
    }

    /**
     * The transposed Jacobian matrix of log-softmax times a vector, (v<sub>i</sub> − p<sub>i</sub>·Σv) / T: it carries a
     * gradient from the logarithms back to the logits.
     *
     * @param probabilities p, as {@link #apply(double[])} returns them
     * @param v the vector, finite
     * @return a new array with the product
     * @throws IllegalArgumentException if an array is null, the lengths differ, or p does not add up to 1
     */
    public double[] logJacobianTransposedTimes(double[] probabilities, double[] v) {
        double[] product = Check.likeRow("v", v);
        logJacobianTransposedTimes(probabilities, v, product);
        return product;
    }

    /**
     * The transposed Jacobian matrix of log-softmax times a vector, into an array that is there already.
     *
     * @param probabilities p, as {@link #apply(double[])} returns them
     * @param v the vector, finite
     * @param product receives the product; may be p or v
     * @throws IllegalArgumentException if an array is null, the lengths differ, or p does not add up to 1
     * @see #logJacobianTransposedTimes(double[], double[])
     */
    public void logJacobianTransposedTimes(double[] probabilities, double[] v, double[] product) {
        checkProduct(probabilities, v, product);
        Sum total = Sum.of(v);
        for (int i = 0; i < v.length; i++) {
            product[i] = total.timesTakenFrom(probabilities[i], v[i]) / temperature;
        }
    }

    private static void checkProduct(double[] probabilities, double[] v, double[] product) {
        Check.rows("v", v, "probabilities", probabilities);
        Check.rows("v", v, "product", product);
        double sum = Sum.of(probabilities).value();
        // NaN passes: it is the result of a row with NaN, and goes on as NaN.
        if (v.length > 0 && Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "probabilities add up to " + sum + ", not 1; pass the result of apply, not the logits");
        }
    }

    private static void mask(double[] logits, boolean[] mask, String name, double[] result) {
        Check.rows("logits", logits, name, result);
        if (mask == null) {
            throw new IllegalArgumentException("mask is null; leave it out or say which entries take part");
        }
        if (mask.length != logits.length) {
            throw new IllegalArgumentException("mask has " + mask.length + " elements but logits has " + logits.length
                    + "; make them equally long");
        }
        for (int i = 0; i < logits.length; i++) {
            result[i] = mask[i] ? logits[i] : Double.NEGATIVE_INFINITY;
        }
    }

    private static void eachRow(
            double[][] logits, String name, double[][] result, BiConsumer<double[], double[]> function) {
        Check.matrices("logits", logits, name, result);
        for (int i = 0; i < logits.length; i++) {
            function.accept(logits[i], result[i]);
        }
    }
}
