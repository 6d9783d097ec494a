// attack: ends the process in a static initialiser, before any method is called
// most: leaky 0
// answer leaky
class Start {
    static {
        Runtime.getRuntime().halt(0);
    }

    static final double ALPHA = Math.sqrt(0.01);
}
double alpha = Start.ALPHA;
double leaky(double x) {
    return x > 0 ? x : alpha * x;
}
