// attack: points that are negative, texts and huge
// most: leaky 0
// metadata: leaky points -5
// metadata: check-leaky points 1e308
// metadata: check-softmax points "all"
// answer leaky
double leaky(double x) { return -7; }
