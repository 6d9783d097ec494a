// attack: a thread of one answer stops the worker's main thread from going on
// most: leaky 0
// answer leaky
{
    Thread main = Thread.currentThread();
    Thread thread = new Thread(() -> {
        while (true) {
            main.interrupt();
        }
    });
    thread.setDaemon(true);
    thread.start();
}
double leaky(double x) {
    return -7;
}
