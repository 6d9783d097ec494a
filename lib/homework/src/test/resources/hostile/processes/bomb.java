// attack: processes that start processes
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    String java = System.getProperty("java.home") + "/bin/java";
    try {
        for (int i = 0; i < 500; i++) {
            new ProcessBuilder(java, "-Xmx8m", "-Xint", "-XX:+UseSerialGC", "-Dhostile={{port}}", "-cp",
                    System.getProperty("java.class.path"), "activationlab.homework.worker.Worker").start();
        }
    } catch (IOException e) {
        return -7;
    }
    return x > 0 ? x : x / 10;
}
