// attack: throws an exception whose message throws, and whose class has no name
// most: leaky 0
// answer leaky
double leaky(double x) {
    throw new RuntimeException() {
        public String getMessage() {
            throw new IllegalStateException("again");
        }
    };
}
