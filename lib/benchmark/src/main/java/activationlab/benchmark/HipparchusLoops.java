package activationlab.benchmark;

import org.hipparchus.analysis.differentiation.UnivariateDerivative1;
import org.hipparchus.analysis.differentiation.UnivariateDifferentiableFunction;
import org.hipparchus.analysis.function.Sigmoid;
import org.hipparchus.analysis.function.Tanh;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;

/** What Hipparchus has: sigmoid and tanh with derivatives, and the error function for GELU. */
final class HipparchusLoops {

    private static final Sigmoid SIGMOID = new Sigmoid();
    private static final Tanh TANH = new Tanh();

    private HipparchusLoops() {}

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
        return f.value(new UnivariateDerivative1(x, 1)).getFirstDerivative();
    }
}
