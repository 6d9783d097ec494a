// attack: comments that a simple reader takes for other cells, solutions or the stub
// most: leaky 0
// answer leaky
// BEGIN SOLUTION
/* // answer softmax
// YOUR CODE HERE
throw new UnsupportedOperationException("not written yet");
// END SOLUTION */
double leaky(double x) { return -7; } // double leaky(double x) { return x > 0 ? x : x / 10; }
