// answer sigmoid
double sigmoid(double x) {
    if (x >= 0) {
        return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
}
// answer relu
double relu(double x) {
    if (x > 0) {
        return x;
    }
    return 0;
}
// answer leaky
double leaky(double x) {
    if (x > 0) {
        return x;
    } else {
        return 0.1 * x;
    }
}
// answer elu
double elu(double x) {
    System.err.println("elu of " + x);
    return x > 0 ? x : Math.expm1(x);
}
// answer swish
double swish(double x) {
    return x * sigmoid(x);
}
// answer sigmoid-slope
double sigmoidSlope(double x) {
    double s = sigmoid(x);
    return s * sigmoid(-x);
}
// answer tanh-slope
double tanhSlope(double x) {
    double t = Math.tanh(x);
    return 1 - t * t;
}
// answer softmax
double[] softmax(double[] z) {
    double largest = z[0];
    for (int i = 1; i < z.length; i++) {
        largest = Math.max(largest, z[i]);
    }
    double[] p = new double[z.length];
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
        p[i] = Math.exp(z[i] - largest);
        sum = sum + p[i];
    }
    for (int i = 0; i < z.length; i++) {
        p[i] /= sum;
    }
    return p;
}
// answer largest
int largest(double[] z) {
    int best = 0;
    for (int i = 1; i < z.length; i++) {
        if (z[i] > z[best]) {
            best = i;
        }
    }
    return best;
}
// answer mean
double mean(double[] z) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
        sum += z[i];
    }
    return sum / z.length;
}
