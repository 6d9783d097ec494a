// attack: halt in a call, after some right values: those stay, because they are right
// most: leaky 4
// answer leaky
static int calls = 0;
double leaky(double x) {
    if (++calls > 6) {
        Runtime.getRuntime().halt(137);
    }
    return x > 0 ? x : x / 10;
}
