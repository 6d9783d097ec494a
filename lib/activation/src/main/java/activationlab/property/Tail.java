package activationlab.property;

/**
 * What a function does at the greatest numbers of one sign, the last hundred powers of two.
 *
 * @param least the least value there; NaN if there is none
 * @param greatest the greatest value there
 * @param last the value at the greatest number
 * @param rising whether it never falls, outwards
 * @param falling whether it never rises, outwards
 * @param complete whether it is defined everywhere there
 */
record Tail(double least, double greatest, double last, boolean rising, boolean falling, boolean complete) {

    private static final double FROM = 0x1p924;

    /** Values from here on count as infinite, and values below its inverse as 0. */
    private static final double HUGE = 1e200;

    private static final double SETTLED = 1e-9;

    static Tail of(double[] x, boolean right, double... y) {
        double least = Double.NaN;
        double greatest = Double.NaN;
        double before = Double.NaN;
        boolean rising = true;
        boolean falling = true;
        boolean complete = true;
        for (int i = 0; i < x.length; i++) {
            int index = right ? i : x.length - 1 - i;
            if (Math.abs(x[index]) < FROM || x[index] > 0 != right) {
                continue;
            }
            double value = y[index];
            complete &= !Double.isNaN(value);
            rising &= !(value < before);
            falling &= !(value > before);
            least = value > least ? least : value;
            greatest = value < greatest ? greatest : value;
            before = value;
        }
        return new Tail(least, greatest, before, rising, falling, complete);
    }

    /** Whether a value at infinity can be the limit of this. */
    boolean continuedBy(double limit) {
        if (!complete) {
            return true; // where f has no values, none is expected at infinity
        }
        if (least > HUGE || greatest < -HUGE) {
            return limit == Math.copySign(Double.POSITIVE_INFINITY, last) || (!rising && !falling);
        }
        if (Math.max(Math.abs(least), Math.abs(greatest)) < 1 / HUGE) {
            return Math.abs(limit) < 1 / HUGE;
        }
        if (greatest - least <= SETTLED * Math.abs(last)) {
            return Math.abs(limit - last) <= SETTLED * Math.abs(last);
        }
        // It rises or falls slowly, or it swings and has no limit.
        return rising ? limit >= last : falling ? limit <= last : true;
    }

    /** In words. */
    String text() {
        return Text.rounded(last);
    }
}
