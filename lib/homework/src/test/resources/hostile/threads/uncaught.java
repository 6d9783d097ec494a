// attack: replaces the handler of uncaught exceptions, and throws in a thread
// answer leaky
double leaky(double x) {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> { while (true) { } });
    new Thread(() -> { throw new IllegalStateException(); }).start();
    return x > 0 ? x : x / 10;
}
