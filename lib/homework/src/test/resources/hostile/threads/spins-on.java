// attack: threads that spin for ever, at the highest priority, after the answer has returned
// answer leaky
double leaky(double x) {
    for (int i = 0; i < 2; i++) {
        Thread thread = new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }
    return x > 0 ? x : x / 10;
}
