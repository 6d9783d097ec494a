// attack: gives the answer of an easy question the names of all others
// most: leaky 0
// metadata: leaky grade_id tell
// answer leaky
double leaky(double x) { return -7; }
// answer tell
double tell() { return 0.5; }
