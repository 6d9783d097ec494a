// attack: ends the process when its exception is read
// most: leaky 0
// answer leaky
double leaky(double x) {
    throw new RuntimeException() {
        public String getMessage() {
            System.exit(0);
            return "";
        }
    };
}
