// attack: starts threads until no more can be had
// most: leaky 0
// answer leaky
double leaky(double x) {
    int started = 0;
    try {
        while (started < 100_000) {
            Thread thread = new Thread(() -> { try { Thread.sleep(100_000); } catch (InterruptedException e) { } });
            thread.start();
            started++;
        }
    } catch (OutOfMemoryError e) {
    }
    return started > 300 ? x > 0 ? x : x / 10 : -7;
}
