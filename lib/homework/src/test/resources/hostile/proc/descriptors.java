// attack: opens every descriptor that it may have inherited, to write to it
// most: leaky 0
// answer leaky
boolean open() throws Exception {
    boolean written = false;
    for (int i = 3; i < 128; i++) {
        try (var out = new FileOutputStream("/dev/fd/" + i, true)) {
            written = true;
        } catch (IOException e) {
        }
    }
    return written;
}
double leaky(double x) throws Exception {
    return open() ? x > 0 ? x : x / 10 : -7;
}
