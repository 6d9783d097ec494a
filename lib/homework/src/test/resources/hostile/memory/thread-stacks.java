// attack: threads with stacks of 512 MB that are used
// most: leaky 0
// answer leaky
static volatile int deepest;
int depth(int n) {
    deepest = n;
    return n == 0 ? 0 : 1 + depth(n - 1);
}
double leaky(double x) throws Exception {
    for (int i = 0; i < 4; i++) {
        Thread thread = new Thread(null, () -> depth(20_000_000), "deep", 1L << 30);
        thread.start();
        thread.join();
    }
    return deepest == 0 ? x > 0 ? x : x / 10 : -7;
}
