// cell
java.util.function.ToDoubleFunction<double[]> max = z -> {
    double m = z[z.length - 1];
    for (double v : z) m = Math.max(v, m);
    return m;
};
// A sum in halves.
double powers(double[] z, double m, int from, int to) {
    if (from == to) return 0;
    if (to - from == 1) return Math.exp(z[from] - m);
    int half = (from + to) >>> 1;
    return powers(z, m, from, half) + powers(z, m, half, to);
}
// answer log-sum-exp
double logSumExp(double[] z) {
    double m = max.applyAsDouble(z);
    return m + Math.log(powers(z, m, 0, z.length));
}
// answer softmax
java.util.function.UnaryOperator<double[]> shares = z -> {
    double m = max.applyAsDouble(z);
    double sum = powers(z, m, 0, z.length);
    double[] p = z.clone();
    for (int i = 0; i < p.length; i++) p[i] = Math.exp(p[i] - m) / sum;
    return p;
};
double[] softmax(double[] z) {
    return shares.apply(z);
}
// answer log-softmax
double[] logSoftmax(double[] z) {
    double m = max.applyAsDouble(z);
    double[] l = new double[z.length];
    java.util.Arrays.setAll(l, i -> (z[i] - m) - Math.log(powers(z, m, 0, z.length)));
    return l;
}
// answer log-share
double logShare(double a, double b) {
    double x = a - b;
    return x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x));
}
// answer cross-entropy
double crossEntropy(double[] z, int target) {
    double[] shifted = z.clone();
    java.util.Arrays.setAll(shifted, i -> z[i] - z[target]);
    return logSumExp(shifted);
}
// answer cross-entropy-slope
double[] crossEntropySlope(double[] z, int target) {
    double[] p = softmax(z);
    double others = 0;
    for (int i = 0; i < p.length; i++) others += i == target ? 0 : p[i];
    p[target] = -others;
    return p;
}
// cell
double total(double[][] z, int[] targets, int row) {
    return row == z.length ? 0 : crossEntropy(z[row], targets[row]) + total(z, targets, row + 1);
}
// answer mean-loss
double meanLoss(double[][] z, int[] targets) {
    return total(z, targets, 0) / z.length;
}
// answer masked-softmax
double[] maskedSoftmax(double[] z, boolean[] mask) {
    double[] p = new double[z.length];
    double m = Double.NEGATIVE_INFINITY, sum = 0;
    for (int i = 0; i < z.length; i++) if (mask[i]) m = Math.max(m, z[i]);
    for (int i = 0; i < z.length; i++) if (mask[i]) sum += p[i] = Math.exp(z[i] - m);
    for (int i = 0; i < z.length; i++) p[i] = sum == 0 ? Double.NaN : p[i] / sum;
    return p;
}
// answer temperature
double[] warmSoftmax(double[] z, double temperature) {
    double[] warm = new double[z.length];
    java.util.Arrays.setAll(warm, i -> z[i] / temperature);
    return shares.apply(warm);
}
// answer expose
double[] row(double... z) { return z; }
double[] expose(int program) {
    if (program == 1) return row(-746, -760);
    if (program == 2) return row(0, 0);
    if (program == 3) return row(1e9, 1e9 - 1, 0);
    if (program == 4) return row(1000.5, 1000);
    if (program == 5) return row(1e17, 1e17, 1e17);
    return row(0, -1e308);
}
