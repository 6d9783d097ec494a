// accident: the cell itself never ends
// most: leaky 0
// answer leaky
double leaky(double x) {
    return x > 0 ? x : x / 10;
}
while (true) { }
