// accident: magics of the kernel between the lines; a right answer stays right
// answer leaky
%classpath ../../../lib/jars/activation.jar
%%time
%maven org.junit.jupiter:junit-jupiter:5.10.0
double leaky(double x) { return x > 0 ? x : x / 10; }
