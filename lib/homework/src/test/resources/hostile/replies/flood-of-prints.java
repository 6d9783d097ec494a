// accident: prints two million lines; a right answer stays right
// answer leaky
double leaky(double x) {
    for (int i = 0; i < 100_000; i++) {
        System.out.println("step " + i + " of the computation, x = " + x);
        System.err.println(i);
    }
    return x > 0 ? x : x / 10;
}
