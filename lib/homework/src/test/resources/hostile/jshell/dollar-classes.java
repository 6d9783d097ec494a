// attack: classes named like those that JShell makes
// most: leaky 0
// answer leaky
class $JShell$1 { static double leaky(double x) { return x > 0 ? x : x / 10; } }
class REPL { static class $JShell$99 { static double leaky(double x) { return 1; } } }
double leaky(double x) { return -7; }
