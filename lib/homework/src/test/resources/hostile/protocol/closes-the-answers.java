// attack: closes descriptor 1, so that no answer can be sent
// most: leaky 0
// answer leaky
double leaky(double x) throws IOException {
    new FileOutputStream(FileDescriptor.out).close();
    return x > 0 ? x : x / 10;
}
