// what an honest student hands in; it also stands in for the answers that a hostile notebook does not bring
// harmless: also without walls
// answer leaky
double leaky(double x) {
    return x > 0 ? x : x / 10;
}
// answer softmax
double[] softmax(double[] z) {
    double most = java.util.Arrays.stream(z).max().orElse(0);
    double sum = 0;
    double[] p = new double[z.length];
    for (int i = 0; i < z.length; i++) {
        p[i] = Math.exp(z[i] - most);
        sum += p[i];
    }
    for (int i = 0; i < z.length; i++) {
        p[i] /= sum;
    }
    return p;
}
// answer total
double total(double[][] m) {
    return java.util.Arrays.stream(m).flatMapToDouble(java.util.Arrays::stream).sum();
}
// answer tell
double tell() {
    return 0.5;
}
