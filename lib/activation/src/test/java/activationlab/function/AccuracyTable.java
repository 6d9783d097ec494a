package activationlab.function;

import java.util.List;

/**
 * Prints the errors of all functions, or of those whose names begin with an argument.
 *
 * <pre>
 * java -cp target/classes:target/test-classes activationlab.function.AccuracyTable [name…]
 * </pre>
 *
 * The system property {@code accuracy.reference} names another folder of reference files, for instance
 * {@code target/reference}, which {@code reference.py --long} fills. Columns: greatest error in ulp, where, root mean
 * square for |x| ≤ 10; then, within 0.05 of a zero of f′, greatest error in ulp, where, and absolute in 2⁻⁵³; then where
 * the exact result is subnormal or 0; then whether the array form has the same bits.
 */
final class AccuracyTable {

    private AccuracyTable() {}

    /**
     * Prints the table.
     *
     * @param names beginnings of names; none for all functions
     */
    public static void main(String[] names) {
        String folder = System.getProperty("accuracy.reference");
        System.out.println(Reference.HEAD);
        for (Reference.Curve curve : Reference.curves()) {
            if (names.length == 0
                    || List.of(names).stream().anyMatch(name -> curve.name().startsWith(name))) {
                List<Reference.Row> rows = Reference.rows(curve, folder);
                System.out.println(Reference.line(curve, "value", Reference.valueErrors(curve, rows)));
                System.out.println(Reference.line(curve, "slope", Reference.slopeErrors(curve, rows)));
            }
        }
    }
}
