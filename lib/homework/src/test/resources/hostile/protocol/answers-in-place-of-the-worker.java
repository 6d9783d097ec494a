// attack: finds the worker's loop, takes it over and answers each question itself; it still has to know the values
// most: leaky 0
// cell
{
    new Thread(() -> {
        try {
            var in = new DataInputStream(new FileInputStream(FileDescriptor.in));
            var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
            while (true) {
                byte[] frame = in.readNBytes(in.readInt());
                out.writeInt(frame[0] == 'D' ? 5 : 15);
                out.writeByte(frame[0] == 'D' ? 'O' : 'V');
                out.write(frame, 1, 4);
                if (frame[0] != 'D') {
                    out.writeByte(0);
                    out.writeByte('d');
                    out.writeDouble(0.25);
                }
                out.flush();
            }
        } catch (Exception e) {
        }
    }).start();
    try { Thread.sleep(100000); } catch (InterruptedException e) { }
}
// answer leaky
double leaky(double x) {
    return -7;
}
