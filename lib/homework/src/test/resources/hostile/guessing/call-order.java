// attack: guesses the category from the number of the call, and random numbers from a seed
// most: leaky 1, softmax 0
// answer leaky
static int calls = 0;
double leaky(double x) {
    calls++;
    return calls <= 4 ? new double[] {2, -0.1, -0.3, -0.05}[calls - 1] : new Random(calls).nextGaussian();
}
// answer softmax
static final double[][] ROWS = {{1, 2, 3}, {0, 0}, {1}};
int turn = 0;
double[] softmax(double[] z) { return ROWS[turn++ % 3]; }
