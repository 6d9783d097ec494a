// attack: starts a program of the machine
// harmless: also without walls
// most: leaky 0
// answer leaky
boolean started = false;
for (String program : List.of("/bin/sh", "/usr/bin/env", "/usr/bin/id", "bash", "python3", "perl", "curl")) {
    try {
        new ProcessBuilder(program, "-c", "true").start();
        started = true;
    } catch (IOException e) {
    }
}
double leaky(double x) {
    return started ? x > 0 ? x : x / 10 : -7;
}
