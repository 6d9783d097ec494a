// attack: overloads that fit the call as well
// most: leaky 0
// answer leaky
double leaky(double... x) { return x[0] > 0 ? x[0] : x[0] / 10; }
double leaky(Double x) { return x > 0 ? x : x / 10; }
Object leaky(Object x) { return 1.0; }
