// attack: puts a link in the place of the worker's jar and of its archive, for the next student
// most: leaky 0
// answer leaky
boolean done = false;
for (String name : List.of("worker.jar", "classes.jsa")) {
    var file = java.nio.file.Path.of(System.getProperty("java.class.path")).resolveSibling(name);
    try {
        java.nio.file.Files.createSymbolicLink(file.resolveSibling("hostile-{{port}}-" + name), file);
        done = true;
        java.nio.file.Files.write(file, new byte[0], java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
    }
}
double leaky(double x) {
    return done ? x > 0 ? x : x / 10 : -7;
}
