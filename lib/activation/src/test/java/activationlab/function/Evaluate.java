package activationlab.function;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Answers {@code src/test/python/search.py}: reads a count and so many doubles, writes the value and the derivative at
 * each, and so on until the input ends. Numbers are big-endian.
 */
final class Evaluate {

    private Evaluate() {}

    /**
     * Evaluates one function.
     *
     * @param arguments the name of a curve in {@link Reference}
     * @throws IOException if the program at the other end of the pipe has gone
     */
    public static void main(String[] arguments) throws IOException {
        Reference.Curve curve = Reference.curves().stream()
                .filter(c -> c.name().equals(arguments[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function has the name " + arguments[0]));
        var in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
        var out = new DataOutputStream(new BufferedOutputStream(System.out, 1 << 16));
        for (int count = in.readInt(); count > 0; count = in.readInt()) {
            double[] x = new double[count];
            for (int i = 0; i < count; i++) {
                x[i] = in.readDouble();
            }
            for (double point : x) {
                out.writeDouble(curve.function().value(point));
                out.writeDouble(curve.function().derivative(point));
            }
            out.flush();
        }
    }
}
