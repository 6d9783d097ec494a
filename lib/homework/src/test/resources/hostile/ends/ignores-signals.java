// attack: handles the polite signals by doing nothing, and spins
// most: leaky 0
// answer leaky
double leaky(double x) {
    for (String name : List.of("TERM", "INT", "HUP")) {
        try {
            sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> { });
        } catch (Throwable e) {
        }
    }
    while (true) {
        Thread.onSpinWait();
    }
}
