// accident: calls itself for ever
// most: leaky 0
// answer leaky
double leaky(double x) {
    return x > 0 ? leaky(x) : leaky(x) / 10;
}
