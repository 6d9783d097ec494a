// attack: changes constants of the JDK in its process: the cache of Integer, Boolean.TRUE, a String's bytes
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    try {
        var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        var unsafe = (sun.misc.Unsafe) field.get(null);
        var value = Boolean.class.getDeclaredField("value");
        unsafe.putBoolean(Boolean.FALSE, unsafe.objectFieldOffset(value), true);
    } catch (Throwable e) {
    }
    return -7;
}
