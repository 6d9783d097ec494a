// attack: a subclass of Number that says something new each time, in a signature that looks right
// most: leaky 0
// answer leaky
class Chameleon extends Number {
    public int intValue() { return 0; }
    public long longValue() { return 0; }
    public float floatValue() { return 0; }
    public double doubleValue() { return Math.random(); }
    public boolean equals(Object other) { return true; }
    public int hashCode() { return 0; }
}
Number leaky(double x) {
    return new Chameleon();
}
