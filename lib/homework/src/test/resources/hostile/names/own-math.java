// attack: a class Math of one's own, which returns what suits it; it fools itself alone
// most: leaky 0
// answer leaky
class Math {
    static double exp(double x) { return 1; }
    static double abs(double x) { return 0; }
    static double max(double a, double b) { return b; }
    static double log(double x) { return 0; }
}
double leaky(double x) {
    return Math.max(x, -7);
}
// answer softmax
double[] softmax(double[] z) {
    double most = java.util.Arrays.stream(z).max().orElse(0);
    double sum = 0;
    double[] p = new double[z.length];
    for (int i = 0; i < z.length; i++) {
        p[i] = java.lang.Math.exp(z[i] - most);
        sum += p[i];
    }
    for (int i = 0; i < z.length; i++) {
        p[i] /= sum;
    }
    return p;
}
