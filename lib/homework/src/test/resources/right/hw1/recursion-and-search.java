// answer sigmoid
double sigmoid(double x) {
    return x < 0 ? Math.exp(x) * sigmoid(-x) : 1 / (1 + Math.exp(-x));
}
// answer sigmoid-slope
double sigmoidSlope(double x) {
    if (x > 0) {
        return sigmoidSlope(-x);
    }
    double s = sigmoid(x);
    return s * (1 - s);
}
// answer tanh
double[] tanh(double x) {
    if (x < 0) {
        double[] mirrored = tanh(-x);
        mirrored[0] = -mirrored[0];
        return mirrored;
    }
    double t = Math.sinh(Math.min(x, 300)) / Math.cosh(Math.min(x, 300));
    double c = Math.cosh(Math.min(x, 300));
    double[] result = {t, 1 / (c * c)};
    if (x > 300) {
        result[1] = 0;
    }
    return result;
}
// cell
double[][] fill(double[] z, int i, double[][] rows) {
    if (i == z.length) {
        return rows;
    }
    if (z[i] > 0) {
        rows[0][i] = z[i];
        rows[1][i] = 1;
    } else if (Double.isNaN(z[i])) {
        rows[0][i] = Double.NaN;
        rows[1][i] = Double.NaN;
    }
    return fill(z, i + 1, rows);
}
// answer relu
double[][] relu(double[] z) {
    return fill(z.clone(), 0, new double[][] {new double[z.length], new double[z.length]});
}
// answer leaky-relu
final double ALPHA = 0.1;
double[] leakyRelu(double x) {
    double[] answer = new double[2];
    answer[0] = Math.max(0, x) + ALPHA * Math.min(0, x);
    answer[1] = (x > 0 ? 1 : 0) + (x > 0 ? 0 : 1) * ALPHA;
    return answer;
}
// answer elu
double elu(double x) {
    if (x > 0) return x;
    return 0.5 * 2 * Math.sinh(x / 2) * Math.exp(x / 2);     // e^x − 1 without a difference of equal numbers
}
// answer elu-slope
double eluSlope(double x) {
    return 0.5 * Math.exp(Math.min(x, 0)) + (x > 0 ? 0.5 : 0);
}
// answer swish
double[] swish(double x) {
    double up = sigmoid(2 * x), down = sigmoid(-2 * x);
    return new double[] {x * up, up + 2 * x * up * down};
}
// answer swish-lowest
double zero(double low, double high, int steps) {
    double y = (low + high) / 2;
    if (steps == 0) return y;
    return 1 + y * sigmoid(-y) < 0 ? zero(y, high, steps - 1) : zero(low, y, steps - 1);
}
double swishLowest(double beta) {
    return zero(-5, 0, 50) / beta;
}
// answer guest
double[] guest(double x) {
    return x < 0
            ? new double[] {-guest(-x)[0], guest(-x)[1]}
            : new double[] {1 - 1 / (1 + x), 1 / (1 + 2 * x + x * x)};
}
// answer apart
double apart(int pair) {
    double[] tries = {0, -0.0, 1e-15, 1e-12, 1e-9, 3, 10.001, 30, 50, 700, 1e10, 1e308, Double.MAX_VALUE};
    for (double t : tries) {
        for (double x : new double[] {t, -t}) {
            double a = first(pair, x), b = second(pair, x);
            double size = Math.max(Math.abs(a), Math.abs(b));
            if (a != b && (Double.isInfinite(b) || Math.abs(a - b) > 2e-9 * size)) {
                return x;
            }
        }
    }
    return Double.NaN;
}
