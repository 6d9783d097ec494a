// attack: throws an exception with a message of 100 MB
// most: leaky 0
// answer leaky
double leaky(double x) {
    throw new RuntimeException("x".repeat(100_000_000));
}
