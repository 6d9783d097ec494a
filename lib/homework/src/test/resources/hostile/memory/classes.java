// attack: makes classes until there is no room for them
// most: leaky 0
// answer leaky
static final List<Object> KEPT = new ArrayList<>();
double leaky(double x) {
    for (int i = 0; i < 1_000_000; i++) {
        ClassLoader loader = new ClassLoader(ClassLoader.getPlatformClassLoader()) { };
        KEPT.add(java.lang.reflect.Proxy.newProxyInstance(Runnable.class.getClassLoader(),
                new Class<?>[] {Runnable.class, Comparable.class}, (a, b, c) -> null));
        KEPT.add(java.lang.invoke.MethodHandleProxies.asInterfaceInstance(Runnable.class,
                java.lang.invoke.MethodHandles.constant(Object.class, i).asType(java.lang.invoke.MethodType.methodType(void.class))));
    }
    return x > 0 ? x : x / 10;
}
