// attack: attaches to the Java programs of the machine and lists them
// most: leaky 0
// answer leaky
boolean found = false;
try {
    Class<?> machine = Class.forName("com.sun.tools.attach.VirtualMachine");
    found = ((List<?>) machine.getMethod("list").invoke(null)).size() > 1;
} catch (Throwable e) {
}
double leaky(double x) {
    return found ? x > 0 ? x : x / 10 : -7;
}
