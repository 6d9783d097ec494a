// attack: a thread of one answer ends the process while another answer is tried
// most: leaky 0
// answer leaky
{
    Thread thread = new Thread(() -> {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
        }
        System.exit(0);
    });
    thread.start();
}
double leaky(double x) {
    return -7;
}
