// cell
class Row {
    final double[] z;
    Row(double[] z) { this.z = z; }
    double max() {
        double m = Double.NEGATIVE_INFINITY;
        for (double v : z) if (v > m) m = v;
        return m;
    }
    double sum() {
        double s = 0;
        for (double v : z) s += Math.exp(v - max());
        return s;
    }
}
static class Util {
    static double[] copy(double[] a) { return java.util.Arrays.copyOf(a, a.length); }
}
record Loss(double all, double own) {
    double value() { return all - own; }
}
// answer log-sum-exp
double logSumExp(double[] z) {
    Row row = new Row(z);
    return row.max() + Math.log(row.sum());
}
// answer softmax
double[] softmax(double[] z) {
    Row row = new Row(Util.copy(z));
    double m = row.max(), sum = row.sum();
    double[] p = Util.copy(z);
    int i = 0;
    while (i < p.length) {
        p[i] = Math.exp(p[i] - m) / sum;
        i++;
    }
    System.err.println("softmax of " + z.length + " scores");
    return p;
}
// answer log-softmax
double[] logSoftmax(double[] z) {
    double[] result = Util.copy(z);
    double m = new Row(z).max(), l = Math.log(new Row(z).sum());
    for (int i = 0; i < result.length; i++) result[i] = result[i] - m - l;
    return result;
}
// answer log-share
double logShare(double a, double b) {
    if (a < b) {
        return (a - b) + logShare(b, a);
    }
    return -Math.log1p(Math.exp(b - a));
}
// answer cross-entropy
double crossEntropy(double[] z, int target) {
    return new Loss(logSumExp(z), z[target]).value();
}
// answer cross-entropy-slope
double[] crossEntropySlope(double[] z, int target) {
    double[] slope = new double[z.length];
    double l = logSumExp(z);
    for (int i = 0; i < z.length; i++) {
        slope[i] = Math.exp(z[i] - l);
        if (i == target) slope[i] -= 1f;
    }
    return slope;
}
// answer mean-loss
double meanLoss(double[][] z, int[] targets) {
    float rows = z.length;
    double mean = 0;
    int i = 0;
    for (double[] row : z) mean += crossEntropy(row, targets[i++]) / rows;
    return mean;
}
// answer masked-softmax
double[] maskedSoftmax(double[] z, boolean[] mask) {
    java.util.List<Double> open = new java.util.ArrayList<>();
    for (int i = 0; i < z.length; i++) if (mask[i]) open.add(z[i]);
    double[] all = new double[z.length];
    if (open.isEmpty()) {
        java.util.Arrays.fill(all, Double.NaN);
        return all;
    }
    double[] few = new double[open.size()];
    for (int i = 0; i < few.length; i++) few[i] = open.get(i);
    double[] shares = softmax(few);
    int next = 0;
    for (int i = 0; i < z.length; i++) if (mask[i]) all[i] = shares[next++];
    return all;
}
// answer temperature
double[] warmSoftmax(double[] z, double temperature) {
    double[] p = new double[z.length];
    double m = new Row(z).max(), sum = 0;
    for (int i = 0; i < z.length; i++) sum += p[i] = Math.exp((z[i] - m) / temperature);
    for (int i = 0; i < z.length; i++) p[i] /= sum;
    return p;
}
// answer expose
double[] expose(int program) {
    switch (program) {
        case 1: return new double[] {-2000, -2000, -2000};
        case 2: return new double[] {3, 3, -1};
        case 3: return new double[] {12345678.25, 12345678.75};
        case 4: return new double[] {-900, -901};
        case 5: return new double[] {-1e16, -1e16};
        default: return new double[] {100, 0, 0, 0, 0, 0, 0, 0};
    }
}
