// attack: takes memory until none is left
// most: leaky 0
// answer leaky
double leaky(double x) {
    List<long[]> all = new ArrayList<>();
    while (true) {
        all.add(new long[1 << 20]);
    }
}
