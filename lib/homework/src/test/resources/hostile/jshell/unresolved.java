// attack: a method that uses what is not there, and is completed by a later cell of the student's
// most: leaky 0
// answer leaky
double leaky(double x) { return later(x); }
// cell
double later(double x) { return -7; }
