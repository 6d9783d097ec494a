// attack: writes a file until the disk is full
// most: leaky 0
// answer leaky
long written = 0;
try (var out = new FileOutputStream("/tmp/hostile-{{port}}-large")) {
    for (int i = 0; i < 400; i++) {
        out.write(new byte[1 << 16]);
        written += 1 << 16;
    }
} catch (IOException e) {
}
double leaky(double x) {
    return written > 0 ? x > 0 ? x : x / 10 : -7;
}
