package activationlab.benchmark;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;

/**
 * What Smile has: sigmoid and tanh of its neural networks with their gradients, log(1 + e^x), and softmax.
 *
 * <p>Smile's classes need Java 21 and this module compiles for 17, so they are looked up by name. A constant handle is as
 * fast as a direct call.
 */
final class SmileLoops {

    private static final MethodHandle LOG1PE;
    private static final MethodHandle SOFTMAX;
    private static final MethodHandle SIGMOID;
    private static final MethodHandle SIGMOID_GRADIENT;
    private static final MethodHandle TANH;
    private static final MethodHandle TANH_GRADIENT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> math = Class.forName("smile.math.MathEx");
            LOG1PE = lookup.findStatic(math, "log1pe", methodType(double.class, double.class));
            SOFTMAX = lookup.findStatic(math, "softmax", methodType(int.class, double[].class));
            Class<?> layer = Class.forName("smile.base.mlp.ActivationFunction");
            Object sigmoid =
                    lookup.findStatic(layer, "sigmoid", methodType(layer)).invoke();
            Object tanh = lookup.findStatic(layer, "tanh", methodType(layer)).invoke();
            MethodHandle f = lookup.findVirtual(layer, "f", methodType(void.class, double[].class));
            MethodHandle g = lookup.findVirtual(layer, "g", methodType(void.class, double[].class, double[].class));
            SIGMOID = f.bindTo(sigmoid);
            TANH = f.bindTo(tanh);
            SIGMOID_GRADIENT = g.bindTo(sigmoid);
            TANH_GRADIENT = g.bindTo(tanh);
        } catch (Throwable problem) {
            throw new ExceptionInInitializerError(problem);
        }
    }

    private SmileLoops() {}

    static void sigmoid(double[] x, double[] y) {
        inPlace(SIGMOID, x, y);
    }

    static void sigmoidSlope(double[] x, double[] y) {
        gradient(SIGMOID, SIGMOID_GRADIENT, x, y);
    }

    static void tanh(double[] x, double[] y) {
        inPlace(TANH, x, y);
    }

    static void tanhSlope(double[] x, double[] y) {
        gradient(TANH, TANH_GRADIENT, x, y);
    }

    static void softplus(double[] x, double[] y) {
        try {
            for (int i = 0; i < x.length; i++) {
                y[i] = (double) LOG1PE.invokeExact(x[i]);
            }
        } catch (Throwable problem) {
            throw new IllegalStateException(problem);
        }
    }

    static void softmax(double[] x, double[] y) {
        System.arraycopy(x, 0, y, 0, x.length);
        try {
            int best = (int) SOFTMAX.invokeExact(y);
            if (best < 0) {
                throw new IllegalStateException("no greatest element");
            }
        } catch (Throwable problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Smile works on one array only; the copy is part of what a caller has to do here. */
    private static void inPlace(MethodHandle f, double[] x, double[] y) {
        System.arraycopy(x, 0, y, 0, x.length);
        try {
            f.invokeExact(y);
        } catch (Throwable problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Smile multiplies a gradient, here 1, by the derivative at the output. */
    private static void gradient(MethodHandle f, MethodHandle g, double[] x, double[] slopes) {
        double[] y = new double[x.length];
        inPlace(f, x, y);
        Arrays.fill(slopes, 1);
        try {
            g.invokeExact(slopes, y);
        } catch (Throwable problem) {
            throw new IllegalStateException(problem);
        }
    }
}
