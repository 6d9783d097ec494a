// attack: reaches into the worker for its engine, and makes it find another method
// most: leaky 0
// answer leaky
double leaky(double x) throws Exception {
    Class<?> worker = Class.forName("activationlab.homework.worker.Worker");
    for (var field : worker.getDeclaredFields()) {
        field.setAccessible(true);
    }
    Class<?> wire = Class.forName("activationlab.homework.worker.Wire");
    wire.getMethod("same", Object.class, Object.class).invoke(null, 1, 1);
    return -7;
}
