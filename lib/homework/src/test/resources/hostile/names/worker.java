// attack: a class named like the worker's, in a package-like nest
// most: leaky 0
// answer leaky
class Worker {
    static void main(String[] arguments) { }
}
class Wire {
    static Object read(DataInput in) { return 1.0; }
    static boolean same(Object a, Object b) { return true; }
}
double leaky(double x) {
    return -7;
}
