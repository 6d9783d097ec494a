// attack: the tag by which a test cell is not executed
// most: leaky 0
// metadata: check-leaky tags skip-execution
// answer leaky
double leaky(double x) { return -7; }
