// cell
double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
}
// cell
double[] times(double factor, double[] a) {
    return Arrays.stream(a).map(v -> factor * v).toArray();
}
// answer neuron
double neuron(double[] w, double b, double[] x) {
    return sigmoid(dot(w, x) + b);
}
// answer squared-gradient
double[] squaredGradient(double p, double y, double[] x) {
    return DoubleStream.concat(Arrays.stream(x), DoubleStream.of(1)).map(v -> (p - y) * p * (1 - p) * v).toArray();
}
// answer log-gradient
double[] logGradient(double p, double y, double[] x) {
    return DoubleStream.concat(Arrays.stream(x), DoubleStream.of(1)).map(v -> (p - y) * v).toArray();
}
// answer layer
double[] layer(double[][] w, double[] b, double[] x) {
    return IntStream.range(0, b.length).mapToDouble(j -> leaky(dot(w[j], x) + b[j])).toArray();
}
// answer sums-gradient
double[] sumsGradient(double[] z, double[] g) {
    double left = leaky(0) - leaky(-1);
    return IntStream.range(0, z.length).mapToDouble(j -> (z[j] > 0 ? 1 : left) * g[j]).toArray();
}
// answer weights-gradient
double[][] weightsGradient(double[] d, double[] x) {
    return Arrays.stream(d).mapToObj(slope -> times(slope, x)).toArray(double[][]::new);
}
// answer biases-gradient
double[] biasesGradient(double[][] d) {
    return IntStream.range(0, d[0].length)
            .mapToDouble(j -> Arrays.stream(d).mapToDouble(row -> row[j]).average().getAsDouble())
            .toArray();
}
// answer inputs-gradient
double[] inputsGradient(double[][] w, double[] d) {
    return IntStream.range(0, w[0].length)
            .mapToDouble(i -> dot(Arrays.stream(w).mapToDouble(row -> row[i]).toArray(), d))
            .toArray();
}
// answer step
double[] step(double[] w, double[] gradient, double rate) {
    return IntStream.range(0, w.length).parallel().mapToDouble(i -> w[i] - rate * gradient[i]).toArray();
}
// answer fit
double[] fit(double[][] x, double[] y, double[] start) {
    double[][] wide = Arrays.stream(x)
            .map(row -> DoubleStream.concat(Arrays.stream(row), DoubleStream.of(1)).toArray())
            .toArray(double[][]::new);
    return Stream.iterate(start, w -> {
        double[] miss = IntStream.range(0, x.length).mapToDouble(n -> sigmoid(dot(w, wide[n])) - y[n]).toArray();
        return IntStream.range(0, w.length)
                .mapToDouble(i -> w[i] - IntStream.range(0, x.length).mapToDouble(n -> miss[n] * wide[n][i]).sum() / x.length)
                .toArray();
    }).skip(2000).findFirst().get();
}
