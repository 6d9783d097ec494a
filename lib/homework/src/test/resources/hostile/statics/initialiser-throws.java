// attack: throws an error in the initialiser, so that the class is broken for ever
// most: leaky 1
// answer leaky
class Start {
    static double alpha = new Random().nextDouble();
    static {
        if (alpha < 2) {
            throw new ThreadDeath();
        }
    }
}
double leaky(double x) {
    return x > 0 ? x : Start.alpha * x;
}
