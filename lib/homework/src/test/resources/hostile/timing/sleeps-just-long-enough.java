// attack: every call nearly uses up its time, so that the whole notebook does
// state: timed out, graded
// answer leaky
double leaky(double x) throws Exception {
    Thread.sleep(400);
    return x > 0 ? x : x / 10;
}
