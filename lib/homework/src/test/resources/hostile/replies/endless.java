// attack: writes to descriptor 1 without end, from a thread
// most: leaky 0
// answer leaky
double leaky(double x) {
    new Thread(() -> {
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            while (true) {
                out.write(new byte[1 << 16]);
            }
        } catch (IOException e) {
        }
    }).start();
    return -7; // a right value may be read before the flood, and would be right
}
