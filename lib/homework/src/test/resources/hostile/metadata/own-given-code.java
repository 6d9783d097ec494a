// attack: changes the given code in the student's copy, so that every input tells the programs apart
// most: tell 0
// metadata: given-1 source class Programs { static double one(double x) { return 1; } static double two(double x) { return 2; } }
// answer tell
double tell() { return 1; }
