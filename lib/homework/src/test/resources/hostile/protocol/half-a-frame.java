// attack: begins a frame and never ends it
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    new DataOutputStream(new FileOutputStream(FileDescriptor.out)).writeInt(1000);
    Thread.sleep(100_000);
    return x > 0 ? x : x / 10;
}
