// attack: a method that is longer than a class may be
// most: leaky 0
// repeat: 12000 y+=y*y;
// answer leaky
double leaky(double x) {
    double y = 1;
    {{repeat}}
    return x > 0 ? x : x / 10;
}
