// attack: rows that are null, empty or the same object, where a plain vector is wanted
// most: softmax 0
// answer softmax
double[][] softmax(double[] z) {
    double[][] rows = new double[3][];
    rows[1] = z;
    rows[2] = z;
    return rows;
}
