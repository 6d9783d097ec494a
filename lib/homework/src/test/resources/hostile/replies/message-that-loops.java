// attack: throws an exception whose message never comes to an end
// most: leaky 0
// answer leaky
class Endless extends RuntimeException {
    public String getMessage() {
        while (true) { }
    }
}
double leaky(double x) {
    throw new Endless();
}
