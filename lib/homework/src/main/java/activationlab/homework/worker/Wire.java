package activationlab.homework.worker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The values that cross the border between grader and worker: {@code double}, {@code int}, {@code boolean}, {@link String},
 * arrays of the first three, and {@code double[][]}. Each is written as one letter and its content.
 *
 * <p>No Java serialisation: reading it would let a student's process make objects in the grader.
 */
public final class Wire {

    /** The most elements that an array may have, and the most characters of a text. */
    public static final int LONGEST = 1 << 18;

    /** The most bytes of an answer; the grader keeps the answers to all cases of an exercise. */
    public static final int LONGEST_REPLY = 1 << 20;

    private Wire() {}

    /**
     * Whether values of a type can be sent.
     *
     * @param type a class
     * @return true for the types named above
     */
    public static boolean carries(Class<?> type) {
        return type == double.class
                || type == int.class
                || type == boolean.class
                || type == String.class
                || type == double[].class
                || type == int[].class
                || type == boolean[].class
                || type == double[][].class;
    }

    /**
     * Writes one value.
     *
     * @param out where to
     * @param value of one of the types above, or null
     * @throws IOException if writing fails, the value has another type, or it is too long
     */
    public static void write(DataOutput out, Object value) throws IOException {
        if (value == null) {
            out.writeByte('0');
        } else if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number);
        } else if (value instanceof Integer number) {
            out.writeByte('i');
            out.writeInt(number);
        } else if (value instanceof Boolean flag) {
            out.writeByte('z');
            out.writeBoolean(flag);
        } else if (value instanceof String text) {
            out.writeByte('S');
            out.writeInt(length(text.length()));
            out.writeChars(text);
        } else if (value instanceof double[] numbers) {
            out.writeByte('D');
            out.writeInt(length(numbers.length));
            for (double number : numbers) {
                out.writeDouble(number);
            }
        } else if (value instanceof int[] numbers) {
            out.writeByte('I');
            out.writeInt(length(numbers.length));
            for (int number : numbers) {
                out.writeInt(number);
            }
        } else if (value instanceof boolean[] flags) {
            out.writeByte('Z');
            out.writeInt(length(flags.length));
            for (boolean flag : flags) {
                out.writeBoolean(flag);
            }
        } else if (value instanceof double[][] rows) {
            out.writeByte('M');
            out.writeInt(length(rows.length));
            long elements = 0;
            for (double[] row : rows) {
                elements += row == null ? 0 : row.length;
                length(elements);
                write(out, row);
            }
        } else {
            throw new IOException("no value of type " + value.getClass().getName() + " can be sent");
        }
    }

    private static int length(long length) throws IOException {
        if (length > LONGEST) {
            throw new IOException("a value of " + length + " elements is too long; at most " + LONGEST);
        }
        return (int) length;
    }

    /**
     * Reads one value, trusting nothing: lengths are checked before memory is taken.
     *
     * @param in where from
     * @return a value of one of the types above, or null
     * @throws IOException if reading fails or the bytes are no value
     */
    public static Object read(DataInput in) throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case '0' -> null;
            case 'd' -> in.readDouble();
            case 'i' -> in.readInt();
            case 'z' -> in.readBoolean();
            case 'S' -> {
                char[] text = new char[readLength(in)];
                for (int i = 0; i < text.length; i++) {
                    text[i] = in.readChar();
                }
                yield new String(text);
            }
            case 'D' -> readNumbers(in);
            case 'I' -> {
                int[] numbers = new int[readLength(in)];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = in.readInt();
                }
                yield numbers;
            }
            case 'Z' -> {
                boolean[] flags = new boolean[readLength(in)];
                for (int i = 0; i < flags.length; i++) {
                    flags[i] = in.readBoolean();
                }
                yield flags;
            }
            case 'M' -> readRows(in);
            default -> throw new IOException("a value begins with byte " + tag);
        };
    }

    private static double[] readNumbers(DataInput in) throws IOException {
        double[] numbers = new double[readLength(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }

    private static double[][] readRows(DataInput in) throws IOException {
        double[][] rows = new double[readLength(in)][];
        long elements = 0;
        for (int i = 0; i < rows.length; i++) {
            int tag = in.readUnsignedByte();
            if (tag != '0' && tag != 'D') {
                throw new IOException("a row begins with byte " + tag);
            }
            if (tag == 'D') {
                rows[i] = readNumbers(in);
                elements += rows[i].length;
                length(elements);
            }
        }
        return rows;
    }

    private static int readLength(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a value of length " + length);
        }
        return length;
    }

    /**
     * A copy that shares nothing with its original.
     *
     * @param value of one of the types above, or null
     * @return the copy
     */
    public static Object copy(Object value) {
        if (value instanceof double[] numbers) {
            return numbers.clone();
        }
        if (value instanceof int[] numbers) {
            return numbers.clone();
        }
        if (value instanceof boolean[] flags) {
            return flags.clone();
        }
        if (value instanceof double[][] rows) {
            double[][] copy = new double[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                copy[i] = rows[i] == null ? null : rows[i].clone();
            }
            return copy;
        }
        return value;
    }

    /**
     * Whether two values are the same to the bit.
     *
     * @param a of one of the types above, or null
     * @param b likewise
     * @return whether type, lengths and all elements agree; NaN agrees with NaN, 0.0 not with −0.0
     */
    public static boolean same(Object a, Object b) {
        return Arrays.deepEquals(new Object[] {a}, new Object[] {b});
    }
}
