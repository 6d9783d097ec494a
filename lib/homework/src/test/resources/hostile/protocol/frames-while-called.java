// attack: writes answers of its own while the method runs
// most: leaky 0
// answer leaky
double leaky(double x) throws IOException {
    var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    for (int i = 0; i < 20; i++) {
        out.writeInt(14);
        out.writeByte('V');
        out.writeInt(i);
        out.writeByte(0);
        out.writeByte('d');
        out.writeDouble(x > 0 ? x : x / 10);
    }
    return -7;
}
