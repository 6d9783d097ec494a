package activationlab.network;

import java.util.ArrayList;
import java.util.List;

/** Carries out an {@link Optimizer}'s steps on a network; keeps the velocities. */
final class Update {

    private final Optimizer optimizer;

    /** Rows of what training changes, of its gradient, and of what the rule remembers. */
    private final double[][] parameters;

    private final double[][] gradients;
    private final double[][] velocity;
    private final double[][] squares;

    /** The first so many rows are weights, with a bias at the end; batch normalisation's follow. */
    private final int weightRows;

    private double power1 = 1;
    private double power2 = 1;

    Update(Optimizer optimizer, Network network, Gradient gradient) {
        this.optimizer = optimizer;
        List<double[]> rows = new ArrayList<>();
        List<double[]> slopes = new ArrayList<>();
        for (int l = 0; l < network.weights.length; l++) {
            rows.addAll(List.of(network.weights[l]));
            slopes.addAll(List.of(gradient.weights[l]));
        }
        weightRows = rows.size();
        for (int l = 0; l < network.weights.length; l++) {
            if (network.norms[l] != null) {
                rows.add(network.norms[l].gamma);
                rows.add(network.norms[l].beta);
                slopes.add(gradient.gamma[l]);
                slopes.add(gradient.beta[l]);
            }
        }
        parameters = rows.toArray(double[][]::new);
        gradients = slopes.toArray(double[][]::new);
        velocity = optimizer.kind() == Optimizer.Kind.SGD ? null : like(parameters);
        squares = optimizer.kind() == Optimizer.Kind.ADAM ? like(parameters) : null;
    }

    private static double[][] like(double[][] rows) {
        double[][] zeros = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            zeros[i] = new double[rows[i].length];
        }
        return zeros;
    }

    /** One step down the gradient. */
    void step() {
        if (optimizer.clip() < Double.POSITIVE_INFINITY) {
            clip();
        }
        if (optimizer.decay() > 0) {
            double factor = 1 - optimizer.rate() * optimizer.decay();
            for (int i = 0; i < weightRows; i++) {
                scale(parameters[i], factor, parameters[i].length - 1);
            }
        }
        switch (optimizer.kind()) {
            case SGD -> {
                for (int i = 0; i < parameters.length; i++) {
                    sgd(parameters[i], gradients[i], optimizer.rate());
                }
            }
            case MOMENTUM -> {
                for (int i = 0; i < parameters.length; i++) {
                    momentum(parameters[i], velocity[i], gradients[i], optimizer.rate(), optimizer.momentum());
                }
            }
            case ADAM -> {
                power1 *= Optimizer.BETA_1;
                power2 *= Optimizer.BETA_2;
                double rate = optimizer.rate() / (1 - power1);
                double root = 1 / Math.sqrt(1 - power2);
                for (int i = 0; i < parameters.length; i++) {
                    adam(parameters[i], velocity[i], squares[i], gradients[i], rate, root);
                }
            }
        }
    }

    /** Whether all weights are still numbers. */
    boolean isFinite() {
        double sum = 0;
        for (double[] row : parameters) {
            for (double w : row) {
                sum += w * 0; // NaN for an infinite or undefined w
            }
        }
        return sum == 0;
    }

    private void clip() {
        double squared = 0;
        for (double[] row : gradients) {
            for (double g : row) {
                squared = Math.fma(g, g, squared);
            }
        }
        double length = Math.sqrt(squared);
        if (length > optimizer.clip()) {
            for (double[] row : gradients) {
                scale(row, optimizer.clip() / length, row.length);
            }
        }
    }

    private static void scale(double[] row, double factor, int n) {
        for (int i = 0; i < n; i++) {
            row[i] *= factor;
        }
    }

    private static void sgd(double[] w, double[] g, double rate) {
        for (int i = 0; i < w.length; i++) {
            w[i] = Math.fma(-rate, g[i], w[i]);
        }
    }

    private static void momentum(double[] w, double[] v, double[] g, double rate, double momentum) {
        for (int i = 0; i < w.length; i++) {
            double velocity = Math.fma(momentum, v[i], -rate * g[i]);
            v[i] = velocity;
            w[i] += velocity;
        }
    }

    private static void adam(double[] w, double[] m, double[] s, double[] g, double rate, double root) {
        for (int i = 0; i < w.length; i++) {
            m[i] = Math.fma(Optimizer.BETA_1, m[i], (1 - Optimizer.BETA_1) * g[i]);
            s[i] = Math.fma(Optimizer.BETA_2, s[i], (1 - Optimizer.BETA_2) * (g[i] * g[i]));
            w[i] -= rate * (m[i] / Math.fma(Math.sqrt(s[i]), root, Optimizer.EPSILON));
        }
    }
}
