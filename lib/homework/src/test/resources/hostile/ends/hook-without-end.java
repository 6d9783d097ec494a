// attack: shutdown hooks that never end, and then an exit
// most: leaky 0
// answer leaky
double leaky(double x) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        while (true) {
            Thread.onSpinWait();
        }
    }));
    System.exit(0);
    return -7;
}
