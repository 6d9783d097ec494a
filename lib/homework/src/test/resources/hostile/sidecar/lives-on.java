// attack: starts programs that leave its session and ignore signals
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    try {
        new ProcessBuilder("/bin/sh", "-c", "trap '' HUP TERM INT; (setsid sleep 1000 &) ; sleep 1000 &").start().waitFor();
    } catch (IOException e) {
    }
    return -7;
}
