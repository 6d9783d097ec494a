package activationlab.homework;

import activationlab.homework.worker.Wire;
import java.util.Arrays;

/**
 * What a method is called with in one case.
 *
 * <p>The accessors give copies, so that a reference that works in place does not change the case.
 */
public final class Inputs {

    private final Object[] values;

    private Inputs(Object[] values) {
        this.values = values;
    }

    /**
     * Inputs in the order of the parameters.
     *
     * @param values {@link Double}, {@link Integer}, {@link Boolean}, {@link String}, arrays of {@code double}, {@code int},
     *     {@code boolean}, or {@code double[][]}
     * @return these inputs
     */
    public static Inputs of(Object... values) {
        return new Inputs(copies(values));
    }

    private static Object[] copies(Object[] values) {
        return Arrays.stream(values).map(Wire::copy).toArray();
    }

    /**
     * All values, copied.
     *
     * @return one for each parameter
     */
    public Object[] values() {
        return copies(values);
    }

    /**
     * A {@code double}.
     *
     * @param i which parameter, from 0
     * @return its value
     */
    public double number(int i) {
        return (Double) values[i];
    }

    /**
     * An {@code int}.
     *
     * @param i which parameter, from 0
     * @return its value
     */
    public int whole(int i) {
        return (Integer) values[i];
    }

    /**
     * A {@code String}.
     *
     * @param i which parameter, from 0
     * @return its value
     */
    public String text(int i) {
        return (String) values[i];
    }

    /**
     * A {@code double[]}.
     *
     * @param i which parameter, from 0
     * @return a copy of its value
     */
    public double[] vector(int i) {
        return ((double[]) values[i]).clone();
    }

    /**
     * An {@code int[]}.
     *
     * @param i which parameter, from 0
     * @return a copy of its value
     */
    public int[] wholes(int i) {
        return ((int[]) values[i]).clone();
    }

    /**
     * A {@code boolean[]}.
     *
     * @param i which parameter, from 0
     * @return a copy of its value
     */
    public boolean[] flags(int i) {
        return ((boolean[]) values[i]).clone();
    }

    /**
     * A {@code double[][]}.
     *
     * @param i which parameter, from 0
     * @return a copy of its value
     */
    public double[][] matrix(int i) {
        return (double[][]) Wire.copy(values[i]);
    }

    /** As a student would write the call's arguments. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object value : values) {
            text.append(text.length() == 0 ? "" : ", ").append(Values.show(value));
        }
        return text.toString();
    }
}
