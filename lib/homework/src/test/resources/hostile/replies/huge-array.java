// attack: returns an array of 100 MB
// most: softmax 0
// answer softmax
double[] softmax(double[] z) {
    return new double[12_000_000];
}
