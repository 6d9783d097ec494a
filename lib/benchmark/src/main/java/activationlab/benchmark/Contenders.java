package activationlab.benchmark;

import activationlab.function.Activation;
import activationlab.function.Celu;
import activationlab.function.Elu;
import activationlab.function.Gelu;
import activationlab.function.GeluSigmoid;
import activationlab.function.GeluTanh;
import activationlab.function.LogSigmoid;
import activationlab.function.Mish;
import activationlab.function.Selu;
import activationlab.function.Sigmoid;
import activationlab.function.Softplus;
import activationlab.function.Swish;
import activationlab.function.Tanh;
import activationlab.softmax.Softmax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The list of everything that is measured. */
final class Contenders {

    /** The transcendental functions of the library; the programs in Python know them by the same names. */
    static final Map<String, Activation> OURS = new LinkedHashMap<>();

    static {
        OURS.put("sigmoid", new Sigmoid());
        OURS.put("logSigmoid", new LogSigmoid());
        OURS.put("tanh", new Tanh());
        OURS.put("softplus", new Softplus(1));
        OURS.put("silu", new Swish(1));
        OURS.put("gelu", new Gelu());
        OURS.put("geluTanh", new GeluTanh());
        OURS.put("geluSigmoid", new GeluSigmoid());
        OURS.put("elu", new Elu(1));
        OURS.put("selu", new Selu());
        OURS.put("celu", new Celu(2));
        OURS.put("mish", new Mish());
    }

    private static final int SMILE_NEEDS = 21;

    private final List<Contender> list = new ArrayList<>();

    private Contenders() {
        ours();
        math();
        textbook();
        loop("sigmoid", "value", "commons-math3", CommonsMathLoops::sigmoid);
        each("sigmoid", "slope", "commons-math3", CommonsMathLoops::sigmoidSlope);
        loop("tanh", "value", "commons-math3", CommonsMathLoops::tanh);
        each("tanh", "slope", "commons-math3", CommonsMathLoops::tanhSlope);
        loop("gelu", "value", "commons-math3", CommonsMathLoops::gelu);
        loop("sigmoid", "value", "hipparchus", HipparchusLoops::sigmoid);
        each("sigmoid", "slope", "hipparchus", HipparchusLoops::sigmoidSlope);
        loop("tanh", "value", "hipparchus", HipparchusLoops::tanh);
        each("tanh", "slope", "hipparchus", HipparchusLoops::tanhSlope);
        loop("gelu", "value", "hipparchus", HipparchusLoops::gelu);
        if (Runtime.version().feature() >= SMILE_NEEDS) {
            loop("sigmoid", "value", "smile", SmileLoops::sigmoid);
            loop("sigmoid", "slope", "smile", SmileLoops::sigmoidSlope);
            loop("tanh", "value", "smile", SmileLoops::tanh);
            loop("tanh", "slope", "smile", SmileLoops::tanhSlope);
            loop("softplus", "value", "smile", SmileLoops::softplus);
            rows("softmax", "smile", SmileLoops::softmax);
        }
    }

    /** Everything, contenders for the same thing side by side. */
    static List<Contender> all() {
        return List.copyOf(new Contenders().list);
    }

    private void ours() {
        OURS.forEach((name, f) -> {
            loop(name, "value", "ours", f::apply);
            Activation slope = f.slope();
            loop(name, "slope", "ours", slope::apply);
            add(name, "both", "ours", (x, y) -> f.applyWithDerivative(x[0], y[0], y[1]));
            add(name, "separate", "ours", (x, y) -> {
                f.apply(x[0], y[0]);
                slope.apply(x[0], y[1]);
            });
        });
        Softmax softmax = new Softmax();
        add("softmax", "value", "ours", softmax::apply);
        add("logSoftmax", "value", "ours", softmax::log);
    }

    private void math() {
        loop("sigmoid", "value", "math", MathLoops::sigmoid);
        loop("logSigmoid", "value", "math", MathLoops::logSigmoid);
        loop("tanh", "value", "math", MathLoops::tanh);
        loop("softplus", "value", "math", MathLoops::softplus);
        loop("silu", "value", "math", MathLoops::silu);
        loop("gelu", "value", "math", MathLoops::gelu);
        loop("geluTanh", "value", "math", MathLoops::geluTanh);
        loop("geluSigmoid", "value", "math", MathLoops::geluSigmoid);
        loop("elu", "value", "math", MathLoops::elu);
        loop("selu", "value", "math", MathLoops::selu);
        loop("celu", "value", "math", MathLoops::celu);
        loop("mish", "value", "math", MathLoops::mish);
        rows("softmax", "math", MathLoops::softmax);
        rows("logSoftmax", "math", MathLoops::logSoftmax);

        each("sigmoid", "slope", "math", MathLoops::sigmoidSlope);
        each("logSigmoid", "slope", "math", MathLoops::logSigmoidSlope);
        each("tanh", "slope", "math", MathLoops::tanhSlope);
        each("softplus", "slope", "math", MathLoops::sigmoid);
        each("silu", "slope", "math", MathLoops::siluSlope);
        each("gelu", "slope", "math", MathLoops::geluSlope);
        each("geluTanh", "slope", "math", MathLoops::geluTanhSlope);
        each("geluSigmoid", "slope", "math", MathLoops::geluSigmoidSlope);
        each("elu", "slope", "math", MathLoops::eluSlope);
        each("selu", "slope", "math", MathLoops::seluSlope);
        each("celu", "slope", "math", MathLoops::celuSlope);
        each("mish", "slope", "math", MathLoops::mishSlope);

        both("sigmoid", MathLoops::sigmoidBoth);
        both("logSigmoid", MathLoops::logSigmoidBoth);
        both("tanh", MathLoops::tanhBoth);
        both("softplus", MathLoops::softplusBoth);
        both("silu", MathLoops::siluBoth);
        both("gelu", MathLoops::geluBoth);
        both("geluTanh", MathLoops::geluTanhBoth);
        both("geluSigmoid", MathLoops::geluSigmoidBoth);
        both("elu", MathLoops::eluBoth);
        both("selu", MathLoops::seluBoth);
        both("celu", MathLoops::celuBoth);
        both("mish", MathLoops::mishBoth);
    }

    private void textbook() {
        // The textbook's sigmoid is what a careful programmer writes too.
        loop("sigmoid", "value", "textbook", MathLoops::sigmoid);
        loop("logSigmoid", "value", "textbook", TextbookLoops::logSigmoid);
        loop("tanh", "value", "textbook", TextbookLoops::tanh);
        loop("softplus", "value", "textbook", TextbookLoops::softplus);
        loop("silu", "value", "textbook", TextbookLoops::silu);
        loop("gelu", "value", "textbook", TextbookLoops::gelu);
        loop("geluTanh", "value", "textbook", TextbookLoops::geluTanh);
        loop("geluSigmoid", "value", "textbook", TextbookLoops::geluSigmoid);
        loop("elu", "value", "textbook", TextbookLoops::elu);
        loop("selu", "value", "textbook", TextbookLoops::selu);
        loop("celu", "value", "textbook", TextbookLoops::celu);
        loop("mish", "value", "textbook", TextbookLoops::mish);
        rows("softmax", "textbook", TextbookLoops::softmax);
        rows("logSoftmax", "textbook", TextbookLoops::logSoftmax);

        each("sigmoid", "slope", "textbook", TextbookLoops::sigmoidSlope);
        each("logSigmoid", "slope", "textbook", TextbookLoops::logSigmoidSlope);
        each("tanh", "slope", "textbook", TextbookLoops::tanhSlope);
        each("softplus", "slope", "textbook", TextbookLoops::sigmoid);
        each("silu", "slope", "textbook", TextbookLoops::siluSlope);
        each("gelu", "slope", "textbook", TextbookLoops::geluSlope);
        each("geluTanh", "slope", "textbook", TextbookLoops::geluTanhSlope);
        each("geluSigmoid", "slope", "textbook", TextbookLoops::geluSigmoidSlope);
        each("elu", "slope", "textbook", TextbookLoops::eluSlope);
        each("selu", "slope", "textbook", TextbookLoops::seluSlope);
        each("celu", "slope", "textbook", TextbookLoops::celuSlope);
        each("mish", "slope", "textbook", TextbookLoops::mishSlope);
    }

    private void add(String function, String part, String by, Contender.Method method) {
        list.add(new Contender(function, part, by, method));
    }

    private void loop(String function, String part, String by, Contender.Loop loop) {
        list.add(Contender.loop(function, part, by, loop));
    }

    /** For accuracy only: this loop is shared, so the compiler cannot build the function into it. */
    private void each(String function, String part, String by, DoubleUnaryOperator f) {
        loop(function, part, by, (x, y) -> {
            for (int i = 0; i < x.length; i++) {
                y[i] = f.applyAsDouble(x[i]);
            }
        });
    }

    /** Value and slope in one loop. */
    @FunctionalInterface
    private interface Both {
        void run(double[] x, double[] y, double[] slopes);
    }

    private void both(String function, Both both) {
        add(function, "both", "math", (x, y) -> both.run(x[0], y[0], y[1]));
    }

    private void rows(String function, String by, Contender.Loop row) {
        add(function, "value", by, (x, y) -> {
            for (int i = 0; i < x.length; i++) {
                row.run(x[i], y[i]);
            }
        });
    }
}
