// attack: a class named like the given one, which makes the given programs agree with every answer
// most: tell 0
// answer tell
class Programs {
    static double one(double x) { return 1; }
    static double two(double x) { return 2; }
}
double tell() {
    return Programs.one(0) < Programs.two(0) ? 1 : 0.5;
}
