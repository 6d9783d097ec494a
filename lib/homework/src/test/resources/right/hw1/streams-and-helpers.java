// cell
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

// A helper of one's own: the logistic curve, in the form that suits the sign.
double logistic(double t) {
    if (t >= 0) {
        return 1 / (1 + Math.exp(-t));
    }
    double e = Math.exp(t);
    return e / (1 + e);
}

double[] pair(double value, double slope) {
    return new double[] {value, slope};
}
// answer sigmoid
double sigmoid(double x) {
    return logistic(x);
}
// answer sigmoid-slope
double sigmoidSlope(double x) {
    double e = Math.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
}
// answer tanh
double[] tanh(double x) {
    double e = Math.expm1(-2 * Math.abs(x));
    double t = Math.copySign(-e / (2 + e), x);
    return pair(t, (1 - t) * (1 + t));
}
// answer relu
double[][] relu(double[] z) {
    DoubleUnaryOperator slope = v -> Double.isNaN(v) ? v : v > 0 ? 1 : 0;
    return new double[][] {
        Arrays.stream(z).map(v -> Math.max(0, v)).toArray(),
        Arrays.stream(z).map(slope).toArray()
    };
}
// answer leaky-relu
double[] leakyRelu(double x) {
    return pair(Math.max(0.1 * x, x), x > 0 ? 1 : 0.1);
}
// answer elu
double elu(double x) {
    return Math.max(0, x) + 0.5 * Math.expm1(Math.min(0, x));
}
// answer elu-slope
double eluSlope(double x) {
    return x > 0 ? 1 : Math.exp(x) / 2;
}
// answer swish
double[] swish(double x) {
    double gate = logistic(2 * x);
    return pair(x * gate, gate * (1 + 2 * x * logistic(-2 * x)));
}
// answer swish-lowest
double swishLowest(double beta) {
    DoubleUnaryOperator slope = y -> logistic(y) * (1 + y * logistic(-y));
    double y = -1;
    for (int i = 0; i < 100; i++) {
        double rise = (slope.applyAsDouble(y + 1e-5) - slope.applyAsDouble(y - 1e-5)) / 2e-5;
        y -= slope.applyAsDouble(y) / rise;
    }
    return y / beta;
}
// answer guest
double[] guest(double x) {
    double d = 1 + Math.abs(x);
    return pair(x / d, Math.pow(d, -2));
}
// answer apart
double apart(int pair) {
    return new double[] {-0.0, -20, -1e-9, 2, 10.5, Double.MAX_VALUE}[pair - 1];
}
