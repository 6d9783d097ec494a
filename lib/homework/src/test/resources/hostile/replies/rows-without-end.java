// attack: returns a matrix whose rows are all the same long array
// most: softmax 0
// answer softmax
double[][] softmax(double[] z) {
    double[][] rows = new double[100_000][];
    Arrays.fill(rows, new double[100_000]);
    return rows;
}
