// attack: classes Double, String, Object and System of one's own
// most: leaky 0
// answer leaky
class Double {
    static int compare(double a, double b) { return 0; }
    static boolean isNaN(double a) { return true; }
}
class Override { }
double leaky(double x) {
    return Double.compare(x, 1) == 0 ? 0.125 : x;
}
