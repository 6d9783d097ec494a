// cell
static class Gate {
    static double open(double t) {
        return 1.0 / (1.0 + Math.exp(-t));
    }
}
record Point(double value, double slope) {
    double[] both() {
        return new double[] {value(), slope()};
    }
}
java.util.function.DoubleUnaryOperator power = t -> Math.exp(t);
// answer sigmoid
java.util.function.DoubleUnaryOperator logistic = t -> Gate.open(t);
double sigmoid(double x) {
    System.out.println("sigmoid of " + x);
    return logistic.applyAsDouble(x);
}
// answer sigmoid-slope
double sigmoidSlope(double x) {
    System.err.println("slope at " + x);
    return Gate.open(x) * Gate.open(-x);
}
// answer tanh
double[] tanh(double x) {
    double t = Math.tanh(x);
    return new Point(t, 1 - Math.pow(t, 2)).both();
}
// answer relu
double[][] relu(double[] z) {
    double[][] both = new double[2][z.length];
    int i = 0;
    for (double v : z) {
        if (v != v) {
            both[0][i] = both[1][i] = v;
        } else if (v > 0) {
            both[0][i] = v;
            both[1][i] = 1f;
        }
        i++;
    }
    return both;
}
// answer leaky-relu
double[] leakyRelu(double x) {
    if (x > 0) {
        return new Point(x, 1f).both();
    }
    return new Point(x / 10, 1.0 / 10).both();
}
// answer elu
double elu(double x) {
    float alpha = 0.5f;     // exact
    return x > 0 ? x : alpha * Math.expm1(x);
}
// answer elu-slope
double eluSlope(double x) {
    float alpha = 0.5f;
    if (x > 0) return 1;
    return alpha * power.applyAsDouble(x);
}
// answer swish
double[] swish(double x) {
    double s = Gate.open(2 * x);
    double f = x * s;
    return new Point(f, 2 * f + s * (1 - 2 * f)).both();
}
// answer swish-lowest
double swishLowest(double beta) {
    // Golden section, on a range that grows with 1/β.
    double a = -4 / beta, b = 0;
    double g = (Math.sqrt(5) - 1) / 2;
    while (b - a > 1e-9 / beta) {
        double c = b - g * (b - a), d = a + g * (b - a);
        if (c * Gate.open(beta * c) < d * Gate.open(beta * d)) b = d; else a = c;
    }
    return (a + b) / 2;
}
// answer guest
class Soft {
    double divisor(double x) { return 1 + Math.abs(x); }
}
double[] guest(double x) {
    double d = new Soft().divisor(x);
    return new Point(x / d, 1 / d / d).both();
}
// answer apart
double apart(int pair) {
    java.util.Map<Integer, Double> found = new java.util.HashMap<>();
    found.put(1, 0.0);
    found.put(2, -700.0);
    found.put(3, 3e-13);
    found.put(4, 700.0);
    found.put(5, Math.nextUp(10.0));
    found.put(6, 1e308);
    return found.get(pair);
}
