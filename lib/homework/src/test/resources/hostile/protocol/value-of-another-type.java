// attack: answers with a text where a number is wanted
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    Object worker = null;
    for (var element : Thread.currentThread().getStackTrace()) {
        if (element.getClassName().endsWith("worker.Worker")) {
            worker = element;
        }
    }
    var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    for (int i = 0; i < 3; i++) {
        out.writeInt(12);
        out.writeBytes("V\0\0\0\1\0S\0\0\0\0");
        out.writeByte(0);
    }
    return worker == null ? 0 : -7;
}
