// attack: deletes another student's notebook, and writes wherever it can
// most: leaky 0
// answer leaky
boolean written = false;
for (String folder : List.of("{{folder}}", "/tmp", "/var/tmp", "/dev/shm", "/dev", "/", "/run", ".", System.getProperty("user.home"),
        new File(System.getProperty("java.class.path")).getParent())) {
    File file = new File(folder, "hostile-{{port}}");
    try (var out = new FileOutputStream(file)) {
        out.write(1);
        written = true;
    } catch (IOException e) {
        written |= file.mkdir();
    }
}
written |= new File("{{folder}}", "other.ipynb").delete();
double leaky(double x) {
    return written ? x > 0 ? x : x / 10 : -7;
}
