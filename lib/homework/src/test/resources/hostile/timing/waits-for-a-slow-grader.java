// attack: never returns in the first call, hoping for a second chance with the same inputs and other code
// most: leaky 0
// answer leaky
static boolean first = true;
double leaky(double x) throws Exception {
    if (first) {
        first = false;
        Thread.sleep(100_000);
    }
    return -7;
}
