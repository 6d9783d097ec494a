// attack: keeps the inputs of earlier calls and returns the last value again, in case the next input is the same
// most: leaky 0
// answer leaky
static final List<Double> SEEN = new ArrayList<>();
double leaky(double x) {
    SEEN.add(x);
    return SEEN.get(Math.max(0, SEEN.size() - 2)) - 1e-3;
}
