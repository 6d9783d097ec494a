// attack: starts a Java of its own in a new session, which outlives the worker
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    String java = System.getProperty("java.home") + "/bin/java";
    for (var start : List.of(List.of("setsid", java), List.of(java))) {
        var command = new ArrayList<>(start);
        command.addAll(List.of("-Xmx16m", "-XX:TieredStopAtLevel=1", "-Dhostile={{port}}", "-cp",
                System.getProperty("java.class.path"), "activationlab.homework.worker.Worker"));
        try {
            // Its input never ends, because nobody closes it.
            new ProcessBuilder(command).start();
        } catch (IOException e) {
        }
    }
    return -7;
}
