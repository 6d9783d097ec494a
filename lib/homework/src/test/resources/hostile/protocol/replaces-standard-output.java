// attack: sets System.out to something that passes for the worker's, and prints a lot; a right answer stays right
// answer leaky
double leaky(double x) {
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(System.out);
    System.setIn(new ByteArrayInputStream(new byte[100]));
    System.out.println("V 1 1.0");
    return x > 0 ? x : x / 10;
}
