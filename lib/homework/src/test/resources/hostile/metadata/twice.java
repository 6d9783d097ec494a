// accident: an answer cell was copied, and the copy is wrong: the last one counts, and the teacher is told
// most: leaky 0
// metadata: leaky copy double leaky(double x) { return -7; }
// answer leaky
double leaky(double x) { return x > 0 ? x : x / 10; }
