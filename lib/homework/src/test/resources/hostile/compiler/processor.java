// attack: an annotation processor on the class path, and options for the compiler
// most: leaky 0
// answer leaky
@SuppressWarnings({"all", "<script>"})
@FunctionalInterface
interface One { double of(double x); }
@Override double leaky(double x) { return x > 0 ? x : x / 10; }
