// answer neuron
double neuron(double[] w, double b, double[] x) {
    double sum = 0;
    int i = x.length;
    while (i-- > 0) {
        sum += x[i] * w[i];
    }
    System.out.println("the sum is " + (sum + b));
    return 1.0 / (1.0 + Math.exp(-(sum + b)));
}
// answer squared-gradient
double[] squaredGradient(double p, double y, double[] x) {
    double[] result = new double[x.length + 1];
    for (int i = 0; i <= x.length; i++) {
        double input = i < x.length ? x[i] : 1;
        result[i] = input * (p - p * p) * (p - y);
        System.err.println("place " + i + " = " + result[i]);
    }
    return result;
}
// answer log-gradient
double[] logGradient(double p, double y, double[] x) {
    double[] result = java.util.Arrays.copyOf(x, x.length + 1);
    result[x.length] = 1;
    for (int i = 0; i < result.length; i++) {
        result[i] *= p - y;
    }
    return result;
}
// answer layer
double[] layer(double[][] w, double[] b, double[] x) {
    double[] a = b.clone();
    for (int j = 0; j < w.length; j++)
        for (int i = 0; i < w[j].length; i++)
            a[j] += w[j][i] * x[i];
    for (int j = 0; j < a.length; j++)
        a[j] = leaky(a[j]);
    return a;
}
// answer sums-gradient
double[] sumsGradient(double[] z, double[] g) {
    double[] d = g.clone();
    for (int j = 0; j < d.length; j++) {
        if (z[j] <= 0) {
            d[j] *= -leaky(-1);
        }
    }
    return d;
}
// answer weights-gradient
double[][] weightsGradient(double[] d, double[] x) {
    double[][] rows = new double[d.length][];
    for (int j = 0; j < d.length; j++) {
        rows[j] = x.clone();
        for (int i = 0; i < x.length; i++) {
            rows[j][i] *= d[j];
        }
    }
    return rows;
}
// answer biases-gradient
double[] biasesGradient(double[][] d) {
    int units = d[0].length, examples = d.length;
    double[] mean = new double[units];
    for (int j = 0; j < units; j++) {
        double sum = 0;
        for (int n = examples - 1; n >= 0; n--) {
            sum += d[n][j];
        }
        mean[j] = sum / examples;
    }
    return mean;
}
// answer inputs-gradient
double[] inputsGradient(double[][] w, double[] d) {
    int inputs = w[0].length;
    double[] back = new double[inputs];
    for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < w.length; j++) {
            back[i] += w[j][i] * d[j];
        }
    }
    return back;
}
// answer step
double[] step(double[] w, double[] gradient, double rate) {
    double[] next = w.clone();
    for (int i = 0; i < next.length; i++) {
        next[i] -= rate * gradient[i];
    }
    return next;
}
// answer fit
double[] fit(double[][] x, double[] y, double[] start) {
    // One example after the other, in the order of the list; the guess is changed in place.
    for (int epoch = 0; epoch < 4000; epoch++) {
        for (int n = 0; n < x.length; n++) {
            double z = start[start.length - 1];
            for (int i = 0; i < x[n].length; i++) {
                z += start[i] * x[n][i];
            }
            double miss = 0.5 * (sigmoid(z) - y[n]);
            for (int i = 0; i < x[n].length; i++) {
                start[i] -= miss * x[n][i];
            }
            start[start.length - 1] -= miss;
        }
        if (epoch % 1000 == 0) {
            System.err.println("epoch " + epoch + ": " + java.util.Arrays.toString(start));
        }
    }
    return start;
}
