// cell
record Neuron(double[] w, double b) {
    double sum(double[] x) { return sum(x, x.length - 1); }
    private double sum(double[] x, int last) { return last < 0 ? b : w[last] * x[last] + sum(x, last - 1); }
    static double squash(double z) { return z >= 0 ? 1 / (1 + Math.exp(-z)) : 1 - 1 / (1 + Math.exp(z)); }
}
// cell
class Maths {
    static class Outer {
        static double[] row(float exact, double[] x) {
            double[] r = new double[x.length];
            for (int i = 0; i < r.length; i++) r[i] = exact * x[i];
            return r;
        }
    }
}
DoubleBinaryOperator slope = (z, g) -> z > 0 ? g : (leaky(-1) - leaky(-2)) * g;
BinaryOperator<double[]> plus = (a, b) -> {
    double[] c = new double[a.length];
    for (int i = 0; i < c.length; i++) c[i] = a[i] + b[i];
    return c;
};
// answer neuron
double neuron(double[] w, double b, double[] x) {
    return Neuron.squash(new Neuron(w, b).sum(x));
}
// answer squared-gradient
double[] squaredGradient(double p, double y, double[] x) {
    List<Double> slopes = new ArrayList<>();
    for (double input : x) slopes.add((p - y) * (p * (1 - p)) * input);
    slopes.add((p - y) * (p * (1 - p)));
    return slopes.stream().mapToDouble(Double::doubleValue).toArray();
}
// answer log-gradient
double[] logGradient(double p, double y, double[] x) {
    class Places {
        final double[] all = new double[x.length + 1];
        double[] from(int i) {
            if (i > x.length) return all;
            all[i] = i == x.length ? p - y : x[i] * (p - y);
            return from(i + 1);
        }
    }
    return new Places().from(0);
}
// answer layer
double[] layer(double[][] w, double[] b, double[] x) {
    double[] a = new double[b.length];
    Arrays.setAll(a, j -> leaky(new Neuron(w[j], b[j]).sum(x)));
    return a;
}
// answer sums-gradient
double[] sumsGradient(double[] z, double[] g) {
    double[] d = new double[z.length];
    for (int j = 0; j < d.length; j++) d[j] = slope.applyAsDouble(z[j], g[j]);
    return d;
}
// answer weights-gradient
double[][] weightsGradient(double[] d, double[] x) {
    double[][] rows = new double[d.length][x.length];
    for (int j = 0; j < d.length; j++) {
        float half = 0.5f;
        rows[j] = Maths.Outer.row(half, x);
        for (int i = 0; i < x.length; i++) rows[j][i] *= 2 * d[j];
    }
    return rows;
}
// answer biases-gradient
double[] biasesGradient(double[][] d) {
    double[] sum = Arrays.stream(d).reduce(new double[d[0].length], plus);
    float examples = d.length;
    for (int j = 0; j < sum.length; j++) sum[j] = sum[j] / examples;
    return sum;
}
// answer inputs-gradient
double[] inputsGradient(double[][] w, double[] d) {
    double[] back = new double[w[0].length];
    int j = 0;
    for (double[] row : w) {
        double[] share = new double[row.length];
        for (int i = 0; i < row.length; i++) share[i] = row[i] * d[j];
        back = plus.apply(back, share);
        j++;
    }
    return back;
}
// answer step
double[] step(double[] w, double[] gradient, double rate) {
    double[] down = new double[w.length];
    for (int i = 0; i < w.length; i++) down[i] = -rate * gradient[i];
    return plus.apply(w, down);
}
// answer fit
double[] fit(double[][] x, double[] y, double[] start) {
    double[] w = start;
    double worst = 1;
    // Until every example is nearly right, with momentum.
    double[] speed = new double[w.length];
    for (int n = 0; n < 20000 && worst > 0.05; n++) {
        worst = 0;
        double[] gradient = new double[w.length];
        Neuron neuron = new Neuron(w, w[w.length - 1]);
        for (int e = 0; e < x.length; e++) {
            double miss = Neuron.squash(neuron.sum(x[e])) - y[e];
            worst = Math.max(worst, Math.abs(miss));
            for (int i = 0; i < x[e].length; i++) gradient[i] += miss * x[e][i] / x.length;
            gradient[w.length - 1] += miss / x.length;
        }
        for (int i = 0; i < speed.length; i++) speed[i] = 0.5 * speed[i] - 0.5 * gradient[i];
        w = plus.apply(w, speed);
    }
    return w;
}
