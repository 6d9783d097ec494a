// attack: takes all memory and catches the error
// most: leaky 0
// answer leaky
double leaky(double x) {
    List<Object> all = new ArrayList<>();
    try {
        while (true) {
            all.add(new byte[100_000]);
        }
    } catch (OutOfMemoryError e) {
        all.clear();
    }
    return x > 0 ? x : x / 10;
}
