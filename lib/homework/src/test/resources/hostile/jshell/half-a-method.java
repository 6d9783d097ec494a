// accident: a bracket is missing
// most: leaky 0
// answer leaky
double leaky(double x) {
    return x > 0 ? x : x / 10;
