// accident: deletes the checks and changes the order; right answers stay right
// metadata: check-leaky delete
// metadata: check-softmax delete
// answer leaky
double leaky(double x) { return x > 0 ? x : x / 10; }
