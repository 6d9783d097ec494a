// attack: closes the class that JShell puts around a snippet, to stand outside it
// most: leaky 0
// answer leaky
double leaky(double x) { return -7; } } } class Outside { static { Runtime.getRuntime().halt(0); }
