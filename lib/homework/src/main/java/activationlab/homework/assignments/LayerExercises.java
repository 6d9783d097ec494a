package activationlab.homework.assignments;

import static activationlab.homework.assignments.NeuronAndLayer.dot;
import static activationlab.homework.assignments.NeuronAndLayer.matrix;
import static activationlab.homework.assignments.NeuronAndLayer.sum;
import static activationlab.homework.assignments.NeuronAndLayer.vector;

import activationlab.function.LeakyRelu;
import activationlab.homework.Exercise;
import activationlab.homework.Inputs;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;

/** One layer with leaky ReLU: forward, and back in four parts. */
final class LayerExercises {

    private LayerExercises() {}

    static List<Exercise> all(double alpha) {
        LeakyRelu f = new LeakyRelu(alpha);
        return List.of(layer(f), sumsGradient(f), weightsGradient(), biasesGradient(), inputsGradient());
    }

    private static Exercise layer(LeakyRelu f) {
        return Exercise.of("layer", "double[] layer(double[][] w, double[] b, double[] x)")
                .reference(in -> outputs(f, in))
                .shown(
                        2,
                        Inputs.of(new double[][] {{1, 2}, {-3, 0.5}}, new double[] {0.5, -1}, new double[] {1, -0.5}),
                        Inputs.of(
                                new double[][] {{1, -1, 2}, {0.5, 3, -2}}, new double[] {-4, 1}, new double[] {2, 0.5, 1
                                }))
                .hidden(
                        "more units than inputs, fewer, and as many",
                        3,
                        random -> List.of(layerCase(random, 5, 2), layerCase(random, 2, 5), layerCase(random, 3, 3)))
                .hidden("sums on both sides of 0", 2, random -> List.of(signsCase(random, 3), signsCase(random, 4)))
                .hidden("one unit", 1, random -> List.of(layerCase(random, 1, 3), layerCase(random, 1, 4)))
                .hint("Unit j is a neuron of its own: row w[j], bias b[j], and leaky in place of the sigmoid.")
                .hint(
                        "The result has a place for each unit, b.length of them. Each unit needs its own sum over all inputs.")
                .hint("For each j: double z = b[j]; add w[j][i] * x[i] for all i; then the place j gets leaky(z).")
                .mistake("That is the weighted sum of each unit; leaky comes after it.", in -> sums(in))
                .mistake(
                        "Rows and columns are exchanged: the weight of unit j for input i is w[j][i].",
                        in -> each(f, transposedTimes(in.matrix(0), in.vector(2)), in.vector(1)))
                .mistake("Negative sums become 0, as with ReLU; leaky lets some of them through.", in -> {
                    double[] a = sums(in);
                    for (int j = 0; j < a.length; j++) {
                        a[j] = Math.max(a[j], 0);
                    }
                    return a;
                })
                .mistake("The bias belongs into the sum, before leaky; here it is added after it.", in -> {
                    double[][] w = in.matrix(0);
                    double[] b = in.vector(1);
                    for (int j = 0; j < b.length; j++) {
                        b[j] += f.value(dot(w[j], in.vector(2)));
                    }
                    return b;
                })
                .mistake("The biases are missing.", in -> {
                    double[] b = in.vector(1);
                    java.util.Arrays.fill(b, 0);
                    return each(f, times(in.matrix(0), in.vector(2)), b);
                })
                .mistake("All units have the bias of the first one here; unit j has b[j].", in -> {
                    double[] b = in.vector(1);
                    java.util.Arrays.fill(b, b[0]);
                    return each(f, times(in.matrix(0), in.vector(2)), b);
                })
                .mistake("The sum goes on from one unit to the next; it must begin anew for each.", in -> {
                    double[] z = sums(in);
                    double[] a = new double[z.length];
                    double running = 0;
                    for (int j = 0; j < z.length; j++) {
                        running += z[j];
                        a[j] = f.value(running);
                    }
                    return a;
                })
                .build();
    }

    private static Inputs layerCase(RandomGenerator random, int units, int inputs) {
        return Inputs.of(matrix(random, units, inputs), vector(random, units), vector(random, inputs));
    }

    /** A layer whose sums are shifted by the biases so that they have signs in turn. */
    private static Inputs signsCase(RandomGenerator random, int units) {
        double[][] w = matrix(random, units, 2);
        double[] b = vector(random, units);
        double[] x = vector(random, 2);
        for (int j = 0; j < units; j++) {
            double shift = Math.rint(100 * Math.abs(dot(w[j], x))) / 100 + Math.abs(b[j]);
            b[j] = j % 2 == 0 ? -shift : shift;
        }
        return Inputs.of(w, b, x);
    }

    private static Exercise sumsGradient(LeakyRelu f) {
        return Exercise.of("sums-gradient", "double[] sumsGradient(double[] z, double[] g)")
                .reference(in -> pairs(in, (z, g) -> g * f.derivative(z)))
                .leavesInputs()
                .shown(
                        2.5,
                        Inputs.of(new double[] {1.5, -2}, new double[] {3, 4}),
                        Inputs.of(new double[] {-0.5, 0, 2}, new double[] {-1, 5, 0.5}))
                .hidden(
                        "sums on both sides of 0",
                        3.5,
                        random -> List.of(slopesCase(random, 2), slopesCase(random, 4), slopesCase(random, 7)))
                .hidden(
                        "sums of exactly 0",
                        1.5,
                        random -> List.of(
                                Inputs.of(new double[] {0, 1}, vector(random, 2)),
                                Inputs.of(new double[] {-3, 0, 0}, vector(random, 3))))
                .hidden(
                        "sums far from 0",
                        1.5,
                        random -> List.of(
                                Inputs.of(new double[] {1000, -1000}, vector(random, 2)),
                                Inputs.of(new double[] {-1e-9, 1e-9, -500}, vector(random, 3))))
                .hint("Each output depends on the sum of its own unit alone, so each place can be done by itself.")
                .hint("The chain rule: the slope for the output, g[j], times the slope of leaky at z[j].")
                .hint(
                        "The slope of leaky is 1 if z[j] > 0, and otherwise the factor of its left side; at 0 we take the left.")
                .mistake(
                        "That is g times the value of leaky; the chain rule needs the slope of leaky at z.",
                        in -> pairs(in, (z, g) -> g * f.value(z)))
                .mistake(
                        "Nothing comes through on the left, as with ReLU; leaky has a small slope there.",
                        in -> pairs(in, (z, g) -> z > 0 ? g : 0))
                .mistake(
                        "At a sum of exactly 0 we take the slope of the left side; compare with > 0, not with >= 0.",
                        in -> pairs(in, (z, g) -> z >= 0 ? g : g * f.alpha()))
                .mistake(
                        "The sign of g decides here; what decides is the sign of the sum z.",
                        in -> pairs(in, (z, g) -> f.value(g)))
                .mistake("These are the slopes of leaky alone; each has to be multiplied by g.", in -> {
                    return pairs(in, (z, g) -> f.derivative(z));
                })
                .mistake(
                        "The two slopes are added; slopes of stages in a row are multiplied.",
                        in -> pairs(in, (z, g) -> g + f.derivative(z)))
                .mistake(
                        "The sides are exchanged: the slope is 1 on the right of 0.",
                        in -> pairs(in, (z, g) -> z > 0 ? g * f.alpha() : g))
                .build();
    }

    /** Sums with alternating signs. */
    private static Inputs slopesCase(RandomGenerator random, int units) {
        double[] z = vector(random, units);
        for (int j = 0; j < units; j++) {
            z[j] = j % 2 == 0 ? -Math.abs(z[j]) : Math.abs(z[j]);
        }
        return Inputs.of(z, vector(random, units));
    }

    private static Exercise weightsGradient() {
        return Exercise.of("weights-gradient", "double[][] weightsGradient(double[] d, double[] x)")
                .reference(in -> table(in, (d, x) -> d * x))
                .shown(
                        2,
                        Inputs.of(new double[] {2, -3}, new double[] {5, 0.5}),
                        Inputs.of(new double[] {1, -0.5}, new double[] {4, 2, -3}))
                .hidden(
                        "more units than inputs, fewer, and as many",
                        4,
                        random -> List.of(
                                outerCase(random, 5, 2),
                                outerCase(random, 2, 5),
                                outerCase(random, 3, 3),
                                outerCase(random, 4, 3)))
                .hidden(
                        "one unit, or one input",
                        1.5,
                        random -> List.of(outerCase(random, 1, 4), outerCase(random, 3, 1)))
                .hidden(
                        "a unit with the slope 0, an input of 0",
                        1.5,
                        Inputs.of(new double[] {0, 2, -1}, new double[] {3, -2}),
                        Inputs.of(new double[] {1.5, -2}, new double[] {0, 4, 1}))
                .hint("The weight w[j][i] stands in one place only: in the sum of unit j, as the factor of x[i].")
                .hint("So its slope is the slope of that sum, d[j], times x[i]. The result has the shape of w.")
                .hint(
                        "double[][] result = new double[d.length][x.length]; and in two loops result[j][i] = d[j] * x[i].")
                .mistake(
                        "Rows and columns are exchanged: there is a row for each unit and a column for each input.",
                        in -> {
                            return table(Inputs.of(in.vector(1), in.vector(0)), (d, x) -> d * x);
                        })
                .mistake(
                        "The two factors are added; slopes of stages in a row are multiplied.",
                        in -> table(in, (d, x) -> d + x))
                .mistake(
                        "The input is missing: a weight's slope is d[j] times the input that it is multiplied by.",
                        in -> table(in, (d, x) -> d))
                .mistake(
                        "Each row is the input itself; it has to be multiplied by d of its unit.",
                        in -> table(in, (d, x) -> x))
                .mistake(
                        "The signs are turned. The minus belongs to the step, not to the gradient.",
                        in -> table(in, (d, x) -> -d * x))
                .mistake(
                        "Only the weights with equal numbers of unit and input got a slope; every pair has one.",
                        in -> {
                            double[][] all = table(in, (d, x) -> d * x);
                            for (int j = 0; j < all.length; j++) {
                                for (int i = 0; i < all[j].length; i++) {
                                    all[j][i] = i == j ? all[j][i] : 0;
                                }
                            }
                            return all;
                        })
                .mistake("All rows are the same array, the last one. Each row needs an array of its own.", in -> {
                    double[][] all = table(in, (d, x) -> d * x);
                    java.util.Arrays.fill(all, all[all.length - 1]);
                    return all;
                })
                .build();
    }

    private static Inputs outerCase(RandomGenerator random, int units, int inputs) {
        return Inputs.of(vector(random, units), vector(random, inputs));
    }

    private static Exercise biasesGradient() {
        return Exercise.of("biases-gradient", "double[] biasesGradient(double[][] d)")
                .reference(in -> mean(in.matrix(0)))
                .shown(2, Inputs.of((Object) new double[][] {{1, -2}, {3, 4}}), Inputs.of((Object)
                        new double[][] {{2, -1, 0.5}, {1, 5, -3}, {-4, 2, 4}, {3, 0, 1.5}}))
                .hidden(
                        "batches with more examples than units, and fewer",
                        4,
                        random -> List.of(
                                Inputs.of((Object) matrix(random, 6, 2)),
                                Inputs.of((Object) matrix(random, 2, 5)),
                                Inputs.of((Object) matrix(random, 3, 4))))
                .hidden("a layer of one unit", 1, random -> List.of(Inputs.of((Object) matrix(random, 5, 1))))
                .hidden("a batch of one example", 1, random -> List.of(Inputs.of((Object) matrix(random, 1, 3))))
                .hint(
                        "The bias is multiplied by 1 in the sum, so for one example its slope is d[j], with nothing else.")
                .hint("For a batch the mean is taken over the examples, which are the rows: add up each column.")
                .hint(
                        "The result has d[0].length places. Add d[n][j] over all n into the place j, then divide by d.length.")
                .mistake("That is the sum over the batch; the mean divides it by the number of examples.", in -> {
                    double[] sum = mean(in.matrix(0));
                    for (int j = 0; j < sum.length; j++) {
                        sum[j] *= in.matrix(0).length;
                    }
                    return sum;
                })
                .mistake(
                        "The mean runs over the units of one example; it should run over the examples, for each unit.",
                        in -> {
                            double[][] d = in.matrix(0);
                            double[] means = new double[d.length];
                            for (int n = 0; n < d.length; n++) {
                                means[n] = sum(d[n]) / d[n].length;
                            }
                            return means;
                        })
                .mistake("That is the last example alone: in the loop = stands where += belongs.", in -> {
                    double[][] d = in.matrix(0);
                    return d[d.length - 1];
                })
                .mistake("That is the first example alone; a batch is the mean of all.", in -> in.matrix(0)[0])
                .mistake("The last example alone came in, divided by the number of examples: = stands for +=.", in -> {
                    double[][] d = in.matrix(0);
                    double[] last = d[d.length - 1];
                    for (int j = 0; j < last.length; j++) {
                        last[j] /= d.length;
                    }
                    return last;
                })
                .mistake("It was divided by the number of units; a mean over examples divides by their number.", in -> {
                    double[] mean = mean(in.matrix(0));
                    for (int j = 0; j < mean.length; j++) {
                        mean[j] *= in.matrix(0).length / (double) mean.length;
                    }
                    return mean;
                })
                .build();
    }

    private static Exercise inputsGradient() {
        return Exercise.of("inputs-gradient", "double[] inputsGradient(double[][] w, double[] d)")
                .reference(in -> transposedTimes(in.matrix(0), in.vector(1)))
                .shown(
                        2,
                        Inputs.of(new double[][] {{1, 2}, {-3, 0.5}}, new double[] {2, 4}),
                        Inputs.of(new double[][] {{1, -1, 2}, {0.5, 3, -2}}, new double[] {3, -0.5}))
                .hidden(
                        "more units than inputs, fewer, and as many",
                        4.5,
                        random -> List.of(
                                Inputs.of(matrix(random, 5, 2), vector(random, 5)),
                                Inputs.of(matrix(random, 2, 5), vector(random, 2)),
                                Inputs.of(matrix(random, 3, 3), vector(random, 3))))
                .hidden(
                        "one unit, or one input",
                        2,
                        random -> List.of(
                                Inputs.of(matrix(random, 1, 4), vector(random, 1)),
                                Inputs.of(matrix(random, 4, 1), vector(random, 4))))
                .hidden(
                        "a unit with the slope 0",
                        1.5,
                        Inputs.of(new double[][] {{1, 2}, {-3, 0.5}, {4, -1}}, new double[] {2, 1, 0}),
                        Inputs.of(new double[][] {{2, -1, 3}, {5, 1, -2}}, new double[] {0, -1.5}))
                .hint(
                        "An input goes into every unit of the layer, so what it is blamed for comes back from every unit.")
                .hint(
                        "Nudge x[i]: the sum of unit j moves by w[j][i], and the loss by d[j] times that. Add over the units.")
                .hint("The result has w[0].length places. For each j and i add d[j] * w[j][i] to the place i.")
                .mistake(
                        "Rows and columns are exchanged: on the way back the sum runs over the units, down a column of w.",
                        in -> times(in.matrix(0), in.vector(1)))
                .mistake("That is the share of the last unit alone: in the loop = stands where += belongs.", in -> {
                    double[][] w = in.matrix(0);
                    double[] d = in.vector(1);
                    double[] row = w[w.length - 1];
                    for (int i = 0; i < row.length; i++) {
                        row[i] *= d[d.length - 1];
                    }
                    return row;
                })
                .mistake("The slopes d are missing: these are sums of weights.", in -> {
                    double[] ones = in.vector(1);
                    java.util.Arrays.fill(ones, 1);
                    return transposedTimes(in.matrix(0), ones);
                })
                .mistake("The weights are missing: every input got the sum of the slopes.", in -> {
                    double[] all = new double[in.matrix(0)[0].length];
                    java.util.Arrays.fill(all, sum(in.vector(1)));
                    return all;
                })
                .mistake("It was divided by the number of units; what comes back is a sum, not a mean.", in -> {
                    double[] back = transposedTimes(in.matrix(0), in.vector(1));
                    for (int i = 0; i < back.length; i++) {
                        back[i] /= in.vector(1).length;
                    }
                    return back;
                })
                .mistake("The sum goes on from one input to the next; it must begin anew for each.", in -> {
                    double[] back = transposedTimes(in.matrix(0), in.vector(1));
                    for (int i = 1; i < back.length; i++) {
                        back[i] += back[i - 1];
                    }
                    return back;
                })
                .build();
    }

    private static double[] outputs(LeakyRelu f, Inputs in) {
        return each(f, times(in.matrix(0), in.vector(2)), in.vector(1));
    }

    /** What the units add up, before their function. */
    private static double[] sums(Inputs in) {
        double[] z = times(in.matrix(0), in.vector(2));
        double[] b = in.vector(1);
        for (int j = 0; j < z.length; j++) {
            z[j] += b[j];
        }
        return z;
    }

    private static double[] each(LeakyRelu f, double[] z, double[] b) {
        double[] a = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            a[j] = f.value(z[j] + b[j]);
        }
        return a;
    }

    /** Wx. */
    private static double[] times(double[][] w, double[] x) {
        double[] z = new double[w.length];
        for (int j = 0; j < w.length; j++) {
            z[j] = dot(w[j], x);
        }
        return z;
    }

    /** Wᵀd. */
    private static double[] transposedTimes(double[][] w, double[] d) {
        double[] back = new double[w[0].length];
        for (int j = 0; j < d.length; j++) {
            for (int i = 0; i < back.length; i++) {
                back[i] += d[j] * w[j][i];
            }
        }
        return back;
    }

    /** One number for each unit, from the two numbers that it has. */
    private static double[] pairs(Inputs in, DoubleBinaryOperator operator) {
        double[] z = in.vector(0);
        double[] g = in.vector(1);
        double[] result = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            result[j] = operator.applyAsDouble(z[j], g[j]);
        }
        return result;
    }

    /** One number for each pair of a unit and an input. */
    private static double[][] table(Inputs in, DoubleBinaryOperator operator) {
        double[] d = in.vector(0);
        double[] x = in.vector(1);
        double[][] result = new double[d.length][x.length];
        for (int j = 0; j < d.length; j++) {
            for (int i = 0; i < x.length; i++) {
                result[j][i] = operator.applyAsDouble(d[j], x[i]);
            }
        }
        return result;
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j];
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= rows.length;
        }
        return mean;
    }
}
