// attack: takes a gigabyte outside the heap, by Unsafe, and uses it
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Object unsafe = field.get(null);
    var allocate = unsafe.getClass().getMethod("allocateMemory", long.class);
    var set = unsafe.getClass().getMethod("setMemory", long.class, long.class, byte.class);
    for (int i = 0; i < 16; i++) {
        set.invoke(unsafe, allocate.invoke(unsafe, 64L << 20), 64L << 20, (byte) 1);
    }
    return x > 0 ? x : x / 10;
}
