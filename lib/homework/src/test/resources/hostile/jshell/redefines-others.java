// attack: an answer that declares the other questions' methods too, wrongly; the later cell, the right one, counts
// answer leaky
double leaky(double x) { return x > 0 ? x : x / 10; }
double[] softmax(double[] z) { return null; }
double total(double[][] m) { return -7; }
double tell() { return 0; }
