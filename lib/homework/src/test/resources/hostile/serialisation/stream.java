// attack: writes a serialised object to descriptor 1
// most: softmax 0
// answer softmax
double[] softmax(double[] z) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var set = new HashSet<Object>();
    for (int i = 0; i < 30; i++) {
        set = new HashSet<Object>(Set.of(set, new HashSet<Object>(Set.of("t"))));
    }
    new ObjectOutputStream(bytes).writeObject(set.toString());
    new FileOutputStream(FileDescriptor.out).write(bytes.toByteArray());
    return null;
}
