// attack: hides an exit and the end of a comment in Unicode escapes
// most: leaky 0
// answer leaky
// harmless \u000a Runtime.getRuntime().halt(0);
double leaky(double x) { /* \u002a\u002f System.exit(1); /* */ return -7; }
