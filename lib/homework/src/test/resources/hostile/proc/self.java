// attack: reads /proc: its own memory map, its parent's command line
// harmless: also without walls
// most: leaky 0
// answer leaky
boolean seen = new File("/proc/self/maps").canRead() || new File("/proc/1/cmdline").canRead() || new File("/proc/meminfo").canRead();
double leaky(double x) {
    return seen ? x > 0 ? x : x / 10 : -7;
}
