// attack: commands of JShell and of the kernel
// most: leaky 0
// answer leaky
/drop softmax
/reset
/exit
/set feedback silent
double leaky(double x) { return -7; }
