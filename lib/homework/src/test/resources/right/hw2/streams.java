// cell
import java.util.*;
import java.util.stream.*;

double top(double[] z) {
    return Arrays.stream(z).max().getAsDouble();
}
// answer log-sum-exp
double logSumExp(double[] z) {
    double m = top(z);
    return m + Math.log(Arrays.stream(z).map(v -> Math.exp(v - m)).sum());
}
// answer softmax
double[] softmax(double[] z) {
    double m = top(z);
    double[] e = Arrays.stream(z).map(v -> Math.exp(v - m)).toArray();
    double sum = DoubleStream.of(e).sum();
    return Arrays.stream(e).map(v -> v / sum).toArray();
}
// answer log-softmax
double[] logSoftmax(double[] z) {
    System.out.println(Arrays.toString(z));
    double all = logSumExp(z);
    return Arrays.stream(z).map(v -> v - all).toArray();
}
// answer log-share
double logShare(double a, double b) {
    double d = Math.abs(a - b);
    return Math.min(a - b, 0) - Math.log1p(Math.exp(-d));
}
// answer cross-entropy
double crossEntropy(double[] z, int target) {
    return -logSoftmax(z)[target];
}
// answer cross-entropy-slope
double[] crossEntropySlope(double[] z, int target) {
    double[] p = softmax(z);
    return IntStream.range(0, z.length).mapToDouble(i -> i == target ? p[i] - 1 : p[i]).toArray();
}
// answer mean-loss
double meanLoss(double[][] z, int[] targets) {
    return IntStream.range(0, z.length).mapToDouble(i -> crossEntropy(z[i], targets[i])).average().orElse(0);
}
// answer masked-softmax
double[] maskedSoftmax(double[] z, boolean[] mask) {
    double m = IntStream.range(0, z.length).filter(i -> mask[i]).mapToDouble(i -> z[i]).max().orElse(Double.NaN);
    double sum = IntStream.range(0, z.length).filter(i -> mask[i]).mapToDouble(i -> Math.exp(z[i] - m)).sum();
    return IntStream.range(0, z.length).mapToDouble(i -> (mask[i] ? Math.exp(z[i] - m) : 0) / sum).toArray();
}
// answer temperature
double[] warmSoftmax(double[] z, double temperature) {
    return softmax(Arrays.stream(z).map(v -> v / temperature).toArray());
}
// answer expose
double[] expose(int program) {
    return new double[][] {
        {-800, -750}, {5, 5, 5}, {1e8, 1e8 + 3, 2}, {501, 500.5, 0}, {4e15, 4e15 + 2}, {0, -30, -40, -50}
    }[program - 1];
}
