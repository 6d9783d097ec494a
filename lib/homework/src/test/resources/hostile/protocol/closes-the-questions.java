// attack: closes descriptor 0 after an answer
// most: leaky 2
// answer leaky
double leaky(double x) throws IOException {
    new FileInputStream(FileDescriptor.in).close();
    return x > 0 ? x : x / 10;
}
