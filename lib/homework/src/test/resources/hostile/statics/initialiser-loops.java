// attack: never ends its static initialiser
// most: leaky 1
// answer leaky
class Start {
    static double alpha = 0.1;
    static {
        while (alpha > 0) { }
    }
}
double leaky(double x) {
    return x > 0 ? x : Start.alpha * x;
}
