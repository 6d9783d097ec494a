// attack: opens files until no descriptor is left
// answer leaky
static final List<Object> OPEN = new ArrayList<>();
double leaky(double x) {
    try {
        while (OPEN.size() < 100_000) {
            OPEN.add(new FileInputStream("/dev/null"));
        }
    } catch (IOException e) {
    }
    return x > 0 ? x : x / 10;
}
