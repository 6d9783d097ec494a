// cell
static class Tools {
    static final DoubleUnaryOperator S = x -> x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}
double positive(double x) {
    return (x + Math.abs(x)) / 2;
}
// answer sigmoid
double sigmoid(double x) {
    return Tools.S.applyAsDouble(x);
}
// answer relu
double relu(double x) {
    return Math.max(0, x);
}
// answer leaky
double leaky(double x) {
    return Math.max(0.1 * x, x);
}
// answer elu
double elu(double x) {
    return positive(x) + Math.expm1(Math.min(0, x));
}
// answer swish
double swish(double x) {
    return x * Tools.S.applyAsDouble(x);
}
// answer sigmoid-slope
double sigmoidSlope(double x) {
    return Tools.S.applyAsDouble(x) * Tools.S.applyAsDouble(-x);
}
// answer tanh-slope
double tanhSlope(double x) {
    return 1 - Math.tanh(x) * Math.tanh(x);
}
// answer softmax
double[] softmax(double[] z) {
    double max = Arrays.stream(z).max().getAsDouble();
    double sum = Arrays.stream(z).map(v -> Math.exp(v - max)).sum();
    return Arrays.stream(z).map(v -> Math.exp(v - max) / sum).toArray();
}
// answer largest
int largest(double[] z) {
    return IntStream.range(0, z.length).reduce((a, b) -> z[b] > z[a] ? b : a).getAsInt();
}
// answer mean
double mean(double[] z) {
    record Total(double sum, int count) {}
    Total total = new Total(DoubleStream.of(z).sum(), z.length);
    return total.sum() / total.count();
}
