// attack: announces a frame of negative length, and then the longest possible
// most: leaky 0
// answer leaky
double leaky(double x) throws IOException {
    var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    out.writeInt(-1);
    out.writeInt(Integer.MAX_VALUE);
    return x > 0 ? x : x / 10;
}
