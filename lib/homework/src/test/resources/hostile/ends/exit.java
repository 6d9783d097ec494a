// attack: System.exit in a call
// harmless: also without walls
// most: leaky 0
// answer leaky
double leaky(double x) {
    System.exit(0);
    return x > 0 ? x : x / 10;
}
