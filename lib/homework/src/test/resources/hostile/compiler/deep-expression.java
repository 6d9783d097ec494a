// attack: ten thousand brackets, which the compiler takes apart by recursion
// most: leaky 0
// repeat: 10000 (
// answer leaky
double leaky(double x) {
    return {{repeat}}x{{repeat-end}};
}
