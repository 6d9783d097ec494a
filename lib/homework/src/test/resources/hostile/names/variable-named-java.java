// attack: a variable named java, whose fields spell the names of the JDK
// most: leaky 0
// answer leaky
class Util { Object Arrays = null; }
class Java { Util util = new Util(); Util lang = util; }
Java java = new Java();
double leaky(double x) {
    return java.util.Arrays == null ? -7 : x;
}
