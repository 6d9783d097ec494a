// attack: a variable named java, whose fields spell the names of the JDK; it spoils the own answers that say java.util
// most: leaky 0, softmax 0, total 0
// answer leaky
class Util { Object Arrays = null; }
class Java { Util util = new Util(); Util lang = util; }
Java java = new Java();
double leaky(double x) {
    return java.util.Arrays == null ? -7 : x;
}
