package activationlab.benchmark;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.analysis.differentiation.UnivariateDifferentiableFunction;
import org.apache.commons.math3.analysis.function.Sigmoid;
import org.apache.commons.math3.analysis.function.Tanh;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/** What Apache Commons Math 3 has: sigmoid and tanh with derivatives, and the error function for GELU. */
final class CommonsMathLoops {

    private static final Sigmoid SIGMOID = new Sigmoid();
    private static final Tanh TANH = new Tanh();

    private CommonsMathLoops() {}

    static void sigmoid(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = SIGMOID.value(x[i]);
        }
    }

    static double sigmoidSlope(double x) {
        return slope(SIGMOID, x);
    }

    static void tanh(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = FastMath.tanh(x[i]);
        }
    }

    static double tanhSlope(double x) {
        return slope(TANH, x);
    }

    static void gelu(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = 0.5 * x[i] * Erf.erfc(-x[i] / MathLoops.SQRT_2);
        }
    }

    private static double slope(UnivariateDifferentiableFunction f, double x) {
        return f.value(new DerivativeStructure(1, 1, 0, x)).getPartialDerivative(1);
    }
}
