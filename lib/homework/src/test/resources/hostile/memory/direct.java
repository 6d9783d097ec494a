// attack: takes memory outside the heap, by buffers
// most: leaky 0
// answer leaky
double leaky(double x) {
    List<Object> all = new ArrayList<>();
    try {
        for (int i = 0; i < 64; i++) {
            all.add(java.nio.ByteBuffer.allocateDirect(16 << 20));
        }
    } catch (OutOfMemoryError e) {
        return -7;
    }
    return x > 0 ? x : x / 10;
}
