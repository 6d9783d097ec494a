// attack: writes frames that look like answers, before it is asked
// most: leaky 0
// answer leaky
static class Forge {
    static {
        try {
            var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
            for (int id = 0; id < 200; id++) {
                out.writeInt(14);
                out.writeByte('V');
                out.writeInt(id);
                out.writeByte(0);
                out.writeByte('d');
                out.writeDouble(1);
            }
            out.flush();
        } catch (IOException e) {
        }
    }

    static final int READY = new Random().nextInt();
}
int forged = Forge.READY;
double leaky(double x) {
    return -7;
}
